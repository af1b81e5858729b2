import type { Address, Hex } from 'viem'
import type { PlanLog } from '@/lib/governance'
import type { SafeTransaction } from '@/lib/safe'
import type { TimelockLog } from '@/lib/timelock'

/**
 * What a chain does not list and the console therefore has to be told: limit keys, timelock operations, plans of
 * governance, holders of roles that cannot be enumerated. It only ever decides *what is read*; every value shown is then read from the
 * contracts at the block.
 */
export interface Watchlist {
  readonly coverage: Coverage
  /** Limit keys met in events of each RateLimits, beside those that follow from known names. */
  readonly limitKeys: readonly { readonly rateLimits: Address; readonly key: Hex }[]
  /** Events of the timelock, from which its queue is rebuilt. */
  readonly timelock: readonly TimelockLog[]
  /** Notes of the pause, from which the plans of governance are rebuilt. */
  readonly plans: readonly PlanLog[]
  /** Addresses that ever received a role on a contract that cannot list its holders, or only one by one. */
  readonly grants: readonly Grant[]
  /** cBEAM pairs that were ever set. `target` is a RateLimits or a controller. */
  readonly pairs: readonly Pair[]
  readonly cuts: readonly FacetChange[]
  /** Accounts that somebody connected: their rights are read too. */
  readonly accounts: readonly Address[]
  /** Transactions of Safes whose approvals are read: expected here, looked at, or approved by an owner. */
  readonly watchedHashes: readonly WatchedHash[]
}

export interface WatchedHash {
  readonly safe: Address
  /** The safeTxHash. */
  readonly hash: Hex
  /** What it is the hash of; null where only an event named it. */
  readonly transaction: SafeTransaction | null
}

/** How far the events behind `Known` reach. */
export interface Coverage {
  readonly fromBlock: bigint
  /** The last block whose events are in; null before the first scan ended. */
  readonly toBlock: bigint | null
  /** Why the scan is not complete, in words; null when it is complete up to `toBlock`. */
  readonly problem: string | null
  /** Whose logs they are: the nodes that gave them, since a node may leave one out. */
  readonly by: readonly string[]
}

export interface Pair {
  readonly kind: 'rateLimits' | 'controller'
  readonly target: Address
  readonly cBeam: Address
}

export interface Grant {
  readonly contract: Address
  readonly role: Hex
  readonly account: Address
}

export interface FacetChange {
  readonly diamond: Address
  readonly blockNumber: bigint
  readonly transactionHash: Hex
  readonly facet: Address
  /** EIP-2535 FacetCutAction. */
  readonly action: 'add' | 'replace' | 'remove'
  readonly selectors: readonly Hex[]
}

export type Learned =
  | ({ readonly type: 'limitKey' } & Watchlist['limitKeys'][number])
  | ({ readonly type: 'grant' } & Grant)
  | ({ readonly type: 'pair' } & Pair)
  | ({ readonly type: 'cut' } & FacetChange)
  | { readonly type: 'timelock'; readonly log: TimelockLog }
  | { readonly type: 'plan'; readonly log: PlanLog }
  | { readonly type: 'approval'; readonly safe: Address; readonly hash: Hex }

export function nothingKnown(fromBlock: bigint): Watchlist {
  return {
    coverage: { fromBlock, toBlock: null, problem: null, by: [] },
    limitKeys: [],
    timelock: [],
    plans: [],
    grants: [],
    pairs: [],
    cuts: [],
    accounts: [],
    watchedHashes: [],
  }
}

/** Adds what one event tells. Applying the same events in the same order twice changes nothing but the three histories. */
export function learn(known: Watchlist, event: Learned): Watchlist {
  switch (event.type) {
    case 'limitKey':
      return { ...known, limitKeys: added(known.limitKeys, { rateLimits: event.rateLimits, key: event.key }) }
    case 'grant':
      return {
        ...known,
        grants: added(known.grants, { contract: event.contract, role: event.role, account: event.account }),
      }
    case 'pair':
      return {
        ...known,
        pairs: added(known.pairs, { kind: event.kind, target: event.target, cBeam: event.cBeam }),
      }
    case 'cut': {
      const { type: _, ...cut } = event
      return { ...known, cuts: [...known.cuts, cut] }
    }
    case 'timelock':
      return { ...known, timelock: [...known.timelock, event.log] }
    case 'plan':
      return { ...known, plans: [...known.plans, event.log] }
    case 'approval':
      return withApproval(known, event.safe, event.hash)
  }
}

/**
 * Approved transactions that are watched of each Safe only because an event named them, the latest: each costs a read an
 * owner in every block. Those that are expected are no part of it.
 */
const mostApproved = 20

function withApproval(known: Watchlist, safe: Address, hash: Hex): Watchlist {
  if (isWatched(known, { safe, hash })) return known
  const all = [...known.watchedHashes, { safe, hash, transaction: null }]
  const approved = all.filter((entry) => entry.safe === safe && entry.transaction === null)
  const [oldest] = approved
  const full = approved.length > mostApproved
  return { ...known, watchedHashes: full ? all.filter((entry) => entry !== oldest) : all }
}

/** Adds what somebody looks at or signed here; a transaction in full takes the place of its mere hash. */
export function withWatched(known: Watchlist, entries: readonly WatchedHash[]): Watchlist {
  const fresh = entries.filter(
    (entry, index) =>
      (entry.transaction !== null || !isWatched(known, entry)) &&
      entries.findLastIndex((other) => isSame(other, entry)) === index,
  )
  if (fresh.length === 0) return known
  const kept = known.watchedHashes.filter((entry) => !fresh.some((other) => isSame(other, entry)))
  return { ...known, watchedHashes: [...kept, ...fresh] }
}

type HashOfSafe = Pick<WatchedHash, 'safe' | 'hash'>

const isSame = (a: HashOfSafe, b: HashOfSafe) => a.safe === b.safe && a.hash === b.hash

const isWatched = ({ watchedHashes }: Watchlist, entry: HashOfSafe) =>
  watchedHashes.some((other) => isSame(other, entry))

function added<T extends object>(list: readonly T[], entry: T): readonly T[] {
  const same = (other: T) => Object.entries(entry).every(([key, value]) => other[key as keyof T] === value)
  return list.some(same) ? list : [...list, entry]
}
