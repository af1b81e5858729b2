import { isUint256Error, type Uint256Error, type Uint256Fault } from '@/lib/math'
import { andThen, given, type Leaf, type Reason, unknown } from '.'
import { type Consulted, consult } from './consult'

const FAULTS: Readonly<Record<Uint256Fault, string>> = {
  overflow: 'the calculation leaves 256 bits',
  underflow: 'the calculation goes below zero',
  'division-by-zero': 'the calculation divides by zero',
}

const reverts = ({ fault }: Uint256Error): Reason => ({
  kind: 'out-of-range',
  message: `The contract itself reverts on this: ${FAULTS[fault]}.`,
})

/** A value computed as a contract does; unknown where the contract would revert. */
export function attempt<A, B>(leaf: Leaf<A>, f: (value: A) => B): Leaf<B> {
  return andThen(leaf, (value) => computed(() => f(value)))
}

/** A value computed from a tree of leaves. It rests on the leaves that the contract's formula reads. */
export function attemptWith<T extends object, B>(tree: T, f: (values: Consulted<T>) => B): Leaf<B> {
  return consult(tree, (values) => computed(() => f(values)))
}

function computed<B>(f: () => B): Leaf<B> {
  try {
    return given(f())
  } catch (error) {
    if (isUint256Error(error)) return unknown(reverts(error))
    throw error
  }
}
