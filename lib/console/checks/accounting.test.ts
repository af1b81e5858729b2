import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import type { Identity } from '../model/primes'
import { accountingChecks } from './accounting'

const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const identity = (more: Partial<Record<keyof Identity, unknown>>): Identity =>
  ({
    ...{ id: 'urn/ILK-A', kind: 'equal', unit: 'wad', books: { of: 'urn', name: 'ILK-A' }, accrued: null },
    ...{
      expected: given(3n),
      found: given(3n),
      residual: given(0n),
      tolerance: given(0n),
      holds: given(true),
    },
    ...more,
  }) as unknown as Identity

const one = (more: Partial<Record<keyof Identity, unknown>>) => accountingChecks([identity(more)])[0]!
const found = (residual: bigint) =>
  checked([one({ found: given(3n + residual), residual: given(residual) })], 'accounting/urn')?.found

describe('the check of an identity', () => {
  it('passes with what is there where both sides are the same', () => {
    expect(checked([one({})], 'accounting/urn/ILK-A')).toEqual({
      state: 'pass',
      title: 'All debt of ILK-A is that of its AllocatorVault',
      found: '0.000000000000000003 USDS, as expected.',
    })
    expect(checked([one({ holds: given(false) })], 'accounting/urn')?.state).toBe('critical')
  })

  it('tells to the unit how much more or less there is', () => {
    expect(found(1n)).toBe('0.000000000000000004 USDS, 0.000000000000000001 USDS more than expected.')
    expect(found(-1n)).toBe('0.000000000000000002 USDS, 0.000000000000000001 USDS less than expected.')
  })

  it.each<[string, Partial<Record<keyof Identity, unknown>>, string]>([
    ['an equal amount', {}, '0.000000000000000003 USDS'],
    [
      'no less than what accrues explains',
      { kind: 'at-least', tolerance: given(2n) },
      'At least 0.000000000000000003 USDS, less up to 0.000000000000000002 USDS: what accrues on both sides between drips',
    ],
    [
      'no less than an amount that was not read',
      { kind: 'at-least', tolerance: unread as Leaf<bigint> },
      'At least 0.000000000000000003 USDS, less an amount that is not known: what accrues on both sides between drips',
    ],
    ['what could not be computed', { expected: unread as Leaf<bigint> }, 'Could not be computed'],
  ])('expects %s', (_, more, expected) => {
    expect(one(more).expected).toBe(expected)
  })
})
