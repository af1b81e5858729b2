import { requestOf } from './ask'
import { errorLine } from './errors'
import { codeLensAddress } from './lens'
import { fetchAnswers } from './planner'
import { type Reading, readBlock } from './reader'
import type { Rpc } from './rpc'

/** What the wallet's own node says of a picture that came from elsewhere. */
export type SecondOpinion =
  | { readonly state: 'same'; readonly by: string; readonly reads: number }
  /** Proven: one of the two nodes does not tell the truth, or they are on different branches. */
  | { readonly state: 'different'; readonly by: string; readonly what: string }
  | { readonly state: 'could-not-check'; readonly by: string; readonly problem: string }

/**
 * Reads the block's hash and every value of the picture again through another node and compares the raw answers.
 * Code hashes are left out: they need a lens that wallets do not pass on.
 */
export async function secondOpinion(rpc: Rpc, { block, answers }: Reading): Promise<SecondOpinion> {
  const by = rpc.label
  try {
    const theirs = await readBlock(rpc, block.number)
    if (!theirs) {
      return { state: 'could-not-check', by, problem: `it does not have block ${block.number} yet` }
    }
    if (theirs.hash !== block.hash) {
      return { state: 'different', by, what: `its block ${block.number} has hash ${theirs.hash}` }
    }
    const keys = [...answers.keys()].filter((key) => !key.startsWith(codeLensAddress.toLowerCase()))
    const again = await fetchAnswers(rpc, block, keys.map(requestOf), { hasMulticall: true })
    const differing = keys.filter((key) => again.get(key)?.data !== answers.get(key)?.data)
    return differing.length === 0
      ? { state: 'same', by, reads: keys.length }
      : { state: 'different', by, what: `${differing.length} of ${keys.length} values are not the same` }
  } catch (error) {
    return { state: 'could-not-check', by, problem: errorLine(error) }
  }
}
