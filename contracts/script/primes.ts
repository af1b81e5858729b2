import { yearly } from './amounts'

/** A Prime of the local scenario. Amounts in thousands of USDS. */
export interface Prime {
  readonly name: string
  readonly slug: string
  /** Where its debt was before the Generator. The controller works on the first. */
  readonly legacy: readonly LegacyIlk[]
  /** What the Generator may deposit into its vault, at most and per day; null where governance has set nothing. */
  readonly depositLimit: bigint | null
  /** What it may take from its vault at most; null where governance has set nothing. */
  readonly takeLimit: bigint | null
  /** What relayer 1 deposits in the first and in the second round. */
  readonly deposits: readonly [bigint, bigint]
  /** What the Prime takes after each round, and today. */
  readonly takes: readonly [bigint, bigint, bigint]
  /** Most that its vault takes, at first. */
  readonly depositCap: bigint
  /** Most that its vault takes since governance lowered that to what it had lent; null where it did not. */
  readonly loweredCap: bigint | null
  /** What it may not take from its vault. */
  readonly buffer: bigint
  /** How far the migration of its legacy debt comes. */
  readonly migration: MigrationStage
  /** What relayer 1 migrates, step by step; what is less is all that is left. */
  readonly migrates: readonly bigint[]
}

export type MigrationStage = 'unscheduled' | 'scheduled' | 'dual-run' | 'retired'

export interface LegacyIlk {
  readonly ilk: string
  /** What is drawn on it first. */
  readonly draws: bigint
  /** Distance that AutoLine keeps from the debt. */
  readonly gap: bigint
  /** Factor of the stability fee [ray per s]. */
  readonly duty: bigint
  /** Whether its ceiling is zero by now, so that its debt can only shrink. */
  readonly woundDown: boolean
}

const legacy = (ilk: string, draws: bigint, gap: bigint, duty: bigint, woundDown = false): LegacyIlk => ({
  ...{ ilk, draws, gap, duty, woundDown },
})

/** Each stage of a migration, with a vault in a state of its own: idle, nearly drained, filling, at its cap. */
const NAMED: readonly Prime[] = [
  {
    name: 'Spark',
    slug: 'spark',
    legacy: [legacy('ALLOCATOR-SPARK-A', 1_800_000n, 200_000n, yearly.fourAndThreeQuarters)],
    depositLimit: 50_000n,
    takeLimit: 20_000n,
    deposits: [30_000n, 22_000n],
    takes: [20_000n, 18_000n, 6_000n],
    depositCap: 400_000n,
    loweredCap: null,
    buffer: 1_000n,
    migration: 'unscheduled',
    migrates: [],
  },
  {
    name: 'Grove',
    slug: 'grove',
    legacy: [
      legacy('ALLOCATOR-GROVE-A', 1_015_000n, 100_000n, yearly.five),
      legacy('ALLOCATOR-BLOOM-A', 85_000n, 15_000n, yearly.fiveAndAQuarter, true),
    ],
    depositLimit: 20_000n,
    takeLimit: 20_000n,
    deposits: [12_000n, 12_000n],
    takes: [8_000n, 9_000n, 6_960n],
    depositCap: 1_500_000n,
    loweredCap: null,
    buffer: 20n,
    migration: 'scheduled',
    migrates: [],
  },
  {
    name: 'Keel',
    slug: 'keel',
    legacy: [legacy('ALLOCATOR-NOVA-A', 150_000n, 20_000n, yearly.fiveAndAHalf)],
    depositLimit: 10_000n,
    takeLimit: 10_000n,
    deposits: [6_000n, 5_000n],
    takes: [4_000n, 3_000n, 0n],
    depositCap: 200_000n,
    loweredCap: null,
    buffer: 500n,
    migration: 'dual-run',
    // Six tenths of its debt.
    migrates: [21_150n, 21_150n, 21_150n, 21_150n],
  },
  {
    // Has what it owes from the Generator, and nothing else.
    name: 'Obex',
    slug: 'obex',
    legacy: [legacy('ALLOCATOR-OBEX-A', 25_000n, 5_000n, yearly.six)],
    depositLimit: 5_000n,
    takeLimit: 5_000n,
    // No more than its buffer.
    deposits: [250n, 0n],
    takes: [0n, 0n, 0n],
    depositCap: 100_000n,
    loweredCap: 25_000n,
    buffer: 250n,
    migration: 'retired',
    migrates: [15_000n, 15_000n],
  },
]

type Turn = Omit<Prime, 'name' | 'slug' | 'legacy' | 'depositCap' | 'buffer'>

const LENT = { depositLimit: 2_000n, takeLimit: 2_000n, deposits: [1_000n, 1_000n] } as const

/** Smaller ones: idle and not scheduled, nearly drained and scheduled, at its cap in dual-run, not on the Generator yet. */
const FURTHER: readonly Turn[] = [
  { ...LENT, takes: [700n, 0n, 0n], loweredCap: null, migration: 'unscheduled', migrates: [] },
  { ...LENT, takes: [500n, 750n, 740n], loweredCap: null, migration: 'scheduled', migrates: [] },
  { ...LENT, takes: [700n, 600n, 0n], loweredCap: 3_000n, migration: 'dual-run', migrates: [1_000n] },
  {
    depositLimit: null,
    takeLimit: null,
    deposits: [0n, 0n],
    takes: [0n, 0n, 0n],
    loweredCap: null,
    migration: 'unscheduled',
    migrates: [],
  },
]

const FEES = [yearly.five, yearly.fiveAndAQuarter, yearly.fiveAndAHalf, yearly.six] as const

/** @param position in the list of all Primes, from 0 */
function further(position: number): Prime {
  const number = position + 1
  const osero = position === NAMED.length
  const ilk = osero ? 'ALLOCATOR-PRYSM-A' : `ALLOCATOR-PRIME${number}-A`
  const turn = position % FURTHER.length
  const [state, duty] = [FURTHER[turn], FEES[turn]]
  if (state === undefined || duty === undefined) throw new RangeError(`No turn ${turn}`)
  // From 10 to 70 million, in an order that looks like none.
  const draws = 10_000n + 1_000n * ((37n * BigInt(number)) % 61n)
  return {
    name: osero ? 'Osero' : `Prime ${number}`,
    slug: osero ? 'osero' : `prime-${number}`,
    legacy: [legacy(ilk, draws, 5_000n, duty)],
    depositCap: 50_000n,
    buffer: 5n,
    ...state,
  }
}

/** Fewest Primes with which the scenario has everything that it is to show. */
export const FEWEST_PRIMES = NAMED.length

/** Most Primes for which time and room suffice: twenty times as many as anybody expects. */
export const MOST_PRIMES = 1_000

/**
 * The first `count` Primes: those of today by name, then made-up ones.
 * @throws RangeError outside of FEWEST_PRIMES to MOST_PRIMES
 */
export function primesOf(count: number): readonly Prime[] {
  if (!Number.isInteger(count) || count < FEWEST_PRIMES || count > MOST_PRIMES) {
    throw new RangeError(
      `The scenario is played with ${FEWEST_PRIMES} to ${MOST_PRIMES} Primes, not ${count}`,
    )
  }
  return Array.from({ length: count }, (_, position) => NAMED[position] ?? further(position))
}

/** What relayer 1 keeps of each round. */
export const KEPT = 2_000n

/** What relayer 1 mints for a round. */
export const mintedIn = (primes: readonly Prime[], round: 0 | 1): bigint =>
  primes.reduce((sum, { deposits }) => sum + deposits[round], KEPT)

/** How many times as wide as with the Primes of today the Generator's own limits are, so that each round fits. */
export function scaleOf(primes: readonly Prime[]): bigint {
  const rounds = [mintedIn(primes, 0), mintedIn(primes, 1)]
  return rounds.reduce((scale, minted) => {
    const needed = (minted + 99_999n) / 100_000n
    return needed > scale ? needed : scale
  }, 1n)
}
