import { formatDuration, formatExact } from '@/lib/format'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { max, min, RAY } from '@/lib/math'
import type { GeneratorModel } from '../model'
import type { Identity, IlkModel, PrimeModel } from '../model/primes'
import { totalOf } from './debt'

/**
 * The identities of DOMAIN.md §11 that the chain alone can show at one block.
 * @param t time of the model [unix s]
 */
export function identitiesOf(generators: readonly GeneratorModel[], t: bigint): readonly Identity[] {
  return generators.flatMap((generator) => [
    ...[generator.debt, ...generator.primes.flatMap(({ legacy }) => legacy)].map(urnIsIlk),
    assetsCoverDebt(generator, t),
  ])
}

/** Identity 1: an allocator ilk has one urn, that of its AllocatorVault. */
function urnIsIlk({ id, Art, art }: IlkModel): Identity {
  const residual = combine({ Art, art }, (both) => both.art - both.Art)
  return {
    id: `urn/${id}`,
    title: `All debt of ${id} is that of its AllocatorVault`,
    reason: 'An allocator ilk has one urn. A residual is debt of somebody else under the same ilk.',
    unit: 'wad',
    kind: 'equal',
    expected: Art,
    found: art,
    residual,
    tolerance: map(Art, () => 0n),
    holds: map(residual, (off) => off === 0n),
  }
}

/**
 * Identity 3: what the Generator has, idle and in vaults, against what it owes. What it has above that is no loss: yield
 * above the fees, and what anybody sent it. What it lacks is explained only as far as it accrues between two drips.
 */
function assetsCoverDebt(generator: GeneratorModel, t: bigint): Identity {
  const { id, name, proxyIdle, bufferIdle, primes, debt } = generator
  const expected = map(debt.debtNow, (owed) => owed / RAY)
  const found = totalOf([
    { name: 'the ALMProxy', amount: proxyIdle },
    { name: 'the AllocatorBuffer', amount: bufferIdle },
    ...primes.map((prime) => ({ name: `${prime.name}'s vault`, amount: prime.vault.funding })),
  ])
  const residual = combine({ expected, found }, (both) => both.found - both.expected)
  const accrued = accruedOf(generator)
  const tolerance = map(accrued, ({ fees, yields }) => fees + yields + ROUNDING)
  return {
    id: `assets/${id}`,
    title: `${name} has what it owes`,
    reason: `USDS in the ALMProxy and the AllocatorBuffer and what its vault shares are worth, against the debt of its ilk with undripped fees. More than it owes is no loss: it is yield above the fees, and donations. ${boundWords(accrued, t)}`,
    unit: 'wad',
    kind: 'at-least',
    expected,
    found,
    residual,
    tolerance,
    holds: combine({ residual, tolerance }, (read) => read.residual >= -read.tolerance),
  }
}

/**
 * Each draw, wipe, deposit and withdrawal rounds against the Generator by a unit or two, which stays: enough for some
 * hundred thousand of them [wad].
 */
const ROUNDING = 1_000_000n

interface Accrued {
  /** Fees of the ilk since its last drip [wad]. */
  readonly fees: bigint
  /** Yield of the Generator's shares since the last drip of each vault [wad]. */
  readonly yields: bigint
  /** Last drip of the ilk, and the oldest of those of the vaults [unix s]. */
  readonly ilkSince: bigint
  readonly vaultsSince: bigint | null
}

/** What has accrued on each side since its last drip, by its rate: booked by nobody yet. */
function accruedOf({ debt, primes }: GeneratorModel): Leaf<Accrued> {
  const { debtNow, Art, rate, rho } = debt
  const vaults = every(primes.map(vaultAccrued))
  return combine({ debtNow, Art, rate, rho, vaults }, (read) => ({
    // Rounded up: a bound never says less than there is.
    fees: max(read.debtNow - read.Art * read.rate + RAY - 1n, 0n) / RAY,
    yields: read.vaults.reduce((sum, { amount }) => sum + amount, 0n),
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

function boundWords(accrued: Leaf<Accrued>, t: bigint): string {
  if (!accrued.ok) return `How much less is explained cannot be computed: ${accrued.reason.message}`
  const { fees, yields, ilkSince, vaultsSince } = accrued.value
  const ago = (since: bigint) => `${formatDuration(max(t - since, 0n))} ago`
  const ofVaults =
    vaultsSince === null
      ? 'no yield of the vaults since their last drips'
      : `${usds(yields)} of yield since the last drip of each vault, the oldest ${ago(vaultsSince)}`
  return `Less is explained up to ${usds(fees + yields + ROUNDING)}: ${usds(fees)} of fees since the last drip of the ilk ${ago(ilkSince)}, ${ofVaults}, and ${usds(ROUNDING)} for rounding. One unit less is a loss, or the cost of funds that earn less than the debt costs, and not explained by what accrues.`
}

const usds = (amount: bigint): string => `${formatExact(amount, 18)} USDS`
