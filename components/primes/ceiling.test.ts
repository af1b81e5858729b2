import { describe, expect, it } from 'vitest'
import { given } from '@/lib/leaf'
import { type Rad, rad, ray } from '@/lib/math'
import { type CeilingOutlook, ceilingWords, execOffer, raiseWords } from './ceiling'
import { growthWords } from './growth'

const NOW = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)
const millions = (count: bigint) => rad(count * 10n ** 51n)
const same = { line: millions(500n), Line: millions(3_000n) }
const outlook = (
  next: CeilingOutlook['next'],
  target: Rad | null = null,
  from: bigint | null = null,
): CeilingOutlook => ({ next, target, from })
const stays = (why: 'not-in-auto-line' | 'already-this-block' | 'at-target' | 'waits' | 'vat-not-live') =>
  ({ ok: true, change: 'none', why, ...same }) as const

describe('ceilingWords', () => {
  it('says where the ceiling goes next, and when', () => {
    const up = outlook({ ok: true, change: 'up', line: millions(700n), Line: millions(3_200n) })
    expect(ceilingWords(up, NOW)).toEqual({
      short: 'up to 700M now',
      exact: 'up to 700,000,000 USDS as soon as anyone calls exec',
    })
    const waits = outlook(stays('waits'), millions(700n), NOW + 21_900n)
    expect(ceilingWords(waits, NOW)).toEqual({
      short: 'up to 700M, 14:05 UTC',
      exact: 'up to 700,000,000 USDS from 14:05 UTC, in 6 h 5 min, as soon as anyone calls exec',
    })
  })

  it('tells apart the reasons why the ceiling does not move', () => {
    const short = (next: CeilingOutlook['next']) => ceilingWords(outlook(next), NOW).short
    expect(short(stays('not-in-auto-line'))).toBe('Not in AutoLine')
    expect(short(stays('at-target'))).toBe('At its target')
    expect(short(stays('already-this-block'))).toBe('Moved in this block')
    expect(short(stays('vat-not-live'))).toBe('Vat shut down')
    expect(short({ ok: false, reason: 'Vat/not-live' })).toBe('Reverts')
  })
})

describe('execOffer', () => {
  it('offers exec where AutoLine moves the ceiling, and with the time where it only waits', () => {
    const up = { ok: true, change: 'up', line: millions(700n), Line: millions(3_200n) } as const
    expect(execOffer(outlook(up), NOW)).toEqual({ verb: 'Raise', reason: undefined })
    expect(execOffer(outlook({ ...up, change: 'down' }), NOW)).toEqual({ verb: 'Lower', reason: undefined })
    expect(execOffer(outlook(stays('waits'), millions(700n), NOW + 21_900n), NOW)).toEqual({
      verb: 'Raise',
      reason: 'AutoLine waits: possible from 14:05 UTC',
    })
  })

  it('does not offer exec where it would change nothing, whenever it is called', () => {
    for (const why of ['not-in-auto-line', 'already-this-block', 'at-target', 'vat-not-live'] as const) {
      expect(execOffer(outlook(stays(why)), NOW)).toBeNull()
    }
    expect(execOffer(outlook({ ok: false, reason: 'Vat/not-live' }), NOW)).toBeNull()
  })
})

describe('raiseWords', () => {
  it('names only what raises the ceiling', () => {
    const waits = outlook(stays('waits'), millions(700n), NOW + 21_900n)
    expect(raiseWords(waits, NOW)).toBe(
      'Anyone can raise the debt ceiling to 700M USDS with AutoLine.exec from 14:05 UTC.',
    )
    const down = outlook({ ok: true, change: 'down', line: millions(400n), Line: millions(2_900n) })
    expect(raiseWords(down, NOW)).toBeNull()
    expect(raiseWords(outlook(stays('at-target')), NOW)).toBeNull()
    expect(raiseWords(outlook(stays('vat-not-live'), millions(700n)), NOW)).toBeNull()
    expect(raiseWords(outlook({ ok: false, reason: 'Vat/not-live' }), NOW)).toBeNull()
  })
})

describe('growthWords', () => {
  const yearly = (factor: bigint) => {
    const words = growthWords(given(ray(factor)))
    return words.ok ? words.value.yearly : words.reason.message
  }

  it('gives a factor per second as growth of a year, to the nearest hundredth of a percent', () => {
    // The tables of MCD round the factor down, so it is a hair below 5 %.
    expect(yearly(1_000_000_001_547_125_957_863_212_448n)).toBe('5 % a year')
    expect(yearly(1_000_000_001_471_536_429_740_616_381n)).toBe('4.75 % a year')
    expect(yearly(10n ** 27n)).toBe('0 % a year')
    expect(yearly(10n ** 27n + 1n)).toBe('<0.01 % a year')
  })

  it('is unknown where the contract itself would revert', () => {
    expect(growthWords(given(ray(2n ** 200n))).ok).toBe(false)
  })
})
