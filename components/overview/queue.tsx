'use client'

import { CallDetails } from '@/components/governance/call-details'
import { Execution } from '@/components/governance/execution'
import { EvidenceText } from '@/components/model/evidence-text'
import { useNames } from '@/components/model/use-names'
import { When } from '@/components/model/when'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { Notice } from '@/components/ui/notice'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { ConsoleModel, OperationModel, OperationStanding } from '@/lib/console/model'
import { capital, formatDurationExact, formatExact, plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { tellCall } from '@/lib/words/calls'

type QueueModel = Pick<ConsoleModel, 'timelock' | 'generators' | 'time'>

const LOOK: Readonly<Record<OperationStanding, { readonly state: State; readonly word: string }>> = {
  ready: { state: 'unknown', word: 'Due' },
  waiting: { state: 'idle', word: 'Waiting' },
  executed: { state: 'idle', word: 'Executed' },
  cancelled: { state: 'idle', word: 'Cancelled' },
}

/** What is scheduled in the timelock, what it will do and when; what has ended is behind one line. */
export function Queue({ model }: { readonly model: QueueModel }) {
  const { operations, complete } = model.timelock
  const { pending, ended } = splitQueue(operations)
  return (
    <div className="space-y-3">
      {!(complete.ok && complete.value) && <Incomplete complete={complete} />}
      {pending.length === 0 ? (
        <p className="text-muted">No operation is pending.</p>
      ) : (
        <Operations label="Pending operations" operations={pending} model={model} />
      )}
      {ended.length > 0 && (
        <Disclosure summary={`${plural(ended.length, 'operation')} executed or cancelled`}>
          <Operations label="Ended operations" operations={ended} model={model} />
        </Disclosure>
      )}
    </div>
  )
}

/** Pending operations by the time from which they can run, those of unknown state first; ended ones newest first. */
export function splitQueue(operations: readonly OperationModel[]) {
  const isEnded = ({ state }: OperationModel) =>
    state.ok && (state.value === 'executed' || state.value === 'cancelled')
  const readyAt = ({ readyAt: at }: OperationModel) => (at.ok ? (at.value ?? 0n) : -1n)
  const endedIn = ({ event }: OperationModel) => event.endedIn ?? 0n
  return {
    pending: operations
      .filter((operation) => !isEnded(operation))
      .toSorted((a, b) => (readyAt(a) < readyAt(b) ? -1 : 1)),
    ended: operations.filter(isEnded).toSorted((a, b) => (endedIn(a) > endedIn(b) ? -1 : 1)),
  }
}

function Incomplete({ complete }: { readonly complete: Leaf<boolean> }) {
  return (
    <Notice
      tone="amber"
      title="Queue incomplete"
      holds="The operations below are pending or ended as shown, by the contract itself."
      todo="Do not rely on this list being all of it until the events were read."
    >
      {complete.ok
        ? 'The contract counts other than as many pending operations as its events tell of.'
        : complete.reason.message}
    </Notice>
  )
}

interface OperationsProps {
  readonly label: string
  readonly operations: readonly OperationModel[]
  readonly model: QueueModel
}

function Operations({ label, operations, model }: OperationsProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {operations.map((operation) => (
        <li key={operation.id} data-operation={operation.id} className="py-3 first:pt-0 last:pb-0">
          <Operation operation={operation} model={model} />
        </li>
      ))}
    </ol>
  )
}

function Operation({ operation, model }: { readonly operation: OperationModel; readonly model: QueueModel }) {
  const { nameOf } = useNames()
  const { event, id, state } = operation
  const calls = event.calls.map((call, index) => ({
    key: `${index} ${call.target} ${call.data}`,
    call,
    words: tellCall(call, model.generators, nameOf),
  }))
  return (
    <div className="gap-x-6 md:grid md:grid-cols-[18rem_1fr]">
      <div>
        {state.ok ? (
          <StateBadge {...LOOK[state.value]} />
        ) : (
          <StateBadge state="unknown" word="Could not check" />
        )}
        <p className="mt-1 text-sm">
          <Timing operation={operation} now={model.time} />
        </p>
      </div>
      <div className="min-w-0 max-md:mt-1.5">
        {calls.length === 0 ? (
          <p>{event.predecessor === null ? 'Its calls were not seen.' : 'It makes no call.'}</p>
        ) : (
          <ul className="space-y-0.5">
            {calls.map(({ key, words }) => (
              <li key={key} className="font-medium">
                <EvidenceText text={capital(words.text)} />
              </li>
            ))}
          </ul>
        )}
        {!event.proven && (
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
                  event.predecessor === null ? (
                    'not seen'
                  ) : (
                    <Hash hash={event.predecessor} of="predecessor" />
                  ),
              },
              { term: 'Salt', value: <Hash hash={event.salt} of="salt" /> },
              {
                term: 'Scheduled',
                value:
                  event.scheduledIn === null
                    ? 'not seen'
                    : `in block ${formatExact(event.scheduledIn, 0)}${event.delay === null ? '' : `, with a delay of ${formatDurationExact(event.delay)}`}`,
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

function Timing({ operation, now }: { readonly operation: OperationModel; readonly now: bigint }) {
  const { state, readyAt, executable, event } = operation
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
      return event.endedIn === null ? 'Block not seen' : `In block ${formatExact(event.endedIn, 0)}`
  }
}

function Hash({ hash, of }: { readonly hash: `0x${string}`; readonly of: string }) {
  return /^0x0+$/.test(hash) ? 'none' : <HashText hash={hash} label={of} />
}
