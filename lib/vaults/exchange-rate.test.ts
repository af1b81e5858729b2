import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, RAY, ray, wad } from '@/lib/math'
import { later } from '@/lib/testing/states/debt'
import { amount, anyVault, DAY, millions, NOW, vaultState } from '@/lib/testing/states/vaults'
import {
  EXCHANGE_RATE_PRECISION,
  exchangeRateTripsAt,
  greatestAtRate,
  judgeExchangeRate,
  type RateVerdict,
} from './exchange-rate'

const MOST = (EXCHANGE_RATE_PRECISION * 110n) / 100n
const reasonOf = (verdict: RateVerdict) => (verdict.ok ? 'ok' : verdict.reason)

describe('judgeExchangeRate', () => {
  it('refuses every deposit while no maximum rate is set', () => {
    expect(reasonOf(judgeExchangeRate(vaultState(), 0n, millions(1), NOW))).toBe(
      'Erc4626Facet/max-exchange-rate-not-set',
    )
  })

  it('accepts the rate of the vault up to the maximum, and no further', () => {
    const at = (chi: bigint) =>
      reasonOf(judgeExchangeRate(vaultState({ chi: ray(chi) }), MOST, millions(11), NOW))
    expect(at((RAY * 110n) / 100n)).toBe('ok')
    expect(at((RAY * 110n) / 100n + 1n)).toBe('Erc4626Facet/exchange-rate-too-high')
  })

  it('counts the rounding of shares: a few wei can be refused where a larger deposit is accepted', () => {
    const vault = vaultState({ chi: ray((RAY * 105n) / 100n) })
    const at = (assets: bigint) => reasonOf(judgeExchangeRate(vault, MOST, wad(assets), NOW))
    expect(at(1n)).toBe('Erc4626Facet/zero-shares')
    expect(at(2n)).toBe('Erc4626Facet/exchange-rate-too-high')
    expect(at(12n)).toBe('ok')
    expect(at(0n)).toBe('ok')
    expect(at(10n ** 9n)).toBe('ok')
  })

  it('rounds what was paid for a share down', () => {
    // Of 10 at 3.1 come 3 shares.
    const vault = vaultState({ chi: ray((RAY * 31n) / 10n) })
    const paid = (EXCHANGE_RATE_PRECISION * 10n) / 3n
    expect(reasonOf(judgeExchangeRate(vault, paid, wad(10n), NOW))).toBe('ok')
    expect(reasonOf(judgeExchangeRate(vault, paid - 1n, wad(10n), NOW))).toBe(
      'Erc4626Facet/exchange-rate-too-high',
    )
  })

  it('cannot judge an amount whose rate overflows a uint256', () => {
    expect(reasonOf(judgeExchangeRate(vaultState(), MOST, wad(MAX_UINT256), NOW))).toBe('Panic(0x11)')
  })
})

describe('greatestAtRate', () => {
  it('lets any amount through while the rate of the vault is below the maximum, and none above it', () => {
    expect(greatestAtRate(vaultState(), MOST, millions(7), NOW)).toBe(millions(7))
    expect(greatestAtRate(vaultState({ chi: ray(2n * RAY) }), MOST, millions(7), NOW)).toBe(0n)
    expect(greatestAtRate(vaultState(), 0n, millions(7), NOW)).toBe(0n)
  })

  it('finds an amount that is accepted below one that rounding refuses', () => {
    const vault = vaultState({ chi: ray((RAY * 105n) / 100n) })
    expect(greatestAtRate(vault, MOST, wad(14n), NOW)).toBe(14n)
    expect(greatestAtRate(vault, MOST, wad(11n), NOW)).toBe(11n)
    expect(greatestAtRate(vault, MOST, wad(10n), NOW)).toBe(0n)
  })

  it('is the most that can be computed, of amounts beyond reason', () => {
    const most = MAX_UINT256 / EXCHANGE_RATE_PRECISION
    expect(greatestAtRate(vaultState(), MOST, wad(MAX_UINT256), NOW)).toBe(most)
  })

  it('costs no more than the maximum for each share, where one wei more would', () => {
    // 20 buy 10 shares too, for 2 each.
    const vault = vaultState({ chi: ray((RAY * 185n) / 100n) })
    expect(greatestAtRate(vault, 2n * EXCHANGE_RATE_PRECISION - 1n, wad(20n), NOW)).toBe(19n)
  })

  it('is not looked for far below an amount that rounding refuses', () => {
    // Only multiples of 97 shares have their price.
    const vault = vaultState({ chi: ray((RAY * 98n) / 97n) })
    const price = (EXCHANGE_RATE_PRECISION * 98n) / 97n
    expect(greatestAtRate(vault, price, wad(98n), NOW)).toBe(98n)
    expect(greatestAtRate(vault, price, wad(98n + 60n), NOW)).toBe(98n)
    expect(greatestAtRate(vault, price, wad(98n + 90n), NOW)).toBe(0n)
  })

  it('finds the largest accepted amount: it passes, and no larger one up to the request does', () => {
    const chi = fc.bigInt({ min: RAY, max: (RAY * 111n) / 100n }).map(ray)
    fc.assert(
      fc.property(chi, fc.bigInt({ min: 0n, max: 300n }), (rate, atMost) => {
        const vault = vaultState({ chi: rate })
        const passes = (assets: bigint) => judgeExchangeRate(vault, MOST, wad(assets), NOW).ok
        const found = greatestAtRate(vault, MOST, wad(atMost), NOW)
        expect(passes(found)).toBe(true)
        for (let more = found + 1n; more <= atMost && more <= found + 60n; more++)
          expect(passes(more)).toBe(false)
      }),
    )
  })
})

describe('exchangeRateTripsAt', () => {
  it('trips in the second in which a deposit of any size is refused, and not one second before', () => {
    const at = exchangeRateTripsAt(vaultState(), MOST, NOW).at ?? 0n
    // From 1.02 to 1.10 at 4.75 % a year.
    expect((at - NOW) / DAY).toBe(593n)
    expect(judgeExchangeRate(vaultState(), MOST, millions(1), at - 1n).ok).toBe(true)
    expect(judgeExchangeRate(vaultState(), MOST, millions(1), at).ok).toBe(false)
  })

  it('trips at once where the rate is past the maximum, and never without growth', () => {
    expect(exchangeRateTripsAt(vaultState(), EXCHANGE_RATE_PRECISION, NOW)).toEqual({ at: NOW })
    expect(exchangeRateTripsAt(vaultState(), 0n, NOW)).toEqual({ at: NOW })
    expect(exchangeRateTripsAt(vaultState({ vsr: RAY }), MOST, NOW)).toEqual({ never: 'no-growth' })
    const there = vaultState({ vsr: RAY, chi: ray((RAY * 110n) / 100n) })
    expect(exchangeRateTripsAt(there, MOST, NOW)).toEqual({ never: 'no-growth' })
  })

  it('accepts no deposit after it has tripped', () => {
    fc.assert(
      fc.property(anyVault, amount, later, (vault, assets, from) => {
        const { at } = exchangeRateTripsAt(vault, MOST, from)
        fc.pre(at !== undefined && assets > 0n)
        expect(judgeExchangeRate(vault, MOST, wad(assets), at ?? 0n).ok).toBe(false)
      }),
    )
  })
})
