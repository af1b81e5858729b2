import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { cBeamsToPair, pairables, pairedWith } from './pair-options'

const modelOf = (outputs: FakeOutputs = {}) => fakeModel(outputs, fakeTime, fakePrimeDeployment())
const unpaired: FakeOutputs = {
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}

describe('what a cBEAM can be paired with', () => {
  it('is each RateLimits and controller that BeamState was asked about, by whose it is', () => {
    const model = modelOf()
    const names = pairables(model, modelUnit(model)).map(({ name }) => name)
    expect(names.slice(0, 2)).toEqual(['the limits of Generator', 'the controller of Generator'])
    expect(names).toContain('the limits of Spark')
    expect(names).toContain('the controller of Spark')
    expect(names).toContain(null)
    expect(new Set(pairables(model, modelUnit(model)).map(({ id }) => id)).size).toBe(names.length)
  })

  it('is told from what it is paired with, or may be', () => {
    const paired = (outputs: FakeOutputs) => {
      const model = modelOf(outputs)
      return pairedWith(model, modelUnit(model), someone).length
    }
    expect(paired({})).toBe(5)
    expect(paired(unpaired)).toBe(0)
    expect(paired({ ...unpaired, 'controllersCBeams(address,address)': () => null })).toBe(3)
  })

  it('has a cBEAM that is registered or paired, or may be, and nobody else', () => {
    const cBeams = (outputs: FakeOutputs) => {
      const model = modelOf(outputs)
      return cBeamsToPair(model, modelUnit(model))
    }
    expect(cBeams({})).toEqual([someone])
    expect(cBeams(unpaired)).toEqual([someone])
    expect(cBeams({ 'cBeams(address)': () => [0n] })).toEqual([someone])
    expect(cBeams({ ...unpaired, 'cBeams(address)': () => [0n] })).toEqual([])
    expect(cBeams({ ...unpaired, 'cBeams(address)': () => null })).toEqual([someone])
  })
})
