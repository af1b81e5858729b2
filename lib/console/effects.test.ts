import { describe, expect, it } from 'vitest'
import { pathOf } from '@/lib/leaf/path'
import { rad, wad } from '@/lib/math'
import { fakeModel } from '@/lib/testing/fakes/model'
import { holdsNow } from './diff'
import { places, removes, sets, timed } from './effects'

const id = fakeModel().generators[0]!.id
const generator = places.generators(id)
const unit = places.units(fakeModel().units[0]!.id)

describe('what an action states', () => {
  it('is of a leaf of the console', () => {
    const running = fakeModel({ 'paused()': () => [false] })
    const effect = sets(unit.timelock.paused, true)
    expect(effect).toEqual({ path: pathOf(unit.timelock.paused), after: { value: true } })
    expect([fakeModel(), running].map((model) => holdsNow(effect, model))).toEqual([true, false])
    expect(timed(unit.timelock.paused, true)).toEqual({ ...effect, timed: true })
    expect(removes(unit.timelock.paused)).toEqual({ ...effect, after: 'gone' })
  })

  it('does not compile with another unit, another type or at another place', () => {
    const refused = () => {
      // @ts-expect-error a wad where the leaf has a rad
      sets(generator.debt.line, wad(1n))
      // @ts-expect-error a rad where the leaf has a wad
      timed(generator.debt.Art, rad(1n))
      // @ts-expect-error a bare number where the leaf has a rad
      sets(places.mcd.Line, 1n)
      // @ts-expect-error a number where the leaf has a flag
      sets(unit.timelock.paused, 1)
      // @ts-expect-error a leaf that no ilk has
      sets(generator.debt.ceiling, rad(1n))
      // @ts-expect-error a slug where the id is an address
      sets(places.generators('spark').frozen, true)
      // @ts-expect-error a whole ilk
      removes(generator.debt)
      sets(generator.debt.line, rad(1n))
    }
    expect(refused).not.toThrow()
  })
})
