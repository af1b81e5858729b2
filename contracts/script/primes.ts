import { yearly } from './amounts'

/**
 * What the controller of a PAU is made of: one contract, facets behind functions written out by hand, a production
 * Controller, an older monolithic one beside a production Controller on the same funds, an EIP-2535 Diamond.
 */
export type PauStage = 'monolithic' | 'faceted' | 'dispatch' | 'parallel' | 'diamond'

/** A Prime of the local scenario. Amounts in thousands of USDS. */
export interface Prime {
  readonly name: string
  readonly slug: string
  readonly stage: PauStage
  /** Whether the Generator funds it, through a vault of its own. */
  readonly funded: boolean
  /** The ilks on which its debt was before the Generator. Its controller uses the first. */
  readonly legacy: readonly LegacyIlk[]
  /** The deposit limit of its vault, which also refills in a day; null where governance has set none. */
  readonly depositLimit: bigint | null
  /** Its take limit; null where governance has set none. */
  readonly takeLimit: bigint | null
  /** What relayer 1 deposits into its vault in the first round and in the second. */
  readonly deposits: readonly [bigint, bigint]
  /** What the Prime takes after the first round, after the second, and today. */
  readonly takes: readonly [bigint, bigint, bigint]
  /** The first deposit cap of its vault. */
  readonly depositCap: bigint
  /** The deposit cap since governance lowered it to what was deposited; null where it did not. */
  readonly loweredCap: bigint | null
  /** The liquidity buffer, which it must leave in its vault. */
  readonly buffer: bigint
  /** How far the migration of its legacy debt gets. */
  readonly migration: MigrationStage
  /** The most that relayer 1 migrates in each step. A step moves no more than is left. */
  readonly migrates: readonly bigint[]
}

export type MigrationStage = 'unscheduled' | 'scheduled' | 'dual-run' | 'retired'

export interface LegacyIlk {
  readonly ilk: string
  /** The first draw on the ilk. */
  readonly draws: bigint
  /** How far above the debt AutoLine keeps the ceiling. */
  readonly gap: bigint
  /** Factor of the stability fee [ray per s]. */
  readonly duty: bigint
  /** Whether its ceiling is 0 by now, so that nothing can be drawn on it. */
  readonly woundDown: boolean
}

const legacy = (ilk: string, draws: bigint, gap: bigint, duty: bigint, woundDown = false): LegacyIlk => ({
  ...{ ilk, draws, gap, duty, woundDown },
})

/**
 * The named Primes: one for each stage of a migration and each state of a vault (idle, nearly drained, filling, full), and
 * each with a PAU of another stage.
 */
const NAMED: readonly Prime[] = [
  {
    name: 'Spark',
    slug: 'spark',
    stage: 'parallel',
    funded: true,
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
    stage: 'faceted',
    funded: true,
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
    stage: 'diamond',
    funded: true,
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
    // All that it owes comes from the Generator.
    name: 'Obex',
    slug: 'obex',
    stage: 'monolithic',
    funded: true,
    legacy: [legacy('ALLOCATOR-OBEX-A', 25_000n, 5_000n, yearly.six)],
    depositLimit: 5_000n,
    takeLimit: 5_000n,
    // Its vault has idle only what the buffer keeps.
    deposits: [250n, 0n],
    takes: [0n, 0n, 0n],
    depositCap: 100_000n,
    loweredCap: 25_000n,
    buffer: 250n,
    migration: 'retired',
    migrates: [15_000n, 15_000n],
  },
]

/** The Primes that no Generator funds yet. They stand beside the others, however many those are. */
export const UNFUNDED: readonly Prime[] = [
  {
    name: 'Osero',
    slug: 'osero',
    stage: 'dispatch',
    funded: false,
    legacy: [legacy('ALLOCATOR-PRYSM-A', 35_000n, 5_000n, yearly.five)],
    depositLimit: null,
    takeLimit: null,
    deposits: [0n, 0n],
    takes: [0n, 0n, 0n],
    depositCap: 0n,
    loweredCap: null,
    buffer: 0n,
    migration: 'unscheduled',
    migrates: [],
  },
]

/** The stages of further Primes, in turn. There is one more than states, so that every state is at every stage. */
const STAGES: readonly PauStage[] = ['monolithic', 'faceted', 'dispatch', 'diamond', 'parallel']

type Turn = Omit<Prime, 'name' | 'slug' | 'stage' | 'funded' | 'legacy' | 'depositCap' | 'buffer'>

const LENT = { depositLimit: 2_000n, takeLimit: 2_000n, deposits: [1_000n, 1_000n] } as const

/**
 * The states of further, smaller Primes, in turn: idle and not scheduled; nearly drained and scheduled; at its cap and in
 * dual-run; and not on the Generator yet.
 */
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

/** A further Prime, made up by its position. @param position index in the list of all Primes, from 0 */
function further(position: number): Prime {
  const number = position + 1
  const turn = position % FURTHER.length
  const [state, duty] = [FURTHER[turn], FEES[turn]]
  const stage = STAGES[(position - NAMED.length) % STAGES.length]
  if (state === undefined || duty === undefined || stage === undefined) {
    throw new RangeError(`No turn ${turn}`)
  }
  // From 10 to 70 million, in an order that looks random.
  const draws = 10_000n + 1_000n * ((37n * BigInt(number)) % 61n)
  return {
    name: `Prime ${number}`,
    slug: `prime-${number}`,
    stage,
    funded: true,
    legacy: [legacy(`ALLOCATOR-PRIME${number}-A`, draws, 5_000n, duty)],
    depositCap: 50_000n,
    buffer: 5n,
    ...state,
  }
}

/** The fewest Primes with which the scenario shows everything that it is meant to show. */
export const FEWEST_PRIMES = NAMED.length

/** The most Primes for which there is enough time and room. Nobody expects even a twentieth of that. */
export const MOST_PRIMES = 1_000

/**
 * The first `count` Primes that the Generator funds: the named ones, then made-up ones.
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

/** What relayer 1 keeps of each round, in thousands of USDS. */
export const KEPT = 2_000n

/** What relayer 1 mints for a round, in thousands of USDS. */
export const mintedIn = (primes: readonly Prime[], round: 0 | 1): bigint =>
  primes.reduce((sum, { deposits }) => sum + deposits[round], KEPT)

/** The factor for the Generator's own limits, so that each round fits. It is 1 for the named Primes. */
export function scaleOf(primes: readonly Prime[]): bigint {
  const rounds = [mintedIn(primes, 0), mintedIn(primes, 1)]
  return rounds.reduce((scale, minted) => {
    const needed = (minted + 99_999n) / 100_000n
    return needed > scale ? needed : scale
  }, 1n)
}
