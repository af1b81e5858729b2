import { TransportError, WrongChainError } from '../errors'
import { batchSize, type Rpc } from '.'

/** Calls that one proof covers; with the proof they fill one HTTP request. */
const perProof = batchSize - 1

interface Group {
  readonly proof: Promise<void>
  /** How many more calls it can cover. */
  left: number
}

/**
 * A source that proves its chain with every group of calls: `eth_chainId` goes out in the same tick, and so in the same
 * HTTP request. A node may be replaced behind its URL at any moment, and a wallet may change chain. A wallet sends each
 * call separately, so it is asked for its chain once more after the answer.
 * @throws WrongChainError whatever the other answers were, besides what the source throws.
 */
export function identified(rpc: Rpc, chainId: number): Rpc {
  const expected = BigInt(chainId)
  const prove = async () => {
    const found = chainIn(await rpc.request<unknown>('eth_chainId', []))
    if (found !== expected) throw new WrongChainError(expected, found)
  }
  let group: Group | null = null
  const proofOfGroup = (): Promise<void> => {
    if (group === null || group.left === 0) {
      // Ends before the request goes out, so that later calls prove the chain again.
      setTimeout(() => {
        if (group === opened) group = null
      }, 0)
      const opened: Group = { proof: prove(), left: perProof }
      group = opened
    }
    group.left -= 1
    return group.proof
  }
  return {
    ...rpc,
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      if (method === 'eth_chainId') return rpc.request<T>(method, params)
      const proof = proofOfGroup()
      const answer = rpc.request<T>(method, params)
      // A wrong chain explains whatever else went wrong.
      const settled = answer.catch(() => undefined)
      await proof
      if (rpc.kind === 'wallet') await settled.then(prove)
      return answer
    },
  }
}

function chainIn(answer: unknown): bigint {
  if (typeof answer === 'string' && /^0x[0-9a-f]+$/i.test(answer)) return BigInt(answer)
  throw new TransportError('eth_chainId', 'does not say which chain it is on')
}
