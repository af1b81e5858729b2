import type { Address, EIP1193Provider, Hex } from 'viem'
import type { ActionCall } from '@/lib/actions'
import { failureOf, shownAnswer } from '../wallet/failure'
import type { SafeAppProvider } from '../wallet/safe-app/provider'
import type { Dialogue } from '.'

export interface WalletRequest {
  readonly chainId: number
  readonly from: Address
  readonly call: Pick<ActionCall, 'to' | 'data' | 'value'>
}

/**
 * Asks the wallet for one transaction. Nonce, gas and fee are up to the wallet; what it sent is read back by its hash.
 * @param now The clock of the browser [ms].
 */
export async function askWallet(
  provider: EIP1193Provider,
  { chainId, from, call }: WalletRequest,
  now: () => number,
): Promise<Dialogue> {
  const transaction = {
    ...{ from, to: call.to, data: call.data },
    value: hex(call.value),
    chainId: hex(chainId),
  }
  return answered(provider, chainId, now, () =>
    provider.request({ method: 'eth_sendTransaction', params: [transaction] }),
  )
}

/**
 * Has the Safe as the wallet propose calls as one transaction. What its owners make of it is followed by the hash.
 * @param nonceOf the nonce at which a safeTxHash is that of just these calls; null where there is none
 * @param now The clock of the browser [ms].
 */
export async function askSafe(
  provider: SafeAppProvider,
  { chainId, from, calls }: SafeRequest,
  nonceOf: (hash: Hex) => bigint | null,
  now: () => number,
): Promise<Dialogue> {
  const dialogue = await answered(provider, chainId, now, () => provider.propose(from, calls))
  return dialogue.state === 'submitted'
    ? { ...dialogue, proposed: { nonce: nonceOf(dialogue.hash) } }
    : dialogue
}

export interface SafeRequest extends Pick<WalletRequest, 'chainId' | 'from'> {
  readonly calls: readonly WalletRequest['call'][]
}

/** What became of a request that the wallet answers with a hash. */
async function answered(
  provider: Pick<EIP1193Provider, 'request'>,
  chainId: number,
  now: () => number,
  ask: () => Promise<unknown>,
): Promise<Dialogue> {
  const problem = await wrongChain(provider, chainId)
  if (problem !== null) return { state: 'not-sent', problem }
  try {
    const answer: unknown = await ask()
    return isHash(answer)
      ? { state: 'submitted', hash: answer.toLowerCase() as Hex, nonce: null, at: now() }
      : {
          state: 'unclear',
          problem: `The wallet answered ${shownAnswer(answer)}, which is no transaction hash: nobody knows whether it was sent.`,
        }
  } catch (error) {
    const failure = failureOf(error)
    switch (failure.state) {
      case 'rejected':
        return { state: 'rejected' }
      case 'refused':
        return { state: 'refused', problem: `The wallet says that it did not send it: ${failure.problem}.` }
      case 'unclear':
        return {
          state: 'unclear',
          problem: `The wallet failed: ${failure.problem}. Nobody knows whether it was sent.`,
        }
    }
  }
}

/** Why the wallet is not asked; null when it is on the right chain. */
export async function wrongChain(
  provider: Pick<EIP1193Provider, 'request'>,
  chainId: number,
): Promise<string | null> {
  try {
    const found = Number(await provider.request({ method: 'eth_chainId' }))
    return found === chainId
      ? null
      : `The wallet is on chain ${found}, not on chain ${chainId}. It was not asked.`
  } catch (error) {
    return `The wallet does not say which chain it is on: ${failureOf(error).problem}. It was not asked.`
  }
}

function isHash(answer: unknown): answer is Hex {
  return typeof answer === 'string' && /^0x[0-9a-f]{64}$/i.test(answer)
}

const hex = (value: bigint | number): Hex => `0x${value.toString(16)}`
