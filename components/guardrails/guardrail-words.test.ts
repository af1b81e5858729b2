import { describe, expect, it } from 'vitest'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import { given, unknown } from '@/lib/leaf'
import { boundLines, guardrailSentence, policyWords, refillWords } from './guardrail-words'

const MILLION = 10n ** 24n
const WAD = 10n ** 18n
const HOUR = 3_600n
const DAY = 24n * HOUR
const now = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const rails = (part: Partial<GuardrailModel> = {}) =>
  ({
    share: given((75n * WAD) / 100n),
    period: given(DAY),
    policyLeft: given(3n * MILLION),
    policyFullAt: given(null),
    takesPaused: given(false),
    takesPausedUntil: given(0n),
    withdrawalsPaused: given(false),
    withdrawalsPausedUntil: given(0n),
    bounds: {
      minShare: given(WAD / 10n),
      maxShare: given(WAD),
      minPeriod: given(6n * HOUR),
      maxPeriod: given(7n * DAY),
      minBuffer: given(0n),
      maxBuffer: given(10n * MILLION),
      maxPause: given(3n * DAY),
      coolDown: given(DAY),
    },
    ...part,
  }) as GuardrailModel

const say = (part: Partial<GuardrailModel> = {}) => guardrailSentence('Keel', rails(part), now)

describe('the sentence on the guardrails of a vault', () => {
  it('says what may leave, in which period', () => {
    expect(say()).toBe(
      "Nothing is paused; 3M USDS may leave Keel's vault at once, and as much again over 1 d",
    )
    expect(say({ policyFullAt: given(now + 6n * HOUR) })).toBe(
      "Nothing is paused; 3M USDS may leave Keel's vault now, its whole share from 14:00 UTC, in 6 h",
    )
    expect(say({ period: given(0n) })).toBe("Nothing is paused; no policy bounds what leaves Keel's vault")
  })

  it('begins with what is paused, each with its end', () => {
    const takes = { takesPaused: given(true), takesPausedUntil: given(now + 2n * HOUR) }
    const withdrawals = { withdrawalsPaused: given(true), withdrawalsPausedUntil: given(now + DAY) }
    expect(say(takes)).toMatch(/^Takes are paused until 10:00 UTC, in 2 h; 3M USDS/)
    expect(say({ ...takes, ...withdrawals })).toMatch(
      /^Takes are paused until 10:00 UTC, in 2 h; withdrawals are paused until 2026-11-21 08:00 UTC, in 1 d; /,
    )
  })

  it('calls nothing calm that was not read', () => {
    expect(say({ takesPaused: failed })).toMatch(/^Whether anything is paused is not known; 3M USDS/)
    expect(say({ policyLeft: failed })).toBe("Nothing is paused; what may leave Keel's vault is not known")
  })
})

describe('a withdrawal policy in words', () => {
  it('gives its share with the base, and in which time it refills, exactly', () => {
    expect(policyWords(rails())).toMatchObject({
      value: '75 % of what is idle and settled, refilled over 1 d',
    })
    expect(policyWords(rails({ period: given(0n) }))).toMatchObject({ value: expect.stringMatching(/^None/) })
    expect(policyWords(rails({ share: failed })).ok).toBe(false)
  })

  it('says when it lets out its whole share', () => {
    expect(refillWords(rails(), now)).toMatchObject({ value: 'Its whole share' })
    expect(refillWords(rails({ policyFullAt: given(now + HOUR) }), now)).toMatchObject({
      value: 'Its whole share from 09:00 UTC on, in 1 h',
    })
  })
})

describe('the bounds of an operator', () => {
  it('tells the bounds of an operator in their units, or not at all', () => {
    expect(boundLines(rails())).toMatchObject({
      value: [
        ['Share', '10 % to 100 % of what is idle'],
        ['Period', '6 h to 7 d'],
        ['Buffer', '0 to 10,000,000 USDS'],
        ['Pause', 'Up to 3 d, then 1 d without one of the same operator, in proportion'],
      ],
    })
    const { bounds } = rails()
    expect(boundLines({ bounds: { ...bounds, maxPause: given(0n) } })).toMatchObject({
      value: expect.arrayContaining([['Pause', 'None is allowed']]),
    })
    expect(boundLines({ bounds: { ...bounds, coolDown: failed } }).ok).toBe(false)
  })
})
