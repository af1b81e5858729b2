'use client'

import Link from 'next/link'
import { fractionOf } from '@/components/model/amounts'
import { LeafText } from '@/components/model/leaf-text'
import { When } from '@/components/model/when'
import { Bubble } from '@/components/ui/bubble'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { map } from '@/lib/leaf'
import type { Phase } from '@/lib/migration'
import { rollbackParts, rollbackWords, shareWords } from './migration-words'
import { MovedBar } from './moved-bar'
import type { NextStep } from './next-step'
import { PHASE_LOOK } from './phases'
import type { MigrationRow, RollbackOutlook } from './rows'

interface CellProps {
  readonly row: MigrationRow
}

export function MigratingPrime({ row: { prime, href } }: CellProps) {
  return (
    <Link href={`${href}#migration`} prefetch={false} className="link whitespace-nowrap">
      {prime.name}
    </Link>
  )
}

/** A phase on a ground of its own, without the colour of a state. */
export function PhaseBadge({ leaf }: { readonly leaf: Leaf<Phase> }) {
  if (!leaf.ok) return <Unread leaf={leaf} />
  const { icon: Icon, word } = PHASE_LOOK[leaf.value]
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-full bg-mark px-2 py-0.5 font-medium text-sm">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <LeafText leaf={leaf} text={() => word} />
    </span>
  )
}

/** From when the Prime may be cut over, or when it was. @param now [unix s] */
export function CutoverTime({ row: { migration }, now }: CellProps & { readonly now: bigint }) {
  const { phaseName, epoch, cutOverAt } = migration
  const over = phaseName.ok && (phaseName.value === 'CutOver' || phaseName.value === 'Retired')
  const leaf = over ? cutOverAt : epoch
  if (!leaf.ok) return <LeafText leaf={leaf} text={String} />
  if (leaf.value === 0n) return <span className="text-muted">Not scheduled</span>
  return (
    <span className="text-sm">
      {!over && leaf.value <= now && 'Possible since '}
      <When at={leaf.value} now={now} />
    </span>
  )
}

/** The share that has moved with its base, as a bar and in words. */
export function Moved({ row: { migration, prime } }: CellProps) {
  const { progress } = migration
  return (
    <span className="block">
      <LeafText
        leaf={progress}
        text={shareWords}
        exact={({ moved, base }) => `${formatExact(moved, 18)} of ${formatExact(base, 18)} USDS`}
        className="whitespace-nowrap"
      />
      {progress.ok && progress.value.base > 0n && (
        <MovedBar
          label={`Debt of ${prime.name} that has moved to the Generator`}
          fraction={fractionOf(progress.value.moved, progress.value.base)}
          text={shareWords(progress.value)}
          className="mt-1"
        />
      )}
    </span>
  )
}

/** Green only where every gate was looked at and is open. */
export function rollbackState(outlook: RollbackOutlook): State {
  if (outlook.state === 'not-applicable') return 'idle'
  if (outlook.state === 'ready') return 'ok'
  return outlook.needed ? 'wrong' : 'unknown'
}

/** Whether the way back is open, and behind it the gates that are not. */
export function Rollback({ row: { rollback, prime } }: CellProps) {
  if (!rollback.ok) return <Unread leaf={rollback} />
  const outlook = rollback.value
  const { word, why } = rollbackParts(outlook)
  const badge = <StateBadge state={rollbackState(outlook)} word={word} plain />
  if (outlook.state === 'ready') return badge
  const trigger = (
    <>
      {badge}
      {why !== null && <span className="block text-left text-muted text-sm">{why}</span>}
    </>
  )
  return (
    <Bubble label={`Rollback of ${prime.name}: ${rollbackWords(outlook)}`} trigger={trigger}>
      {outlook.state === 'not-applicable' ? (
        outlook.why
      ) : (
        <ul className="space-y-1">
          {outlook.closed.map(({ id, title, found }) => (
            <li key={id}>
              <StateBadge state={rollbackState(outlook)} word="Closed" plain /> {title}
              {found.ok && <span className="block text-muted text-sm">{found.value}</span>}
            </li>
          ))}
        </ul>
      )}
    </Bubble>
  )
}

/** Who does what next, and from when. @param now [unix s] */
export function Next({ leaf, now }: { readonly leaf: Leaf<NextStep | null>; readonly now: bigint }) {
  if (!leaf.ok) return <Unread leaf={leaf} />
  if (leaf.value === null) return <span className="text-muted">Nothing</span>
  const { by, what, at } = leaf.value
  return (
    <span className="block">
      <LeafText leaf={map(leaf, () => `${by}: ${what}`)} text={(text) => text} />
      {at !== null && (
        <span className="block text-muted text-sm">
          {at > now ? 'from ' : 'since '}
          <When at={at} now={now} />
        </span>
      )}
    </span>
  )
}

function Unread({ leaf }: { readonly leaf: Extract<Leaf<unknown>, { ok: false }> }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StateBadge state="unknown" word="Unknown" plain />
      <Value text={null} reason={leaf.reason.message} />
    </span>
  )
}
