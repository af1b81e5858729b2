import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, WAD, wad } from '@/lib/math'
import { amount, DAY, guardrailsState, HOUR, millions, NOW } from '@/lib/testing/states/vaults'
import {
  afterPause,
  afterUnpause,
  judgeBuffer,
  judgePause,
  judgePolicy,
  judgeUnpause,
  type Mover,
  type Pauser,
  type Policy,
  withPauses,
} from './guardrail-rules'
import {
  idleForPolicy,
  isPaused,
  maxTake,
  NO_GUARDRAILS,
  policyAllowance,
  policyFullAt,
  policyLeft,
  policyOpens,
  withPolicy,
} from './guardrails'
import { coolDownAfter, type Pause, type Pauses, pausableFrom } from './pauses'

const idle = millions(100)
/** 10 % a day of 100 million; an hour ago 4 million of it were left. */
const used = guardrailsState({
  share: wad(WAD / 10n),
  period: DAY,
  lastLeft: millions(4),
  lastUpdated: NOW - HOUR,
})

describe('what a take lets through', () => {
  it('lets a take through without limit where a vault has no guardrails', () => {
    expect(maxTake(NO_GUARDRAILS, idle, NOW)).toBe(idle)
    expect(policyLeft(NO_GUARDRAILS, idle, NOW)).toBe(MAX_UINT256)
    expect(policyFullAt(NO_GUARDRAILS, idle, NOW)).toBeNull()
  })

  it('lets out what the last take left plus the refill, up to the share', () => {
    expect(policyLeft(used, idle, NOW)).toBe(millions(4) + millions(10) / 24n)
    expect(maxTake(used, idle, NOW)).toBe(millions(4) + millions(10) / 24n)
    // Six of ten million refill in six tenths of a day.
    const full = NOW - HOUR + (DAY * 6n) / 10n
    expect(policyFullAt(used, idle, NOW)).toBe(full)
    expect(policyLeft(used, idle, full - 1n)).toBeLessThan(millions(10))
    expect(policyLeft(used, idle, full)).toBe(millions(10))
    expect(policyLeft(used, idle, full + 9n * DAY)).toBe(millions(10))
    expect(policyFullAt(used, idle, full)).toBeNull()
  })

  it('counts every deposit where nothing is held back', () => {
    const fresh = guardrailsState({ youngAssets: millions(30), youngLast: NOW - 1n })
    expect(maxTake(fresh, idle, NOW)).toBe(idle)
    expect(maxTake({ ...fresh, buffer: wad(1n) }, idle, NOW)).toBe(millions(70) - 1n)
  })

  it('lets out a share of what counts, and deposits of the last period do not count', () => {
    const fresh = { ...used, lastUpdated: 0n, youngAssets: millions(30), youngLast: NOW - 1n }
    expect(maxTake(fresh, idle, NOW)).toBe(millions(7))
    expect(maxTake(fresh, idle, NOW - 1n + DAY)).toBe(millions(10))
    const old = { ...fresh, oldAssets: millions(20), oldLast: NOW - 2n, youngLast: NOW - DAY }
    expect(maxTake(old, idle, NOW)).toBe(millions(8))
    expect(maxTake({ ...old, oldAssets: millions(900) }, idle, NOW)).toBe(0n)
    expect(maxTake({ ...old, heldUntil: NOW + 1n }, idle, NOW)).toBe(millions(5))
  })

  it('says to the second when the policy lets an amount out, or the most that it ever does', () => {
    const rails = fc.record({
      share: fc.bigInt({ min: 0n, max: WAD }).map(wad),
      period: fc.bigInt({ min: 1n, max: 3n * DAY }),
      lastLeft: amount,
      lastUpdated: fc.bigInt({ min: NOW - 2n * DAY, max: NOW }),
      youngAssets: amount,
      youngLast: fc.bigInt({ min: NOW - 2n * DAY, max: NOW }),
      oldAssets: amount,
      oldLast: fc.bigInt({ min: NOW - 4n * DAY, max: NOW }),
      heldUntil: fc.bigInt({ min: NOW - DAY, max: NOW + DAY }),
    })
    fc.assert(
      fc.property(rails, amount, amount, (stored, held, wanted) => {
        const known = guardrailsState(stored)
        const { at, most } = policyOpens(known, held, wanted, NOW)
        if (at === undefined) {
          expect(most).toBeLessThan(wanted)
          expect(policyLeft(known, held, NOW + 40n * DAY)).toBe(most)
          return
        }
        expect(policyLeft(known, held, at)).toBeGreaterThanOrEqual(wanted)
        if (at > NOW) expect(policyLeft(known, held, at - 1n)).toBeLessThan(wanted)
      }),
    )
  })

  it('refills faster from when a deposit counts', () => {
    const settling = guardrailsState({
      ...{ share: wad(WAD / 4n), period: DAY, lastLeft: wad(0n), lastUpdated: NOW },
      ...{ youngAssets: millions(8), youngSince: NOW + HOUR - DAY, youngLast: NOW + HOUR - DAY },
    })
    // A quarter of 4 million is there in a day, and as much of 12 in a third of it.
    expect(policyOpens(settling, millions(12), millions(1), NOW)).toEqual({ at: NOW + 8n * HOUR })
  })

  it('begins after a change of policy with the smaller amount of the old and the new policy', () => {
    const left = millions(4) + millions(10) / 24n
    const half = withPolicy(used, { share: wad(WAD / 2n), period: DAY }, idle, NOW)
    expect(policyLeft(half, idle, NOW)).toBe(left)
    expect(policyLeft(half, idle, NOW + DAY)).toBe(millions(50))
    const narrow = withPolicy(used, { share: wad(WAD / 100n), period: HOUR }, idle, NOW)
    expect(policyLeft(narrow, idle, NOW)).toBe(millions(1))
    expect(policyLeft(withPolicy(narrow, used, idle, NOW), idle, NOW)).toBe(millions(1))
    // Without a policy before, it begins full.
    expect(policyLeft(withPolicy(NO_GUARDRAILS, used, idle, NOW), idle, NOW)).toBe(millions(10))
  })

  it('leaves what was left behind where a policy ends', () => {
    const { lastLeft, lastUpdated } = used
    const ended = withPolicy(used, { share: wad(0n), period: 0n }, idle, NOW)
    expect(ended).toMatchObject({ share: 0n, period: 0n, lastLeft, lastUpdated })
  })

  it('counts no deposit sooner for a shorter period, and keeps counting what counts', () => {
    const fresh = { ...used, youngAssets: millions(30), youngLast: NOW, oldAssets: millions(9), oldLast: 0n }
    const short = withPolicy(fresh, { share: wad(WAD / 10n), period: HOUR }, idle, NOW)
    expect(short).toMatchObject({ heldUntil: NOW + DAY, youngAssets: millions(30), oldAssets: 0n })
    expect(policyAllowance(short, millions(70))).toBe(policyLeft(short, idle, NOW + DAY - 1n))
    expect(policyLeft(short, idle, NOW + DAY)).toBe(millions(10))
  })

  it('leaves at least the buffer in the vault', () => {
    const buffered = guardrailsState({ buffer: millions(70) })
    expect(maxTake(buffered, idle, NOW)).toBe(millions(30))
    expect(maxTake(buffered, wad(millions(70) + 1n), NOW)).toBe(1n)
    expect(maxTake(buffered, millions(70), NOW)).toBe(0n)
    expect(maxTake(buffered, wad(0n), NOW)).toBe(0n)
  })

  it('lets no take through until the last second of a pause of takes; a pause of withdrawals does not matter', () => {
    const paused = guardrailsState({ takesPausedUntil: NOW + 10n })
    expect(maxTake(paused, idle, NOW + 9n)).toBe(0n)
    expect(maxTake(paused, idle, NOW + 10n)).toBe(idle)
    expect(maxTake(guardrailsState({ withdrawalsPausedUntil: NOW + 10n }), idle, NOW)).toBe(idle)
    expect(isPaused(paused, 'withdrawals', NOW)).toBe(false)
  })
})

describe('how much has to be idle for the policy', () => {
  it('finds the least idle amount whose share suffices for a take', () => {
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 1n, max: WAD }), (wanted, share) => {
        const needed = idleForPolicy({ share: wad(share) }, wad(wanted)) as bigint
        expect(policyAllowance({ share: wad(share) }, wad(needed))).toBeGreaterThanOrEqual(wanted)
        if (needed > 0n) expect(policyAllowance({ share: wad(share) }, wad(needed - 1n))).toBeLessThan(wanted)
      }),
    )
  })

  it('finds no idle amount that suffices where the share is zero', () => {
    expect(idleForPolicy({ share: wad(0n) }, wad(1n))).toBeNull()
    expect(idleForPolicy({ share: wad(0n) }, wad(0n))).toBe(0n)
  })
})

const OPERATOR = '0x0000000000000000000000000000000000000001'
const OTHER = '0x0000000000000000000000000000000000000002'
const own: Pauser = { account: OPERATOR, as: 'operator' }
/** The longest that the bounds allow, with this end [unix s]. */
const longest = (until: bigint): Pause => ({ by: OPERATOR, start: until - DAY, until })

describe('a pause', () => {
  const both = { takes: true, withdrawals: true, duration: DAY }
  const ok = { ok: true }
  const refused = (reason: string) => ({ ok: false, reason })

  it('must not be longer than the bounds allow, and must pause something', () => {
    const none = { takes: [], withdrawals: [] }
    const judged = (request: typeof both, rails = guardrailsState(), by: Pauser = own) =>
      judgePause({ ...rails, pauses: none }, request, by, NOW)
    expect(judged(both)).toEqual(ok)
    const tooLong = refused('SparkVault/pause-too-long')
    expect(judged({ ...both, duration: DAY + 1n })).toEqual(tooLong)
    expect(
      judged({ ...both, duration: DAY + 1n }, guardrailsState(), { account: OTHER, as: 'governance' }),
    ).toEqual(tooLong)
    expect(judged({ ...both, duration: 0n })).toEqual(refused('SparkVault/zero-pause'))
    const nothing = { takes: false, withdrawals: false, duration: 0n }
    expect(judged(nothing)).toEqual(refused('SparkVault/nothing-to-pause'))
    expect(judged({ ...both, duration: 1n }, NO_GUARDRAILS)).toEqual(tooLong)
  })

  it('waits only after the last pause of the same operator, for each kind that it names, to the second', () => {
    const rails = guardrailsState()
    const pauses = { takes: [longest(NOW + HOUR)], withdrawals: [longest(NOW + 2n * HOUR)] }
    const at = NOW + 13n * HOUR
    const takes = { ...both, withdrawals: false }
    const judged = (request: typeof both, by: Pauser, t: bigint) =>
      judgePause({ ...rails, pauses }, request, by, t)
    expect(judged(takes, own, at - 1n)).toEqual({ ...refused('SparkVault/cool-down'), at })
    expect(judged(takes, own, at)).toEqual(ok)
    expect(judged(both, own, at)).toEqual({ ...refused('SparkVault/cool-down'), at: at + HOUR })
    expect(judged(both, own, at + HOUR)).toEqual(ok)
    expect(judged(both, { account: OTHER, as: 'operator' }, NOW)).toEqual(ok)
    expect(judged(both, { account: OPERATOR, as: 'governance' }, NOW)).toEqual(ok)
  })

  it('waits in proportion to the length of the last pause, rounded up, under the present bounds', () => {
    const bounds = { maxPause: 4n, coolDown: 10n }
    expect([0n, 1n, 2n, 4n, 5n].map((length) => coolDownAfter(length, bounds))).toEqual([
      0n,
      3n,
      5n,
      10n,
      10n,
    ])
    expect(coolDownAfter(5n, { maxPause: 0n, coolDown: 10n })).toBe(0n)
    expect(pausableFrom([longest(NOW)], OPERATOR, { maxPause: DAY, coolDown: MAX_UINT256 })).toBe(MAX_UINT256)
    expect(pausableFrom([longest(NOW)], OTHER, bounds)).toBe(0n)
    expect(pausableFrom([{ by: OPERATOR, start: NOW, until: NOW + 1n }], OPERATOR, bounds)).toBe(NOW + 4n)
  })

  it('is ended by governance, or by the operator who began it, and only while it runs', () => {
    const rails = guardrailsState({ takesPausedUntil: NOW + 1n })
    const notPaused = refused('SparkVault/not-paused')
    const takes = { takes: true, withdrawals: false }
    const ended = (scope: typeof takes, by: Pauser, t = NOW) =>
      judgeUnpause({ ...rails, pauses: { takes: [longest(NOW + 1n)], withdrawals: [] } }, scope, by, t)
    expect(ended(takes, own)).toEqual(ok)
    expect(ended(takes, { account: OTHER, as: 'governance' })).toEqual(ok)
    expect(ended(takes, { account: OTHER, as: 'operator' })).toEqual(refused('SparkVault/pause-of-another'))
    expect(ended(takes, own, NOW + 1n)).toEqual(notPaused)
    expect(ended({ takes: true, withdrawals: true }, own)).toEqual(notPaused)
    expect(ended({ takes: false, withdrawals: false }, own)).toEqual(notPaused)
  })

  it('is not ended by an operator whose own has ended, while that of another runs', () => {
    const theirs: Pause = { by: OTHER, start: NOW - DAY, until: NOW + 9n }
    const rails = guardrailsState({ takesPausedUntil: NOW + 9n })
    const pauses = { takes: [longest(NOW), theirs], withdrawals: [] }
    const ended = (t: bigint) =>
      judgeUnpause({ ...rails, pauses }, { takes: true, withdrawals: false }, own, t)
    expect(ended(NOW - 1n)).toEqual(ok)
    expect(ended(NOW)).toEqual(refused('SparkVault/pause-of-another'))
  })

  it('replaces the last pause of its operator, and leaves those of others', () => {
    const theirs: Pause = { by: OTHER, start: NOW - 1n, until: NOW + 5n }
    const none: Pauses = { takes: [], withdrawals: [] }
    const first = afterPause(
      { ...none, takes: [theirs] },
      { ...both, duration: 9n, withdrawals: false },
      OPERATOR,
      NOW,
    )
    expect(first).toEqual({ takes: [theirs, { by: OPERATOR, start: NOW, until: NOW + 9n }], withdrawals: [] })
    const again = afterPause(first, { ...both, duration: 2n }, OPERATOR, NOW + 1n)
    expect(again.takes).toEqual([theirs, { by: OPERATOR, start: NOW + 1n, until: NOW + 3n }])
    expect(again.withdrawals).toHaveLength(1)
    const scope = { takes: true, withdrawals: false }
    const over = afterUnpause(first, scope, OPERATOR, NOW + 2n)
    expect(over.takes).toEqual([theirs, { by: OPERATOR, start: NOW, until: NOW + 2n }])
    expect(withPauses(guardrailsState(), over).takesPausedUntil).toBe(NOW + 5n)
    expect(withPauses(guardrailsState(), over).withdrawalsPausedUntil).toBe(0n)
  })
})

describe('a pause of one kind', () => {
  const mine: Pause = { by: OPERATOR, start: NOW - 1n, until: NOW + 5n }
  const both: Pauses = { takes: [mine], withdrawals: [mine] }
  const [takes, withdrawals] = [
    { takes: true, withdrawals: false },
    { takes: false, withdrawals: true },
  ]

  it('leaves the other as it is, when it begins and when it ends', () => {
    const begun = { by: OPERATOR, start: NOW, until: NOW + 9n }
    expect(afterPause(both, { ...takes, duration: 9n }, OPERATOR, NOW)).toEqual({ ...both, takes: [begun] })
    expect(afterPause(both, { ...withdrawals, duration: 9n }, OPERATOR, NOW)).toEqual({
      ...both,
      withdrawals: [begun],
    })
    const over = NOW + 5n
    expect(afterUnpause(both, takes, OPERATOR, over + 1n)).toEqual(both)
    const ended = { ...mine, until: NOW }
    expect(afterUnpause(both, takes, OPERATOR, NOW)).toEqual({ ...both, takes: [ended] })
    expect(afterUnpause(both, withdrawals, OPERATOR, NOW)).toEqual({ ...both, withdrawals: [ended] })
  })
})

describe('a policy', () => {
  const { bounds } = guardrailsState()
  const { minShare, maxShare, minPeriod, maxPeriod } = bounds

  it.each<[Mover, Policy, string | null]>([
    ['operator', { share: minShare, period: minPeriod }, null],
    ['operator', { share: maxShare, period: maxPeriod }, null],
    ['operator', { share: wad(minShare - 1n), period: minPeriod }, 'SparkVault/share-out-of-bounds'],
    ['operator', { share: wad(maxShare + 1n), period: minPeriod }, 'SparkVault/share-out-of-bounds'],
    ['operator', { share: minShare, period: minPeriod - 1n }, 'SparkVault/period-out-of-bounds'],
    ['operator', { share: minShare, period: maxPeriod + 1n }, 'SparkVault/period-out-of-bounds'],
    ['operator', { share: wad(WAD + 1n), period: minPeriod }, 'SparkVault/share-too-high'],
    ['operator', { share: wad(0n), period: 0n }, 'SparkVault/zero-period'],
    ['governance', { share: wad(0n), period: 0n }, null],
    ['governance', { share: wad(1n), period: 0n }, 'SparkVault/zero-period'],
    ['governance', { share: wad(WAD), period: MAX_UINT256 }, null],
    ['governance', { share: wad(WAD + 1n), period: 0n }, 'SparkVault/share-too-high'],
  ])('allows or refuses a policy set by the %s: %o', (by, policy, reason) => {
    expect(judgePolicy({ bounds }, policy, by)).toEqual(
      reason === null ? { ok: true } : { ok: false, reason },
    )
  })
})

describe('a buffer', () => {
  it('stays within the bounds when an operator sets the buffer', () => {
    const { bounds } = guardrailsState()
    const refused = { ok: false, reason: 'SparkVault/buffer-out-of-bounds' }
    expect(judgeBuffer({ bounds }, bounds.minBuffer, 'operator')).toEqual({ ok: true })
    expect(judgeBuffer({ bounds }, bounds.maxBuffer, 'operator')).toEqual({ ok: true })
    expect(judgeBuffer({ bounds }, wad(bounds.minBuffer - 1n), 'operator')).toEqual(refused)
    expect(judgeBuffer({ bounds }, wad(bounds.maxBuffer + 1n), 'operator')).toEqual(refused)
    expect(judgeBuffer({ bounds }, wad(MAX_UINT256), 'governance')).toEqual({ ok: true })
  })
})
