import { type Abi, type Address, encodeFunctionData, toFunctionSelector, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { primeVaultAbi, rateLimitsAbi, sparkVaultFacetAbi, usdsAbi } from '@/lib/abi'
import { places, sets, timed } from '@/lib/console/effects'
import { MAX_UINT256, WAD, wad } from '@/lib/math'
import { migrating, migratingModel, operating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { eventsBy } from '@/lib/testing/stated'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { buildAction, readBack, readinessOf } from '..'

const { generator, prime } = migrating
const [{ controller, rateLimits }] = prime.controllers
const { diamond, almProxy } = generator.addresses
const place = places.generators(diamond).primes(prime.slug)
const HOUR = 3_600n
const bounds = {
  ...{ minShare: 1n, maxShare: WAD, minPeriod: 1n, maxPeriod: 365n * 24n * HOUR },
  ...{ minBuffer: 0n, maxBuffer: 10n ** 30n, maxPause: 48n * HOUR, coolDown: 1n },
}
const rails = (changes = {}): FakeOutputs => ({
  'guardrails()': () => [{ ...NO_GUARDRAILS, bounds, ...changes }],
  'pauses()': () => [[], []],
  'nowChi()': () => [10n ** 27n],
})

/** 10 USDS lie idle in the vault, of which the take limit lets 20 out, refilled by one an hour, up to 30. */
function actionFor(amount: bigint, outputs: FakeOutputs = {}, from: Address = someone) {
  const model = migratingModel({ phase: 'DualRun' }, { ...operating, ...rails(), ...outputs })
  const request = {
    ...({ kind: 'take-from-vault', generator: diamond, prime: prime.slug } as const),
    amount: wad(amount),
  }
  const action = buildAction(request, model, from)
  if (!action) throw new Error('Nothing was built')
  const said = action.requirements.find(({ id }) => id === 'take')?.says.fails
  return { action, model, said, state: readinessOf(action).state }
}

const limitOf = (current: bigint): FakeOutputs => ({
  'getRateLimitData(bytes32)': () => [
    { maxAmount: 30n * WAD, slope: WAD / HOUR, lastAmount: current, lastUpdated: fakeTime },
  ],
})

describe('a take from a vault', () => {
  it('moves what is idle to the ALMProxy of the Prime, to the wei', () => {
    const { action, state, said } = actionFor(10n * WAD)
    expect(state).toBe('ready')
    expect(said).toBe('At most 10 USDS can be taken now: what lies idle in its vault binds')
    expect(action.title).toBe("Take 10 USDS out of Spark's vault")
    expect(action.calls).toEqual([
      {
        to: controller,
        value: 0n,
        data: encodeFunctionData({
          abi: sparkVaultFacetAbi,
          functionName: 'takeFromSparkVault',
          args: [prime.vault, 10n * WAD],
        }),
      },
    ])
    expect(action.effects).toEqual([
      sets(place.vault.idle, wad(0n)),
      sets(place.proxyIdle, wad(20n * WAD)),
      timed(place.vault.contractOutstanding, wad(100n * WAD)),
      timed(place.vault.contractMaxWithdraw, wad(0n)),
      timed(place.vault.guardrails.contractMaxTake, wad(0n)),
      timed(place.takeLimit.lastAmount, 10n * WAD),
      timed(place.takeLimit.lastUpdated, fakeTime),
      timed(place.takeLimit.contractCurrent, 10n * WAD),
    ])
    expect(action.disables[0]).toMatch(/^0 USDS lies idle in the vault then/)
  })

  it('is logged by the limit, the token and the vault', () => {
    const { action } = actionFor(WAD)
    const abi = [...rateLimitsAbi, ...usdsAbi, ...primeVaultAbi] as Abi
    expect(eventsBy(abi, action.events)).toMatchObject([
      {
        address: rateLimits,
        eventName: 'RateLimitDecreaseTriggered',
        args: { amountToDecrease: WAD, oldRateLimit: 20n * WAD, newRateLimit: 19n * WAD },
      },
      { eventName: 'Transfer', args: { from: prime.vault, to: prime.almProxy, value: WAD } },
      { address: prime.vault, eventName: 'Take', args: { to: prime.almProxy, value: WAD } },
    ])
  })

  it('uses up no limit that is unlimited', () => {
    const { action, state } = actionFor(WAD, {
      'getRateLimitData(bytes32)': () => [
        { maxAmount: MAX_UINT256, slope: 0n, lastAmount: MAX_UINT256, lastUpdated: fakeTime },
      ],
    })
    expect(state).toBe('ready')
    expect(action.effects.map(({ path }) => path)).not.toContain(sets(place.takeLimit.lastAmount, 0n).path)
    expect(action.events).toHaveLength(2)
  })

  it('uses up what the policy of the vault lets out', () => {
    const { action, state, said } = actionFor(4n * WAD, rails({ share: WAD / 2n, period: 24n * HOUR }))
    expect(said).toMatch(/^At most 5 USDS can be taken now: what the withdrawal policy lets out binds$/)
    expect(state).toBe('ready')
    expect(action.effects).toContainEqual(timed(place.vault.guardrails.lastLeft, wad(WAD)))
    expect(action.effects).toContainEqual(timed(place.vault.guardrails.lastUpdated, fakeTime))
  })

  it.each<[string, bigint, FakeOutputs, RegExp]>([
    [
      'a wei more than is idle',
      10n * WAD + 1n,
      {},
      /^At most 10 USDS .* what lies idle in its vault binds; 10 USDS now, once: The Generator adds <0\.01 USDS to the vault, now$/,
    ],
    [
      'a wei more than the limit holds',
      5n * WAD + 1n,
      limitOf(5n * WAD),
      /^At most 5 USDS .*: its take limit binds; 5 USDS from .*, in 1 s$/,
    ],
    [
      'more than the limit ever holds',
      30n * WAD + 1n,
      {},
      /never by waiting\. Its take limit never holds more than 30 USDS/,
    ],
    [
      'more than the buffer leaves',
      8n * WAD + 1n,
      rails({ buffer: 2n * WAD }),
      /^At most 8 USDS .*: what lies idle above the liquidity buffer binds/,
    ],
    [
      'while takes are paused',
      WAD,
      rails({ takesPausedUntil: fakeTime + HOUR }),
      /^At most 0 USDS .*: takes from its vault are paused; 1 USDS from .*, in 1 h$/,
    ],
    [
      'without the function',
      WAD,
      { 'facetAddress(bytes4)': () => [zeroAddress] },
      /its controller has no takeFromSparkVault; 1 USDS never by waiting/,
    ],
    [
      'where the limit could not be read',
      WAD,
      { 'getRateLimitData(bytes32)': (_, to) => (to === rateLimits ? null : [sampleLimit]) },
      /^The amount can be taken \(could not be checked: /,
    ],
  ])('does not pass: %s', (_, amount, outputs, why) => {
    const built = actionFor(amount, outputs)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action.effects).toEqual([])
    expect(built.action.events).toEqual([])
    expect(built.action.disables).toEqual([])
  })

  it('passes from the very second in which the limit holds as much', () => {
    const stored = { maxAmount: 30n * WAD, slope: WAD, lastAmount: 0n }
    const since = (age: bigint): FakeOutputs => ({
      'getRateLimitData(bytes32)': () => [{ ...stored, lastUpdated: fakeTime - age }],
    })
    expect(actionFor(5n * WAD, since(4n)).state).toBe('blocked')
    expect(actionFor(5n * WAD, since(5n)).state).toBe('ready')
  })

  it('moves no nothing', () => {
    const { action, state } = actionFor(0n)
    expect(state).toBe('blocked')
    expect(action.requirements[0]).toMatchObject({ id: 'amount', holds: { value: false } })
  })

  it('is a right of the relayers of the Prime alone', () => {
    expect(actionFor(WAD).action.permission).toMatchObject({ id: 'prime-operator', holds: { value: true } })
    const { action, state } = actionFor(WAD, {}, almProxy)
    expect(state).toBe('blocked')
    expect(action.permission.says.fails).toBe(`${almProxy} is not a relayer of Spark, or guardians froze it`)
  })

  it('is none for a Prime that the model does not have', () => {
    const { model } = actionFor(WAD)
    const request = { kind: 'take-from-vault', generator: diamond, prime: 'nobody', amount: WAD } as const
    expect(buildAction(request, model, someone)).toBeNull()
  })

  it('reads back as what was asked for, and as nothing else', () => {
    const { action, model } = actionFor(WAD)
    const [call] = action.calls
    expect(readBack(action, model)[0]?.faults).toEqual([])
    const other = { ...action, request: { ...action.request, amount: wad(2n) } } as typeof action
    expect(readBack(other, model)[0]?.faults).toEqual([
      `The arguments are (${prime.vault}, ${WAD}), not those that were asked for.`,
    ])
    expect(call?.data.slice(0, 10)).toBe(toFunctionSelector('takeFromSparkVault(address,uint256)'))
  })
})

const sampleLimit = { maxAmount: 30n * WAD, slope: 1n, lastAmount: 20n * WAD, lastUpdated: fakeTime }
