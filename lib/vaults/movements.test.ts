import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, sharesOf, Uint256Error, wad } from '@/lib/math'
import {
  amount,
  anyVault,
  DAY,
  guardrailsState,
  HOUR,
  millions,
  NOW,
  vaultState,
} from '@/lib/testing/states/vaults'
import { afterDeposit, afterReturn, afterTake, afterWithdraw } from './movements'
import { convertToAssets, nowChi } from './vault'

const elapsed = fc.bigInt({ min: 0n, max: 365n * DAY })

describe('afterDeposit', () => {
  it('mints shares at the rate of the second of the deposit, rounded down, and keeps the rate', () => {
    fc.assert(
      fc.property(anyVault, amount, elapsed, (vault, assets, later) => {
        const t = NOW + later
        const { vault: after, shares } = afterDeposit(vault, wad(assets), t)
        expect(after).toMatchObject({ chi: nowChi(vault, t), rho: t, idle: vault.idle + assets })
        expect(after.totalSupply - vault.totalSupply).toBe(shares)
        expect(convertToAssets(after, shares, t)).toBeLessThanOrEqual(assets)
        expect(convertToAssets(after, sharesOf(shares + 1n), t) >= assets).toBe(true)
      }),
    )
  })
})

describe('afterWithdraw', () => {
  it('burns shares rounded up in a withdrawal', () => {
    const vault = vaultState()
    const { vault: after, shares } = afterWithdraw(vault, wad(3n), NOW)
    // 3 assets at a rate of 1.02 are 2.94 shares.
    expect(shares).toBe(3n)
    expect(after.totalSupply).toBe(vault.totalSupply - 3n)
    expect(after.idle).toBe(vault.idle - 3n)
    expect(afterWithdraw({ ...vault, chi: RAY }, wad(3n), NOW).shares).toBe(3n)
  })

  it('has no result where more is withdrawn than is idle', () => {
    const vault = vaultState()
    expect(() => afterWithdraw(vault, wad(vault.idle + 1n), NOW)).toThrow(Uint256Error)
  })
})

describe('afterTake', () => {
  const later = NOW + HOUR

  it('leaves fewer assets idle, and neither drips nor burns shares', () => {
    const vault = vaultState()
    expect(afterTake(vault, millions(5), later)).toEqual({ ...vault, idle: millions(7) })
    expect(() => afterTake(vault, wad(vault.idle + 1n), later)).toThrow(Uint256Error)
  })

  it('uses up what the policy lets out at that second, and stores the second', () => {
    const guardrails = guardrailsState({
      share: wad(10n ** 18n / 2n),
      period: DAY,
      lastLeft: millions(1),
      lastUpdated: NOW,
    })
    // Half of 12 million refills over a day; after an hour a 24th of that is there again.
    const left = millions(1) + millions(6) / 24n
    const after = afterTake(vaultState({ guardrails }), wad(left - 1n), later)
    expect(after.guardrails).toEqual({ ...guardrails, lastLeft: 1n, lastUpdated: later })
    expect(() => afterTake(vaultState({ guardrails }), wad(left + 1n), later)).toThrow(Uint256Error)
    expect(afterTake(vaultState({ guardrails }), wad(0n), later).guardrails).toEqual(guardrails)
  })

  it('takes what has not settled only once nothing else is left, where neither policy nor buffer is set', () => {
    const young = { youngAssets: millions(4), youngSince: NOW, youngLast: NOW }
    const free = guardrailsState(young)
    expect(afterTake(vaultState({ guardrails: free }), millions(8), later).guardrails).toEqual(free)
    expect(afterTake(vaultState({ guardrails: free }), millions(9), later).guardrails.youngAssets).toBe(
      millions(3),
    )
    const buffered = guardrailsState({ ...young, buffer: millions(1) })
    expect(afterTake(vaultState({ guardrails: buffered }), millions(7), later).guardrails).toEqual(buffered)
  })
})

describe('afterReturn', () => {
  it('adds to what is idle, for no shares', () => {
    const vault = vaultState()
    expect(afterReturn(vault, millions(3))).toEqual({ ...vault, idle: millions(15) })
  })
})
