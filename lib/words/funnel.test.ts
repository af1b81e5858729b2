import { describe, expect, it } from 'vitest'
import { MAX_UINT256, rad, type Wad, wad } from '@/lib/math'
import type { Capacity, ConstraintId } from '@/lib/vaults'
import type { AnyConstraintId } from './constraint-table'
import {
  bindingWords,
  closedWords,
  constraintName,
  drawSentence,
  obstacleWords,
  remedyOf,
  spokenAmount,
  spokenDuration,
  stepTime,
  stepWords,
  usds,
} from './funnel'

const NOW = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)
const thousands = (count: bigint) => wad(count * 10n ** 21n)

/** Every constraint; the type makes it complete. */
const ALL: Readonly<Record<AnyConstraintId, true>> = {
  'take-limit': true,
  'return-limit': true,
  'prime-held': true,
  'return-function': true,
  'withdrawal-policy': true,
  'liquidity-buffer': true,
  'vault-idle': true,
  'mint-limit': true,
  'ilk-ceiling': true,
  'global-ceiling': true,
  collateral: true,
  dust: true,
  'legacy-dust': true,
  'buffer-allowance': true,
  'deposit-limit': true,
  'deposit-cap': true,
  'exchange-rate': true,
  'withdraw-limit': true,
  'generator-shares': true,
  'take-function': true,
  'prime-relayer': true,
  'prime-controller-on-rate-limits': true,
  'prime-controller-on-proxy': true,
  'taker-role': true,
  'depositor-role': true,
  'vault-outstanding': true,
  'mint-function': true,
  'deposit-function': true,
  'withdraw-function': true,
  'generator-relayer': true,
  'generator-controller-on-rate-limits': true,
  'generator-controller-on-proxy': true,
  'allocator-vault': true,
  'vat-live': true,
  'max-exchange-rate': true,
  'depositor-is-no-taker': true,
  'deposit-limit-restore': true,
  'legacy-debt': true,
  'generator-debt': true,
  'migration-limit': true,
  'legacy-ceiling': true,
  'legacy-collateral': true,
  'legacy-buffer-allowance': true,
  'migrate-function': true,
  'migrate-back-function': true,
  window: true,
  'scheduled-vault': true,
  phase: true,
  'scheduled-ilk': true,
  'generator-controller-on-prime': true,
  'legacy-allocator-vault': true,
  'takes-paused': true,
  'withdrawals-paused': true,
}
const ids = Object.keys(ALL) as AnyConstraintId[]

const answer = (amount: Wad, binding: ConstraintId): Capacity => ({
  amount,
  binding,
  constraints: [{ id: binding, scope: 'prime', amount, state: 'limited', reason: null, binding: true }],
})

describe('drawSentence', () => {
  it('reads as a sentence: the amount, what binds, and when there is more', () => {
    const larger = { amount: thousands(60_000n), when: { at: NOW + 18_600n, steps: [] } }
    expect(drawSentence('Grove', answer(thousands(41_299n), 'take-limit'), larger, NOW)).toEqual({
      shown: 'Grove can draw 41.2M USDS now; its take limit binds; 60M in 5 h 10 min',
      spoken: 'Grove can draw 41.2 million USDS now; its take limit binds; 60 million in 5 hours 10 minutes',
    })
  })

  it('names the deposit that a larger amount presumes', () => {
    const deposit = { kind: 'deposit', by: 'generator', at: NOW, amount: thousands(48_000n) } as const
    const larger = { amount: thousands(60_000n), when: { at: NOW, steps: [deposit] } }
    expect(drawSentence('Keel', answer(thousands(12_000n), 'vault-idle'), larger, NOW).spoken).toBe(
      'Keel can draw 12 million USDS now; what lies idle in its vault binds; 60 million now, once the Generator has added 48 million',
    )
  })

  it('says nothing in place of 0, and gives the reason', () => {
    expect(drawSentence('Obex', answer(wad(0n), 'vault-idle'), null, NOW).shown).toBe(
      'Obex can draw nothing now; nothing lies idle in its vault',
    )
  })
})

describe('bindingWords', () => {
  it('tells a limit that is used up from one that is not set, disabled or cannot be computed', () => {
    const take = { id: 'take-limit', amount: wad(0n) } as const
    expect(bindingWords({ ...take, reason: null })).toBe('its take limit is used up')
    expect(bindingWords({ ...take, reason: 'not-set' })).toBe('its take limit is not set')
    expect(bindingWords({ ...take, reason: 'disabled' })).toBe('its take limit is disabled')
    expect(bindingWords({ ...take, reason: 'overflow' })).toBe(
      'its take limit cannot be computed: the contract reverts',
    )
  })

  it('says what is wrong with a missing wire, and not that it binds', () => {
    expect(bindingWords({ id: 'generator-relayer', amount: wad(0n), reason: 'missing' })).toBe(
      'the Generator has no relayer: it is frozen',
    )
    // Because of idle funds an amount can be left although the wire is closed; the wire still stops more.
    expect(bindingWords({ id: 'vat-live', amount: thousands(5_000n), reason: 'missing' })).toBe(
      'the Vat is shut down',
    )
  })

  it('has words for every constraint, whether something of it is left or not', () => {
    const left = ids.map((id) => bindingWords({ id, amount: wad(1n), reason: null }))
    const none = ids.map((id) => bindingWords({ id, amount: wad(0n), reason: 'missing' }))
    expect(new Set(left).size).toBe(ids.length)
    expect(new Set(none).size).toBe(ids.length)
    expect(new Set(ids.map(constraintName)).size).toBe(ids.length)
    for (const id of ids) expect(remedyOf(id)).toMatch(/\.$/)
  })
})

describe('obstacleWords', () => {
  it('says why an amount never comes by waiting, and who can change that', () => {
    const never = (constraint: AnyConstraintId, reason: Parameters<typeof obstacleWords>[0]['reason']) =>
      obstacleWords({ constraint, reason, most: thousands(50_000n) })
    expect(never('take-limit', 'above-max')).toBe(
      'Its take limit never holds more than 50M USDS, so more does not go through at once. Whoever may set limits on its RateLimits can raise it.',
    )
    expect(never('deposit-limit', 'no-refill')).toBe(
      'The deposit limit of its vault is at 50M USDS and does not refill. A cBEAM that is paired can raise it, as far as the second-order rate limit allows.',
    )
    expect(never('deposit-cap', 'only-shrinks')).toBe(
      'The deposit cap of its vault leaves 50M USDS, and less the longer one waits. Only a governance spell changes that.',
    )
    expect(never('buffer-allowance', 'fixed')).toBe(
      'The allowance on the AllocatorBuffer is 50M USDS, and waiting does not change it. Only a governance spell changes that.',
    )
  })

  it('does not say 0 where nothing is left of a constraint', () => {
    const nothing = { most: wad(0n) } as const
    expect(obstacleWords({ ...nothing, constraint: 'deposit-cap', reason: 'only-shrinks' })).toContain(
      'is reached.',
    )
    expect(obstacleWords({ ...nothing, constraint: 'take-limit', reason: 'no-refill' })).toContain(
      'is used up and does not refill.',
    )
    expect(obstacleWords({ ...nothing, constraint: 'taker-role', reason: 'missing' })).toMatch(
      /^Its ALMProxy does not hold TAKER_ROLE on the vault\./,
    )
  })
})

describe('closedWords', () => {
  it('keeps a wire that is not set apart from one that is disabled', () => {
    expect(closedWords('deposit-limit-restore', 'not-set')).toMatch(/is not set$/)
    expect(closedWords('deposit-limit-restore', 'disabled')).toMatch(/is disabled$/)
    expect(closedWords('deposit-limit-restore', 'overflow')).toMatch(/the contract reverts$/)
  })
})

describe('steps', () => {
  it('says who takes each step, and from when', () => {
    const exec = { kind: 'exec', by: 'anyone', at: NOW + 21_900n, line: rad(2_100n * 10n ** 51n) } as const
    expect(stepWords(exec, 'Grove')).toBe(
      "Anyone calls AutoLine.exec, which raises the Generator's debt ceiling to 2.1B USDS",
    )
    expect(stepTime(exec, NOW)).toBe('from 14:05 UTC')
    expect(stepTime({ ...exec, at: NOW }, NOW)).toBe('now')
    expect(stepWords({ kind: 'drip', by: 'anyone', at: NOW }, 'Grove')).toContain('Jug.drip')
    const amount = thousands(7_000n)
    expect(stepWords({ kind: 'mint', by: 'generator', at: NOW, amount }, 'Grove')).toBe(
      'The Generator mints 7M USDS',
    )
    expect(stepWords({ kind: 'deposit', by: 'generator', at: NOW, amount }, 'Grove')).toBe(
      'The Generator adds 7M USDS to the vault',
    )
    expect(stepWords({ kind: 'return', by: 'prime', at: NOW, amount }, 'Grove')).toBe(
      'Grove returns 7M USDS to the vault',
    )
  })
})

describe('spoken words', () => {
  it('says scales and units in full', () => {
    expect(spokenAmount('1.25B')).toBe('1.25 billion')
    expect(spokenAmount('<0.01')).toBe('less than 0.01')
    expect(spokenAmount('0.5')).toBe('0.5')
    expect(spokenDuration(90_000n)).toBe('1 day 1 hour')
    expect(spokenDuration(61n)).toBe('1 minute 1 second')
    expect(spokenDuration(0n)).toBe('0 seconds')
  })

  it('does not tell 2^256 - 1 as an amount', () => {
    expect(usds(wad(MAX_UINT256))).toBe('any amount of USDS')
  })
})
