import { describe, expect, it } from 'vitest'
import { MAX_UINT256, wad } from '@/lib/math'
import {
  funnel,
  guardrailsState,
  limitOf,
  millions,
  NOT_SET,
  NOW,
  vaultState,
} from '@/lib/testing/states/vaults'
import { depositing, takeCall, withdrawCall } from './calls'
import type { Rule } from './rule'
import type { ConstraintId } from './types'

const ruleOf = (rules: readonly Rule[], id: ConstraintId): Rule => rules.find((rule) => rule.id === id)!

describe('the buffer of a vault', () => {
  it('lets out no more than what is idle above it, whatever settles', () => {
    const vault = vaultState({ guardrails: guardrailsState({ buffer: millions(4) }) })
    const { opens } = ruleOf(takeCall(funnel({ vault })), 'liquidity-buffer')
    expect(opens(millions(8), NOW)).toEqual({ at: NOW })
    expect(opens(wad(millions(8) + 1n), NOW)).toEqual({ never: 'fixed', most: millions(8) })
  })
})

describe('the greatest exchange rate', () => {
  it('is a check of its own where none is set: this one refuses nothing then', () => {
    const { allows, opens } = ruleOf(depositing(funnel({ maxExchangeRate: 0n }).prime), 'exchange-rate')
    expect(allows(NOW, millions(1))).toEqual({ state: 'unlimited' })
    expect(opens(millions(1), NOW)).toEqual({ at: NOW })
  })
})

describe('what a withdrawal gives back to the deposit limit', () => {
  const restore = (...[prime, generator]: Parameters<typeof funnel>) =>
    ruleOf(withdrawCall(funnel(prime, generator)), 'deposit-limit-restore')
  const left = (room: bigint) => ({
    ...limitOf(0, 0, 0),
    maxAmount: MAX_UINT256 - 1n,
    lastAmount: MAX_UINT256 - room,
  })

  it('bounds nothing up to what overflows, and that for good', () => {
    const { allows, opens } = restore({ depositLimit: left(millions(3)) })
    expect(allows(NOW, millions(3))).toEqual({ state: 'unlimited' })
    expect(allows(NOW, wad(millions(3) + 1n))).toEqual({ state: 'limited', amount: millions(3) })
    expect(opens(millions(3), NOW)).toEqual({ at: NOW })
    expect(opens(wad(millions(3) + 1n), NOW)).toEqual({ never: 'only-shrinks', most: millions(3) })
  })

  it('says why a limit of zero blocks it, where the controller is of the older kind', () => {
    const { opens } = restore({ depositLimit: NOT_SET }, { zeroLimitBlocksRecall: true })
    expect(opens(wad(1n), NOW)).toEqual({ never: 'not-set', most: 0n })
  })
})
