import { describe, expect, it } from 'vitest'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { buildAction } from '.'
import { deepFreeze } from './deep-freeze'

/** Paths of everything that can still be changed. */
function loose(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([name, child]) => loose(child, `${path}/${name}`))
  return Object.isFrozen(value) ? below : [path, ...below]
}

describe('deepFreeze', () => {
  it('freezes what lies inside an object that was already frozen', () => {
    const inner = { list: [{ deep: 1 }] }
    const value = deepFreeze({ shallow: Object.freeze({ inner }), nothing: null, big: 1n })
    expect(loose(value)).toEqual([])
    expect(() => inner.list.push({ deep: 2 })).toThrow(TypeError)
  })

  it('stops at a value that contains itself', () => {
    const value: { self?: unknown } = {}
    value.self = value
    expect(Object.isFrozen(deepFreeze(value))).toBe(true)
  })
})

describe('an action that was built', () => {
  it('is frozen at every depth: calls, effects, events, requirements', () => {
    const model = fakeModel()
    const action = buildAction({ kind: 'freeze-all', generator: model.generators[0]!.id }, model, someone)
    expect(action?.calls.length).toBeGreaterThan(0)
    expect(loose(action)).toEqual([])
  })
})
