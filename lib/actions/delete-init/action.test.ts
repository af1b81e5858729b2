import { type Address, decodeFunctionData, getAddress, type Hex, pad, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { initId } from '@/lib/console/facts/entries'
import { titleOf } from '@/lib/console/model/check'
import type { LimitParams } from '@/lib/limits'
import { MAX_UINT256, WAD } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const deployment = fakePrimeDeployment()
const [{ beamState: unit }] = deployment.units as [(typeof deployment.units)[number]]
const [generator] = deployment.generators
const { diamond, rateLimits } = generator!.addresses
const STRANGER: Address = getAddress(pad(toHex(0x99), { size: 20 }))
const NONE: LimitParams = { maxAmount: 0n, slope: 0n }
const UNLIMITED: LimitParams = { maxAmount: MAX_UINT256, slope: 0n }
const [SOME, MORE] = [1n, 2n].map((n) => ({ maxAmount: n * WAD, slope: n })) as [LimitParams, LimitParams]

interface Entries {
  /** What BeamState stores; null could not be read. */
  readonly own?: LimitParams | null
  readonly general?: LimitParams | null
  /** The limit itself. */
  readonly limit?: LimitParams
  readonly others?: FakeOutputs
}

function modelOf({ own = SOME, general = NONE, limit = SOME, others = {} }: Entries = {}) {
  const isNone = (init: LimitParams | null) => init?.maxAmount === 0n && init.slope === 0n
  return fakeModel(
    {
      'initRateLimits(bytes32,address)': ([, of]) => {
        const init = of === zeroAddress ? general : own
        return init && [init.maxAmount, init.slope]
      },
      'getInitRateLimits(bytes32,address)': () => {
        const init = isNone(own) ? general : own
        return init && [init]
      },
      'getRateLimitData(bytes32)': () => [{ ...limit, lastAmount: 0n, lastUpdated: fakeTime }],
      'decimals()': () => [18],
      ...others,
    },
    fakeTime,
    deployment,
  )
}
const [mint] = modelOf().generators[0]!.limits
const key: Hex = mint!.id
const asked = (of: Address = rateLimits, which = key) =>
  ({ kind: 'delete-init', unit, key: which, rateLimits: of }) as const
const built = (entries: Entries = {}, of?: Address, which?: Hex) =>
  buildAction(asked(of, which), modelOf(entries), someone)!
const inForce = places.generators(diamond).limits(key)
const { inits } = places.units(unit).configurator
const entry = (of: Address, init = NONE, which = key) => ({
  [pathTo(inits(initId(of, which)).maxAmount)]: init.maxAmount,
  [pathTo(inits(initId(of, which)).slope)]: init.slope,
})
const counts = ({ maxAmount, slope }: LimitParams) => ({
  [pathTo(inForce.initMaxAmount)]: maxAmount,
  [pathTo(inForce.initSlope)]: slope,
})
const requirement = (action: ReturnType<typeof built>, id: string) =>
  action.requirements.find((one) => one.id === id)!
const warnings = (action: ReturnType<typeof built>) =>
  action.requirements
    .filter(({ weight, holds }) => weight === 'warn' && holds.ok && !holds.value)
    .map(titleOf)

describe('deleting an initial limit', () => {
  it('is one call of BeamState, which reads back as what was asked for', () => {
    for (const of of [rateLimits, zeroAddress]) {
      const action = built({ general: MORE }, of)
      expect(action.calls.map((call) => [call.to, call.value])).toEqual([[unit, 0n]])
      expect(decodeFunctionData({ abi: beamStateAbi, data: action.calls[0]!.data })).toEqual({
        functionName: 'delInitRateLimits',
        args: [key, of],
      })
      expect(eventsBy(beamStateAbi, action.events)).toEqual([
        { address: unit, eventName: 'DelInitRateLimits', args: { key, rateLimits_: of } },
      ])
      expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
      expect(readinessOf(action).state).toBe('ready')
      const other = { ...action, request: asked(STRANGER) }
      expect(readBack(other, modelOf())[0]?.faults[0]).toMatch(/^The arguments are/)
    }
    expect(built().title).toBe(`Delete the init of USDS mint limit for the RateLimits of ${generator!.name}`)
    expect(built({}, zeroAddress).title).toBe('Delete the init of USDS mint limit for every RateLimits')
    const strange = toHex(5, { size: 32 })
    expect(built({}, STRANGER, strange).title).toBe(
      `Delete the init of the limit under the key ${strange} for the RateLimits ${STRANGER}`,
    )
  })

  it('lets the general entry count where there is one, and none where there is none', () => {
    expect(effectsBy(built().effects)).toEqual({ ...entry(rateLimits), ...counts(NONE) })
    expect(effectsBy(built({ general: MORE }).effects)).toEqual({ ...entry(rateLimits), ...counts(MORE) })
  })

  it('leaves in force what a PAU has of its own, where the general one goes', () => {
    const of = (own: LimitParams) => effectsBy(built({ own, general: MORE }, zeroAddress).effects)
    expect(of(SOME)).toEqual({ ...entry(zeroAddress), ...counts(SOME) })
    expect(of(NONE)).toEqual({ ...entry(zeroAddress), ...counts(NONE) })
  })

  it('changes no limit of a PAU that it is not about', () => {
    expect(effectsBy(built({}, STRANGER).effects)).toEqual(entry(STRANGER))
  })

  it('says what a cBEAM can no longer set at once, and what it can', () => {
    const said = (entries: Entries, of = rateLimits) => built(entries, of).disables
    const lost = /^A cBEAM can no longer set the USDS mint limit of .* at once to 2 USDS, refilling .*\. /
    const only = 'It can raise it only step by step from what is set, and from nothing not at all.'
    const [without, ...more] = said({ own: MORE })
    expect(more).toEqual([])
    expect(without).toMatch(lost)
    expect(without).toContain(only)
    expect(said({ own: MORE, general: SOME })[0]).toMatch(/The general init counts then: 1 USDS, refilling /)
    // The general one allows as much, or it was not in force.
    expect(said({ own: SOME, general: SOME })).toEqual([])
    expect(said({ own: SOME, general: MORE })).toEqual([])
    expect(said({ own: SOME, general: { ...MORE, slope: 0n } })).toHaveLength(1)
    expect(said({ own: SOME, general: MORE }, zeroAddress)).toEqual([])
  })
})

describe('an initial limit is not deleted', () => {
  it('where there is none: then it is so already', () => {
    for (const [own, there] of [
      [NONE, false],
      [{ maxAmount: 0n, slope: 1n }, true],
      [{ maxAmount: 1n, slope: 0n }, true],
    ] as const) {
      const action = built({ own })
      expect(requirement(action, 'init-there').holds).toMatchObject({ ok: true, value: there })
      expect(because(readinessOf(action))).toEqual(there ? [] : ['There is no such init'])
    }
    expect(requirement(built({ own: NONE }), 'init-there').already).toBe(true)
  })

  it('where it is not known what counts afterwards', () => {
    const action = built({ general: null })
    expect(readinessOf(action).state).toBe('blocked')
    expect(requirement(action, 'init-stated').holds.ok).toBe(false)
    expect(effectsBy(action.effects)).toEqual(entry(rateLimits))
    expect(action.disables).toEqual([])
  })

  it('where BeamState was not asked for it', () => {
    const action = built({}, STRANGER, toHex(5, { size: 32 }))
    expect(requirement(action, 'init-there').holds.ok).toBe(false)
    expect(readinessOf(action).state).toBe('blocked')
  })

  it('by an account without IMMEDIATE', () => {
    const others = { 'hasUserRole(address,uint8)': () => [false] }
    expect(built({ others }).permission.holds).toMatchObject({ ok: true, value: false })
  })
})

describe('what to know of it', () => {
  it('a general entry concerns every PAU, which are counted and named', () => {
    expect(warnings(built({ general: MORE }))).toEqual([])
    const [warning, ...more] = warnings(built({ general: MORE }, zeroAddress))
    expect(more).toEqual([])
    expect(warning).toMatch(/^It is a general entry: it counts for every RateLimits, \d+ known here \(/)
    expect(warning).toContain(generator!.name)
  })

  it('a protected limit that a cBEAM can then narrow is named', () => {
    const narrowed = /^A cBEAM can narrow what is protected now: USDS mint limit of /
    expect(warnings(built({ own: UNLIMITED }))).toEqual([expect.stringMatching(narrowed)])
    // Unlimited without an init is protected as well.
    expect(warnings(built({ own: UNLIMITED, limit: UNLIMITED }))).toEqual([])
    expect(warnings(built({ own: UNLIMITED, general: UNLIMITED }))).toEqual([])
    expect(warnings(built({ own: UNLIMITED, general: SOME, limit: UNLIMITED }))).toEqual([
      expect.stringMatching(narrowed),
    ])
  })

  it('an unlimited one that no cBEAM can then lower is named', () => {
    const closed = [expect.stringMatching(/^No cBEAM can lower it any more, .*: USDS mint limit of /)]
    expect(warnings(built({ limit: UNLIMITED }))).toEqual(closed)
    expect(warnings(built({ limit: UNLIMITED, general: SOME }))).toEqual([])
    expect(warnings(built({ limit: { ...UNLIMITED, slope: 1n } }))).toEqual([])
    expect(warnings(built({ general: UNLIMITED }))).toEqual(closed)
  })

  it('it waits in the timelock to come back', () => {
    const others = { 'getMinDelay()': () => [7_200n] }
    expect(built({ others }).undo).toMatch(/^Only through the timelock \(2 h\): /)
    expect(built({ others: { 'getMinDelay()': () => null } }).undo).toMatch(/^Only through the timelock: /)
  })
})
