'use client'

import type { Address } from 'viem'
import { readCodeSizes } from '@/lib/chain/read/codes'
import { readHasMulticall } from '@/lib/chain/read/reader'
import type { Leaf } from '@/lib/leaf'
import { type Recheck, useRecheck } from '../review/use-recheck'
import { useSources } from './sources'

/** Size of the code of accounts [bytes], read at the newest block from the first source that answers. */
export function useCodeSizes(accounts: readonly Address[]): Recheck<ReadonlyMap<Address, Leaf<bigint>>> {
  const sources = useSources()
  // Whom it is about belongs to the checker: what is known of others stays while somebody new is asked.
  const by = [...sources.map(({ label }) => label), ...accounts].join('\n')
  return useRecheck(['code-sizes'], by, async ({ reading: { block } }) => {
    let failed: unknown = null
    for (const rpc of sources) {
      try {
        return await readCodeSizes(rpc, block, accounts, await readHasMulticall(rpc))
      } catch (error) {
        failed ??= error
      }
    }
    throw failed
  })
}
