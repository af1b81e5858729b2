import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, RAY, ray, sharesOf, Uint256Error, wad } from '@/lib/math'
import { later } from '@/lib/testing/states/debt'
import {
  amount,
  anyVault,
  DAY,
  guardrailsState,
  millions,
  NOW,
  VSR,
  vaultState,
} from '@/lib/testing/states/vaults'
import {
  assetsOutstanding,
  convertToAssets,
  convertToShares,
  depositRoomEndsAt,
  maxDeposit,
  maxMint,
  maxRedeem,
  maxWithdraw,
  nowChi,
  previewDeposit,
  previewMint,
  previewRedeem,
  previewWithdraw,
  totalAssets,
} from './vault'

const YEAR = 365n * DAY

describe('nowChi', () => {
  it('is the stored chi in the second of the drip, and compounds from there', () => {
    const vault = vaultState({ chi: RAY })
    expect(nowChi(vault, NOW)).toBe(RAY)
    expect(nowChi(vault, NOW + 1n)).toBe(VSR)
    expect(nowChi(vault, NOW + YEAR) / 10n ** 18n).toBe(1_047_499_999n)
  })

  it('is rounded down', () => {
    // (1e27 + 1)² / 1e27 is 1e27 + 2 and a part.
    const vault = vaultState({ chi: ray(RAY + 1n), vsr: ray(RAY + 1n) })
    expect(nowChi(vault, NOW + 1n)).toBe(RAY + 2n)
  })

  it('is what is stored in the second of the drip, also where nothing can be multiplied with it', () => {
    const vault = vaultState({ chi: ray(MAX_UINT256) })
    expect(nowChi(vault, NOW)).toBe(MAX_UINT256)
    expect(() => nowChi(vault, NOW + 1n)).toThrow(Uint256Error)
  })

  it('keeps chi where the rate is 1', () => {
    expect(nowChi(vaultState({ vsr: RAY }), NOW + YEAR)).toBe(vaultState().chi)
  })

  it('has no chi before the drip, or where the power overflows', () => {
    expect(() => nowChi(vaultState(), NOW - 1n)).toThrow(Uint256Error)
    expect(() => nowChi(vaultState({ vsr: ray(2n * RAY) }), NOW + 300n)).toThrow(Uint256Error)
  })
})

describe('conversions', () => {
  it('round down, and the previews of mint and withdraw round up', () => {
    const vault = vaultState({ chi: ray((RAY * 3n) / 2n), idle: wad(10n) })
    expect(convertToAssets(vault, sharesOf(3n), NOW)).toBe(4n)
    expect(previewMint(vault, sharesOf(3n), NOW)).toBe(5n)
    expect(convertToShares(vault, wad(5n), NOW)).toBe(3n)
    expect(previewDeposit(vault, wad(5n), NOW)).toBe(3n)
    expect(previewWithdraw(vault, wad(5n), NOW)).toEqual({ ok: true, value: 4n })
    expect(previewRedeem(vault, sharesOf(3n), NOW)).toEqual({ ok: true, value: 4n })
  })

  it('never gain by converting to shares and back', () => {
    fc.assert(
      fc.property(anyVault, amount, later, (vault, some, t) => {
        expect(convertToAssets(vault, convertToShares(vault, wad(some), t), t)).toBeLessThanOrEqual(some)
        expect(convertToShares(vault, convertToAssets(vault, sharesOf(some), t), t)).toBeLessThanOrEqual(some)
        expect(previewMint(vault, previewDeposit(vault, wad(some), t), t)).toBeLessThanOrEqual(some)
      }),
    )
  })

  it('refuse a preview of more than is idle', () => {
    const vault = vaultState({ idle: wad(10n) })
    const reason = 'SparkVault/insufficient-liquidity'
    expect(previewWithdraw(vault, wad(10n), NOW).ok).toBe(true)
    expect(previewWithdraw(vault, wad(11n), NOW)).toEqual({ ok: false, reason })
    expect(previewRedeem(vault, sharesOf(10n), NOW)).toEqual({ ok: true, value: 10n })
    expect(previewRedeem(vault, sharesOf(11n), NOW)).toEqual({ ok: false, reason })
  })
})

describe('what the vault owes', () => {
  it('grows by yield that nobody has paid in, and shrinks by a donation', () => {
    const vault = vaultState({ totalSupply: sharesOf(millions(50)), chi: RAY, idle: millions(12) })
    expect(totalAssets(vault, NOW)).toBe(millions(50))
    expect(assetsOutstanding(vault, NOW)).toBe(millions(38))
    expect(assetsOutstanding(vault, NOW + YEAR) / 10n ** 18n).toBe(40_374_999n)
    expect(assetsOutstanding({ ...vault, idle: millions(13) }, NOW)).toBe(millions(37))
    expect(assetsOutstanding({ ...vault, idle: millions(60) }, NOW)).toBe(0n)
  })
})

describe('the max functions', () => {
  it('give the room below the cap, which yield uses up', () => {
    const vault = vaultState({ totalSupply: sharesOf(millions(50)), chi: RAY, depositCap: millions(51) })
    expect(maxDeposit(vault, NOW)).toBe(millions(1))
    expect(maxMint(vault, NOW)).toBe(millions(1))
    expect(maxDeposit(vault, NOW + YEAR)).toBe(0n)
    expect(maxMint(vault, NOW + YEAR)).toBe(0n)
    expect(maxDeposit({ ...vault, depositCap: wad(0n) }, NOW)).toBe(0n)
    const uncapped = { ...vault, depositCap: wad(MAX_UINT256) }
    expect(maxDeposit(uncapped, NOW)).toBe(MAX_UINT256 / RAY - 1n - millions(50))
    expect(maxMint(uncapped, NOW)).toBe(maxDeposit(uncapped, NOW))
  })

  it('let out what is idle, or all that the shares are worth', () => {
    const vault = vaultState({ totalSupply: sharesOf(millions(50)), chi: ray(2n * RAY) })
    expect(maxWithdraw(vault, sharesOf(millions(3)), NOW)).toBe(millions(6))
    expect(maxWithdraw(vault, sharesOf(millions(50)), NOW)).toBe(millions(12))
    expect(maxRedeem(vault, sharesOf(millions(3)), NOW)).toBe(millions(3))
    expect(maxRedeem(vault, sharesOf(millions(50)), NOW)).toBe(millions(6))
  })

  it('let nothing out while withdrawals are paused, and all when the pause ends', () => {
    const vault = vaultState({ guardrails: guardrailsState({ withdrawalsPausedUntil: NOW + 1n }) })
    const { totalSupply } = vault
    expect([maxWithdraw(vault, totalSupply, NOW), maxRedeem(vault, totalSupply, NOW)]).toEqual([0n, 0n])
    expect(maxWithdraw(vault, totalSupply, NOW + 1n)).toBe(vault.idle)
  })

  it('promise nothing that a preview refuses', () => {
    fc.assert(
      fc.property(anyVault, amount, later, (vault, shares, t) => {
        const withdrawn = previewWithdraw(vault, maxWithdraw(vault, sharesOf(shares), t), t)
        expect(withdrawn.ok && withdrawn.value <= shares).toBe(true)
        const redeemed = previewRedeem(vault, maxRedeem(vault, sharesOf(shares), t), t)
        expect(redeemed.ok && redeemed.value <= vault.idle).toBe(true)
        expect(previewMint(vault, maxMint(vault, t), t)).toBeLessThanOrEqual(maxDeposit(vault, t))
      }),
    )
  })
})

describe('depositRoomEndsAt', () => {
  it('finds the second in which yield has used up the deposit room, and not one second before', () => {
    fc.assert(
      fc.property(anyVault, amount, later, (vault, some, from) => {
        const fits = (t: bigint) => totalAssets(vault, t) + some <= vault.depositCap
        const at = depositRoomEndsAt(vault, wad(some), from)
        if (at !== from) expect(fits((at ?? from + 1n) - 1n)).toBe(true)
        if (at !== null && at < NOW + 30n * YEAR) expect(fits(at)).toBe(false)
      }),
    )
  })

  it('finds no end of the deposit room without yield', () => {
    const vault = vaultState({ vsr: RAY })
    expect(depositRoomEndsAt(vault, millions(29), NOW)).toBeNull()
    expect(depositRoomEndsAt(vault, millions(31), NOW)).toBe(NOW)
    expect(depositRoomEndsAt(vaultState(), millions(29), NOW)).toBeGreaterThan(NOW + 100n * DAY)
  })
})
