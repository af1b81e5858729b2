'use client'

import { Eraser } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { LeafAddress } from '@/components/model/leaf-address'
import { LeafText } from '@/components/model/leaf-text'
import { PendingActions } from '@/components/safe/pending-actions'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { ilkShownAt, wiperSafes, wipesThrough } from '@/lib/actions'
import type { LineMomFacts, LineMomIlkFacts } from '@/lib/console/facts/line-mom'
import type { ConsoleModel } from '@/lib/console/model'
import { formatCompact, formatExact } from '@/lib/format'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { lineMomWords } from '@/lib/words/line-mom'
import { wipeOffer } from './wipe-offer'

/** Each ceiling that LineMom sets to 0 at once, and who may. Renders nothing where the deployment names none. */
export function LineMom({ model }: { readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const { lineMom } = model.mcd
  if (lineMom === null) return null
  return (
    <Section
      id="line-mom"
      title="Ceilings that LineMom sets to 0"
      note="Without a delay: the ilk also leaves AutoLine. What is owed stays, and so does the ceiling of all debt."
    >
      <div className="space-y-3">
        <LineMomState model={model} />
        <Wipers lineMom={lineMom} hat={model.governance?.hat ?? null} />
        <PendingActions
          requests={wiperSafes(model).flatMap((safe) => wipesThrough(safe, model.mcd))}
          kind="wipe of a ceiling"
          model={model}
          account={account}
        />
        <ul aria-label="Ceilings of the ilks" className="divide-y divide-line">
          {lineMom.ilks.map((ilk) => (
            <Ilk key={ilk.id} ilk={ilk} model={model} account={account} />
          ))}
        </ul>
      </div>
    </Section>
  )
}

/** Whether it can act, as a badge and a sentence. */
export function LineMomState({ model }: { readonly model: Pick<ConsoleModel, 'mcd'> }) {
  const told = lineMomWords(model.mcd)
  if (told === null) {
    return <span className="text-muted">Not named by the deployment file, so nothing of it is read.</span>
  }
  if (!told.ok) return <Value text={null} reason={told.reason.message} />
  const { ready, word, text } = told.value
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <StateBadge state={ready ? 'ok' : 'unknown'} word={word} plain />
      <EvidenceText text={`${text}.`} />
    </span>
  )
}

interface WipersProps {
  readonly lineMom: LineMomFacts
  readonly hat: NonNullable<ConsoleModel['governance']>['hat']
}

/** Its owner, and whom its authority lets: of the Chief that is the hat alone. */
function Wipers({ lineMom: { owner, authority }, hat }: WipersProps) {
  const isNobody = authority.ok && authority.value === zeroAddress
  return (
    <DefinitionList
      items={[
        { term: 'Its owner may', value: <LeafAddress leaf={owner} /> },
        {
          term: 'Says who else may',
          value: isNobody ? 'Nobody' : <LeafAddress leaf={authority} />,
          note:
            isNobody || hat === null ? undefined : (
              <>
                Of the Chief only who wears the hat, now <LeafAddress leaf={hat} />
              </>
            ),
        },
      ]}
    />
  )
}

interface IlkProps {
  readonly ilk: LineMomIlkFacts
  readonly model: ConsoleModel
  readonly account: Address | null
}

const RAD_DECIMALS = 45

function Ilk({ ilk: { id, listed }, model, account }: IlkProps) {
  const [shown] = ilkShownAt(id, model)
  const { request, reason } = wipeOffer(id, model, account)
  return (
    <li
      data-line-mom={id}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0 last:pb-0"
    >
      <div className="min-w-0">
        <p className="font-medium">{id}</p>
        <p className="text-muted text-sm">
          {shown && (
            <>
              Ceiling{' '}
              <LeafText
                leaf={shown.ilk.line}
                text={(line) => `${formatCompact(line, RAD_DECIMALS)} USDS`}
                exact={(line) => `${formatExact(line, RAD_DECIMALS)} USDS`}
              />
              ,{' '}
            </>
          )}
          <LeafText leaf={listed} text={(is) => (is ? 'listed by LineMom' : 'not listed by LineMom')} />
        </p>
      </div>
      <ActionButton variant="danger" size="sm" icon={Eraser} request={request} reason={reason}>
        Wipe ceiling<span className="sr-only"> of {id}</span>
      </ActionButton>
    </li>
  )
}
