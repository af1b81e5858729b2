import type { Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** Code hash and size [bytes] of an account; the size is 0 where there is no code. */
export interface CodeFacts {
  readonly hash: Leaf<Hex>
  readonly size: Leaf<bigint>
}
