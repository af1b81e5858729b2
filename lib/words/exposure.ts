import { type ExposedKey, type Exposure, isUnbounded, type Spot } from '@/lib/console/cutover/exposure'
import { formatCompact, plural } from '@/lib/format'
import { type Leaf, some } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { limitTitleInList, type NameOf } from './limits'

/** A place that funds come from or go to. */
export function spotWords(spot: Spot): string {
  switch (spot.of) {
    case 'mcd':
      return 'MCD, as new debt'
    case 'generator':
      return `ALMProxy of ${spot.name}`
    case 'vault':
      return `Vault of ${spot.name}`
    case 'prime':
      return `ALMProxy of ${spot.name}`
    case 'debt':
      return `Debt of ${spot.name}`
    case 'elsewhere':
      return 'Elsewhere'
  }
}

/** A key by what it is for; whatever a controller can do besides, where it is none that is read. */
export function keyWords(
  { stranger }: Pick<Exposure, 'stranger'>,
  { limit }: Pick<ExposedKey, 'limit'>,
  nameOf: NameOf,
): string {
  if (limit !== null) return limitTitleInList(limit, nameOf)
  return stranger ? 'Anything: not a known controller' : 'Whatever else it can do'
}

/** An amount that goes through, where ∞ is no bound at all. */
export const throughWords = (amount: Wad): string => (isUnbounded(amount) ? '∞' : formatCompact(amount, 18))

/** "5 controllers can move funds now; after a freeze none can": each once, whatever it controls. */
export function exposureSentence(all: readonly Exposure[]): string {
  const byController = new Map<string, readonly Exposure[]>()
  for (const one of all) byController.set(one.controller, [...(byController.get(one.controller) ?? []), one])
  const count = (of: (one: Exposure) => Leaf<boolean>) => {
    const found = [...byController.values()].map((own) => some(own.map(of)))
    return {
      yes: found.filter((leaf) => leaf.ok && leaf.value).length,
      unread: found.filter(({ ok }) => !ok).length,
    }
  }
  const [before, after] = [count((one) => one.before), count((one) => one.after)]
  const unknown = (unread: number) => (unread === 0 ? '' : `, of ${unread} it is not known`)
  const now = `${plural(before.yes, 'controller')} can move funds now${unknown(before.unread)}`
  const left = after.yes === 0 && after.unread === 0 ? 'none' : String(after.yes)
  return `${now}; after a freeze ${left} can${unknown(after.unread)}`
}
