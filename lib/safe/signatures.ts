import { type Address, concatHex, encodePacked, getAddress, type Hex, pad, size, slice, toHex } from 'viem'
import { plainSignature } from './recover'

/** What an owner contributes to a transaction. */
export interface OwnerSignature {
  readonly owner: Address
  /**
   * `approved` on chain by `approveHash`, or by being the sender of `execTransaction`; otherwise the 65 bytes r, s, v
   * of `eth_signTypedData_v4`. For an owner that is a contract, the bytes that its `isValidSignature` takes.
   */
  readonly signature: Hex | 'approved' | { readonly ofContract: Hex }
}

/** The bytes of one owner in the fixed part of the list: r, s, v. */
const PART = 65

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
  const chosen = [...byOwner]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, Number(threshold))
    .map(([, entry]) => entry)
  const parts: Hex[] = []
  const tails: Hex[] = []
  let offset = PART * chosen.length
  for (const entry of chosen) {
    const { owner, signature } = entry
    if (typeof signature === 'string') {
      parts.push(bytesOf(owner, signature))
      continue
    }
    // The Safe takes v = 0 for a contract's signature: its bytes lie behind the fixed part, where s points.
    parts.push(encodePacked(['uint256', 'uint256', 'uint8'], [BigInt(owner), BigInt(offset), 0]))
    const length = size(signature.ofContract)
    tails.push(pad(toHex(length), { size: 32 }), signature.ofContract)
    offset += 32 + length
  }
  return concatHex([...parts, ...tails])
}

/** The signatures that a Safe gives as an owner of another: those of its own owners. @throws TooFewSignaturesError */
export function packNested(
  signatures: readonly { readonly signer: Address; readonly signature: Hex }[],
  threshold: bigint,
): Hex {
  return packSignatures(
    signatures.map(({ signer: owner, signature }) => ({ owner, signature })),
    threshold,
  )
}

/** 65 bytes: r, s, v. The Safe takes v = 1 for an approval, whose owner is in r. */
function bytesOf(owner: Address, signature: Hex | 'approved'): Hex {
  if (signature === 'approved') return encodePacked(['uint256', 'uint256', 'uint8'], [BigInt(owner), 0n, 1])
  const plain = plainSignature(signature)
  if (plain === null) throw new MalformedSignatureError(owner, signature)
  return plain
}

/** One owner's part of a list of signatures, read from its bytes. */
export type PackedSignature =
  | { readonly kind: 'approval'; readonly owner: Address }
  | { readonly kind: 'account'; readonly signature: Hex }
  | { readonly kind: 'contract'; readonly owner: Address; readonly bytes: Hex }

/**
 * Reads a list of signatures as `execTransaction` takes it.
 * @returns null where it is not exactly what `packSignatures` writes for so many owners
 */
export function unpackSignatures(bytes: Hex, threshold: bigint): readonly PackedSignature[] | null {
  const fixed = PART * Number(threshold)
  if (threshold === 0n || size(bytes) < fixed) return null
  const read: PackedSignature[] = []
  let end = fixed
  for (let at = 0; at < fixed; at += PART) {
    const [r, s, v] = [
      slice(bytes, at, at + 32),
      slice(bytes, at + 32, at + 64),
      slice(bytes, at + 64, at + 65),
    ]
    if (v === '0x1b' || v === '0x1c') {
      read.push({ kind: 'account', signature: slice(bytes, at, at + PART) })
      continue
    }
    const owner = BigInt(r) >> 160n === 0n ? getAddress(slice(r, 12)) : null
    if (owner === null) return null
    if (v === '0x01' && BigInt(s) === 0n) {
      read.push({ kind: 'approval', owner })
      continue
    }
    const tail = v === '0x00' && BigInt(s) === BigInt(end) ? tailAt(bytes, end) : null
    if (tail === null) return null
    read.push({ kind: 'contract', owner, bytes: tail })
    end += 32 + size(tail)
  }
  return end === size(bytes) ? read : null
}

function tailAt(bytes: Hex, start: number): Hex | null {
  const from = start + 32
  if (size(bytes) < from) return null
  const length = BigInt(slice(bytes, start, from))
  const left = size(bytes) - from
  if (length === 0n || length > BigInt(left)) return null
  return slice(bytes, from, from + Number(length))
}
