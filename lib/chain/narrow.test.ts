import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from './fake-deployment'
import { type FakeOutputs, fakeModel, fakeTime } from './fake-model'

const inUsds: FakeOutputs = { 'asset()': () => [fakePrimeDeployment().mcd.usds] }

/** The Prime of the fake deployment where these calls revert. */
function primeWithout(...signatures: readonly string[]) {
  const broken = Object.fromEntries(signatures.map((signature) => [signature, () => null]))
  const model = fakeModel({ ...inUsds, ...broken }, fakeTime, fakePrimeDeployment())
  const prime = model.generators[0]?.primes[0]
  if (!prime) throw new RangeError('The fake deployment has no Prime')
  return prime
}

/** Which of the values are known. */
const known = (prime: ReturnType<typeof primeWithout>) => ({
  canTake: prime.canTake.ok,
  canAdd: prime.canAdd.ok,
  canRecall: prime.canRecall.ok,
  funding: prime.vault.funding.ok,
  totalAssets: prime.vault.totalAssets.ok,
})

const all = { canTake: true, canAdd: true, canRecall: true, funding: true, totalAssets: true }

describe('what is unreadable in one place', () => {
  it.each<[what: string, signatures: readonly string[], lost: Partial<typeof all>]>([
    ['nothing', [], {}],
    ['the controller of the Prime', ['facetAddress(bytes4)'], { canTake: false }],
    ['MCD', ['Line()'], { canAdd: false }],
    ['the deposit cap', ['depositCap()'], { canAdd: false }],
    ['the most that a share may cost', ['maxExchangeRates(address)'], { canAdd: false }],
  ])('takes only its own place: %s', (_, signatures, lost) => {
    expect(known(primeWithout(...signatures))).toEqual({ ...all, ...lost })
  })
})
