import { type Address, type Hex, isAddressEqual } from 'viem'
import { bindsContractsByBytes, safeTxHash } from './hash'
import { nestedHash } from './nested'
import { signerOf } from './recover'
import { type OwnerSignature, packNested } from './signatures'
import type { SafeDomain, SafeTransaction } from './types'

/** What somebody signed away from the chain, as it travels. Nothing of it is believed before it is recovered. */
export interface OffChainSignature {
  /** Who is said to have signed. */
  readonly signer: Address
  /** The owner in whose name it was signed, where that owner is a Safe of its own. */
  readonly within?: Address | undefined
  /** 65 bytes: r, s, v, with v 27 or 28. */
  readonly signature: Hex
}

/** An owner of a Safe that is itself a Safe. */
export interface NestedSafe {
  readonly domain: SafeDomain
  readonly owners: readonly Address[]
  readonly threshold: bigint
}

/** What the signatures are held against, all of it read at one block. */
export interface SignedInput {
  readonly domain: SafeDomain
  readonly transaction: SafeTransaction
  readonly owners: readonly Address[]
  /** Owners that are Safes, as far as they are known. */
  readonly nested: readonly NestedSafe[]
  readonly signatures: readonly OffChainSignature[]
}

/** Why a signature counts for nobody. */
export type SignatureFault =
  /** Not 65 bytes that end in 1b or 1c, or outside the curve. */
  | 'malformed'
  /** Recovers to another account than it names: another transaction was signed, or bytes were altered. */
  | 'other-transaction'
  /** Of somebody who is no owner now. */
  | 'no-owner'
  /** In the name of a Safe that is no owner, or about which nothing is known. */
  | 'unknown-safe'
  /** The Safe is of a version that asks contracts in another way. */
  | 'unsupported-safe'
  /** Given already. */
  | 'twice'

export interface JudgedSignature {
  readonly given: OffChainSignature
  /** Null where it counts. */
  readonly fault: SignatureFault | null
}

export interface SignedState {
  readonly judged: readonly JudgedSignature[]
  /** Owners who have signed, each with what `packSignatures` takes. */
  readonly signed: readonly OwnerSignature[]
  /** Owners that are Safes, with how far their own owners are. */
  readonly nested: readonly {
    readonly owner: Address
    readonly signers: readonly Address[]
    readonly threshold: bigint
  }[]
}

/** Which signatures count, whatever their order, and for whom. Each is recovered, and nothing that it says of itself counts. */
export function signedState(input: SignedInput): SignedState {
  const seen = new Set<string>()
  const judged = input.signatures.map((given): JudgedSignature => {
    const fault = faultOf(given, input)
    const name = `${given.within ?? ''}/${given.signer}`.toLowerCase()
    if (fault === null && seen.has(name)) return { given, fault: 'twice' }
    if (fault === null) seen.add(name)
    return { given, fault }
  })
  const valid = judged.flatMap(({ given, fault }) => (fault === null ? [given] : []))
  const nested = nestedOwners(input).map(({ domain, threshold }) => {
    const own = valid.filter(({ within }) => within !== undefined && isAddressEqual(within, domain.safe))
    return { owner: domain.safe, own, threshold, signers: own.map(({ signer }) => signer) }
  })
  return {
    judged,
    signed: [
      ...valid.flatMap(({ signer, within, signature }): readonly OwnerSignature[] =>
        within === undefined ? [{ owner: signer, signature }] : [],
      ),
      ...nested.flatMap(({ owner, own, threshold }): readonly OwnerSignature[] =>
        threshold > 0n && BigInt(own.length) >= threshold
          ? [{ owner, signature: { ofContract: packNested(own, threshold) } }]
          : [],
      ),
    ],
    nested: nested.map(({ owner, signers, threshold }) => ({ owner, signers, threshold })),
  }
}

const isIn = (list: readonly Address[], account: Address) => list.some((one) => isAddressEqual(one, account))

const nestedOwners = ({ owners, nested }: SignedInput) =>
  nested.filter(({ domain }) => isIn(owners, domain.safe))

function faultOf(
  { signer, within, signature }: OffChainSignature,
  input: SignedInput,
): SignatureFault | null {
  const { domain, transaction, owners } = input
  if (within === undefined) {
    return heldAgainst(safeTxHash(domain, transaction), signature, signer, owners)
  }
  if (!bindsContractsByBytes(domain.version)) return 'unsupported-safe'
  const safe = nestedOwners(input).find((one) => isAddressEqual(one.domain.safe, within))
  return safe
    ? heldAgainst(nestedHash(safe.domain, domain, transaction), signature, signer, safe.owners)
    : 'unknown-safe'
}

function heldAgainst(
  hash: Hex,
  signature: Hex,
  signer: Address,
  owners: readonly Address[],
): SignatureFault | null {
  // Only the form that a Safe takes, so that each signature has one spelling.
  if (!/^0x[0-9a-f]{128}1[bc]$/.test(signature)) return 'malformed'
  const found = signerOf(hash, signature)
  if (found === null) return 'malformed'
  if (!isAddressEqual(found, signer)) return 'other-transaction'
  return isIn(owners, signer) ? null : 'no-owner'
}
