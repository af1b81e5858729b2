import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import {
  bandWords,
  fullWords,
  lastIncreaseWords,
  limitSentence,
  limitsSentence,
  nextIncreaseWords,
} from './limit-words'

const now = 1_763_640_202n
const HOUR = 3_600n
const M = 10n ** 24n
const usds = { symbol: given('USDS'), decimals: given(18), token: given('0x' as const) }
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' }, [3])

const limited = {
  state: given('limited' as const),
  current: given(41n * M),
  maxAmount: given(50n * M),
  full: given({ at: now + 6n * HOUR + 720n }),
  unit: usds,
  name: { name: 'LIMIT_USDS_MINT', addresses: [] },
}

describe('limitSentence', () => {
  it('says how much can be used and when it is full', () => {
    expect(limitSentence(limited, now)).toMatchObject({
      ok: true,
      value: '41M of 50M USDS can be used now. Full at 18:15 UTC, in 6 h 12 min.',
    })
    expect(limitSentence({ ...limited, full: given({ at: now }) }, now)).toMatchObject({
      value: '41M of 50M USDS can be used now: it is full.',
    })
  })

  it('tells the states without an amount in words of their own', () => {
    const texts = (['not-set', 'disabled', 'paused', 'unlimited'] as const).map((state) => {
      const sentence = limitSentence({ ...limited, state: given(state) }, now)
      return sentence.ok && sentence.value.split(':')[0]
    })
    expect(texts).toEqual(['Not set', 'Disabled', 'Paused in effect', 'Unlimited'])
  })

  it('is unknown when any part of the sentence is', () => {
    expect(limitSentence({ ...limited, current: failed }, now)).toMatchObject({
      ok: false,
      reason: failed.reason,
    })
  })
})

describe('limitsSentence', () => {
  it('counts by state and names what stands out', () => {
    const unnamed = { ...limited, name: null }
    const empty = { ...limited, current: given(0n) }
    const unread = { ...limited, state: failed }
    expect(limitsSentence([limited, empty, unnamed, unread])).toBe(
      '4 limits: 3 limited, 1 could not be read; 1 used up; 1 under a key without a name',
    )
  })
})

describe('moments of a limit', () => {
  it('tells whether a limit is full', () => {
    expect(fullWords({ at: now }, now).short).toBe('Full')
    expect(fullWords({ at: now + 60n }, now).short).toBe('in 1 min')
    expect(fullWords({ never: 'no-refill' }, now).short).toBe('Never')
  })

  it('tells when a limit was last raised and can next be raised', () => {
    expect(lastIncreaseWords(0n, now).short).toBe('Never')
    expect(lastIncreaseWords(now - HOUR, now).short).toBe('1 h ago')
    expect(nextIncreaseWords({ at: now }, now).short).toBe('Now')
    expect(nextIncreaseWords({ at: now + 17n * HOUR }, now).exact).toBe('2025-11-21 05:03 UTC, in 17 h')
    expect(nextIncreaseWords({ never: 'hop-not-set' }, now).short).toBe('No hop')
  })
})

describe('bandWords', () => {
  it('tells maximum and daily refill of the greatest step', () => {
    const band = given({ maxAmount: 60n * M, slope: 10n ** 18n, unlimitedOnly: false })
    expect(bandWords({ band, unit: usds })).toMatchObject({
      value: { short: '60M', perDay: '86.4K a day', exact: 'Maximum 60,000,000, 86,400 a day' },
    })
  })

  it('says where nothing but unlimited is accepted', () => {
    const band = given({ maxAmount: MAX_UINT256, slope: 0n, unlimitedOnly: true })
    expect(bandWords({ band, unit: usds })).toMatchObject({ value: { short: 'Unlimited only' } })
  })
})
