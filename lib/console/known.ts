import type { Address, Hex } from 'viem'

/**
 * What a chain does not list and the console therefore has to be told: limit keys, timelock operations, holders
 * of roles that cannot be enumerated. It only ever decides *what is read*; every value shown is then read from the
 * contracts at the block.
 */
export interface Known {
  readonly coverage: Coverage
  /** Limit keys met in events of each RateLimits, beside those that follow from known names. */
  readonly limitKeys: readonly { readonly rateLimits: Address; readonly key: Hex }[]
  readonly operations: readonly KnownOperation[]
  /** Addresses that ever received a role on a contract that cannot list its holders. */
  readonly grants: readonly Grant[]
  /** cBEAM pairs that were ever set. `target` is a RateLimits or a controller. */
  readonly pairs: readonly Pair[]
  readonly cuts: readonly FacetChange[]
  /** Accounts that somebody connected: their rights are read too. */
  readonly accounts: readonly Address[]
}

/** How far the events behind `Known` reach. */
export interface Coverage {
  readonly fromBlock: bigint
  /** The last block whose events are in; null before the first scan ended. */
  readonly toBlock: bigint | null
  /** Why the scan is not complete, in words; null when it is complete up to `toBlock`. */
  readonly problem: string | null
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

/** A timelock operation as its events tell it. Its state is read from the contract, not taken from here. */
export interface KnownOperation {
  readonly id: Hex
  readonly calls: readonly ScheduledCall[]
  readonly predecessor: Hex
  readonly salt: Hex
  /** [s] */
  readonly delay: bigint
  readonly scheduledIn: bigint
  readonly ended: 'executed' | 'cancelled' | null
}

export interface ScheduledCall {
  readonly target: Address
  readonly value: bigint
  readonly data: Hex
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
  | ({ readonly type: 'limitKey' } & Known['limitKeys'][number])
  | ({ readonly type: 'grant' } & Grant)
  | ({ readonly type: 'pair' } & Pair)
  | ({ readonly type: 'cut' } & FacetChange)
  | {
      readonly type: 'scheduled'
      readonly id: Hex
      readonly index: number
      readonly call: ScheduledCall
      readonly predecessor: Hex
      readonly delay: bigint
      readonly blockNumber: bigint
    }
  | { readonly type: 'salt'; readonly id: Hex; readonly salt: Hex }
  | { readonly type: 'ended'; readonly id: Hex; readonly how: 'executed' | 'cancelled' }

const noBytes32: Hex = `0x${'00'.repeat(32)}`

export function nothingKnown(fromBlock: bigint): Known {
  return {
    coverage: { fromBlock, toBlock: null, problem: null },
    limitKeys: [],
    operations: [],
    grants: [],
    pairs: [],
    cuts: [],
    accounts: [],
  }
}

/** Adds what one event tells. Applying the same events in the same order twice changes nothing but `cuts`. */
export function learn(known: Known, event: Learned): Known {
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
    case 'scheduled':
      return { ...known, operations: scheduled(known.operations, event) }
    case 'salt':
      return patchOperation(known, event.id, { salt: event.salt })
    case 'ended':
      return patchOperation(known, event.id, { ended: event.how })
  }
}

function scheduled(
  operations: readonly KnownOperation[],
  event: Extract<Learned, { type: 'scheduled' }>,
): readonly KnownOperation[] {
  const old = operations.find((operation) => operation.id === event.id)
  // A cancelled id can be scheduled again: its first call starts it anew.
  const calls = old && event.index > 0 ? old.calls : []
  const operation: KnownOperation = {
    id: event.id,
    calls: [...calls.slice(0, event.index), event.call],
    predecessor: event.predecessor,
    salt: noBytes32,
    delay: event.delay,
    scheduledIn: event.blockNumber,
    ended: null,
  }
  return old
    ? operations.map((entry) => (entry.id === event.id ? operation : entry))
    : [...operations, operation]
}

function patchOperation(known: Known, id: Hex, patch: Partial<KnownOperation>): Known {
  return {
    ...known,
    operations: known.operations.map((entry) => (entry.id === id ? { ...entry, ...patch } : entry)),
  }
}

function added<T extends object>(list: readonly T[], entry: T): readonly T[] {
  const same = (other: T) => Object.entries(entry).every(([key, value]) => other[key as keyof T] === value)
  return list.some(same) ? list : [...list, entry]
}
