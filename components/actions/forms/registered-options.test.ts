import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { registeredIn } from './registered-options'

const deployment = fakePrimeDeployment()
const [generator] = deployment.generators
const { diamond, rateLimits } = generator!.addresses

function idsOf(outputs: FakeOutputs = {}) {
  const model = fakeModel(outputs, fakeTime, deployment)
  return registeredIn(model, modelUnit(model)).map(({ id }) => id)
}

describe('the registrations that can be deleted', () => {
  it('are the cBEAMs, and the RateLimits and controllers that BeamState was asked about, each by its name', () => {
    const model = fakeModel({}, fakeTime, deployment)
    const options = registeredIn(model, modelUnit(model))
    expect(options.map(({ id, name }) => [id, name])).toEqual(
      expect.arrayContaining([
        [`cBeam-${someone}`, null],
        [`rateLimits-${rateLimits}`, `the RateLimits of ${generator!.name}`],
        [`controller-${diamond}`, `the controller of ${generator!.name}`],
        [
          `controller-${generator!.primes[0]!.controllers[0].controller}`,
          `the controller of ${generator!.primes[0]!.name}`,
        ],
      ]),
    )
    expect(new Set(options.map(({ id }) => id)).size).toBe(options.length)
  })

  it('leave out what is not registered, and keep what could not be read', () => {
    expect(idsOf({ 'rateLimits(address)': () => [0n] })).not.toContain(`rateLimits-${rateLimits}`)
    expect(idsOf({ 'rateLimits(address)': () => null })).toContain(`rateLimits-${rateLimits}`)
    expect(idsOf({ 'cBeams(address)': () => [0n] })).not.toContain(`cBeam-${someone}`)
    expect(idsOf({ 'controllers(address)': () => [0n] })).not.toContain(`controller-${diamond}`)
  })
})
