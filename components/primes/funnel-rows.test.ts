import { describe, expect, it } from 'vitest'
import { MAX_UINT256, wad } from '@/lib/math'
import type { Capacity, Constraint, ConstraintId, Scope } from '@/lib/vaults'
import { funnelGroups } from './funnel-rows'

const one = (id: ConstraintId, scope: Scope, amount: bigint, binding = false): Constraint => ({
  id,
  scope,
  amount: wad(amount),
  state: amount === MAX_UINT256 ? 'unlimited' : 'limited',
  reason: null,
  binding,
})

const answer = (amount: bigint, constraints: readonly Constraint[]): Capacity => ({
  amount: wad(amount),
  binding: constraints.find(({ binding }) => binding)?.id ?? 'take-limit',
  constraints,
})

describe('funnelGroups', () => {
  const groups = funnelGroups(
    answer(10n, [
      one('generator-relayer', 'shared', MAX_UINT256),
      one('mint-limit', 'shared', 40n),
      one('ilk-ceiling', 'shared', 100n),
      one('collateral', 'shared', 10_000n),
      one('deposit-limit', 'prime', 10n, true),
      one('deposit-cap', 'prime', 30n),
    ]),
  )

  it('keeps what is shared apart from what is the Prime’s own, each from the widest to the narrowest', () => {
    expect(groups.map(({ scope, rows }) => [scope, rows.map(({ constraint }) => constraint.id)])).toEqual([
      ['shared', ['collateral', 'ilk-ceiling', 'mint-limit']],
      ['prime', ['deposit-cap', 'deposit-limit']],
    ])
  })

  it('puts what lets everything through aside', () => {
    expect(groups[0]?.open.map(({ id }) => id)).toEqual(['generator-relayer'])
  })

  it('draws the bars on one scale, and not on that of a bound far above the answer', () => {
    expect(groups.flatMap(({ rows }) => rows.map(({ width, beyond }) => [width, beyond]))).toEqual([
      [1, true],
      [0.5, false],
      [0.2, false],
      [0.15, false],
      [0.05, false],
    ])
  })

  it('puts the binding one last among equals', () => {
    const [group] = funnelGroups(
      answer(5n, [one('take-limit', 'prime', 5n, true), one('vault-idle', 'prime', 5n)]),
    )
    expect(group?.rows.map(({ constraint }) => constraint.id)).toEqual(['vault-idle', 'take-limit'])
  })

  it('shows a wire that is missing among what binds, not among what is in place', () => {
    const missing: Constraint = {
      ...one('taker-role', 'prime', 0n, true),
      state: 'closed',
      reason: 'missing',
    }
    const [group] = funnelGroups(answer(0n, [missing, one('vault-idle', 'prime', 8n)]))
    expect(group?.rows.map(({ constraint, width }) => [constraint.id, width])).toEqual([
      ['vault-idle', 1],
      ['taker-role', 0],
    ])
    expect(group?.open).toEqual([])
  })
})
