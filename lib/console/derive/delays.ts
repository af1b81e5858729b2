import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { Seconds, Wad } from '@/lib/math'
import type { ConsoleModel } from '../model'

/** Something that a decision has to wait for, or a term that it has to keep, and who can make it shorter. */
export interface Delay {
  readonly id: string
  readonly kind: 'timelock' | 'hop' | 'pause' | 'star-guard'
  /** Whose it is: a Unit, a Generator, a Prime; null for that of governance itself. */
  readonly of: string | null
  readonly length: Leaf<Seconds>
  /** By how much a limit may grow in one step of this length [wad]; null where it is no pace. */
  readonly maxChange: Leaf<Wad> | null
  readonly shortenedBy: readonly Shortener[]
}

/** Who can shorten it. */
export interface Shortener {
  readonly id: string
  readonly who:
    | {
        readonly kind: 'account'
        readonly account: Address
        readonly right: 'admin' | 'ward' | 'delayed'
        readonly holds: Leaf<boolean>
      }
    /** Through the timelock of the Unit, which is itself waited for [s]. */
    | { readonly kind: 'timelock'; readonly after: Leaf<Seconds> }
    /** By a plan, which itself waits [s]. */
    | { readonly kind: 'plan'; readonly after: Leaf<Seconds> }
    /** Wards of a contract that lists none, and of which no event is read. */
    | { readonly kind: 'unread'; readonly contract: Address }
}

type Model = Pick<ConsoleModel, 'generators' | 'units' | 'governance'>

/** Every delay of the deployment: that of governance, of each timelock, of each increase of a limit, of each spell. */
export function delaysOf({ generators, units, governance }: Model): readonly Delay[] {
  const pause = governance?.pause ?? null
  return [
    ...(pause
      ? [
          {
            ...{ id: 'pause', kind: 'pause' as const, of: null, length: pause.delay, maxChange: null },
            shortenedBy: [{ id: 'plan', who: { kind: 'plan' as const, after: pause.delay } }],
          },
        ]
      : []),
    ...units.map(({ id, name, timelock }) => ({
      ...{ id: `timelock-${id}`, kind: 'timelock' as const, of: name, length: timelock.minDelay },
      maxChange: null,
      shortenedBy: timelock.holders
        .filter(({ role }) => role === 'DEFAULT_ADMIN_ROLE')
        .flatMap(({ account, active }) => accountOf('admin', account, active)),
    })),
    ...generators.flatMap(({ id, name, unit, scope }) => {
      const own = units.find((one) => one.id === unit)
      return [
        {
          ...{
            id: `hop-${id}`,
            kind: 'hop' as const,
            of: name,
            length: scope.hop,
            maxChange: scope.maxChange,
          },
          shortenedBy: own
            ? [
                { id: 'timelock', who: { kind: 'timelock' as const, after: own.timelock.minDelay } },
                ...own.configurator.wards.flatMap((ward) => accountOf('ward', ward.id, ward.active)),
                ...own.configurator.users
                  .filter((user) => user.id !== own.configurator.addresses.timelock)
                  .flatMap((user) => accountOf('delayed', user.id, user.delayed)),
              ]
            : [],
        },
      ]
    }),
    ...generators.flatMap(({ primes }) =>
      primes.flatMap(({ id, name, starGuard }) =>
        starGuard === null
          ? []
          : [
              {
                ...{ id: `star-guard-${id}`, kind: 'star-guard' as const, of: name },
                ...{ length: starGuard.maxDelay, maxChange: null },
                shortenedBy: [{ id: 'wards', who: { kind: 'unread' as const, contract: starGuard.address } }],
              },
            ],
      ),
    ),
  ]
}

type Right = Extract<Shortener['who'], { kind: 'account' }>['right']

/** Nobody who is known not to hold the right. */
const accountOf = (right: Right, account: Address, holds: Leaf<boolean>): readonly Shortener[] =>
  holds.ok && !holds.value
    ? []
    : [{ id: `${right}-${account}`, who: { kind: 'account', account, right, holds } }]
