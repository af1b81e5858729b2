import { type Address, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { buildAction } from '@/lib/actions'
import { fakeDeployment, fakePrimeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { newRelayerWords } from './relayers'

const pauseProxy = fakePrimeDeployment().governance?.pauseProxy as Address
const setRelayer = {
  facetAddress: someone,
  functionSelectors: [toFunctionSelector('setRelayer(address)')],
}
const diamond = fakeDeployment().generators[0]!.addresses.diamond
const paired = { pairs: [{ kind: 'controller', target: diamond, cBeam: someone }] } as const

/** A deployment in which a cBEAM can set a relayer, and governance administers the Diamond. */
const able: FakeOutputs = {
  'stopped()': () => [false],
  'facets()': () => [[setRelayer]],
  'hasRole(bytes32,address)': () => [true],
  'controllersCBeams(address,address)': () => [1n],
  'frozen(address)': () => [false],
  'getRoleMember(bytes32,uint256)': () => [pauseProxy],
  'delay()': () => [172_800n],
}

const modelOf = (more: FakeOutputs = {}, deployment = fakePrimeDeployment()) =>
  fakeModel({ ...able, ...more }, fakeTime, deployment, paired)

function words(more: FakeOutputs = {}, deployment = fakePrimeDeployment()): string {
  const model = modelOf(more, deployment)
  return newRelayerWords(model.generators[0]!, model)
}

const SPELL = 'governance can grant RELAYER by spell, 2 d after it is plotted.'

describe('how a Generator gets a relayer again', () => {
  it('is by a cBEAM or by spell, where the deployment allows it', () => {
    expect(words()).toBe(`A cBEAM of the Diamond sets a new relayer with setRelayer, at once; ${SPELL}`)
  })

  it.each<[FakeOutputs, string]>([
    [{ 'stopped()': () => [true] }, 'BeamState is stopped'],
    [{ 'facets()': () => [[]] }, 'the Diamond has no setRelayer'],
    [
      { 'hasRole(bytes32,address)': () => [false] },
      'ControllerOperators does not hold OPERATORS on the Diamond',
    ],
    [{ 'controllersCBeams(address,address)': () => [0n] }, 'none is paired with the Diamond'],
  ])('is not by a cBEAM with %o', (more, why) => {
    expect(words(more)).toBe(`No cBEAM can set a relayer: ${why}; ${SPELL}`)
  })

  it('is not by a cBEAM where there is no ControllerOperators, and nothing of it is asked', () => {
    const deployment = fakePrimeDeployment()
    const without = { ...deployment, units: [fakeUnit({ operators: null })] }
    expect(words({}, without)).toBe(
      `No cBEAM can set a relayer: the deployment has no ControllerOperators; ${SPELL}`,
    )
    const model = modelOf({}, without)
    expect(model.generators[0]?.wires.operatorsOnDiamond).toBeNull()
    expect(model.checks.map(({ id }) => id).filter((id) => id.startsWith('wiring/operators'))).toEqual([])
  })

  it('is unknown where the rights could not be read', () => {
    expect(words({ 'stopped()': () => null })).toMatch(
      /^Whether a cBEAM can set a relayer .* could not be read; /,
    )
    expect(words({ 'getRoleMember(bytes32,uint256)': () => null })).toMatch(
      /; who administers the Diamond could not be read\.$/,
    )
  })

  it('is by whoever administers the Diamond, where that is not governance', () => {
    expect(words({ 'getRoleMember(bytes32,uint256)': () => [someone] })).toContain(
      `; ${someone} can grant RELAYER as admin of the Diamond.`,
    )
    expect(words({ 'getRoleMemberCount(bytes32)': () => [0n] })).toMatch(
      /; nobody administers the Diamond\.$/,
    )
  })

  it('is told by the check of a frozen Generator and before a freeze', () => {
    const model = modelOf({ 'stopped()': () => [true] })
    const request = { kind: 'freeze-all', generator: diamond } as const
    expect(buildAction(request, model, someone)?.undo).toContain('No cBEAM can set a relayer')
    expect(model.checks.find(({ id }) => id === `emergency/relayer/${diamond}`)?.remedy).toContain(
      'No cBEAM can set a relayer',
    )
  })
})
