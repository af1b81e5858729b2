import { totalOf } from '@/lib/console/derive/debt'
import type { MigrationModel } from '@/lib/console/model/migration'
import {
  coming,
  formatCompact,
  formatPercent,
  formatUtcTime,
  fromWords,
  plural,
  sinceWords,
} from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import type { Phase, Progress } from '@/lib/migration'
import type { MigrationRow, RollbackOutlook } from './rows'

/**
 * Where all Primes stand: "1 of 4 Primes retired, 1 in dual-run, 1 scheduled; 3.05B USDS of legacy debt left". Primes
 * whose phase is not known are counted apart.
 */
export function migrationSentence(rows: readonly MigrationRow[]): string {
  if (rows.length === 0) return 'No Prime is known'
  const counts = [
    [count(rows, 'Retired'), 'retired'],
    [count(rows, 'CutOver'), 'cut over'],
    [count(rows, 'DualRun'), 'in dual-run'],
    [scheduled(rows), 'scheduled'],
  ] as const
  const told = counts.filter(([number]) => number > 0)
  const unknown = rows.filter(({ migration }) => !migration.phaseName.ok).length
  const parts = told.map(([number, what], index) =>
    index === 0 ? `${number} of ${plural(rows.length, 'Prime')} ${what}` : `${number} ${what}`,
  )
  const progress =
    parts.length > 0
      ? parts.join(', ')
      : unknown === rows.length
        ? `Where ${plural(rows.length, 'Prime stands', 'Primes stand')} is not known`
        : `None of ${plural(rows.length, 'Prime')} is scheduled to migrate`
  const missing = unknown > 0 && unknown < rows.length ? `; of ${unknown} it is not known` : ''
  return `${progress}${missing}; ${leftWords(legacyOf(rows))}`
}

/** Legacy debt of all rows [wad]. It names no reads: those are at the rows. */
export function legacyOf(rows: readonly Pick<MigrationRow, 'prime' | 'legacy'>[]): Leaf<Wad> {
  return totalOf(rows.map(({ prime, legacy }) => ({ name: prime.name, amount: { ...legacy, from: [] } })))
}

function leftWords(left: Leaf<Wad>): string {
  if (!left.ok) return 'how much legacy debt is left is not known'
  return left.value === 0n ? 'no legacy debt left' : `${usds(left.value)} of legacy debt left`
}

const count = (rows: readonly MigrationRow[], phase: Phase) =>
  rows.filter(({ migration: { phaseName } }) => phaseName.ok && phaseName.value === phase).length

const scheduled = (rows: readonly MigrationRow[]) =>
  rows.filter(
    ({ migration: { phaseName, epoch } }) =>
      phaseName.ok && phaseName.value === 'Legacy' && epoch.ok && epoch.value > 0n,
  ).length

/** Where one Prime stands, in a sentence: "Keel is in dual-run: 60 % of 141M USDS has moved". @param now [unix s] */
export function primeSentence(name: string, migration: MigrationModel, now: bigint): string {
  const { phaseName, epoch, progress, cutOverAt, retiredAt } = migration
  if (!phaseName.ok) return `Where ${name} stands in its migration is not known`
  const moved = progress.ok ? `: ${progressWords(progress.value)} has moved` : ''
  const left = progress.ok ? `; ${leftWords({ ...progress, value: progress.value.left })}` : ''
  switch (phaseName.value) {
    case 'Legacy':
      if (!epoch.ok) return `${name} is legacy; whether it is scheduled is not known`
      return epoch.value === 0n
        ? `The migration of ${name} is not scheduled`
        : `${name} is scheduled to migrate; ${cutoverWords(epoch.value, now)}`
    case 'DualRun':
      return `${name} is in dual-run${moved}${epoch.ok ? `; ${cutoverWords(epoch.value, now)}` : ''}`
    case 'CutOver':
      return `${name} is cut over${at(cutOverAt)}${left}`
    case 'Retired':
      return `${name} is retired${at(retiredAt)}${left}`
  }
}

const at = (leaf: Leaf<bigint>) => (leaf.ok && leaf.value > 0n ? ` ${sinceWords(leaf.value)}` : '')

function cutoverWords(epoch: bigint, now: bigint): string {
  return coming(epoch, now) !== null
    ? `it can be cut over ${fromWords(epoch, now)}`
    : `it can be cut over since ${formatUtcTime(epoch, now)}`
}

/** A share with its base: "60 % of 141M USDS". */
export function progressWords({ moved, base }: Progress): string {
  return base === 0n ? 'none of no debt' : `${formatPercent(moved, base)} of ${usds(base)}`
}

/** In a cell, where the header has the unit: "60 % of 141M". */
export function shareWords({ moved, base }: Progress): string {
  return base === 0n ? 'No debt' : `${formatPercent(moved, base)} of ${formatCompact(base, 18)}`
}

const CLOSED: Readonly<Record<string, string>> = {
  approved: 'not approved',
  running: 'Configurator stopped',
  configurator: 'Configurator without its right',
  cbeam: 'no cBEAM',
  mom: 'MigrationMom of another Diamond or Vat',
  ward: 'MigrationMom is no ward of the Vat',
  listed: 'ilk not listed at MigrationMom',
}

/** Whether a Prime could come back in a word, and which gates are in the way. */
export function rollbackParts(outlook: RollbackOutlook): {
  readonly word: string
  readonly why: string | null
} {
  switch (outlook.state) {
    case 'not-applicable':
      return { word: 'Not applicable', why: null }
    case 'ready':
      return { word: 'Ready', why: null }
    case 'not-ready': {
      const why = outlook.closed.map(({ id, title }) => CLOSED[id] ?? title).join(', ')
      return { word: 'Not ready', why: why === '' ? null : why }
    }
  }
}

/** The outlook of a rollback in one line: "Ready", "Not ready: not approved". */
export function rollbackWords(outlook: RollbackOutlook): string {
  const { word, why } = rollbackParts(outlook)
  return why === null ? word : `${word}: ${why}`
}

const usds = (value: Wad): string => `${formatCompact(value, 18)} USDS`
