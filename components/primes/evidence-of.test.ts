import { describe, expect, it } from 'vitest'
import { leavesOf } from '@/lib/leaf/leaves'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import type { ConstraintId } from '@/lib/vaults'
import { constraintSources, type PrimeView, unreadWords } from './evidence-of'
import { checksOf, findPrime } from './find-prime'

/** A vault that holds the USDS of the deployment. */
const inUsds: FakeOutputs = { 'asset()': () => [fakePrimeDeployment().mcd.usds] }

const modelOf = (outputs: FakeOutputs = {}) =>
  fakeModel({ ...inUsds, ...outputs }, fakeTime, fakePrimeDeployment())

function view(outputs: FakeOutputs = {}): PrimeView {
  const model = modelOf(outputs)
  const slug = model.generators[0]?.primes[0]?.id
  const found = slug === undefined ? null : findPrime(model, slug)
  if (found === null) throw new Error('The fake deployment has no Prime')
  return found
}

/** What the page says when the call of this signature reverts. */
function said(signature: string): string {
  const broken = view({ [signature]: () => null })
  const { canTake, canAdd, canRecall } = broken.prime
  for (const answer of [canTake, canAdd, canRecall]) if (!answer.ok) return unreadWords(broken, answer.reason)
  throw new Error(`No answer rests on ${signature}`)
}

describe('unreadWords', () => {
  it('names what could not be read', () => {
    const { name } = view().prime
    expect(said('chi()')).toMatch(new RegExp(`^Could not read ${name}'s vault: the call reverted`))
    expect(said('facetAddress(bytes4)')).toMatch(
      new RegExp(`^Could not read the wiring of ${name}'s controller: the call reverted`),
    )
    expect(said('getRateLimitData(bytes32)')).toMatch(/^Could not read .*limit/)
    expect(said('Line()')).toMatch(/^Could not read MCD: the call reverted/)
  })

  it('names the read that failed where others failed with the same words', () => {
    const reverts = () => null
    for (const other of ['chi()', 'facetAddress(bytes4)', 'getInitRateLimits(bytes32,address)']) {
      const broken = view({ [other]: reverts, 'Line()': reverts })
      const { Line } = broken.mcd
      if (Line.ok) throw new Error('Line() was read')
      expect(unreadWords(broken, Line.reason), other).toMatch(/^Could not read MCD: the call reverted/)
    }
  })

  it('does not call a value unread that was read but is of no use', () => {
    const message = 'The vault holds another token than USDS, so its amounts are not USDS.'
    expect(unreadWords(view(), { kind: 'out-of-range', message })).toBe(message)
  })
})

describe('constraintSources', () => {
  it('gives every constraint of the three answers the reads that it rests on, and no other', () => {
    const known = view()
    const { canTake, canAdd, canRecall } = known.prime
    for (const answer of [canTake, canAdd, canRecall]) {
      if (!answer.ok) throw new Error(answer.reason.message)
      const ids: readonly ConstraintId[] = answer.value.constraints.map(({ id }) => id)
      for (const id of ids) {
        const from = constraintSources(known, id)
        expect(from.length, id).toBeGreaterThan(0)
        for (const source of from) expect(answer.from, id).toContain(source)
      }
    }
  })
})

describe('findPrime', () => {
  it('finds a Prime by its slug, and none by another', () => {
    const model = modelOf()
    expect(findPrime(model, 'nobody')).toBeNull()
    for (const generator of model.generators) {
      for (const prime of generator.primes) expect(findPrime(model, prime.id)?.prime.id).toBe(prime.id)
    }
  })

  it('has the checks of one Prime and of no other', () => {
    const model = modelOf()
    const known = view()
    const own = checksOf(model.checks, known)
    expect(own.some(({ id }) => id === `prime/agrees/${known.prime.id}`)).toBe(true)
    const isOf = (id: string) => id.endsWith(`/${known.prime.id}`) || id.startsWith('limits/')
    const controllers = known.prime.controllers.map((pau) => `paus/operators/${pau.id}`)
    expect(own.every(({ id }) => isOf(id) || controllers.includes(id))).toBe(true)
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining(controllers))
    expect(leavesOf(own).length).toBeGreaterThan(0)
  })
})
