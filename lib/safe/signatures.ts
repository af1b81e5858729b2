import { type Address, concatHex, encodePacked, type Hex, size, slice } from 'viem'

/** What an owner contributes to a transaction. */
export interface OwnerSignature {
  readonly owner: Address
  /**
   * `approved` on chain by `approveHash`, or by being the sender of `execTransaction`; otherwise the 65 bytes r, s, v
   * of `eth_signTypedData_v4`. An owner that is a contract can only approve.
   */
  readonly signature: Hex | 'approved'
}

/** Fewer owners than the threshold: `execTransaction` would revert with GS020. */
export class TooFewSignaturesError extends Error {
  override readonly name = 'TooFewSignaturesError'

  constructor(
    readonly found: number,
    readonly threshold: bigint,
  ) {
    super(`The Safe needs ${threshold} of its owners, and ${found} agreed`)
  }
}

/** Bytes that no owner's wallet returns as a signature. */
export class MalformedSignatureError extends Error {
  override readonly name = 'MalformedSignatureError'

  constructor(
    readonly owner: Address,
    readonly signature: Hex,
  ) {
    super(`The signature of ${owner} is not 65 bytes that end in 00, 01, 1b or 1c: ${signature}`)
  }
}

/**
 * The `signatures` of `execTransaction` where each owner approved on chain: exactly as many as the threshold, in
 * ascending order of the owners.
 *
 * @throws TooFewSignaturesError
 */
export function approvedSignatures(owners: readonly Address[], threshold: bigint): Hex {
  return packSignatures(
    owners.map((owner) => ({ owner, signature: 'approved' })),
    threshold,
  )
}

/**
 * The signatures of an execution from any mixture of approvals and signatures. An owner counts once.
 * @throws TooFewSignaturesError or MalformedSignatureError
 */
export function packSignatures(signatures: readonly OwnerSignature[], threshold: bigint): Hex {
  const byOwner = new Map(signatures.map((entry) => [entry.owner.toLowerCase(), entry]))
  if (BigInt(byOwner.size) < threshold) throw new TooFewSignaturesError(byOwner.size, threshold)
  return concatHex(
    [...byOwner]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, Number(threshold))
      .map(([, entry]) => bytesOf(entry)),
  )
}

/** 65 bytes: r, s, v. The Safe takes v = 1 for an approval, whose owner is in r. */
function bytesOf({ owner, signature }: OwnerSignature): Hex {
  if (signature === 'approved') return encodePacked(['uint256', 'uint256', 'uint8'], [BigInt(owner), 0n, 1])
  if (size(signature) !== 65) throw new MalformedSignatureError(owner, signature)
  const last = Number(slice(signature, 64))
  // Some devices end in 0 or 1, which the Safe would take for a contract's signature and an approval.
  const v = last < 27 ? last + 27 : last
  if (v !== 27 && v !== 28) throw new MalformedSignatureError(owner, signature)
  return encodePacked(['bytes', 'uint8'], [slice(signature, 0, 64), v])
}
