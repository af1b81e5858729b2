import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import {
  excess,
  min,
  mul,
  mulDown,
  RAY,
  radToWadDown,
  radToWadUp,
  type Seconds,
  sumOf,
  type Wad,
  wad,
  wadBetween,
} from '@/lib/math'
import type { GeneratorModel } from '../model'
import type { Accrued, Identity, IlkModel, PrimeModel } from '../model/primes'
import { totalOf } from './debt'

/** The identities of DOMAIN.md §11 that the chain alone can show at one block. */
export function identitiesOf(generators: readonly GeneratorModel[]): readonly Identity[] {
  return generators.flatMap((generator) => [
    ...[generator.debt, ...generator.primes.flatMap(({ legacy }) => legacy)].map(urnIsIlk),
    assetsCoverDebt(generator),
  ])
}

/** Identity 1: an allocator ilk has one urn, that of its AllocatorVault. */
function urnIsIlk({ id, Art, art }: IlkModel): Identity {
  const residual = combine({ Art, art }, (both) => wadBetween(both.Art, both.art))
  return {
    id: `urn/${id}`,
    books: { of: 'urn', name: id },
    unit: 'wad',
    kind: 'equal',
    expected: Art,
    found: art,
    residual,
    tolerance: map(Art, () => wad(0n)),
    accrued: null,
    holds: map(residual, (off) => off === 0n),
  }
}

/**
 * Identity 3: what the Generator has, idle and in vaults, against what it owes. A surplus is no loss: it is yield above
 * the fees, and what anybody sent it. A shortfall is explained only as far as it accrues between two drips.
 */
function assetsCoverDebt(generator: GeneratorModel): Identity {
  const { id, name, proxyIdle, bufferIdle, primes, debt } = generator
  const expected = map(debt.debtNow, radToWadDown)
  const found = totalOf([
    { name: 'the ALMProxy', amount: proxyIdle },
    { name: 'the AllocatorBuffer', amount: bufferIdle },
    ...primes.map((prime) => ({ name: `${prime.name}'s vault`, amount: prime.vault.funding })),
  ])
  const residual = combine({ expected, found }, (both) => wadBetween(both.expected, both.found))
  const accrued = accruedOf(generator)
  const tolerance = attempt(accrued, ({ fees, yields, rounding }) => sumOf([fees, yields, rounding]))
  return {
    id: `assets/${id}`,
    books: { of: 'assets', name },
    unit: 'wad',
    kind: 'at-least',
    expected,
    found,
    residual,
    tolerance,
    accrued,
    holds: combine({ residual, tolerance }, (read) => read.residual >= -read.tolerance),
  }
}

/**
 * Each draw, wipe, deposit and withdrawal rounds against the Generator by a unit or two, and that adds up. This is
 * enough for some hundred thousand of them [wad].
 */
const ROUNDING = wad(1_000_000n)

/** What has accrued on each side since its last drip, by its rate; nothing has booked it yet. */
function accruedOf({ debt, primes }: GeneratorModel): Leaf<Accrued> {
  const { debtNow, Art, rate, rho } = debt
  const vaults = every(primes.map(vaultAccrued))
  const known = combine({ debtNow, Art, rate, rho, vaults }, (read) => read)
  return attempt(known, (read) => ({
    // Rounded up, so that the bound is never too small.
    fees: radToWadUp(excess(read.debtNow, mul(read.Art, read.rate))),
    yields: sumOf(read.vaults.map(({ amount }) => amount)),
    rounding: ROUNDING,
    ilkSince: read.rho,
    vaultsSince: oldest(read.vaults.filter(({ amount }) => amount > 0n).map(({ since }) => since)),
  }))
}

const oldest = ([first, ...rest]: readonly Seconds[]): Seconds | null =>
  first === undefined ? null : min(first, ...rest)

function vaultAccrued({ vault }: PrimeModel): Leaf<{ readonly amount: Wad; readonly since: Seconds }> {
  const { funding, generatorShares, chi, rho } = vault
  const known = combine({ funding, generatorShares, chi, rho }, (read) => read)
  return attempt(known, (read) => ({
    amount: excess(read.funding, wad(mulDown(read.generatorShares, read.chi, RAY))),
    since: read.rho,
  }))
}
