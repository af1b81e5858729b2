import { type Address, type EIP1193Provider, type Hex, isAddressEqual } from 'viem'
import { type NestedTypedData, plainSignature, type SafeTypedData, signerOf } from '@/lib/safe'
import { wrongChain } from '../run/ask-wallet'
import { failureOf, shownAnswer } from '../wallet/failure'

export interface SignatureRequest {
  readonly chainId: number
  readonly from: Address
  readonly typed: SafeTypedData | NestedTypedData
  /** The hash of the typed data, as it was reviewed. */
  readonly hash: Hex
}

export type SignatureAnswer =
  | { readonly ok: true; readonly signature: Hex }
  | { readonly ok: false; readonly problem: string }

const failed = (problem: string): SignatureAnswer => ({ ok: false, problem })

/**
 * Asks the wallet to sign typed data, and believes its answer only where it is the account's signature of this very hash.
 */
export async function askSignature(
  provider: EIP1193Provider,
  { chainId, from, typed, hash }: SignatureRequest,
): Promise<SignatureAnswer> {
  const problem = await wrongChain(provider, chainId)
  if (problem !== null) return failed(problem)
  try {
    const params: [Address, string] = [from, typedText(typed)]
    const answer: unknown = await provider.request({ method: 'eth_signTypedData_v4', params })
    const signature = typeof answer === 'string' ? plainSignature(answer as Hex) : null
    if (signature === null) {
      return failed(`The wallet answered ${shownAnswer(answer)}, which is no signature of an account.`)
    }
    const signer = signerOf(hash, signature)
    return signer !== null && isAddressEqual(signer, from)
      ? { ok: true, signature }
      : failed(
          `The wallet signed something else, or as another account: its answer is not a signature of ${from} for the hash that was shown.`,
        )
  } catch (error) {
    const { state, problem: why } = failureOf(error)
    return failed(state === 'rejected' ? 'It was refused in the wallet.' : `The wallet did not sign: ${why}.`)
  }
}

/** Typed data as JSON, as wallets take it: with the type of the domain, and numbers as text. */
export function typedText({ types, primaryType, domain, message }: SignatureRequest['typed']): string {
  const fields = [
    ...('chainId' in domain && domain.chainId !== undefined ? [{ name: 'chainId', type: 'uint256' }] : []),
    { name: 'verifyingContract', type: 'address' },
  ]
  return JSON.stringify(
    { types: { EIP712Domain: fields, ...types }, primaryType, domain, message },
    (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item),
  )
}
