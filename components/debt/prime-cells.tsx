'use client'

import Link from 'next/link'
import { LeafText } from '@/components/model/leaf-text'
import { UsdsAmount } from '@/components/model/usds-amount'
import { VERDICT_LOOK } from '@/components/model/verdicts'
import { Bubble } from '@/components/ui/bubble'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { type CheckState, checkState, titleOf } from '@/lib/console/model/check'
import { capital, formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { bindingText } from '@/lib/words/constraints'
import { lacking, type PrimeRow } from './rows'

/** State of a Prime by its checks. Green only where each was made and passed. */
export const PRIME_LOOK: Readonly<Record<CheckState, { readonly state: State; readonly word: string }>> = {
  pass: { state: 'ok', word: 'Passed' },
  notice: { state: 'idle', word: 'To know' },
  attention: { state: 'unknown', word: 'To look at' },
  unknown: { state: 'unknown', word: 'Not all known' },
  critical: { state: 'wrong', word: 'Wrong' },
}

export function PrimeName({ row: { prime, href } }: { readonly row: PrimeRow }) {
  return (
    <Link href={href} prefetch={false} className="link whitespace-nowrap">
      {prime.name}
    </Link>
  )
}

/** What binds, in words; nothing where the answer is unknown, which the amount says already. */
export function Binding({ row: { prime } }: { readonly row: PrimeRow }) {
  const { canTake } = prime
  return (
    <LeafText
      leaf={canTake}
      text={(answer) => capital(bindingText(answer))}
      className="whitespace-nowrap text-left"
    />
  )
}

/** The state, and behind it the checks that did not pass. */
export function PrimeState({ row }: { readonly row: PrimeRow }) {
  const badge = <StateBadge {...PRIME_LOOK[row.verdict]} plain />
  if (row.open.length === 0) return badge
  return (
    <Bubble label={stateText(row)} trigger={badge}>
      <ul className="space-y-1">
        {row.open.map((check) => (
          <li key={check.id}>
            <StateBadge {...VERDICT_LOOK[checkState(check)]} plain /> {titleOf(check)}
          </li>
        ))}
      </ul>
    </Bubble>
  )
}

/** What a state rests on: the checks that did not pass. */
export function stateText({ verdict, open }: PrimeRow): string {
  const failed = open.map(titleOf).join('; ')
  return failed === '' ? PRIME_LOOK[verdict].word : `${PRIME_LOOK[verdict].word}: ${failed}`
}

/** Names the row of totals, and the Primes that a total lacks. */
export function TotalName({ shown }: { readonly shown: readonly PrimeRow[] }) {
  const missing = lacking(shown)
  return (
    <span className="block">
      Total of {formatExact(BigInt(shown.length), 0)}
      {missing.length > 0 && (
        <span className="block font-normal text-sm text-unknown">It lacks {listed(missing)}</span>
      )}
    </span>
  )
}

/** A total, or an em dash with what it lacks. */
export function Total({ leaf }: { readonly leaf: Leaf<Wad> }) {
  return <UsdsAmount in="wad" leaf={leaf} />
}

/** The first names of many, and how many more there are. */
function listed(names: readonly string[]): string {
  const [shown, rest] = [names.slice(0, 3), names.length - 3]
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
