import { expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { RAY, ray, seconds, sharesOf, wad } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { checkState, titleOf } from '../model/check'
import type { PrimeModel } from '../model/primes'
import { vaultSeed } from './vault-seed'

const [prime] = fakeModel({}, fakeTime, fakePrimeDeployment()).generators[0]?.primes ?? []
if (prime === undefined) throw new Error('The sample has no Prime')

const unread = unknown({ kind: 'not-read', message: 'the node did not answer' })
const none = { one: given(sharesOf(0n)), dead: given(sharesOf(0n)) }
/** A hundred shares at a rate of 2. */
const stored = {
  ...{ chi: given(ray(2n * RAY)), vsr: given(ray(RAY)), rho: given(seconds(fakeTime)) },
  ...{ totalSupply: given(sharesOf(100n)), contractTotalAssets: given(wad(200n)) },
}

const seedOf = (vault: Partial<PrimeModel['vault']>) =>
  vaultSeed({ ...prime, vault: { ...prime.vault, ...stored, burnedShares: none, ...vault } }, fakeTime)

it('passes with a share burned at either address, whatever the vault says of its assets', () => {
  for (const burned of [
    { ...none, one: given(sharesOf(1n)) },
    { ...none, dead: given(sharesOf(1n)) },
  ]) {
    const check = seedOf({ burnedShares: burned, contractTotalAssets: given(wad(1n)) })
    expect(checkState(check)).toBe('pass')
    expect(check.found).toMatchObject({ value: '0.000000000000000001 shares are burned.' })
  }
})

it('passes without a seed where the assets follow shares and rate', () => {
  const check = seedOf({})
  expect(checkState(check)).toBe('pass')
  expect(check.found).toMatchObject({ value: expect.stringContaining('No share is burned;') })
})

it('fails without a seed where the vault counts assets in another way', () => {
  const check = seedOf({ contractTotalAssets: given(wad(1n)) })
  expect(checkState(check)).toBe('attention')
  expect(titleOf(check)).toContain('has no burned shares, and its assets do not follow its rate')
})

it('is unknown where a balance or the assets could not be read', () => {
  expect(checkState(seedOf({ burnedShares: { ...none, dead: unread } }))).toBe('unknown')
  expect(checkState(seedOf({ contractTotalAssets: unread }))).toBe('unknown')
})
