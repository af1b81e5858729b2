import * as Secp256k1 from 'ox/Secp256k1'
import { type Address, getAddress, type Hex, isHex, size, slice } from 'viem'

/** Signatures that were recovered before: a picture asks again with every block, and each answer takes milliseconds. */
const known = new Map<string, Address | null>()

/** How many answers are kept. */
const mostKnown = 500

/**
 * Whoever signed a hash; null where the 65 bytes r, s, v are no signature at all. A wrong hash gives some account, too:
 * only an account that is expected proves anything.
 */
export function signerOf(hash: Hex, signature: Hex): Address | null {
  const key = `${hash}${signature}`.toLowerCase()
  const before = known.get(key)
  if (before !== undefined) return before
  const signer = recovered(hash, signature)
  if (known.size >= mostKnown) known.clear()
  known.set(key, signer)
  return signer
}

function recovered(payload: Hex, signature: Hex): Address | null {
  const plain = plainSignature(signature)
  if (plain === null) return null
  const [r, s] = [BigInt(slice(plain, 0, 32)), BigInt(slice(plain, 32, 64))]
  try {
    const yParity = Number(slice(plain, 64)) - 27
    return getAddress(Secp256k1.recoverAddress({ payload, signature: { r, s, yParity } }))
  } catch {
    // r or s outside the curve: the precompile of the chain answers nothing either.
    return null
  }
}

/**
 * A signature of an account as a Safe takes it, in lower case and with v 27 or 28; null for other bytes. Some devices end
 * in the bare parity, which the Safe would take for a contract's signature or an approval.
 */
export function plainSignature(signature: Hex): Hex | null {
  if (!isHex(signature) || size(signature) !== 65 || signature.length !== 132) return null
  const last = Number(slice(signature, 64))
  const v = last < 27 ? last + 27 : last
  if (v !== 27 && v !== 28) return null
  return `${slice(signature, 0, 64).toLowerCase()}${v.toString(16)}` as Hex
}
