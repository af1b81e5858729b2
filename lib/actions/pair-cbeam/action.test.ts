import { decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { buildAction, type PairKind, type PairSide, readinessOf } from '@/lib/actions'
import { titleOf } from '@/lib/console/model/check'
import { textOf } from '@/lib/leaf/path'
import { fakeDeployment, fakePrimeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'

const unit = fakeUnit().beamState
const [generator] = fakeDeployment().generators
const { rateLimits, diamond } = generator!.addresses
const [prime] = fakePrimeDeployment().generators[0]!.primes
const ofPrime = prime!.controllers[0]!
const unpaired: FakeOutputs = {
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
  'frozen(address)': () => [false],
}

const built = (
  kind: PairKind,
  outputs: FakeOutputs = unpaired,
  {
    side = 'rateLimits',
    target = rateLimits,
    time = fakeTime,
  }: {
    readonly side?: PairSide
    readonly target?: `0x${string}`
    readonly time?: bigint
  } = {},
) => {
  const model = fakeModel(outputs, time, fakePrimeDeployment())
  const action = buildAction({ kind, unit, cBeam: someone, side, target }, model, someone)
  if (!action) throw new Error('There is no action')
  return action
}
const why = (action: ReturnType<typeof built>) => {
  const readiness = readinessOf(action)
  return readiness.state === 'ready' ? [] : readiness.because.map(titleOf)
}

describe('pairing a cBEAM', () => {
  it.each([
    ['rateLimits', rateLimits, 'setCBeamForRateLimits'],
    ['controller', diamond, 'setCBeamForController'],
    ['rateLimits', ofPrime.rateLimits, 'setCBeamForRateLimits'],
    ['controller', ofPrime.controller, 'setCBeamForController'],
  ] as const)('with a %s %s is one call of BeamState, and one value', (side, target, functionName) => {
    const action = built('pair-cbeam', unpaired, { side, target })
    expect(why(action)).toEqual([])
    const [call] = action.calls
    expect(action.calls).toHaveLength(1)
    expect(call?.to).toBe(unit)
    expect(decodeFunctionData({ abi: beamStateAbi, data: call!.data })).toEqual({
      functionName,
      args: [target, someone],
    })
    expect(action.effects.map(({ after }) => after)).toEqual([{ value: true }])
    expect(action.events).toHaveLength(1)
  })

  it('names the PAU, and the address where the deployment does not have it', () => {
    expect(built('pair-cbeam').title).toBe(`Pair cBEAM ${someone} with the RateLimits of Generator`)
    expect(built('pair-cbeam', unpaired, { side: 'controller', target: ofPrime.controller }).title).toBe(
      `Pair cBEAM ${someone} with the controller of Spark`,
    )
    expect(built('pair-cbeam', unpaired, { target: unit }).title).toContain(`the RateLimits ${unit}`)
  })

  it('is refused as BeamState refuses it, and where it is so already', () => {
    expect(why(built('pair-cbeam', { ...unpaired, 'cBeams(address)': () => [0n] }))).toEqual([
      `${someone} is not registered as cBEAM (BeamState/not-existing-cBeam)`,
    ])
    expect(why(built('pair-cbeam', { ...unpaired, 'rateLimits(address)': () => [0n] }))).toEqual([
      'BeamState does not know the RateLimits of Generator: it is not registered',
    ])
    expect(why(built('pair-cbeam', { 'frozen(address)': () => [false] }))).toEqual([
      'It is paired with the RateLimits of Generator already',
    ])
    expect(why(built('pair-cbeam', { ...unpaired, 'hasUserRole(address,uint8)': () => [false] }))).toEqual([
      `${someone} does not hold the IMMEDIATE role of BeamState`,
    ])
  })

  it('is refused where something could not be read, and where nobody was asked', () => {
    expect(why(built('pair-cbeam', { ...unpaired, 'cBeams(address)': () => null }))).toHaveLength(1)
    expect(why(built('pair-cbeam', unpaired, { target: unit })).length).toBeGreaterThan(0)
  })

  it('waits for the end of the Processing Window, and warns of a freeze', () => {
    const requirement = (action: ReturnType<typeof built>, id: string) =>
      action.requirements.find((one) => one.id === id)
    const inside = fakeTime - (fakeTime % 86_400n) + 86_400n + 14n * 3_600n
    expect(requirement(built('pair-cbeam', unpaired, { time: inside }), 'window')?.holds).toMatchObject({
      value: false,
    })
    expect(requirement(built('pair-cbeam'), 'window')?.holds).toMatchObject({ value: true })
    const frozen = built('pair-cbeam', { ...unpaired, 'frozen(address)': () => [true] })
    expect(requirement(frozen, 'cbeam-not-frozen')).toMatchObject({
      weight: 'warn',
      holds: { ok: true, value: false },
    })
    expect(why(frozen)).toEqual([])
  })
})

describe('unpairing a cBEAM', () => {
  it('is one call of BeamState, says what it stops and who gives it back', () => {
    const action = built('unpair-cbeam', {}, { side: 'controller', target: diamond })
    expect(why(action)).toEqual([])
    expect(decodeFunctionData({ abi: beamStateAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'unsetCBeamForController',
      args: [diamond, someone],
    })
    expect(textOf(action.effects[0]!.path)).toContain(`scope/pairs/controller-${someone}`)
    expect(action.effects[0]!.after).toEqual({ value: false })
    expect(action.disables).toEqual([
      `${someone} can no longer run approved calls on the controller of Generator, or replace its relayers and freezers.`,
    ])
    expect(action.undo).toMatch(/^The Core Council pairs it again at once/)
    expect(built('unpair-cbeam', {}).disables).toEqual([
      `${someone} can no longer change limits in the RateLimits of Generator.`,
    ])
  })

  it('is refused where it is not paired, and stays possible where that could not be read', () => {
    expect(why(built('unpair-cbeam'))).toEqual(['It is not paired with the RateLimits of Generator'])
    const unread = built('unpair-cbeam', { 'rateLimitsCBeams(address,address)': () => null })
    expect(readinessOf(unread).state).toBe('unknown')
    expect(unread.emergency).toBe(true)
  })
})
