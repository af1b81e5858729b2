import { describe, expect, it } from 'vitest'
import { gatesWords, identitiesWords, notPlayed, rehearsalSentence } from './rehearsal'

describe('what a rehearsal came to', () => {
  it('names the steps that were not played, and does not say that every Prime waits', () => {
    const all = { played: 3, passed: 3, blocked: null }
    expect(rehearsalSentence({ ...all, more: 1n })).toBe('3 steps pass; 1 step more is not played')
    expect(rehearsalSentence({ ...all, more: 33n })).toBe('3 steps pass; 33 steps more are not played')
    expect(rehearsalSentence({ ...all, more: 0n })).toMatch(/then every Prime waits for what follows$/)
    const blocked = { name: 'Keel', reason: 'frozen' }
    expect(rehearsalSentence({ played: 3, passed: 2, blocked, more: 2n })).toBe(
      '2 of 3 steps pass; Keel is blocked: frozen; 2 steps more are not played',
    )
  })

  it('says of one Prime how many would follow', () => {
    expect(notPlayed(1n)).toBe('1 step more would follow and is not played')
    expect(notPlayed(33n)).toBe('33 steps more would follow and are not played')
  })
})

describe('what holds after a step of a rehearsal', () => {
  it('tells an identity that could not be checked from one that is broken', () => {
    expect(identitiesWords(0, 0)).toBe('every identity holds')
    expect(identitiesWords(1, 0)).toBe('1 identity would not hold')
    expect(identitiesWords(0, 1)).toBe('1 identity could not be checked')
    expect(identitiesWords(2, 3)).toBe('2 identities would not hold, 3 identities could not be checked')
  })

  it('tells a gate that is not known from one that is closed', () => {
    expect(gatesWords(1, 0, 4)).toBe('1 of 4 gates open')
    expect(gatesWords(1, 2, 4)).toBe('1 of 4 gates open, 2 not known')
  })
})
