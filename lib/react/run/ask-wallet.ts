import type { Address, EIP1193Provider, Hex } from 'viem'
import type { ActionCall } from '@/lib/actions'
import { failureOf, shownAnswer } from '../wallet/failure'
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
  const problem = await wrongChain(provider, chainId)
  if (problem !== null) return { state: 'not-sent', problem }
  const transaction = {
    ...{ from, to: call.to, data: call.data },
    value: hex(call.value),
    chainId: hex(chainId),
  }
  try {
    const answer: unknown = await provider.request({ method: 'eth_sendTransaction', params: [transaction] })
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
async function wrongChain(provider: EIP1193Provider, chainId: number): Promise<string | null> {
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
