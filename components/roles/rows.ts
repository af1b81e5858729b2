import type { Address } from 'viem'
import { type Keys, keysOf } from '@/lib/console/facts/keys'
import { flawsOf, type Power, type PowerFlaw, powersOf, takersOf } from '@/lib/console/facts/powers'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { FLAW_WORDS, paceOf } from '@/lib/words/powers'

/** One power with all that the page says of it. */
export interface PowerRow {
  readonly power: Power
  /** Unknown where the holder is. */
  readonly keys: Leaf<Keys>
  readonly pace: Leaf<string>
  /** Who may take it away, as far as it is read, each once. */
  readonly takers: readonly Leaf<Address>[]
  readonly flaws: Leaf<readonly PowerFlaw[]>
}

/** Everything that one account may do. */
export interface PersonRow {
  readonly account: Address
  readonly keys: Leaf<Keys>
  readonly rows: readonly PowerRow[]
}

/** Every power of the model. @param sizes as of `keysOf` */
export function powerRows(
  model: ConsoleModel,
  sizes: ReadonlyMap<Address, Leaf<bigint>>,
): readonly PowerRow[] {
  const powers = powersOf(model)
  return powers.map((power) => ({
    power,
    keys: power.holder.ok ? keysOf(model.safes, sizes, power.holder.value) : power.holder,
    pace: paceOf(model, power),
    takers: distinct(takersOf(power, powers).map(({ holder }) => holder)),
    flaws: flawsOf(power),
  }))
}

function distinct(holders: readonly Leaf<Address>[]): readonly Leaf<Address>[] {
  return [...new Map(holders.map((holder, index) => [holder.ok ? holder.value : index, holder])).values()]
}

/** The powers by who holds them, those with the most first; powers whose holder is unknown are nobody's here. */
export function personRows(rows: readonly PowerRow[]): readonly PersonRow[] {
  const people = new Map<Address, PowerRow[]>()
  for (const row of rows) {
    const { holder } = row.power
    if (!holder.ok) continue
    const own = people.get(holder.value) ?? []
    own.push(row)
    people.set(holder.value, own)
  }
  return [...people]
    .flatMap(([account, own]) => (own[0] ? [{ account, keys: own[0].keys, rows: own }] : []))
    .sort((a, b) => b.rows.length - a.rows.length)
}

/** Whoever holds something, each once: those whose code tells by how many keys they act. */
export const holdersOf = (model: ConsoleModel): readonly Address[] => [
  ...new Set(powersOf(model).flatMap(({ holder }) => (holder.ok ? [holder.value] : []))),
]

/** How many powers there are, and what is unusual among them, in a sentence. */
export function rolesSentence(rows: readonly PowerRow[]): string {
  const marked = (mark: string) =>
    rows.filter(({ flaws }) => flaws.ok && flaws.value.some((flaw) => FLAW_WORDS[flaw].mark === mark)).length
  const unread = rows.filter(
    ({ power: { holder, held }, flaws }) => !holder.ok || !held.ok || !flaws.ok,
  ).length
  const parts = [
    ...([['left behind', marked('left behind')]] as const),
    ...([['at rest', marked('at rest')]] as const),
    ...([['could not be read', unread]] as const),
  ].flatMap(([text, count]) => (count > 0 ? [`${count} ${text}`] : []))
  const holders = personRows(rows).length
  return `${plural(rows.length, 'power')} of ${plural(holders, 'account')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

/** A leaf as text, for a cell that is filtered and exported. */
export const told = <T>(leaf: Leaf<T>, text: (value: T) => string): string =>
  leaf.ok ? text(leaf.value) : `Unknown: ${leaf.reason.message}`
