import { type Address, decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { primeVaultAbi } from '@/lib/abi'
import { places, sets, timed } from '@/lib/console/effects'
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
const vault = places.generators(target.generator).primes(target.prime).vault
const rails = vault.guardrails

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

/** The Generator holds shares worth 100 USDS, of which 10 are idle in the vault. */
function modelOf(rails: Partial<Guardrails> = {}, others: FakeOutputs = {}, time = fakeTime): ConsoleModel {
  const outputs: FakeOutputs = {
    'guardrails()': () => [{ ...NO_GUARDRAILS, bounds, ...rails }],
    'pauses()': () => pausesOf(rails),
    ...others,
  }
  return migratingModel({ phase: 'DualRun', time }, outputs)
}

/** Pauses that end at these times, as the vault answers them. `by` began each, with the longest length allowed. */
function pausesOf(
  { takesPausedUntil = 0n, withdrawalsPausedUntil = 0n }: Partial<Guardrails>,
  by: Address = someone,
  length = bounds.maxPause,
) {
  const one = (until: bigint) =>
    until === 0n ? [] : [{ by, start: Number(until - length), until: Number(until) }]
  return [one(takesPausedUntil), one(withdrawalsPausedUntil)]
}

/** A pause that one account began. */
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

/** The requirements that block an action, in words. */
const because = (action: Action) => {
  const readiness = readinessOf(action)
  return readiness.state === 'ready' ? [] : readiness.because.map(titleOf)
}
const callOf = ({ calls }: Action) => decodeFunctionData({ abi: primeVaultAbi, data: calls[0]!.data })

const requests: readonly GuardrailRequest[] = [
  pause(),
  unpause(true, false),
  policy(WAD / 10n, DAY),
  buffer(2n * WAD),
]

describe('every change of a guardrail', () => {
  const model = modelOf({ takesPausedUntil: fakeTime + 1n })

  it.each(requests)('a change of a guardrail needs GUARDRAIL_ROLE on the vault: $kind', (request) => {
    const stranger = modelOf({}, { 'getRoleMember(bytes32,uint256)': () => [prime.vault] })
    const { permission, calls } = built(request, stranger)
    expect(permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(permission)).toBe(`${someone} does not hold GUARDRAIL_ROLE on Spark's vault`)
    expect(calls.map(({ to, value }) => [to, value])).toEqual([[prime.vault, 0n]])
    expect(built(request, model).permission.holds).toMatchObject({ ok: true, value: true })
  })

  it.each(requests)(
    'no action is built for a vault without guardrails or a Prime that is not there: $kind',
    (request) => {
      const without = modelOf({}, { 'supportsInterface(bytes4)': () => [false] })
      expect(buildAction(request, without, someone)).toBeNull()
      expect(buildAction({ ...request, prime: 'nobody' }, model, someone)).toBeNull()
    },
  )

  it.each(requests)('only a pause is offered where the guardrails could not be read: $kind', (request) => {
    const unread = built(request, modelOf({}, { 'guardrails()': () => null }))
    expect(readinessOf(unread).state).toBe(request.kind === 'pause-vault' ? 'unknown' : 'blocked')
    expect(unread.calls).toHaveLength(1)
    expect(unread.requirements[0]?.says.holds).toMatch(/could not be checked/)
  })

  it.each(requests)('a change of a guardrail reads back as what was asked for: $kind', (request) => {
    expect(readBack(built(request, model), model).flatMap(({ faults }) => faults)).toEqual([])
  })
})

describe('pausing a vault', () => {
  it('a pause of takes states until when it lasts and what the vault then answers', () => {
    const action = built(pause())
    expect(callOf(action)).toEqual({ functionName: 'pause', args: [true, false, HOUR] })
    expect(action.title).toBe("Pause takes of Spark's vault for 1 h")
    expect(action.emergency).toBe(true)
    expect(readinessOf(action).state).toBe('ready')
    expect(action.effects).toEqual([
      timed(rails.takesPausedUntil, fakeTime + HOUR),
      timed(rails.takesPauses, [pauseOf(fakeTime + HOUR)]),
      timed(rails.contractMaxTake, wad(0n)),
    ])
    expect(action.disables).toEqual([
      'Spark cannot draw from its vault until 2027-01-15 09:00 UTC, and none of its debt can be migrated (SparkVault/takes-paused).',
      'Deposits and what Spark returns are still accepted.',
    ])
    expect(action.undo).toBe(
      `${someone} and governance can end it at once; it ends by itself at 2027-01-15 09:00 UTC. No other operator can end it. ${someone} can pause again 15 min after it ends.`,
    )
  })

  it('a pause stops withdrawals too where both are asked for', () => {
    const action = built(pause({ withdrawals: true }))
    expect(action.title).toBe("Pause takes and withdrawals of Spark's vault for 1 h")
    expect(action.effects).toEqual([
      timed(rails.takesPausedUntil, fakeTime + HOUR),
      timed(rails.takesPauses, [pauseOf(fakeTime + HOUR)]),
      timed(rails.withdrawalsPausedUntil, fakeTime + HOUR),
      timed(rails.withdrawalsPauses, [pauseOf(fakeTime + HOUR)]),
      timed(rails.contractMaxTake, wad(0n)),
      timed(vault.contractMaxWithdraw, wad(0n)),
    ])
    expect(action.disables).toHaveLength(3)
  })

  it('a pause is limited in length and by a cool-down, and says from when it passes', () => {
    expect(because(built(pause({ duration: 2n * DAY })))).toEqual([])
    expect(because(built(pause({ duration: 2n * DAY + 1n })))).toEqual([
      'A pause can last 2 d at most (SparkVault/pause-too-long)',
    ])
    expect(because(built(pause({ duration: 0n })))).toEqual([
      'A pause has to last at least 1 s (SparkVault/zero-pause)',
    ])
    expect(because(built(pause({ takes: false })))).toEqual([
      'Nothing is chosen to be paused (SparkVault/nothing-to-pause)',
    ])
    const none = modelOf({ bounds: { ...bounds, maxPause: 0n } })
    expect(because(built(pause(), none))).toEqual([
      'Governance does not allow pauses of this vault (SparkVault/pause-too-long)',
    ])
    const lately = (until: bigint) => modelOf({ takesPausedUntil: until })
    expect(because(built(pause(), lately(fakeTime - 12n * HOUR)))).toEqual([])
    expect(because(built(pause(), lately(fakeTime - 10n * HOUR)))).toEqual([
      'Next pause of takes by this operator 10:00 UTC, in 2 h (SparkVault/cool-down)',
    ])
    // A short pause makes its operator wait only a short time, and nobody else at all.
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

  it('a pause is not held back by the Processing Window', () => {
    expect(because(built(pause(), modelOf({}, {}, fakeTime + 6n * HOUR)))).toEqual([])
    expect(built(pause()).requirements.map(({ id }) => id)).toEqual(['accepted'])
  })
})

describe('what the vault accepts', () => {
  it('is said of a pause, of its end and of what is set', () => {
    const accepted = (request: GuardrailRequest, model = modelOf()) =>
      built(request, model).requirements.find(({ id }) => id === 'accepted')?.says.holds
    expect(accepted(pause())).toMatch(/^The bounds .*cool-down/)
    expect(accepted(unpause(true, false), modelOf({ takesPausedUntil: fakeTime + HOUR }))).toBe(
      `Paused now, by ${someone}: takes`,
    )
    for (const request of [policy(WAD / 10n, DAY), buffer(2n * WAD)]) {
      expect(accepted(request)).toBe('It is within the bounds that governance set')
    }
  })
})

describe('ending a pause', () => {
  const paused = modelOf({ takesPausedUntil: fakeTime + HOUR })

  it('ending a pause lets takes through again at once, and starts the cool-down', () => {
    const action = built(unpause(true, false), paused)
    expect(callOf(action)).toEqual({ functionName: 'unpause', args: [true, false] })
    expect(action.title).toBe("End the pause of takes of Spark's vault")
    expect(action.emergency).toBe(false)
    expect(action.effects).toEqual([
      timed(rails.takesPausedUntil, fakeTime),
      timed(rails.takesPauses, [pauseOf(fakeTime, someone, fakeTime - 47n * HOUR)]),
      timed(rails.contractMaxTake, wad(10n * WAD)),
    ])
    expect(action.disables).toEqual([
      `${someone} cannot pause takes again for 11 h 45 min: its cool-down begins now.`,
    ])
    expect(action.undo).toContain('from 2027-01-15 19:45 UTC')
  })

  it("ending a pause is blocked where only somebody else has paused, and tells when somebody else's pause goes on", () => {
    const [theirs = []] = pausesOf({ takesPausedUntil: fakeTime + 2n * HOUR }, prime.vault)
    const [own = []] = pausesOf({ takesPausedUntil: fakeTime + HOUR })
    const until = { takesPausedUntil: fakeTime + 2n * HOUR }
    const foreign = modelOf(until, { 'pauses()': () => [theirs, []] })
    expect(because(built(unpause(true, false), foreign))).toEqual([
      `${someone} has no running pause of its own for all of this: takes. Only governance, or whoever began a pause, can end it (SparkVault/pause-of-another)`,
    ])
    expect(built(unpause(true, false), foreign).disables.filter((text) => text.includes('goes on'))).toEqual(
      [],
    )
    const both = built(unpause(true, false), modelOf(until, { 'pauses()': () => [[...theirs, ...own], []] }))
    expect(because(both)).toEqual([])
    expect(both.disables[1]).toBe(
      "Somebody else's pause goes on: takes stay paused until 2027-01-15 10:00 UTC.",
    )
    expect(both.effects).toContainEqual(timed(rails.takesPausedUntil, fakeTime + 2n * HOUR))
  })

  it('ending a pause is blocked for what is not paused', () => {
    expect(because(built(unpause(true, false), paused))).toEqual([])
    for (const request of [unpause(true, true), unpause(false, true), unpause(false, false)]) {
      expect(because(built(request, paused))).toEqual([
        expect.stringMatching(/^Not paused now: .*\(SparkVault\/not-paused\)$/),
      ])
    }
    expect(because(built(unpause(true, false)))).toHaveLength(1)
    expect(because(built(unpause(false, false)))).toEqual(['Not paused now: nothing (SparkVault/not-paused)'])
  })
})

describe('setting the withdrawal policy', () => {
  it('a new policy says what it lets out, and that it starts with the lesser of old and new', () => {
    const running = { share: wad(WAD / 2n), period: DAY, lastLeft: wad(2n * WAD), lastUpdated: fakeTime }
    const action = built(policy(WAD / 4n, 2n * DAY), modelOf(running))
    expect(callOf(action)).toEqual({ functionName: 'setWithdrawalPolicy', args: [WAD / 4n, 2n * DAY] })
    expect(action.title).toBe("Let 25 % of what is idle leave Spark's vault, refilled over 2 d")
    // A quarter of 10 is more than the two that are left.
    expect(action.effects).toEqual([
      sets(rails.share, wad(WAD / 4n)),
      sets(rails.period, 2n * DAY),
      timed(rails.lastUpdated, fakeTime),
    ])
    const narrow = built(policy(WAD / 10n, 2n * DAY), modelOf(running))
    expect(narrow.effects).toContainEqual(timed(rails.lastLeft, WAD))
    expect(narrow.effects).toContainEqual(timed(rails.contractMaxTake, WAD))
    expect(action.disables[0]).toBe(
      'Larger takes revert (SparkVault/policy-exceeded). The new policy starts with what the old or the new one lets out now, whichever is less, and refills evenly: right after this, the guardrails let Spark take 2 USDS.',
    )
    expect(action.undo).toContain('Only governance can end the policy.')
  })

  it('a policy outside the bounds is blocked, and names the bounds', () => {
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
      'A period has to last at least 1 s; only governance can end the policy (SparkVault/zero-period)',
    ])
  })

  it('a policy is blocked where it changes nothing, and held back in the Processing Window', () => {
    const set = modelOf({ share: wad(WAD / 4n), period: DAY })
    expect(because(built(policy(WAD / 4n, DAY), set))).toEqual(['The withdrawal policy would stay as it is'])
    expect(because(built(policy(WAD / 4n, 2n * DAY), set))).toEqual([])
    expect(because(built(policy(WAD / 5n, DAY), set))).toEqual([])
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
  it('a new liquidity buffer says what it leaves for takes', () => {
    const action = built(buffer(4n * WAD))
    expect(callOf(action)).toEqual({ functionName: 'setLiquidityBuffer', args: [4n * WAD] })
    expect(action.title).toBe("Set the liquidity buffer of Spark's vault to 4 USDS")
    expect(action.effects).toEqual([
      sets(rails.buffer, wad(4n * WAD)),
      timed(rails.contractMaxTake, wad(6n * WAD)),
    ])
    expect(action.disables[0]).toContain('right after this, the guardrails let Spark take 6 USDS')
  })

  it('a buffer outside the bounds is blocked, and one above what the vault holds is warned of', () => {
    const held = ({ requirements }: Action) => requirements.find(({ id }) => id === 'held')?.holds
    expect(because(built(buffer(20n * WAD)))).toEqual([])
    expect(held(built(buffer(10n * WAD)))).toMatchObject({ value: true })
    const warning = built(buffer(11n * WAD)).requirements.find(({ id }) => id === 'held')!
    expect(titleOf(warning)).toBe('The vault holds less than that')
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
