import { combine, every, type Leaf, map } from '@/lib/leaf'
import { max, min, RAY } from '@/lib/math'
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
  const residual = combine({ Art, art }, (both) => both.art - both.Art)
  return {
    id: `urn/${id}`,
    books: { of: 'urn', name: id },
    unit: 'wad',
    kind: 'equal',
    expected: Art,
    found: art,
    residual,
    tolerance: map(Art, () => 0n),
    accrued: null,
    holds: map(residual, (off) => off === 0n),
  }
}

/**
 * Identity 3: what the Generator has, idle and in vaults, against what it owes. What it has above that is no loss: yield
 * above the fees, and what anybody sent it. What it lacks is explained only as far as it accrues between two drips.
 */
function assetsCoverDebt(generator: GeneratorModel): Identity {
  const { id, name, proxyIdle, bufferIdle, primes, debt } = generator
  const expected = map(debt.debtNow, (owed) => owed / RAY)
  const found = totalOf([
    { name: 'the ALMProxy', amount: proxyIdle },
    { name: 'the AllocatorBuffer', amount: bufferIdle },
    ...primes.map((prime) => ({ name: `${prime.name}'s vault`, amount: prime.vault.funding })),
  ])
  const residual = combine({ expected, found }, (both) => both.found - both.expected)
  const accrued = accruedOf(generator)
  const tolerance = map(accrued, ({ fees, yields, rounding }) => fees + yields + rounding)
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
 * Each draw, wipe, deposit and withdrawal rounds against the Generator by a unit or two, which stays: enough for some
 * hundred thousand of them [wad].
 */
const ROUNDING = 1_000_000n

/** What has accrued on each side since its last drip, by its rate: booked by nobody yet. */
function accruedOf({ debt, primes }: GeneratorModel): Leaf<Accrued> {
  const { debtNow, Art, rate, rho } = debt
  const vaults = every(primes.map(vaultAccrued))
  return combine({ debtNow, Art, rate, rho, vaults }, (read) => ({
    // Rounded up: a bound never says less than there is.
    fees: max(read.debtNow - read.Art * read.rate + RAY - 1n, 0n) / RAY,
    yields: read.vaults.reduce((sum, { amount }) => sum + amount, 0n),
    rounding: ROUNDING,
    ilkSince: read.rho,
    vaultsSince: oldest(read.vaults.filter(({ amount }) => amount > 0n).map(({ since }) => since)),
  }))
}

const oldest = ([first, ...rest]: readonly bigint[]): bigint | null =>
  first === undefined ? null : min(first, ...rest)

function vaultAccrued({ vault }: PrimeModel): Leaf<{ readonly amount: bigint; readonly since: bigint }> {
  const { funding, generatorShares, chi, rho } = vault
  return combine({ funding, generatorShares, chi, rho }, (read) => ({
    amount: max(read.funding - (read.generatorShares * read.chi) / RAY, 0n),
    since: read.rho,
  }))
}
