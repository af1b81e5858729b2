import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { fractionOf, shownAmount, toFloat, unitName } from './amounts'

const usds = { symbol: given('USDS'), decimals: given(18) }
const failed = unknown({ kind: 'reverted', message: 'The call reverted (no reason given).' }, [7])

describe('shownAmount', () => {
  it('tells an amount compact and exact in its token', () => {
    const shown = shownAmount(given(1_234_567_890_000_000_000_000_001n), usds)
    expect(shown.ok && shown.value).toEqual({
      compact: '1.23M',
      exact: '1,234,567.890000000000000001',
      unlimited: false,
    })
  })

  it('tells an amount without a token in smallest units', () => {
    const shown = shownAmount(given(1_234_567n), null)
    expect(shown.ok && shown.value).toMatchObject({ compact: '1.23M', exact: '1,234,567' })
  })

  it('calls 2^256 - 1 unlimited in any unit', () => {
    for (const unit of [usds, null]) {
      const shown = shownAmount(given(MAX_UINT256), unit)
      expect(shown.ok && shown.value.compact).toBe('Unlimited')
    }
  })

  it('is unknown where amount or decimals are, with the reason', () => {
    expect(shownAmount(failed, usds)).toMatchObject({ ok: false, reason: failed.reason })
    expect(shownAmount(given(0n), { ...usds, decimals: failed })).toMatchObject({ ok: false, from: [7] })
  })
})

describe('unitName', () => {
  it('is the symbol, or smallest units where no token is known', () => {
    expect(unitName(usds)).toMatchObject({ ok: true, value: 'USDS' })
    expect(unitName(null)).toMatchObject({ ok: true, value: 'smallest units' })
    expect(unitName({ ...usds, symbol: failed }).ok).toBe(false)
  })
})

describe('fractionOf', () => {
  it('is 1 only when all of it is there', () => {
    expect(fractionOf(10n ** 24n - 1n, 10n ** 24n)).toBe(0.9999)
    expect(fractionOf(10n ** 24n, 10n ** 24n)).toBe(1)
  })

  it('is 0 where the whole is 0', () => {
    expect(fractionOf(0n, 0n)).toBe(0)
  })
})

describe('toFloat', () => {
  it('places an amount on an axis', () => {
    expect(toFloat(41_200_000n * 10n ** 18n, 18)).toBe(41_200_000)
  })
})
