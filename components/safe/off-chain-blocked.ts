import { type Action, type ReadBack, readinessOf } from '@/lib/actions'

interface OffChainInput {
  readonly action: Action
  /** What the Safe will call, read from its transaction. */
  readonly inner: readonly ReadBack[]
  readonly chain: { readonly expected: number; readonly found: number | null }
}

/**
 * Why somebody who sends nothing cannot sign off chain now: an owner of a Safe that is an owner. Null where nothing is in
 * the way.
 */
export function offChainBlocked({ action, inner, chain }: OffChainInput): string | null {
  if (chain.found !== chain.expected) return `The wallet is not on chain ${chain.expected}.`
  const [fault] = inner.flatMap(({ faults }) => faults)
  if (fault !== undefined) return `The bytes do not say what was asked for. ${fault}`
  const readiness = readinessOf(action)
  if (readiness.state !== 'blocked') return null
  const [first] = readiness.because
  return first?.holds.ok ? `${first.says.fails}.` : `Could not be checked: ${first?.says.holds}.`
}
