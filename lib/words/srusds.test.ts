import { describe, expect, it } from 'vitest'
import { given, orElse, unknown } from '@/lib/leaf'
import { sharesOf, WAD, wad } from '@/lib/math'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import {
  actsWords,
  factorWords,
  lateNote,
  lateness,
  leavingWords,
  lockWords,
  nextWords,
  settleWords,
  standingWords,
  timeOfDay,
} from './srusds'

/** 2026-11-20 12:59 UTC. */
const at = 1_795_179_540n

describe('words for the days of srUSDS', () => {
  it('tell every state of a lock apart, with the minutes', () => {
    const texts = [
      lockWords({ state: 'ahead' }, TIMETABLE),
      lockWords({ state: 'on-time', at, late: 12n }, TIMETABLE),
      lockWords({ state: 'on-time', at, late: 0n }, TIMETABLE),
      lockWords({ state: 'late', at, late: 1_325n }, TIMETABLE),
      lockWords({ state: 'still-locked', since: at, anew: null }, TIMETABLE),
      lockWords({ state: 'still-locked', since: at, anew: { at: at + 180n, late: 120n } }, TIMETABLE),
      lockWords({ state: 'not-locked', late: 7_260n }, TIMETABLE),
    ]
    expect(texts).toEqual([
      'not due yet',
      'locked on time, 12 s after 13:00',
      'locked on time, at 13:00',
      'locked late, by 22 min',
      'still locked since 2026-11-20 12:59 UTC',
      'still locked since 2026-11-20 12:59 UTC; a lock followed 2 min after 13:00',
      'not locked at 13:00, nor in 121 min after it',
    ])
  })

  it('tell every state of a settlement apart, with the minutes', () => {
    const texts = [
      settleWords({ state: 'ahead' }, TIMETABLE),
      settleWords({ state: 'due' }, TIMETABLE),
      settleWords({ state: 'on-time', at, late: 60n }, TIMETABLE),
      settleWords({ state: 'late', at, late: 6_000n }, TIMETABLE),
      settleWords({ state: 'early', at, early: 30n }, TIMETABLE),
      settleWords({ state: 'overdue', late: 3_600n }, TIMETABLE),
      settleWords({ state: 'skipped', coveredAt: at }, TIMETABLE),
      settleWords({ state: 'failed', late: 86_400n }, TIMETABLE),
      settleWords({ state: 'missing', late: 86_400n }, TIMETABLE),
    ]
    expect(texts).toEqual([
      'not due yet',
      'due since 16:00',
      'settled on time, 1 min after 16:00',
      'settled late, by 100 min',
      'settled early, by 30 s',
      'overdue by 60 min',
      'skipped, covered by the settlement of 2026-11-20 12:59 UTC',
      'failed: what was locked has waited for 1,440 min',
      'missing: nothing was locked, and nothing settled for 1,440 min',
    ])
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('tell times and delays in whole units', () => {
    expect([timeOfDay(46_800n), timeOfDay(3_661n), timeOfDay(86_399n)]).toEqual(['13:00', '01:01', '23:59'])
    expect([lateness(59n), lateness(60n), lateness(119n)]).toEqual(['59 s', '1 min', '1 min'])
  })
})

describe('words for a position', () => {
  const standing = (state: 'none' | 'waiting' | 'locked' | 'ended', reward = 0n, assets = 0n) => ({
    ...{ state, shares: sharesOf(1n), reward: wad(reward * WAD), assets: wad(assets * WAD) },
  })

  const NOT_READ = unknown({ kind: 'not-read', message: 'Not read.' })
  /** The next lock is due at `at`, the next settlement a minute later. */
  const leavingAt = (of: ReturnType<typeof standing>, now: bigint) =>
    orElse(leavingWords(of, { nextLock: given(at), nextSettlement: given(at + 60n) }, now), null)

  it('say what is there in the tokens of its queue', () => {
    expect(standingWords('subscribe', standing('none'))).toBe('nothing')
    expect(standingWords('subscribe', standing('waiting', 3n, 2n))).toBe(
      '2 sUSDS not converted, 3 srUSDS to claim',
    )
    expect(standingWords('redeem', standing('ended', 3n))).toBe('3 sUSDS to claim')
    expect(standingWords('redeem', standing('ended'))).toBe('shares that are worth less than one unit')
  })

  it('say what can be done now, and when to leave', () => {
    const acts = (of: ReturnType<typeof standing>, status: 'ACTIVE' | 'LOCKED') =>
      actsWords('subscribe', of, status)
    expect(acts(standing('none'), 'ACTIVE')).toBe('Enter with sUSDS.')
    expect(acts(standing('none'), 'LOCKED')).toBe('Nobody can enter before the settlement.')
    expect(acts(standing('waiting', 1n), 'ACTIVE')).toBe(
      'Claim srUSDS, or leave with all of it. Enter with sUSDS.',
    )
    expect(acts(standing('waiting'), 'ACTIVE')).toBe('Leave with all of it. Enter with sUSDS.')
    expect(acts(standing('locked'), 'LOCKED')).toBe('Nothing before the settlement: the queue is locked.')
    expect(acts(standing('ended'), 'LOCKED')).toBe(
      'Claim all of it, at any time, also while the queue is locked. Nobody can enter before the settlement.',
    )
    const leaving = (of: ReturnType<typeof standing>) => leavingAt(of, at - 1n)
    expect(leaving(standing('none'))).toBe('There is nothing to leave.')
    expect(leaving(standing('waiting'))).toBe('Now, until the lock of 2026-11-20 12:59 UTC.')
    expect(leaving(standing('locked'))).toBe('After the settlement, which is due 2026-11-20 13:00 UTC.')
    expect(leaving(standing('ended'))).toBe('At any time.')
  })

  it('say that a lock or a settlement that was due can come at any moment', () => {
    expect(leavingAt(standing('waiting'), at)).toBe(
      'Now, until the lock, which was due 2026-11-20 12:59 UTC and can come at any moment.',
    )
    expect(leavingAt(standing('locked'), at + 59n)).toContain('which is due 2026-11-20 13:00 UTC.')
    expect(leavingAt(standing('locked'), at + 60n)).toBe(
      'After the settlement, which was due 2026-11-20 13:00 UTC and can come at any moment.',
    )
    expect([lateNote(at, at - 1n), lateNote(at, at)]).toEqual([
      undefined,
      'It was due then, and can come at any moment.',
    ])
  })

  it('do not ask for a time that the answer does not need', () => {
    const silent = { nextLock: NOT_READ, nextSettlement: NOT_READ }
    const leaving = (state: 'none' | 'waiting' | 'locked' | 'ended') =>
      leavingWords(standing(state), silent, at).ok
    expect([leaving('none'), leaving('ended')]).toEqual([true, true])
    expect([leaving('waiting'), leaving('locked')]).toEqual([false, false])
  })
})

describe('words for the terms of a settlement', () => {
  it('name yield and haircut by their size', () => {
    expect(factorWords(WAD)).toBe('the rate unchanged')
    expect(factorWords(wad((WAD * 10_002n) / 10_000n))).toBe('yield of 0.02 %')
    expect(factorWords(wad((WAD * 995n) / 1_000n))).toBe('a haircut of 0.5 %')
  })

  it('say what is published, what still can be, and the fallback', () => {
    const published = { capacity: wad(5n * WAD), factor: WAD }
    expect(nextWords({ day: 20_777n, published, isOpen: false })).toBe(
      'For 2026-11-20: 5 sUSDS beyond netting, the rate unchanged.',
    )
    expect(nextWords({ day: 20_777n, published: null, isOpen: true })).toBe(
      'Nothing is published for 2026-11-20 yet.',
    )
    expect(nextWords({ day: 20_777n, published: null, isOpen: false })).toBe(
      'Nothing was published for 2026-11-20: the fallback nets the queues and leaves the rate.',
    )
  })
})
