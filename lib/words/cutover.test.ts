import { describe, expect, it } from 'vitest'
import { processingWindow } from '@/lib/migration'
import { cliffsSentence } from './cliffs'
import { clockSentence } from './clock'
import { rehearsalSentence } from './rehearsal'
import { contradictionWords, isForecast, paceWords } from './run-sheet'

const NOW = Date.UTC(2026, 10, 20, 8) / 1_000
const now = BigInt(NOW)

describe('words of the run sheet', () => {
  it('say how many steps and how long, or never and why', () => {
    expect(paceWords({ steps: 3n, doneAt: now + 267_600n }, now)).toBe(
      '3 steps, the last from 2026-11-23 10:20 UTC: 3 d 2 h',
    )
    expect(paceWords({ steps: 1n, doneAt: now }, now)).toBe('1 step, now')
    expect(paceWords({ steps: 0n, doneAt: now }, now)).toBe('Nothing is left to move')
    expect(paceWords({ never: 'not-set' }, now)).toBe('Never: its migration limit was never set')
  })

  it('name a contradiction by its Prime, and tell a forecast from one that is recorded', () => {
    expect(contradictionWords('Keel', 'cut-over-early')).toBe('Keel was cut over before its epoch')
    expect([isForecast('too-slow'), isForecast('cut-over-early')]).toEqual([true, false])
  })
})

describe('words of the day', () => {
  it('say how long it stays as it is, and what is held back', () => {
    expect(clockSentence(processingWindow(now), now)).toBe(
      'The day is Active for another 5 h: nothing is held back now',
    )
    const noon = now + 6n * 3_600n
    expect(clockSentence(processingWindow(noon), noon)).toBe(
      'The Processing Window is in force for another 2 h: steps and configuration are held back',
    )
  })
})

describe('words of a rehearsal', () => {
  it('say what passes, and what blocks it first', () => {
    expect(rehearsalSentence({ played: 3, passed: 3, blocked: null })).toBe(
      '3 steps pass; then every Prime waits for what follows',
    )
    const blocked = { name: 'Keel', reason: 'RateLimits/rate-limit-exceeded' }
    expect(rehearsalSentence({ played: 3, passed: 1, blocked })).toBe(
      '1 of 3 steps passes; Keel is blocked: RateLimits/rate-limit-exceeded',
    )
    expect(rehearsalSentence({ played: 0, passed: 0, blocked: null })).toMatch(
      /^There is nothing to rehearse/,
    )
  })
})

describe('words of what comes by itself', () => {
  it('say that nothing does', () => {
    expect(cliffsSentence([], now)).toBe('Nothing ahead changes what vaults let through')
  })
})
