'use client'

import { Ban, Play } from 'lucide-react'
import type { Address } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { useNames } from '@/components/model/use-names'
import { When } from '@/components/model/when'
import { PendingActions } from '@/components/safe/pending-actions'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { Notice } from '@/components/ui/notice'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { cancellationsThrough, cancellerSafes } from '@/lib/actions'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, OperationModel, OperationStanding } from '@/lib/console/model'
import { capital, formatDurationExact, formatExact, plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { tellCall } from '@/lib/words/calls'
import { CallDetails } from './call-details'
import { ScheduleActs } from './council-acts'
import { Execution } from './execution'
import { OperationChanges } from './operation-changes'
import { cancelOffer, executeOffer } from './operation-offer'
import { splitQueue } from './queue-rows'

const LOOK: Readonly<Record<OperationStanding, { readonly state: State; readonly word: string }>> = {
  ready: { state: 'unknown', word: 'Due' },
  waiting: { state: 'idle', word: 'Waiting' },
  executed: { state: 'idle', word: 'Executed' },
  cancelled: { state: 'idle', word: 'Cancelled' },
}

/** Of one that is pending and whose predecessor was cancelled, or never scheduled. */
const BLOCKED = { state: 'unknown', word: 'Blocked' } as const

const isBlocked = ({ executable }: OperationModel): boolean =>
  executable.ok &&
  (executable.value?.holds ?? []).some((hold) => hold.why === 'predecessor' && hold.stands === 'gone')

/** What is scheduled in the timelocks, what it will do and when; what has ended is behind one line. */
export function Queue({ model }: { readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const { units } = model
  if (units.length > 1) {
    return (
      <div className="space-y-5">
        {units.map((unit) => (
          <section key={unit.id} aria-label={`Queue of ${unit.name}`} data-unit={unit.id}>
            <h3 className="mb-2 font-semibold">{unit.name}</h3>
            <QueueOf unit={unit} model={model} account={account} />
          </section>
        ))}
      </div>
    )
  }
  return units.map((unit) => <QueueOf key={unit.id} unit={unit} model={model} account={account} />)
}

interface QueueOfProps {
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

function QueueOf({ unit, model, account }: QueueOfProps) {
  const { operations, complete, list } = unit.timelock
  const { pending, ended } = splitQueue(operations)
  const of = (label: string) => inUnit(model, unit, label)
  return (
    <div className="space-y-3">
      {!(complete.ok && complete.value) && <Incomplete complete={complete} isListed={list !== null} />}
      <PendingActions
        requests={cancellerSafes(model, unit).flatMap((safe) => cancellationsThrough(safe, unit))}
        kind="cancellation"
        model={model}
        account={account}
      />
      {pending.length === 0 ? (
        <p className="text-muted">No operation is pending.</p>
      ) : (
        <Operations label={of('Pending operations')} operations={pending} {...{ unit, model, account }} />
      )}
      <ScheduleActs model={model} unit={unit} />
      {ended.length > 0 && (
        <Disclosure summary={`${plural(ended.length, 'operation')} executed or cancelled`}>
          <Operations label={of('Ended operations')} operations={ended} {...{ unit, model, account }} />
        </Disclosure>
      )}
    </div>
  )
}

interface IncompleteProps {
  readonly complete: Leaf<boolean>
  /** Whether the contract lists its operations itself. */
  readonly isListed: boolean
}

function Incomplete({ complete, isListed }: IncompleteProps) {
  return (
    <Notice
      tone="amber"
      title="Queue incomplete"
      holds="The operations below are pending or ended as shown, by the contract itself."
      todo={`Do not rely on this being all of it until the ${isListed ? 'list' : 'events'} could be read.`}
    >
      {complete.ok
        ? isListed
          ? 'The contract lists, or counts, other pending operations than those below, or the calls of one are not known.'
          : 'The contract counts other than as many pending operations as its events tell of.'
        : complete.reason.message}
    </Notice>
  )
}

interface OperationsProps extends QueueOfProps {
  readonly label: string
  readonly operations: readonly OperationModel[]
}

function Operations({ label, operations, ...of }: OperationsProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {operations.map((operation) => (
        <li key={operation.id} data-operation={operation.id} className="py-3 first:pt-0 last:pb-0">
          <Operation operation={operation} {...of} />
        </li>
      ))}
    </ol>
  )
}

interface OperationProps extends QueueOfProps {
  readonly operation: OperationModel
}

function Operation({ operation, unit, model, account }: OperationProps) {
  const { nameOf } = useNames()
  const { queued, id, state } = operation
  const calls = queued.calls.map((call, index) => ({
    key: `${index} ${call.target} ${call.data}`,
    call,
    words: tellCall(call, model.generators, nameOf),
  }))
  return (
    <div className="gap-x-6 md:grid md:grid-cols-[18rem_1fr]">
      <div>
        {state.ok ? (
          <StateBadge {...(isBlocked(operation) ? BLOCKED : LOOK[state.value])} />
        ) : (
          <StateBadge state="unknown" word="Could not check" />
        )}
        <p className="mt-1 text-sm">
          <Timing operation={operation} now={model.time} />
        </p>
        <Acts operation={operation} unit={unit} model={model} account={account} />
      </div>
      <div className="min-w-0 max-md:mt-1.5">
        {calls.length === 0 ? (
          <p>{queued.predecessor === null ? 'Its calls were not seen.' : 'It makes no call.'}</p>
        ) : (
          <ul className="space-y-0.5">
            {calls.map(({ key, words }) => (
              <li key={key} className="font-medium">
                <EvidenceText text={capital(words.text)} />
              </li>
            ))}
          </ul>
        )}
        {state.ok && (state.value === 'waiting' || state.value === 'ready') && (
          <OperationChanges calls={queued.calls} proven={queued.proven} unit={unit} model={model} />
        )}
        {!queued.proven && (
          <p className="mt-1 text-sm text-unknown">
            What was seen of its calls does not hash to its id: something of it is missing.
          </p>
        )}
        <Disclosure summary="Calls and id" className="mt-1 text-sm">
          <DefinitionList
            items={[
              { term: 'Operation id', value: <HashText hash={id} label="operation id" /> },
              {
                term: 'Predecessor',
                value:
                  queued.predecessor === null ? (
                    'not seen'
                  ) : (
                    <Hash hash={queued.predecessor} of="predecessor" />
                  ),
              },
              { term: 'Salt', value: <Hash hash={queued.salt} of="salt" /> },
              {
                term: 'Scheduled',
                value:
                  queued.scheduledIn === null
                    ? 'not seen'
                    : `in block ${formatExact(queued.scheduledIn, 0)}${queued.delay === null ? '' : `, with a delay of ${formatDurationExact(queued.delay)}`}`,
              },
              ...calls.map(({ call, words }, index) => ({
                term: `Call ${index + 1} of ${calls.length}`,
                value: <CallDetails target={call.target} data={call.data} value={call.value} words={words} />,
              })),
            ]}
          />
        </Disclosure>
      </div>
    </div>
  )
}

/** What can be done about an operation that has not ended. */
function Acts({ operation, unit, model, account }: OperationProps) {
  const cancel = cancelOffer(unit, operation, model, account)
  const execute = executeOffer(unit, operation, model, account)
  if (cancel === null || execute === null) return null
  const of = <span className="sr-only"> operation {operation.id}</span>
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      <ActionButton size="sm" icon={Play} request={execute.request} reason={execute.reason}>
        Execute{of}
      </ActionButton>
      <ActionButton variant="danger" size="sm" icon={Ban} request={cancel.request} reason={cancel.reason}>
        Cancel{of}
      </ActionButton>
    </div>
  )
}

function Timing({ operation, now }: { readonly operation: OperationModel; readonly now: bigint }) {
  const { state, readyAt, executable, queued } = operation
  if (!state.ok) return <Value text={null} reason={state.reason.message} />
  switch (state.value) {
    case 'waiting':
    case 'ready':
      return readyAt.ok && readyAt.value !== null ? (
        <>
          {state.value === 'ready' ? 'Due since ' : 'From '}
          <When at={readyAt.value} now={now} />
          <Execution of={executable} />
        </>
      ) : (
        'Time not read'
      )
    case 'executed':
    case 'cancelled':
      return queued.endedIn === null ? 'Block not seen' : `In block ${formatExact(queued.endedIn, 0)}`
  }
}

function Hash({ hash, of }: { readonly hash: `0x${string}`; readonly of: string }) {
  return /^0x0+$/.test(hash) ? 'none' : <HashText hash={hash} label={of} />
}
