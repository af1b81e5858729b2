import { describe, expect, it } from 'vitest'
import { buildAction } from '@/lib/actions'
import { pathOf } from '@/lib/leaf/path'
import { fakePrimeDeployment, fakeSharedDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { places } from './effects'
import { allFunds, stepsOf } from './funds'
import { pausOf } from './paus'
import { eachPrime, fundedPrimes, isFirst, isShared } from './shared'

const model = fakeModel({}, fakeTime, fakeSharedDeployment())
const alone = fakeModel({}, fakeTime, fakePrimeDeployment())
const [first, second] = model.generators

describe('a Prime that two Generators fund', () => {
  it('is one Prime with an entry for each', () => {
    const [spark, ...others] = fundedPrimes(model.generators)
    expect(others).toEqual([])
    expect(spark!.at.map(({ generator }) => generator)).toEqual([first, second])
    expect(spark!.at.map(({ prime }) => prime.addresses.vault)).toEqual([
      first!.primes[0]!.addresses.vault,
      second!.primes[0]!.addresses.vault,
    ])
    expect(eachPrime(model.generators)).toEqual([first!.primes[0]])
    expect(isShared(model.generators, { id: 'spark' })).toBe(true)
    expect(isShared(alone.generators, { id: 'spark' })).toBe(false)
    expect([first, second].map((one) => isFirst(model.generators, one!, { id: 'spark' }))).toEqual([
      true,
      false,
    ])
  })

  it('has one ALMProxy, which the Diamond of each may control, and lists that are shown at each', () => {
    const funds = allFunds(model)
    expect(funds.map(({ prime, name }) => prime ?? name)).toEqual(['Generator', 'spark', 'Second Generator'])
    const spark = funds[1]!
    const own = first!.primes[0]!.controllers.map(({ id }) => id)
    expect(spark.controllers.map(({ id }) => id)).toEqual([...own, first!.id, second!.id])
    const at = model.generators.map(({ id }) =>
      pathOf(places.generators(id).primes('spark').controllers(own[0]!).relayers.members.length),
    )
    expect(spark.lists.map(({ place }) => pathOf(place.length))).toEqual(at)
    const calls = stepsOf(funds).map(({ contract, account }) => `${contract} ${account}`)
    expect(new Set(calls).size).toBe(calls.length)
  })

  it('counts once among the PAUs', () => {
    const { controllers, rateLimits } = pausOf(model)
    expect(new Set(controllers).size).toBe(controllers.length)
    expect(new Set(rateLimits).size).toBe(rateLimits.length)
    expect(controllers).toHaveLength(3)
  })

  it('loses a relayer once, wherever its list is shown', () => {
    const [own] = first!.primes[0]!.controllers
    const action = buildAction({ kind: 'freeze-funds', prime: 'spark' }, model, someone)!
    const onOwn = action.calls.filter(({ to }) => to === own.id)
    expect(onOwn).toHaveLength(1)
    const at = model.generators.map(({ id }) =>
      pathOf(places.generators(id).primes('spark').controllers(own.id).relayers.members.length),
    )
    expect(action.effects.filter(({ path }) => at.includes(path))).toMatchObject([
      { path: at[0], after: { value: 0 } },
      { path: at[1], after: { value: 0 } },
    ])
  })
})
