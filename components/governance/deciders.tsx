'use client'

import type { Address } from 'viem'
import { Label } from '@/components/handbook/prose'
import { EvidenceText } from '@/components/model/evidence-text'
import { LeafAddress } from '@/components/model/leaf-address'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { ConsoleModel } from '@/lib/console/model'
import type { GovernanceModel, PauseModel } from '@/lib/console/model/governance'
import { protegoWords } from '@/lib/words/protego'
import { LineMomState } from './line-mom'

/** Who plots plans, who drops them, what code they may cut in, and who lowers a ceiling at once. */
export function Deciders({ model }: { readonly model: Pick<ConsoleModel, 'governance' | 'mcd'> }) {
  const { governance } = model
  if (governance === null) {
    return (
      <p className="text-muted">The deployment file names nothing of governance, so nothing of it is read.</p>
    )
  }
  const { pause, hat, allowlist, addresses } = governance
  return (
    <DefinitionList
      termText={(term) => <Label text={term} />}
      items={[
        ...(pause ? pauseItems(pause) : []),
        ...(hat
          ? [
              {
                term: 'Hat of the Chief',
                value: <LeafAddress leaf={hat} />,
                note: 'It plots and drops plans.',
              },
            ]
          : []),
        { term: 'Protego', value: <Protego governance={governance} /> },
        {
          term: 'LineMom',
          value: <LineMomState model={model} />,
          note: 'Where it lists an ilk, it sets its ceiling to 0 at once and takes it out of AutoLine.',
        },
        {
          term: 'Facet allowlist',
          value: <Named address={addresses.facetAllowlist} />,
          note: allowlist ? (
            <LeafText
              leaf={allowlist.enforced}
              text={(on) =>
                on
                  ? 'Enforced: only approved code is cut into a Diamond.'
                  : 'Switched off: a cut may bring in any code.'
              }
            />
          ) : undefined,
        },
      ]}
    />
  )
}

const pauseItems = ({ proxy, owner, authority }: PauseModel): readonly Definition[] => [
  {
    term: 'Pause proxy',
    value: <LeafAddress leaf={proxy} />,
    note: 'It executes plans, and owns the contracts.',
  },
  {
    term: 'Plots and drops',
    value: (
      <span className="flex flex-wrap gap-x-3">
        <LeafText
          leaf={authority}
          text={(one) => (isNobody(one) ? 'no authority' : 'whom the authority lets:')}
        />
        {!(authority.ok && isNobody(authority.value)) && <LeafAddress leaf={authority} />}
      </span>
    ),
    note:
      owner.ok && isNobody(owner.value) ? (
        'Nobody besides.'
      ) : (
        <>
          And its owner: <LeafAddress leaf={owner} />
        </>
      ),
  },
]

const isNobody = (address: Address): boolean => /^0x0{40}$/.test(address)

function Protego({ governance }: { readonly governance: GovernanceModel }) {
  const told = protegoWords(governance)
  if (told === null) {
    return <span className="text-muted">Not named by the deployment file, so nothing of it is read.</span>
  }
  if (!told.ok) return <Value text={null} reason={told.reason.message} />
  const { word, text, ready } = told.value
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <StateBadge state={ready ? 'ok' : 'idle'} word={word} plain />
      <EvidenceText text={`${text}.`} />
    </span>
  )
}

const Named = ({ address }: { readonly address: Address | null }) =>
  address === null ? (
    <span className="text-muted">Not named by the deployment file, so nothing of it is read.</span>
  ) : (
    <ShownName address={address} />
  )
