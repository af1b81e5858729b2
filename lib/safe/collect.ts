import { type Address, isAddressEqual } from 'viem'

/** What a transaction of a Safe is judged by, all read at one block. */
export interface CollectInput {
  /** `getOwners()` */
  readonly owners: readonly Address[]
  /** `getThreshold()` */
  readonly threshold: bigint
  /** `nonce()`: the only one that the Safe can execute now. */
  readonly safeNonce: bigint
  /** The nonce that the transaction was hashed with. */
  readonly nonce: bigint
  /** Whether `approvedHashes(owner, safeTxHash)` is set; an owner that is missing could not be read. */
  readonly approvals: ReadonlyMap<Address, boolean>
  /** Owners whose signature was held against this very transaction. */
  readonly signed?: readonly Address[]
  readonly connected: Address | null
}

/** `approved` on chain, `signed` off chain. */
export type Approval = 'approved' | 'signed' | 'missing' | 'unknown'

/** Where the nonce stands. `now`: it is its turn. `over`: this or another transaction has used it. */
export type Turn = 'now' | 'later' | 'over'

/** What the connected account can do next. */
export type CollectStep =
  | {
      readonly do: 'execute'
      /** The owners to pass to `approvedSignatures`. */
      readonly signers: readonly Address[]
      /** The connected owner has not approved: sending the transaction is its approval. */
      readonly approvesBySending: boolean
    }
  /** Approving twice does no harm, so this is also the step of an owner whose approval could not be read. */
  | { readonly do: 'approve' }
  | {
      readonly do: 'wait'
      readonly for: 'approvals' | 'unknown-approvals' | 'earlier-nonces'
      /** Set where the account has signed off chain, and not approved on chain. */
      readonly signed?: true
    }
  | { readonly do: 'nothing'; readonly because: 'not-connected' | 'not-an-owner' | 'nonce-used' }

type Signed = Pick<Extract<CollectStep, { do: 'wait' }>, 'signed'>

export interface CollectState {
  /** Every owner in the order of the Safe. */
  readonly owners: readonly { readonly owner: Address; readonly approval: Approval }[]
  /** On chain or by signature. */
  readonly approved: readonly Address[]
  readonly missing: readonly Address[]
  readonly unknown: readonly Address[]
  readonly threshold: bigint
  /** Approvals that are still missing, as far as is known. */
  readonly lacking: bigint
  readonly turn: Turn
  /** Whether anyone can execute it now; null when that depends on approvals that could not be read. */
  readonly executable: boolean | null
  readonly next: CollectStep
}

/**
 * How far the approvals of a transaction are. Only present owners count, whoever approved before: the Safe checks
 * nothing else. A threshold of 0 is a Safe that was never set up, which executes nothing.
 */
export function collectState(input: CollectInput): CollectState {
  const { threshold, safeNonce, nonce } = input
  const owners = input.owners.map((owner) => ({ owner, approval: approvalOf(input, owner) }))
  const having = (...wanted: readonly Approval[]) =>
    owners.filter(({ approval }) => wanted.includes(approval)).map(({ owner }) => owner)
  const approved = having('approved', 'signed')
  const [missing, unknown] = [having('missing'), having('unknown')]
  const enough = (count: number) => threshold > 0n && BigInt(count) >= threshold
  const turn: Turn = nonce === safeNonce ? 'now' : nonce > safeNonce ? 'later' : 'over'
  const found = BigInt(approved.length)
  const state = {
    ...{ owners, approved, missing, unknown, threshold, turn },
    lacking: found < threshold ? threshold - found : 0n,
    executable: executable(turn, enough(approved.length), enough(approved.length + unknown.length)),
  }
  return { ...state, next: nextStep(state, input.connected, enough) }
}

/** An approval on chain is told first: it counts without being handed on. */
function approvalOf({ approvals, signed = [] }: CollectInput, owner: Address): Approval {
  const [, approved] = [...approvals].find(([account]) => isAddressEqual(account, owner)) ?? []
  if (approved === true) return 'approved'
  if (signed.some((account) => isAddressEqual(account, owner))) return 'signed'
  return approved === false ? 'missing' : 'unknown'
}

function executable(turn: Turn, isEnough: boolean, couldBeEnough: boolean): boolean | null {
  if (turn !== 'now') return false
  return isEnough || (couldBeEnough ? null : false)
}

function nextStep(
  { owners, approved, turn, executable: ready }: Omit<CollectState, 'next'>,
  connected: Address | null,
  enough: (count: number) => boolean,
): CollectStep {
  if (turn === 'over') return { do: 'nothing', because: 'nonce-used' }
  if (connected === null) return { do: 'nothing', because: 'not-connected' }
  if (ready === true) return { do: 'execute', signers: approved, approvesBySending: false }
  const own = owners.find(({ owner }) => isAddressEqual(owner, connected))
  if (own === undefined) return { do: 'nothing', because: 'not-an-owner' }
  if (own.approval !== 'approved' && own.approval !== 'signed') {
    return turn === 'now' && enough(approved.length + 1)
      ? { do: 'execute', signers: [...approved, own.owner], approvesBySending: true }
      : { do: 'approve' }
  }
  const how: Signed = own.approval === 'signed' ? { signed: true } : {}
  if (turn === 'later') return { do: 'wait', for: 'earlier-nonces', ...how }
  return { do: 'wait', for: ready === null ? 'unknown-approvals' : 'approvals', ...how }
}
