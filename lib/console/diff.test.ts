import { describe, expect, it } from 'vitest'
import { given, type Leaf, map } from '@/lib/leaf'
import { storedPath } from '@/lib/leaf/path'
import type { Source } from '@/lib/leaf/source'
import { diffModels, isAsStated, judgeDiff } from './diff'
import type { ConsoleModel } from './model'

const source = (signature: string): Source => ({
  kind: 'call',
  address: '0x0000000000000000000000000000000000000001',
  signature,
  args: [],
  data: '0x',
})
const sources = [source('max()'), source('slope()'), source('owner()')]

/** A model of three reads and one value derived from the second. It has only leaves, as a diff looks at nothing else. */
function model(
  max: bigint,
  slope: bigint,
  owner: string,
  extra: readonly { id: string; held: Leaf<boolean> }[] = [],
) {
  const read = <T>(value: T, id: number): Leaf<T> => ({
    ok: true,
    value,
    from: [id],
    pick: { source: id, path: '' },
  })
  const perDay = map(read(slope, 1), (value) => value * 86_400n)
  return {
    max: read(max, 0),
    slope: read(slope, 1),
    perDay,
    owner: read(owner, 2),
    extra,
    sources,
  } as unknown as ConsoleModel
}

describe('diff of two models', () => {
  it('equal models have no differences', () => {
    expect(diffModels(model(1n, 2n, 'a'), model(1n, 2n, 'a'))).toEqual([])
  })

  it('a diff names every leaf that differs, read or derived', () => {
    const changes = diffModels(model(1n, 2n, 'a'), model(1n, 3n, 'a'))
    expect(changes.map(({ path, read }) => [path, read])).toEqual([
      ['slope', true],
      ['perDay', false],
    ])
  })

  it('a diff lists a leaf that is gone', () => {
    const held = [{ id: 'x', held: given(true) }]
    expect(diffModels(model(1n, 2n, 'a', held), model(1n, 2n, 'a'))).toMatchObject([
      { path: 'extra/x/held', after: null },
    ])
  })

  it('a derived change is a consequence of a stated change', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 3n, 'a'), [
      { path: storedPath('slope'), after: { value: 3n } },
    ])
    expect(judged.consequences.map(({ path }) => path)).toEqual(['perDay'])
    expect(isAsStated(judged)).toBe(true)
  })

  it('a stated read value at another place is a consequence, and no other read is', () => {
    const at = (slope: bigint, owner: string) => {
      const one = model(1n, slope, owner)
      return { ...one, again: { slope: (one as unknown as { slope: Leaf<bigint> }).slope } } as ConsoleModel
    }
    const effects = [{ path: storedPath('slope'), after: { value: 3n } }]
    const judged = judgeDiff(at(2n, 'a'), at(3n, 'a'), effects)
    expect(judged.consequences.map(({ path }) => path)).toEqual(['perDay', 'again/slope'])
    expect(isAsStated(judged)).toBe(true)
    expect(judgeDiff(at(2n, 'a'), at(3n, 'a'), []).unexpected.map(({ path }) => path)).toEqual([
      'slope',
      'perDay',
      'again/slope',
    ])
    expect(isAsStated(judgeDiff(at(2n, 'a'), at(3n, 'b'), effects))).toBe(false)
  })

  it('the leaves of a list item go with the stated one, and no other leaf does', () => {
    const listing = (...ids: readonly string[]) => {
      const items = ids.map((id) => ({ id, account: given(id), frozen: given(false) }))
      return { ...model(1n, 2n, 'a'), holders: { items } } as unknown as ConsoleModel
    }
    const effects = [{ path: storedPath('holders/items/x/account'), after: 'gone' }] as const
    const one = judgeDiff(listing('x', 'y'), listing('y'), effects)
    expect(one.consequences.map(({ path }) => path)).toEqual(['holders/items/x/frozen'])
    expect(isAsStated(one)).toBe(true)
    const other = judgeDiff(listing('x', 'y'), listing(), effects)
    expect(other.unexpected.map(({ path }) => path)).toEqual([
      'holders/items/y/account',
      'holders/items/y/frozen',
    ])
    const come = judgeDiff(listing('x'), listing('z'), effects)
    expect(come.unexpected.map(({ path }) => path)).toEqual([
      'holders/items/z/account',
      'holders/items/z/frozen',
    ])
  })

  it('a diff is not as stated when another read changes too', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 3n, 'b'), [
      { path: storedPath('slope'), after: { value: 3n } },
    ])
    expect(judged.unexpected.map(({ path }) => path)).toEqual(['owner'])
    expect(isAsStated(judged)).toBe(false)
  })

  it('a diff is not as stated when a stated change has another value or does not happen', () => {
    const [before, after] = [model(1n, 2n, 'a'), model(1n, 3n, 'a')]
    const other = judgeDiff(before, after, [{ path: storedPath('slope'), after: { value: 4n } }])
    expect(other.effects).toMatchObject([{ verdict: 'different' }])
    expect(other.unexpected.map(({ path }) => path)).toEqual(['perDay'])
    expect(isAsStated(other)).toBe(false)
    const missing = judgeDiff(before, after, [
      { path: storedPath('slope'), after: { value: 3n } },
      { path: storedPath('max'), after: { value: 9n } },
    ])
    expect(missing.effects).toMatchObject([{ verdict: 'as-stated' }, { verdict: 'did-not-happen' }])
    expect(isAsStated(missing)).toBe(false)
  })

  it('a stated value that is already there counts as done', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 2n, 'a'), [
      { path: storedPath('max'), after: { value: 1n } },
    ])
    expect(judged.effects).toMatchObject([{ verdict: 'already' }])
    expect(isAsStated(judged)).toBe(true)
  })
})
