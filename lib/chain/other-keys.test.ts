import { describe, expect, it } from 'vitest'
import { nothingKnown } from '@/lib/console/known'
import { limitKeyFor } from '@/lib/limits'
import { fakePrimeDeployment } from './fake-deployment'
import { type FakeOutputs, fakeModel, fakeTime } from './fake-model'

const deployment = fakePrimeDeployment()
const [generator] = deployment.generators
const [prime] = generator!.primes
const { rateLimits } = generator!.addresses
/** Lets USDS out to the ALMProxy of a Prime; no event of it was given. */
const hidden = limitKeyFor('LIMIT_ASSET_TRANSFER', deployment.mcd.usds, prime!.almProxy)
const limit = (lastUpdated: bigint) => [{ maxAmount: 7n, slope: 0n, lastAmount: 7n, lastUpdated }]

const read = (lastUpdated: bigint | null) => {
  const outputs: FakeOutputs = {
    'getRateLimitData(bytes32)': ([key], to) => {
      if (to !== rateLimits || key !== hidden) return limit(1n)
      return lastUpdated === null ? null : limit(lastUpdated)
    },
  }
  const { generators } = fakeModel(outputs, fakeTime, deployment, nothingKnown(0n), { everyKey: true })
  return generators[0]!
}

describe('a limit of which a node gave no event', () => {
  it('is listed where its key is made of known names and own addresses', () => {
    const { limits, otherKeys } = read(5n)
    expect(limits.find(({ id }) => id === hidden)).toMatchObject({
      name: { name: 'LIMIT_ASSET_TRANSFER', addresses: [deployment.mcd.usds, prime!.almProxy] },
      maxAmount: { ok: true, value: 7n },
    })
    expect(otherKeys.map(({ id }) => id)).not.toContain(hidden)
  })

  it('is none where nothing was ever set, and not said to be none where that was not read', () => {
    for (const lastUpdated of [0n, null]) {
      const { limits, otherKeys } = read(lastUpdated)
      expect(limits.some(({ id }) => id === hidden)).toBe(false)
      expect(otherKeys.find(({ id }) => id === hidden)?.lastUpdated.ok).toBe(lastUpdated === 0n)
    }
  })
})
