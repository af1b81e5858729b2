import { type Address, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { buildAction } from '@/lib/actions'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
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
  it('is by a cBEAM or by spell, where the deployment can', () => {
    expect(words()).toBe(`A cBEAM of the Diamond sets a new relayer with setRelayer, at once; ${SPELL}`)
  })

  it.each<[FakeOutputs, string]>([
    [{ 'stopped()': () => [true] }, 'the Configurator is stopped'],
    [{ 'facets()': () => [[]] }, 'the Diamond has no setRelayer'],
    [
      { 'hasRole(bytes32,address)': () => [false] },
      'the Configurator does not hold CONFIGURATOR on the Diamond',
    ],
    [
      { 'controllersCBeams(address,address)': () => [0n] },
      'none is paired with the Diamond, or each is frozen',
    ],
    [{ 'frozen(address)': () => [true] }, 'none is paired with the Diamond, or each is frozen'],
  ])('is not by a cBEAM with %o', (more, why) => {
    expect(words(more)).toBe(`No cBEAM can set a relayer: ${why}; ${SPELL}`)
  })

  it('is not known where that cannot be read', () => {
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

  it('is said by the check of a frozen Generator and before a freeze', () => {
    const model = modelOf({ 'stopped()': () => [true] })
    const request = { kind: 'freeze-all', generator: diamond } as const
    expect(buildAction(request, model, someone)?.undo).toContain('No cBEAM can set a relayer')
    expect(model.checks.find(({ id }) => id === `emergency/relayer/${diamond}`)?.remedy).toContain(
      'No cBEAM can set a relayer',
    )
  })
})
