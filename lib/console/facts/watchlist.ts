import type { Address, Hex } from 'viem'
import type { PlanLog } from '@/lib/governance'
import type { SafeTransaction } from '@/lib/safe'
import type { TimelockLog } from '@/lib/timelock'
import type { LockEvent, SettlementEvent } from './srusds'

/**
 * What a chain does not list, so that the console has to be told: limit keys, timelock operations, plans of governance,
 * holders of roles that cannot be enumerated, entries of BeamState. It only ever decides *what is read*; every value shown is then read from
 * the contracts at the block.
 */
export interface Watchlist {
  readonly coverage: Coverage
  /** Limit keys found in events of each RateLimits, in addition to those that follow from known names. */
  readonly limitKeys: readonly { readonly rateLimits: Address; readonly key: Hex }[]
  /** Events of the timelocks, from which their queues are rebuilt. */
  readonly timelock: readonly LogOfTimelock[]
  /** Notes of the pause, from which the plans of governance are rebuilt. */
  readonly plans: readonly PlanLog[]
  /** Addresses that ever received a role on a contract that cannot list its holders, or only one by one. */
  readonly grants: readonly Grant[]
  /** Accounts that ever received CONTROLLER on an ALMProxy of the deployment. */
  readonly controls: readonly Control[]
  /** cBEAM pairs that were ever set. `target` is a RateLimits or a controller. */
  readonly pairs: readonly Pair[]
  /** Initial limits that were ever set in BeamState. */
  readonly inits: readonly InitEntry[]
  /** Calls that were ever approved in BeamState, by the hash of their calldata. */
  readonly approvals: readonly ApprovalEntry[]
  /** Approved calls that cBEAMs made. */
  readonly runs: readonly ControllerRun[]
  readonly cuts: readonly FacetChange[]
  /** Every lock of the queues of srUSDS, and every settlement. */
  readonly locks: readonly LockOfDiamond[]
  readonly settlements: readonly SettlementOfDiamond[]
  /** Accounts that somebody connected; their rights are read, too. */
  readonly accounts: readonly Address[]
  /** Transactions of Safes whose approvals are read: those expected here, looked at, or approved by an owner. */
  readonly watchedHashes: readonly WatchedHash[]
}

export interface WatchedHash {
  readonly safe: Address
  /** The safeTxHash. */
  readonly hash: Hex
  /** The transaction behind the hash; null where only an event named the hash. */
  readonly transaction: SafeTransaction | null
}

/** How far the events behind the watchlist reach. */
export interface Coverage {
  readonly fromBlock: bigint
  /** The last block whose events are in; null before the first scan ended. */
  readonly toBlock: bigint | null
  /** Why the scan is not complete, in words; null when it is complete up to `toBlock`. */
  readonly problem: string | null
  /** The nodes that gave the logs, since a node may leave one out. */
  readonly by: readonly string[]
}

/** An event, and the timelock that emitted it. */
export type LogOfTimelock = TimelockLog & { readonly timelock: Address }

/** A lock or a settlement, and the Diamond that made it. */
export type LockOfDiamond = LockEvent & { readonly diamond: Address }
export type SettlementOfDiamond = SettlementEvent & { readonly diamond: Address }

export interface Pair {
  /** The BeamState that has it. */
  readonly beamState: Address
  readonly kind: 'rateLimits' | 'controller'
  readonly target: Address
  readonly cBeam: Address
}

/** An entry of BeamState: the initial limit of a key in one RateLimits, or under the zero address in all. */
export interface InitEntry {
  readonly beamState: Address
  readonly key: Hex
  readonly rateLimits: Address
}

/** An entry of BeamState: a call that is approved on one controller, or under the zero address on all. */
export interface ApprovalEntry {
  readonly beamState: Address
  /** The hash of the calldata. */
  readonly key: Hex
  readonly controller: Address
  /** The block that approved it. */
  readonly blockNumber: bigint
}

/** An approved call that the Configurator passed on. */
export interface ControllerRun {
  readonly configurator: Address
  readonly controller: Address
  readonly data: Hex
  readonly blockNumber: bigint
  readonly logIndex: number
}

export interface Grant {
  readonly contract: Address
  readonly role: Hex
  readonly account: Address
}

export interface Control {
  readonly almProxy: Address
  readonly controller: Address
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
  | ({ readonly type: 'control' } & Control)
  | ({ readonly type: 'pair' } & Pair)
  | ({ readonly type: 'init' } & InitEntry)
  | ({ readonly type: 'approved' } & ApprovalEntry)
  | ({ readonly type: 'run' } & ControllerRun)
  | ({ readonly type: 'cut' } & FacetChange)
  | { readonly type: 'lock'; readonly event: LockOfDiamond }
  | { readonly type: 'settlement'; readonly event: SettlementOfDiamond }
  | { readonly type: 'timelock'; readonly log: LogOfTimelock }
  | { readonly type: 'plan'; readonly log: PlanLog }
  | { readonly type: 'approval'; readonly safe: Address; readonly hash: Hex }

export function nothingKnown(fromBlock: bigint): Watchlist {
  return {
    coverage: { fromBlock, toBlock: null, problem: null, by: [] },
    limitKeys: [],
    timelock: [],
    plans: [],
    grants: [],
    controls: [],
    pairs: [],
    inits: [],
    approvals: [],
    runs: [],
    cuts: [],
    locks: [],
    settlements: [],
    accounts: [],
    watchedHashes: [],
  }
}

/**
 * The same with what has no order of its own put in one: what is said of a list may not depend on which event, file or
 * person named an account first.
 */
export function inOrder(known: Watchlist): Watchlist {
  const { limitKeys, grants, controls, pairs, accounts } = known
  return {
    ...known,
    limitKeys: sorted(limitKeys, ({ rateLimits, key }) => rateLimits + key),
    grants: sorted(grants, ({ contract, role, account }) => contract + role + account),
    controls: sorted(controls, ({ almProxy, controller }) => almProxy + controller),
    pairs: sorted(pairs, ({ beamState, kind, target, cBeam }) => beamState + kind + target + cBeam),
    accounts: sorted(accounts, (account) => account),
  }
}

/** Entries by what tells one from another. Text is compared by its code units, which no locale changes. */
export function sorted<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): readonly Entry[] {
  return entries
    .map((entry) => ({ entry, name: nameOf(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ entry }) => entry)
}

/** Adds what one event tells. Applying the same events in the same order twice changes only the histories. */
export function learn(known: Watchlist, event: Learned): Watchlist {
  switch (event.type) {
    case 'limitKey':
      return { ...known, limitKeys: added(known.limitKeys, { rateLimits: event.rateLimits, key: event.key }) }
    case 'grant':
      return {
        ...known,
        grants: added(known.grants, { contract: event.contract, role: event.role, account: event.account }),
      }
    case 'control':
      return {
        ...known,
        controls: added(known.controls, { almProxy: event.almProxy, controller: event.controller }),
      }
    case 'pair':
      return {
        ...known,
        pairs: added(known.pairs, {
          ...{ beamState: event.beamState, kind: event.kind },
          ...{ target: event.target, cBeam: event.cBeam },
        }),
      }
    case 'init': {
      const { type: _, ...entry } = event
      return { ...known, inits: added(known.inits, entry) }
    }
    case 'approved': {
      const { type: _, ...entry } = event
      return { ...known, approvals: added(known.approvals, entry) }
    }
    case 'run': {
      const { type: _, ...run } = event
      return { ...known, runs: added(known.runs, run) }
    }
    case 'cut': {
      const { type: _, ...cut } = event
      return { ...known, cuts: [...known.cuts, cut] }
    }
    case 'lock':
      return { ...known, locks: inTime(known.locks, event.event) }
    case 'settlement':
      return { ...known, settlements: inTime(known.settlements, event.event) }
    case 'timelock':
      return { ...known, timelock: [...known.timelock, event.log] }
    case 'plan':
      return { ...known, plans: [...known.plans, event.log] }
    case 'approval':
      return withApproval(known, event.safe, event.hash)
  }
}

/**
 * How many approved transactions of each Safe are watched only because an event named them, the latest first: each
 * costs one read per owner in every block. Expected transactions do not count.
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

/** Adds transactions that somebody looks at or signed here; a transaction in full replaces its hash. */
export function withWatched(known: Watchlist, entries: readonly WatchedHash[]): Watchlist {
  const fresh = entries.filter(
    (entry, index) =>
      !isHeld(known, entry) && entries.findLastIndex((other) => isSame(other, entry)) === index,
  )
  if (fresh.length === 0) return known
  const kept = known.watchedHashes.filter((entry) => !fresh.some((other) => isSame(other, entry)))
  return { ...known, watchedHashes: [...kept, ...fresh] }
}

type HashOfSafe = Pick<WatchedHash, 'safe' | 'hash'>

const isSame = (a: HashOfSafe, b: HashOfSafe) => a.safe === b.safe && a.hash === b.hash

/** Whether an entry would add nothing: a hash stands for one transaction. */
const isHeld = ({ watchedHashes }: Watchlist, entry: WatchedHash) =>
  watchedHashes.some(
    (other) => isSame(other, entry) && (entry.transaction === null || other.transaction !== null),
  )

const isWatched = ({ watchedHashes }: Watchlist, entry: HashOfSafe) =>
  watchedHashes.some((other) => isSame(other, entry))

/** With an event in its place, once: a node may give it twice, or in another order. None is made twice in one block. */
function inTime<T extends { readonly blockNumber: bigint }>(list: readonly T[], event: T): readonly T[] {
  const all = added(list, event)
  return all === list ? list : all.toSorted((a, b) => Number(a.blockNumber - b.blockNumber))
}

function added<T extends object>(list: readonly T[], entry: T): readonly T[] {
  const same = (other: T) => Object.entries(entry).every(([key, value]) => other[key as keyof T] === value)
  return list.some(same) ? list : [...list, entry]
}
