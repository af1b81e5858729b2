'use client'

import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { readAccount } from '@/components/actions/forms/account-input'
import { EnterForm } from '@/components/actions/forms/enter-form'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { useQueryText } from '@/components/model/use-query-text'
import { DefinitionList } from '@/components/ui/definition-list'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PositionModel, QueueModel, SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact } from '@/lib/format'
import { andThen, combine } from '@/lib/leaf'
import { useConsole } from '@/lib/react/context'
import { useAskAbout } from '@/lib/react/live/use-watch'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { actsWords, leavingWords, queueName, standingWords } from '@/lib/words/srusds'
import { positionOffers } from './position-offers'

interface PositionSectionProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly srUsds: SrUsdsModel
  readonly suffix: string
}

/** What any address has in both queues, what it can do now, and when it can leave. */
export function PositionSection({ model, generator, srUsds, suffix }: PositionSectionProps) {
  const { account: connected } = useWallet()
  const { store } = useConsole()
  const [text, setText, origin] = useQueryText(`account${suffix}`)
  const read = readAccount(text)
  const account = text.trim() === '' ? connected : read.account
  useAskAbout(store, account === null || account === undefined ? [] : [account])
  return (
    <Section
      id={`position${suffix}`}
      title="A position"
      note="What do I have, what can I do now, when can I leave?"
    >
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <Field
          label="Address"
          placeholder="0x"
          value={text}
          onValueChange={setText}
          error={text.trim() === '' ? undefined : (read.error ?? undefined)}
          hint={
            origin === 'link' && text !== ''
              ? 'Filled in from a link.'
              : connected !== null && text.trim() === ''
                ? 'Left empty, it is the connected account.'
                : undefined
          }
        />
        {account === null || account === undefined ? (
          <p className="self-center text-muted">Enter an address, or connect an account.</p>
        ) : (
          <div className="min-w-0 space-y-4">
            <p>
              <ShownName address={account} />
            </p>
            <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
              {[srUsds.subscribe, srUsds.redeem].map((queue) => (
                <InQueue key={queue.id} queue={queue} srUsds={srUsds} now={model.time} account={account}>
                  <Offers>
                    {positionOffers(generator.id, queue, model, account, connected).map(
                      ({ label, request, reason }) => (
                        <ActionButton key={label} size="sm" request={request} reason={reason}>
                          {label}
                        </ActionButton>
                      ),
                    )}
                  </Offers>
                  {(connected === null || connected === account) && (
                    <EnterForm model={model} generator={generator} queue={queue} />
                  )}
                </InQueue>
              ))}
            </div>
          </div>
        )}
      </div>
    </Section>
  )
}

interface InQueueProps {
  readonly queue: QueueModel
  readonly srUsds: SrUsdsModel
  readonly now: bigint
  readonly account: Address
  /** What can be done with the position. */
  readonly children: ReactNode
}

const Offers = ({ children }: { readonly children: ReactNode }) => (
  <div className="mt-2 flex flex-wrap items-start gap-x-3 gap-y-2">{children}</div>
)

function InQueue({ queue, srUsds, now, account, children }: InQueueProps) {
  const { id, positions } = queue
  const position = positions.find((one) => one.id === account)
  return (
    <section aria-label={`In the ${queueName[id]}`} data-position={id} className="min-w-0">
      <h3 className="mb-1 font-semibold">In the {queueName[id]}</h3>
      {position === undefined ? (
        <p className="text-muted">It is being read.</p>
      ) : (
        <>
          <Answers queue={queue} srUsds={srUsds} now={now} position={position} />
          {children}
        </>
      )}
    </section>
  )
}

function Answers({
  queue,
  srUsds,
  now,
  position: { standing },
}: Pick<InQueueProps, 'queue' | 'srUsds' | 'now'> & { readonly position: PositionModel }) {
  const { id, state } = queue
  const both = combine({ standing, state }, (known) => known)
  return (
    <DefinitionList
      items={[
        {
          term: 'What is there',
          value: (
            <LeafText
              leaf={standing}
              text={(known) => standingWords(id, known, formatCompact)}
              full={(known) => standingWords(id, known)}
            />
          ),
        },
        {
          term: 'What can be done now',
          value: <LeafText leaf={both} text={(known) => actsWords(id, known.standing, known.state)} />,
        },
        {
          term: 'When to leave',
          value: (
            <LeafText
              leaf={andThen(standing, (known) => leavingWords(known, srUsds, now))}
              text={(words) => words}
            />
          ),
        },
      ]}
    />
  )
}
