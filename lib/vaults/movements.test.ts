import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RAY, sharesOf, Uint256Error, wad } from '@/lib/math'
import { amount, anyVault, DAY, NOW, vaultState } from '@/lib/testing/states/vaults'
import { afterDeposit, afterWithdraw } from './movements'
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
