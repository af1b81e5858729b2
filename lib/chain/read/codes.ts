import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'
import { field } from '@/lib/leaf'
import type { BlockRef } from '@/lib/leaf/source'
import type { Rpc } from '../rpc'
import { Ask } from './ask'
import { fetchAnswers } from './planner'

/** Most accounts that are asked for their code at once. */
const MOST = 300

/**
 * Size of the code at each address, at one block [bytes]: for a page that needs it beside the picture, which does not
 * have to read it in every block.
 * @throws what `fetchAnswers` throws
 */
export async function readCodeSizes(
  rpc: Rpc,
  block: Pick<BlockRef, 'hash'>,
  accounts: readonly Address[],
  hasMulticall: boolean,
): Promise<ReadonlyMap<Address, Leaf<bigint>>> {
  const asked = accounts.slice(0, MOST)
  const before = new Ask(new Map())
  for (const account of asked) before.code(account)
  const answers = await fetchAnswers(rpc, block, [...before.missing.values()], { hasMulticall })
  const ask = new Ask(answers)
  return new Map(asked.map((account) => [account, field(ask.code(account), 1)]))
}
