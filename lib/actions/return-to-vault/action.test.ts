import { type Abi, type Address, encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { rateLimitsAbi, transferAssetFacetAbi, usdsAbi } from '@/lib/abi'
import { places, sets, timed } from '@/lib/console/effects'
import { WAD, wad } from '@/lib/math'
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
const { usds } = migratingModel({ phase: 'DualRun' }).generators[0]!.addresses

/** 10 USDS lie in the ALMProxy and 90 are owed; the return limit lets 20 through, refilled by one an hour, up to 30. */
function actionFor(amount: bigint, outputs: FakeOutputs = {}, from: Address = someone) {
  const rails: FakeOutputs = { 'guardrails()': () => [NO_GUARDRAILS], 'pauses()': () => [[], []] }
  const model = migratingModel({ phase: 'DualRun' }, { ...operating, ...rails, ...outputs })
  const request = {
    ...({ kind: 'return-to-vault', generator: diamond, prime: prime.slug } as const),
    amount: wad(amount),
  }
  const action = buildAction(request, model, from)
  if (!action) throw new Error('Nothing was built')
  const requirement = (id: string) => action.requirements.find((one) => one.id === id)
  return {
    ...{ action, model, state: readinessOf(action).state },
    said: requirement('return')?.says.fails,
    owed: requirement('owed'),
  }
}

const holding = (held: bigint): FakeOutputs => ({
  'balanceOf(address)': ([account], to) => [
    to === prime.vault ? 100n * WAD : account === prime.almProxy ? held : 10n * WAD,
  ],
})
const limitOf = (maxAmount: bigint, lastAmount: bigint): FakeOutputs => ({
  'getRateLimitData(bytes32)': () => [{ maxAmount, slope: WAD / HOUR, lastAmount, lastUpdated: fakeTime }],
})

describe('a return to a vault', () => {
  it('moves what the ALMProxy of the Prime holds into the vault, to the wei, and takes no shares', () => {
    const { action, state, said } = actionFor(10n * WAD)
    expect(state).toBe('ready')
    expect(said).toBe('At most 10 USDS can be returned now: what its ALMProxy holds binds')
    expect(action.title).toBe("Return 10 USDS to Spark's vault")
    expect(action.calls).toEqual([
      {
        to: controller,
        value: 0n,
        data: encodeFunctionData({
          abi: transferAssetFacetAbi,
          functionName: 'transferAsset',
          args: [usds, prime.vault, 10n * WAD],
        }),
      },
    ])
    expect(action.effects).toEqual([
      sets(place.vault.idle, wad(20n * WAD)),
      sets(place.proxyIdle, wad(0n)),
      timed(place.vault.contractOutstanding, wad(80n * WAD)),
      timed(place.vault.contractMaxWithdraw, wad(20n * WAD)),
      timed(place.vault.guardrails.contractMaxTake, wad(20n * WAD)),
      timed(place.returnLimit.lastAmount, 10n * WAD),
      timed(place.returnLimit.lastUpdated, fakeTime),
      timed(place.returnLimit.contractCurrent, 10n * WAD),
    ])
    const abi = [...rateLimitsAbi, ...usdsAbi] as Abi
    expect(eventsBy(abi, action.events)).toMatchObject([
      {
        address: rateLimits,
        eventName: 'RateLimitDecreaseTriggered',
        args: { amountToDecrease: 10n * WAD, oldRateLimit: 20n * WAD, newRateLimit: 10n * WAD },
      },
      { address: usds, args: { from: prime.almProxy, to: prime.vault, value: 10n * WAD } },
    ])
  })

  it('warns where it gives more than is owed, from the first wei on, and does not forbid it', () => {
    const rich = { ...holding(200n * WAD), ...limitOf(300n * WAD, 200n * WAD) }
    expect(actionFor(90n * WAD, rich).owed).toMatchObject({ holds: { value: true }, weight: 'warn' })
    const { owed, state } = actionFor(90n * WAD + 1n, rich)
    expect(state).toBe('ready')
    expect(owed).toMatchObject({ holds: { value: false } })
    expect(owed?.says.fails).toMatch(/: it has 90 USDS out, yield included\. The rest would be a gift/)
  })

  it.each<[string, bigint, FakeOutputs, RegExp]>([
    [
      'a wei more than the ALMProxy holds',
      10n * WAD + 1n,
      {},
      /what its ALMProxy holds binds; .* never by waiting\. What its ALMProxy holds is 10 USDS/,
    ],
    [
      'a wei more than the limit holds',
      5n * WAD + 1n,
      limitOf(30n * WAD, 5n * WAD),
      /^At most 5 USDS .*: its return limit binds; 5 USDS from .*, in 1 s$/,
    ],
    ['where no limit is set', WAD, limitOf(0n, 0n), /its return limit is disabled; 1 USDS never by waiting/],
    [
      'without the function',
      WAD,
      { 'facets()': () => [[]] },
      /its controller has no transferAsset; 1 USDS never by waiting/,
    ],
    [
      'where the balance could not be read',
      WAD,
      { 'balanceOf(address)': ([account], to) => (to === usds && account === prime.almProxy ? null : [WAD]) },
      /^The amount can be returned \(could not be checked: /,
    ],
  ])('does not pass: %s', (_, amount, outputs, why) => {
    const built = actionFor(amount, outputs)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action.effects).toEqual([])
    expect(built.action.events).toEqual([])
  })

  it('moves no nothing', () => {
    expect(actionFor(0n).state).toBe('blocked')
  })

  it('is a right of the relayers of the Prime alone', () => {
    const { action, state } = actionFor(WAD, {}, almProxy)
    expect(state).toBe('blocked')
    expect(action.permission).toMatchObject({ id: 'prime-operator', holds: { value: false } })
  })

  it('is not built where it is not known that the vault holds USDS', () => {
    const other = actionFor(WAD, { 'asset()': () => [someone] })
    expect(other.state).toBe('blocked')
    expect(other.said).toMatch(/could not be checked: The vault holds another token than USDS/)
  })

  it('reads back as what was asked for, and as nothing else', () => {
    const { action, model } = actionFor(WAD)
    expect(readBack(action, model)[0]?.faults).toEqual([])
    const other = { ...action, request: { ...action.request, amount: wad(2n) } } as typeof action
    expect(readBack(other, model)[0]?.faults[0]).toMatch(/not those that were asked for/)
  })
})
