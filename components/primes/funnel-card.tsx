'use client'

import { Shrink, User, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { Label } from '@/components/handbook/prose'
import { Provenance } from '@/components/model/provenance'
import { UsdsAmount } from '@/components/model/usds-amount'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { capital, plural } from '@/lib/format'
import type { Leaf, SourceId } from '@/lib/leaf'
import type { Capacity, ClosedReason, Scope } from '@/lib/vaults'
import type { AnyConstraintId } from '@/lib/words/constraint-table'
import { bindingOf, bindingWords, closedWord, closedWords, constraintName } from '@/lib/words/funnel'
import { type FunnelGroup, type FunnelRow, funnelGroups } from './funnel-rows'

interface FunnelCardProps<Id extends AnyConstraintId> {
  /** What is asked: "Grove can draw now". */
  readonly title: string
  readonly answer: Leaf<Capacity<Id>>
  /** Name of the Prime. */
  readonly prime: string
  /** The reads that a constraint rests on. */
  readonly sourcesOf: (id: Id) => readonly SourceId[]
  /** One line more on the amount. */
  readonly note?: ReactNode
}

/** One answer: the amount, what binds, and every constraint from the widest to the one that binds. */
export function FunnelCard<Id extends AnyConstraintId>({ answer, ...asked }: FunnelCardProps<Id>) {
  const { title } = asked
  return (
    <section aria-label={title} className="min-w-0 rounded-lg bg-surface p-4 ring-1 ring-line">
      <h3 className="font-medium text-muted text-sm">{title}</h3>
      {answer.ok ? (
        <Known answer={answer.value} whole={answer} {...asked} />
      ) : (
        <>
          <p className="font-semibold text-lg">
            <Value text={null} reason={answer.reason.message} />
          </p>
          <p className="mt-1">
            <StateBadge state="unknown" word="Unknown" plain />
          </p>
        </>
      )}
    </section>
  )
}

interface KnownProps<Id extends AnyConstraintId> extends Omit<FunnelCardProps<Id>, 'answer'> {
  readonly answer: Capacity<Id>
  readonly whole: Leaf<Capacity<Id>>
}

function Known<Id extends AnyConstraintId>({ answer, whole, title, note, ...asked }: KnownProps<Id>) {
  const groups = funnelGroups(answer)
  const binding = bindingOf(answer)
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <UsdsAmount
          leaf={{ ok: true, value: answer.amount, from: whole.from }}
          in="wad"
          withUnit
          className="font-semibold text-lg"
        />
        <Provenance leaf={whole} of={title} />
      </p>
      <p className="text-sm">{capital(bindingWords(binding))}.</p>
      {note !== undefined && <div className="text-muted text-sm">{note}</div>}
      {groups.map((group) => (
        <Group key={group.scope} group={group} {...asked} />
      ))}
    </>
  )
}

const SCOPE: Readonly<Record<Scope, (prime: string) => ReactNode>> = {
  shared: () => (
    <>
      <Users aria-hidden className="size-3.5" /> Shared: other Primes may use it first
    </>
  ),
  prime: (prime) => (
    <>
      <User aria-hidden className="size-3.5" /> {prime}'s alone
    </>
  ),
}

interface GroupProps<Id extends AnyConstraintId> extends Pick<FunnelCardProps<Id>, 'prime' | 'sourcesOf'> {
  readonly group: FunnelGroup<Id>
}

function Group<Id extends AnyConstraintId>({ group, prime, sourcesOf }: GroupProps<Id>) {
  const { scope, rows, open } = group
  return (
    <div className="mt-3 border-line border-t pt-2">
      <h4 className="flex items-center gap-1.5 text-muted text-xs">{SCOPE[scope](prime)}</h4>
      {rows.length > 0 && (
        <ul className="mt-1 space-y-1.5">
          {rows.map((row) => (
            <Row key={row.constraint.id} row={row} from={sourcesOf(row.constraint.id)} />
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <Disclosure
          summary={<span className="text-sm">{plural(open.length, 'condition')} in place</span>}
          className="mt-1"
        >
          <ul className="space-y-0.5 text-sm">
            {open.map(({ id, state }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-3">
                <span>
                  {constraintName(id)}
                  {isLimit(id) && state === 'unlimited' && <span className="text-muted">, unlimited</span>}
                </span>
                <Provenance leaf={{ ok: true, value: null, from: sourcesOf(id) }} of={constraintName(id)} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}

/** The state of a limit is a word; that of a wire takes a sentence. */
const isLimit = (id: AnyConstraintId): boolean => /-(limit|cap|ceiling|allowance)$/.test(id)

/** Red for what is proven wrong or paused; amber for what only has to be waited for. */
const CLOSED_STATE: Readonly<Record<ClosedReason, State>> = {
  missing: 'wrong',
  frozen: 'wrong',
  overflow: 'wrong',
  paused: 'wrong',
  window: 'unknown',
  phase: 'idle',
  'not-set': 'idle',
  disabled: 'idle',
}

interface RowProps {
  readonly row: FunnelRow<AnyConstraintId>
  readonly from: readonly SourceId[]
}

function Row({ row: { constraint, width, beyond }, from }: RowProps) {
  const { id, amount, reason, binding } = constraint
  return (
    <li data-constraint={id} data-binding={binding || undefined}>
      <p className="flex items-baseline justify-between gap-x-3">
        <span className={cn('min-w-0 text-sm', binding && 'font-semibold')}>
          <Label text={constraintName(id)} />
          {binding && (
            <span className="ml-2 inline-flex items-center gap-1 whitespace-nowrap rounded-full bg-mark px-1.5 font-medium text-xs">
              <Shrink aria-hidden className="size-3" /> binds
            </span>
          )}
        </span>
        <UsdsAmount
          leaf={{ ok: true, value: amount, from }}
          in="wad"
          className={cn('text-sm', binding && 'font-semibold')}
        />
      </p>
      {reason === null ? (
        <span aria-hidden className="mt-0.5 flex h-1.5 justify-center forced-color-adjust-none">
          <span
            className={cn(
              'h-full min-w-px rounded-full',
              binding ? 'bg-ink' : beyond ? 'border border-edge border-dashed' : 'bg-edge/55',
            )}
            style={{ width: `${width * 100}%` }}
          />
        </span>
      ) : (
        <p className="text-muted text-sm">
          <StateBadge state={CLOSED_STATE[reason]} word={closedWord(id, reason)} plain />
          {!isLimit(id) && ` ${capital(closedWords(id, reason))}.`}
        </p>
      )}
    </li>
  )
}
