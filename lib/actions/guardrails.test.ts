import { type Address, decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { primeVaultAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { WAD, wad } from '@/lib/math'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { type Guardrails, NO_GUARDRAILS } from '@/lib/vaults'
import { type Action, buildAction, type GuardrailRequest, readBack, readinessOf } from '.'

const HOUR = 3_600n
const DAY = 24n * HOUR
const { generator, prime } = migrating
const target = { generator: generator.addresses.diamond, prime: prime.slug } as const
const vaultPath = `generators/${target.generator}/primes/${prime.slug}/vault`

const bounds = {
  minShare: wad(WAD / 100n),
  maxShare: wad(WAD / 2n),
  minPeriod: HOUR,
  maxPeriod: 7n * DAY,
  minBuffer: WAD,
  maxBuffer: wad(20n * WAD),
  maxPause: 2n * DAY,
  coolDown: 12n * HOUR,
}

/** 10 USDS lie idle of 100 that the Generator holds shares of. */
function modelOf(rails: Partial<Guardrails> = {}, others: FakeOutputs = {}, time = fakeTime): ConsoleModel {
  const outputs: FakeOutputs = {
    'guardrails()': () => [{ ...NO_GUARDRAILS, bounds, ...rails }],
    'pauses()': () => pausesOf(rails),
    ...others,
  }
  return migratingModel({ phase: 'DualRun', time }, outputs)
}

/** The pauses with these ends, each of the longest that is allowed and by `by`, as the vault answers them. */
function pausesOf(
  { takesPausedUntil = 0n, withdrawalsPausedUntil = 0n }: Partial<Guardrails>,
  by: Address = someone,
  length = bounds.maxPause,
) {
  const one = (until: bigint) =>
    until === 0n ? [] : [{ by, start: Number(until - length), until: Number(until) }]
  return [one(takesPausedUntil), one(withdrawalsPausedUntil)]
}

/** What an account pauses, whoever else does. */
const pauseOf = (until: bigint, by: Address = someone, start = fakeTime) => ({ by, start, until })

function built(request: GuardrailRequest, model = modelOf(), from = someone): Action {
  const action = buildAction(request, model, from)
  if (!action) throw new Error('nothing was built')
  return action
}

const pause = (changes: Partial<Extract<GuardrailRequest, { kind: 'pause-vault' }>> = {}) =>
  ({ kind: 'pause-vault', ...target, takes: true, withdrawals: false, duration: HOUR, ...changes }) as const
const unpause = (takes: boolean, withdrawals: boolean) =>
  ({ kind: 'unpause-vault', ...target, takes, withdrawals }) as const
const policy = (share: bigint, period: bigint) =>
  ({ kind: 'set-withdrawal-policy', ...target, share: wad(share), period }) as const
const buffer = (assets: bigint) => ({ kind: 'set-liquidity-buffer', ...target, assets: wad(assets) }) as const

/** What blocks, in words. */
const because = (action: Action) => {
  const readiness = readinessOf(action)
  return readiness.state === 'ready' ? [] : readiness.because.map(titleOf)
}
const effectsOf = ({ effects }: Action) =>
  Object.fromEntries(
    effects.map(({ path, after }) => [
      path.slice(vaultPath.length + 1),
      after === 'gone' ? after : after.value,
    ]),
  )
const callOf = ({ calls }: Action) => decodeFunctionData({ abi: primeVaultAbi, data: calls[0]!.data })

const requests: readonly GuardrailRequest[] = [
  pause(),
  unpause(true, false),
  policy(WAD / 10n, DAY),
  buffer(2n * WAD),
]

describe('every move of a guardrail', () => {
  const model = modelOf({ takesPausedUntil: fakeTime + 1n })

  it.each(requests)('takes GUARDRAIL_ROLE on the vault: $kind', (request) => {
    const stranger = modelOf({}, { 'getRoleMember(bytes32,uint256)': () => [prime.vault] })
    const { permission, calls } = built(request, stranger)
    expect(permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(permission)).toBe(`${someone} does not hold GUARDRAIL_ROLE on Spark's vault`)
    expect(calls.map(({ to, value }) => [to, value])).toEqual([[prime.vault, 0n]])
    expect(built(request, model).permission.holds).toMatchObject({ ok: true, value: true })
  })

  it.each(requests)(
    'is nothing for a vault without guardrails, or a Prime that is not there: $kind',
    (request) => {
      const without = modelOf({}, { 'supportsInterface(bytes4)': () => [false] })
      expect(buildAction(request, without, someone)).toBeNull()
      expect(buildAction({ ...request, prime: 'nobody' }, model, someone)).toBeNull()
    },
  )

  it.each(requests)(
    'is blocked where the guardrails could not be read, but a pause is offered: $kind',
    (request) => {
      const unread = built(request, modelOf({}, { 'guardrails()': () => null }))
      expect(readinessOf(unread).state).toBe(request.kind === 'pause-vault' ? 'unknown' : 'blocked')
      expect(unread.calls).toHaveLength(1)
      expect(unread.requirements[0]?.says.holds).toMatch(/could not be checked/)
    },
  )

  it.each(requests)('reads back as what was asked for: $kind', (request) => {
    expect(readBack(built(request, model), model).flatMap(({ faults }) => faults)).toEqual([])
  })
})

describe('pausing a vault', () => {
  it('stops takes until a time, and states what the vault then says', () => {
    const action = built(pause())
    expect(callOf(action)).toEqual({ functionName: 'pause', args: [true, false, HOUR] })
    expect(action.title).toBe("Pause takes of Spark's vault for 1 h")
    expect(action.emergency).toBe(true)
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsOf(action)).toEqual({
      'guardrails/takesPausedUntil': fakeTime + HOUR,
      'guardrails/takesPauses': [pauseOf(fakeTime + HOUR)],
      'guardrails/contractMaxTake': 0n,
    })
    expect(action.effects.every(({ timed }) => timed)).toBe(true)
    expect(action.disables).toEqual([
      'Spark draws nothing from its vault until 2027-01-15 09:00 UTC, and no debt of its migration moves over (SparkVault/takes-paused).',
      'Deposits, and what Spark returns, still come in.',
    ])
    expect(action.undo).toBe(
      `${someone} ends it at once, and so does governance; it ends by itself at 2027-01-15 09:00 UTC. No other operator can end it. The next one of ${someone} is possible 15 min after its end.`,
    )
  })

  it('stops withdrawals too where both are asked for', () => {
    const action = built(pause({ withdrawals: true }))
    expect(action.title).toBe("Pause takes and withdrawals of Spark's vault for 1 h")
    expect(effectsOf(action)).toEqual({
      'guardrails/takesPausedUntil': fakeTime + HOUR,
      'guardrails/takesPauses': [pauseOf(fakeTime + HOUR)],
      'guardrails/withdrawalsPausedUntil': fakeTime + HOUR,
      'guardrails/withdrawalsPauses': [pauseOf(fakeTime + HOUR)],
      'guardrails/contractMaxTake': 0n,
      contractMaxWithdraw: 0n,
    })
    expect(action.disables).toHaveLength(3)
  })

  it('is bound by length and cool-down, and says from when it passes', () => {
    expect(because(built(pause({ duration: 2n * DAY })))).toEqual([])
    expect(because(built(pause({ duration: 2n * DAY + 1n })))).toEqual([
      'A pause lasts 2 d at most (SparkVault/pause-too-long)',
    ])
    expect(because(built(pause({ duration: 0n })))).toEqual([
      'The pause lasts at least a second (SparkVault/zero-pause)',
    ])
    expect(because(built(pause({ takes: false })))).toEqual([
      'Takes or withdrawals are to be paused (SparkVault/nothing-to-pause)',
    ])
    const none = modelOf({ bounds: { ...bounds, maxPause: 0n } })
    expect(because(built(pause(), none))).toEqual([
      'Governance allows no pause of this vault (SparkVault/pause-too-long)',
    ])
    const lately = (until: bigint) => modelOf({ takesPausedUntil: until })
    expect(because(built(pause(), lately(fakeTime - 12n * HOUR)))).toEqual([])
    expect(because(built(pause(), lately(fakeTime - 10n * HOUR)))).toEqual([
      'Next pause of takes by this operator 10:00 UTC, in 2 h (SparkVault/cool-down)',
    ])
    // A short one bars its operator for as short a time, and nobody else at all.
    const short = modelOf(
      {},
      { 'pauses()': () => pausesOf({ takesPausedUntil: fakeTime - 1n }, someone, 4n) },
    )
    expect(because(built(pause(), short))).toEqual([])
    const others = modelOf(
      { takesPausedUntil: fakeTime - 1n },
      { 'pauses()': () => pausesOf({ takesPausedUntil: fakeTime - 1n }, prime.vault) },
    )
    expect(because(built(pause(), others))).toEqual([])
    const other = pause({ takes: false, withdrawals: true })
    expect(because(built(other, lately(fakeTime - 1n)))).toEqual([])
  })

  it('is not held back by the Processing Window', () => {
    expect(because(built(pause(), modelOf({}, {}, fakeTime + 6n * HOUR)))).toEqual([])
    expect(built(pause()).requirements.map(({ id }) => id)).toEqual(['accepted'])
  })
})

describe('ending a pause', () => {
  const paused = modelOf({ takesPausedUntil: fakeTime + HOUR })

  it('lets takes through again at once, and begins the cool-down', () => {
    const action = built(unpause(true, false), paused)
    expect(callOf(action)).toEqual({ functionName: 'unpause', args: [true, false] })
    expect(action.title).toBe("End the pause of takes of Spark's vault")
    expect(action.emergency).toBe(false)
    expect(effectsOf(action)).toEqual({
      'guardrails/takesPausedUntil': fakeTime,
      'guardrails/takesPauses': [pauseOf(fakeTime, someone, fakeTime - 47n * HOUR)],
      'guardrails/contractMaxTake': 10n * WAD,
    })
    expect(action.disables).toEqual([
      `No other pause of takes by ${someone} for 11 h 45 min: its cool-down begins now.`,
    ])
    expect(action.undo).toContain('from 2027-01-15 19:45 UTC')
  })

  it('is blocked where only the pause of another runs, and tells when another goes on', () => {
    const [theirs = []] = pausesOf({ takesPausedUntil: fakeTime + 2n * HOUR }, prime.vault)
    const [own = []] = pausesOf({ takesPausedUntil: fakeTime + HOUR })
    const until = { takesPausedUntil: fakeTime + 2n * HOUR }
    const foreign = modelOf(until, { 'pauses()': () => [theirs, []] })
    expect(because(built(unpause(true, false), foreign))).toEqual([
      `No pause of ${someone} runs for all of this: takes. Whoever began a pause ends it, or governance (SparkVault/pause-of-another)`,
    ])
    const both = built(unpause(true, false), modelOf(until, { 'pauses()': () => [[...theirs, ...own], []] }))
    expect(because(both)).toEqual([])
    expect(both.disables[1]).toBe(
      'The pause of another goes on: takes stay paused until 2027-01-15 10:00 UTC.',
    )
    expect(effectsOf(both)['guardrails/takesPausedUntil']).toBe(fakeTime + 2n * HOUR)
  })

  it('is blocked for what is not paused', () => {
    expect(because(built(unpause(true, false), paused))).toEqual([])
    for (const request of [unpause(true, true), unpause(false, true), unpause(false, false)]) {
      expect(because(built(request, paused))).toEqual([
        expect.stringMatching(/^Not paused now: .*\(SparkVault\/not-paused\)$/),
      ])
    }
    expect(because(built(unpause(true, false)))).toHaveLength(1)
  })
})

describe('setting the withdrawal policy', () => {
  it('says what it lets out, and that it begins with the less of both', () => {
    const running = { share: wad(WAD / 2n), period: DAY, lastLeft: wad(2n * WAD), lastUpdated: fakeTime }
    const action = built(policy(WAD / 4n, 2n * DAY), modelOf(running))
    expect(callOf(action)).toEqual({ functionName: 'setWithdrawalPolicy', args: [WAD / 4n, 2n * DAY] })
    expect(action.title).toBe("Let 25 % of what is idle leave Spark's vault, refilled over 2 d")
    // A quarter of 10 is more than the two that are left.
    expect(effectsOf(action)).toEqual({
      'guardrails/share': WAD / 4n,
      'guardrails/period': 2n * DAY,
      'guardrails/lastUpdated': fakeTime,
    })
    const narrow = built(policy(WAD / 10n, 2n * DAY), modelOf(running))
    expect(effectsOf(narrow)).toMatchObject({
      'guardrails/lastLeft': WAD,
      'guardrails/contractMaxTake': WAD,
    })
    expect(action.disables[0]).toBe(
      'Takes of more revert (SparkVault/policy-exceeded). It begins with the less of what both policies let out now, and refills evenly: right after it, the guardrails let Spark take 2 USDS.',
    )
    expect(action.undo).toContain('Only governance can end the policy.')
  })

  it('is bound by the bounds, in words', () => {
    expect(because(built(policy(WAD / 2n, 7n * DAY)))).toEqual([])
    expect(because(built(policy(WAD / 2n + 1n, DAY)))).toEqual([
      'The bounds allow a share of 1 % to 50 % (SparkVault/share-out-of-bounds)',
    ])
    expect(because(built(policy(WAD / 2n, HOUR - 1n)))).toEqual([
      'The bounds allow a period of 1 h to 7 d (SparkVault/period-out-of-bounds)',
    ])
    expect(because(built(policy(WAD + 1n, DAY)))).toEqual([
      'No more than 100 % can leave (SparkVault/share-too-high)',
    ])
    expect(because(built(policy(WAD / 2n, 0n)))).toEqual([
      'A period lasts at least a second; only governance can end the policy (SparkVault/zero-period)',
    ])
  })

  it('is blocked where it changes nothing, and held back in the Processing Window', () => {
    const set = modelOf({ share: wad(WAD / 4n), period: DAY })
    expect(because(built(policy(WAD / 4n, DAY), set))).toEqual(['The withdrawal policy would stay as it is'])
    const inside = built(policy(WAD / 4n, DAY), modelOf({}, {}, fakeTime + 6n * HOUR))
    expect(inside.requirements.find(({ id }) => id === 'window')).toMatchObject({
      weight: 'confirm',
      holds: { ok: true, value: false },
      says: { fails: 'It is inside the Processing Window (13:00 to 16:00 UTC), which ends in 2 h' },
    })
    expect(readinessOf(inside).state).toBe('ready')
  })
})

describe('setting the liquidity buffer', () => {
  it('says what it leaves to takes', () => {
    const action = built(buffer(4n * WAD))
    expect(callOf(action)).toEqual({ functionName: 'setLiquidityBuffer', args: [4n * WAD] })
    expect(action.title).toBe("Set the liquidity buffer of Spark's vault to 4 USDS")
    expect(effectsOf(action)).toEqual({
      'guardrails/buffer': 4n * WAD,
      'guardrails/contractMaxTake': 6n * WAD,
    })
    expect(action.disables[0]).toContain('right after it, the guardrails let Spark take 6 USDS')
  })

  it('is bound by the bounds, and warns where the vault holds less', () => {
    const held = ({ requirements }: Action) => requirements.find(({ id }) => id === 'held')?.holds
    expect(because(built(buffer(20n * WAD)))).toEqual([])
    expect(held(built(buffer(10n * WAD)))).toMatchObject({ value: true })
    expect(held(built(buffer(10n * WAD + 1n)))).toMatchObject({ value: false })
    for (const assets of [WAD - 1n, 20n * WAD + 1n]) {
      expect(because(built(buffer(assets)))).toEqual([
        'The bounds allow a buffer of 1 USDS to 20 USDS (SparkVault/buffer-out-of-bounds)',
      ])
    }
    expect(because(built(buffer(4n * WAD), modelOf({ buffer: wad(4n * WAD) })))).toEqual([
      'The liquidity buffer would stay as it is',
    ])
  })
})
