/** A Prime of the local scenario. Amounts in millions of USDS. */
export interface Prime {
  readonly name: string
  readonly slug: string
  /** Where its debt was before the Generator. The controller works on the first. */
  readonly legacy: readonly LegacyIlk[]
  /** What the Generator may deposit into its vault, at most and per day; null where governance has set nothing. */
  readonly depositLimit: bigint | null
  /** What relayer 1 deposits in the first and in the second round. */
  readonly deposits: readonly [bigint, bigint]
  /** What the Prime takes after each round. */
  readonly takes: readonly [bigint, bigint]
  /** Most that its vault takes. */
  readonly depositCap: bigint
}

export interface LegacyIlk {
  readonly ilk: string
  readonly debt: bigint
  /** Whether its ceiling is zero by now, so that its debt can only shrink. */
  readonly woundDown: boolean
}

const legacy = (ilk: string, debt: bigint, woundDown = false): LegacyIlk => ({ ilk, debt, woundDown })

const NAMED: readonly Prime[] = [
  {
    name: 'Spark',
    slug: 'spark',
    legacy: [legacy('ALLOCATOR-SPARK-A', 1_250n)],
    depositLimit: 50n,
    deposits: [30n, 22n],
    takes: [20n, 18n],
    depositCap: 400n,
  },
  {
    name: 'Grove',
    slug: 'grove',
    legacy: [legacy('ALLOCATOR-GROVE-A', 620n), legacy('ALLOCATOR-BLOOM-A', 85n, true)],
    depositLimit: 20n,
    deposits: [12n, 12n],
    takes: [8n, 9n],
    depositCap: 200n,
  },
  {
    name: 'Keel',
    slug: 'keel',
    legacy: [legacy('ALLOCATOR-NOVA-A', 140n)],
    depositLimit: 10n,
    deposits: [6n, 5n],
    takes: [4n, 3n],
    depositCap: 100n,
  },
  {
    // Not on the Generator yet: its vault stands, its limits are not set.
    name: 'Obex',
    slug: 'obex',
    legacy: [legacy('ALLOCATOR-OBEX-A', 210n)],
    depositLimit: null,
    deposits: [0n, 0n],
    takes: [0n, 0n],
    depositCap: 100n,
  },
]

const small = (name: string, slug: string, ilk: string): Prime => ({
  name,
  slug,
  legacy: [legacy(ilk, 40n)],
  depositLimit: 2n,
  deposits: [1n, 1n],
  takes: [1n, 0n],
  depositCap: 50n,
})

/** Fewest Primes with which the scenario has everything that it is to show. */
export const FEWEST_PRIMES = 2

/** Primes for which the Generator's limits and ceilings are wide enough. */
export const MOST_PRIMES = 30

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
  const more = Array.from({ length: Math.max(0, count - NAMED.length) }, (_, index) => {
    const number = NAMED.length + 1 + index
    return number === 5
      ? small('Osero', 'osero', 'ALLOCATOR-PRYSM-A')
      : small(`Prime ${number}`, `prime-${number}`, `ALLOCATOR-PRIME${number}-A`)
  })
  return [...NAMED, ...more].slice(0, count)
}
