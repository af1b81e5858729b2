import { combine, type Leaf, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { type Seconds, type Wad, wad } from '@/lib/math'
import { depositRoomEndsAt, exchangeRateTripsAt, settlings } from '@/lib/vaults'
import { storedLeaves } from '../derive/funnel'
import type { ConsoleModel, GeneratorModel } from '../model'
import type { PrimeModel } from '../model/primes'
import { isShared } from '../shared'

/**
 * What changes by itself at a vault. `takes-resume`, `recalls-resume`: a pause ends. `policy-refills`: the policy lets out
 * its whole share again. `deposits-settle`: deposits count for policy and buffer from then on. `cap-reached`: deposits and
 * yield have used up the deposit cap. `no-cap`: it is 0. `rate-trips`: its exchange rate passes the maximum, and deposits
 * revert. `no-maximum`: none is set, and they revert as well.
 */
export type CliffKind =
  | 'takes-resume'
  | 'recalls-resume'
  | 'policy-refills'
  | 'deposits-settle'
  | 'cap-reached'
  | 'no-cap'
  | 'rate-trips'
  | 'no-maximum'

/** One moment ahead, or already there, at which a vault lets more or less through. */
export interface Cliff {
  readonly id: string
  readonly kind: CliffKind
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** Name of the Prime, with its Generator where there are several. */
  readonly subject: string
  /** [unix s]; not after the model's time where it is reached already. Null for what never comes as things stand. */
  readonly at: Leaf<Seconds | null>
}

/** The least that could be deposited [wad]. */
const A_LITTLE: Wad = wad(1n)

/** Every cliff of every vault, by its time: what is unknown first, then what is reached, then what comes; never last. */
export function cliffs({ generators, time }: Pick<ConsoleModel, 'generators' | 'time'>): readonly Cliff[] {
  return generators
    .flatMap((generator) =>
      generator.primes.flatMap((prime) => {
        const subject = isShared(generators, prime) ? `${prime.name} at ${generator.name}` : prime.name
        return cliffsOf(prime, time).map(({ kind, at }, index) => ({
          ...{ kind, at, generator, prime, subject },
          id: `${generator.id}/${prime.id}/${kind}/${index}`,
        }))
      }),
    )
    .filter(({ at }) => !at.ok || at.value !== null)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0))
}

/** How far ahead a cliff is a matter of this cutover [s]: a year. */
export const HORIZON: Seconds = 365n * 86_400n

/** Whether a cliff is reached, comes within `HORIZON`, or is not known. @param time [unix s] */
export const isNear = ({ at }: Pick<Cliff, 'at'>, time: Seconds): boolean =>
  !at.ok || at.value === null || at.value <= time + HORIZON

const orderOf = ({ at }: Cliff): bigint => (at.ok ? (at.value ?? 0n) : -1n)

function cliffsOf({ vault }: PrimeModel, time: Seconds): readonly Pick<Cliff, 'kind' | 'at'>[] {
  const stored = storedLeaves(vault)
  const { guardrails } = vault
  const of = (kind: CliffKind, at: Cliff['at']) => ({ kind, at })
  const rails =
    guardrails === null
      ? []
      : [
          of('takes-resume', ahead(guardrails.takesPausedUntil, time)),
          of('recalls-resume', ahead(guardrails.withdrawalsPausedUntil, time)),
          of('policy-refills', guardrails.policyFullAt),
          of(
            'deposits-settle',
            attemptWith(stored, ({ guardrails: read }) => settlings(read, time)[0] ?? null),
          ),
        ]
  const { depositCap, maxExchangeRate: most, generatorShares: shares } = vault
  return [
    ...rails,
    depositCap.ok && depositCap.value === 0n
      ? of(
          'no-cap',
          map(depositCap, () => time),
        )
      : of(
          'cap-reached',
          attemptWith({ stored }, (read) => depositRoomEndsAt(read.stored, A_LITTLE, time)),
        ),
    most.ok && most.value === 0n
      ? // A vault into which nothing was ever deposited needs no maximum yet.
        of(
          'no-maximum',
          combine({ most, shares }, (read) => (read.shares === 0n ? null : time)),
        )
      : of(
          'rate-trips',
          attemptWith(
            { stored, most },
            (read) => exchangeRateTripsAt(read.stored, read.most, time).at ?? null,
          ),
        ),
  ]
}

/** A time that is still to come, else none. */
const ahead = (leaf: Leaf<Seconds>, time: Seconds): Leaf<Seconds | null> =>
  map(leaf, (at) => (at > time ? at : null))
