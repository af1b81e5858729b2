import { isUint256Error } from '@/lib/math'
import { chain, given, type Leaf, unknown } from './leaf'

const reverts = {
  kind: 'out-of-range',
  message: 'The contract itself reverts on this: the calculation leaves 256 bits.',
} as const

/** A value computed as a contract does; unknown where the contract would revert. */
export function attempt<A, B>(leaf: Leaf<A>, f: (value: A) => B): Leaf<B> {
  return chain(leaf, (value) => {
    try {
      return given(f(value))
    } catch (error) {
      if (isUint256Error(error)) return unknown(reverts)
      throw error
    }
  })
}
