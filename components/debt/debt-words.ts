import { accruedAt } from '@/components/model/as-of'
import { totalOf } from '@/lib/console/derive/debt'
import type { GeneratorModel } from '@/lib/console/model'
import type { Identity } from '@/lib/console/model/primes'
import { formatCompact, formatExact, formatPercent, plural } from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import { radToWadDown, type Wad } from '@/lib/math'
import { byPrime, type PrimeRow, sumOfPrime, totalOfRows } from './rows'

/** Debt of all Generators and of the legacy ilks of their Primes, undripped fees included [wad], cut off. */
export interface Debt {
  readonly legacy: Leaf<Wad>
  readonly generator: Leaf<Wad>
  readonly total: Leaf<Wad>
}

type WithTotals = Pick<GeneratorModel, 'name' | 'totals'>

export function debtOf(generators: readonly WithTotals[]): Debt {
  const [only] = generators
  const sum = (part: keyof Debt): Leaf<Wad> =>
    map(
      generators.length === 1 && only
        ? only.totals[part]
        : totalOf(generators.map(({ name, totals }) => ({ name, amount: totals[part] }))),
      radToWadDown,
    )
  return { legacy: sum('legacy'), generator: sum('generator'), total: sum('total') }
}

/**
 * How much debt there is, and how much of it is legacy: "2.21B USDS of debt at block 176: 2.1B legacy, 95.02 % of
 * it; 110M through the Generator". It gives what is known where the total is not.
 */
export function debtSentence({ legacy, generator, total }: Debt, blockNumber: bigint): string {
  const at = `at block ${formatExact(blockNumber, 0)}`
  const all = combine({ legacy, generator, total }, (read) => read)
  if (all.ok) {
    const { value } = all
    if (value.total === 0n) return `No debt ${at}`
    const share = formatPercent(value.legacy, value.total)
    return `${usds(value.total)} of debt ${at}: ${short(value.legacy)} legacy, ${share} of it; ${short(value.generator)} through the Generator`
  }
  const parts = [
    legacy.ok ? `${short(legacy.value)} legacy` : 'legacy unknown',
    generator.ok ? `${short(generator.value)} through the Generator` : 'the Generator unknown',
  ]
  return `Not all debt is known ${at}: ${parts.join('; ')}`
}

/** What the sentence counts and for which second, and what it lacks. */
export function debtNote({ total }: Debt, model: Parameters<typeof accruedAt>[0]): string {
  return total.ok
    ? `Fees that nobody has dripped yet are included; ${accruedAt(model)}.`
    : total.reason.message
}

/** How much all Primes can draw now, and how many can draw nothing: "3 of 4 Primes can draw 51.2M USDS now; Keel nothing". */
export function primesSentence(rows: readonly PrimeRow[]): string {
  const all = byPrime(rows).map((own) => ({
    name: own[0].prime.name,
    drawable: sumOfPrime(own, ({ drawable }) => drawable),
    rows: own,
  }))
  const primes = plural(all.length, 'Prime')
  if (all.length === 0) return 'No Prime is known'
  const total = totalOfRows(rows, ({ drawable }) => drawable)
  const known = all.filter(({ drawable }) => drawable.ok)
  const none = all.filter(({ drawable }) => drawable.ok && drawable.value === 0n)
  if (!total.ok) {
    const some = totalOfRows(
      known.flatMap((one) => one.rows),
      ({ drawable }) => drawable,
    )
    const missing = all.length - known.length
    return some.ok && known.length > 0
      ? `${known.length} of ${primes} can draw ${usds(some.value)} now; of ${missing} it is not known`
      : `What ${primes} can draw is not known`
  }
  if (total.value === 0n) return `${primes}: none can draw anything now`
  const able = none.length === 0 ? primes : `${all.length - none.length} of ${primes}`
  const names = none.length <= 3 ? listed(none.map(({ name }) => name)) : `${none.length} of them`
  return `${able} can draw ${usds(total.value)} now${none.length === 0 ? '' : `; ${names} nothing`}`
}

/** Whether it adds up, as far as that could be computed. */
export function identitiesSentence(identities: readonly Pick<Identity, 'holds'>[]): string {
  const failed = identities.filter(({ holds }) => holds.ok && !holds.value).length
  const unknown = identities.filter(({ holds }) => !holds.ok).length
  const of = `of ${plural(identities.length, 'identity', 'identities')}`
  if (failed + unknown === 0)
    return `It adds up: all ${plural(identities.length, 'identity', 'identities')} hold`
  const parts = [
    ...(failed > 0 ? [`${failed} ${of} ${failed === 1 ? 'does' : 'do'} not hold`] : []),
    ...(unknown > 0 ? [`${unknown} ${failed > 0 ? '' : `${of} `}could not be computed`] : []),
  ]
  return `${failed > 0 ? 'It does not add up' : 'Whether it adds up is not known'}: ${parts.join(', ')}`
}

const listed = (names: readonly string[]) =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')

const short = (value: Wad) => formatCompact(value, 18)
const usds = (value: Wad) => `${short(value)} USDS`
