import { describe, expect, it } from 'vitest'
import { given, type Leaf, map } from '@/lib/leaf'
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

/** A model of three reads and one value derived from the first two; the diff looks at nothing but leaves. */
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
  it('finds nothing between equal models', () => {
    expect(diffModels(model(1n, 2n, 'a'), model(1n, 2n, 'a'))).toEqual([])
  })

  it('names every leaf that differs, read or derived', () => {
    const changes = diffModels(model(1n, 2n, 'a'), model(1n, 3n, 'a'))
    expect(changes.map(({ path, read }) => [path, read])).toEqual([
      ['slope', true],
      ['perDay', false],
    ])
  })

  it('lists a leaf that appears or goes', () => {
    const held = [{ id: 'x', held: given(true) }]
    expect(diffModels(model(1n, 2n, 'a', held), model(1n, 2n, 'a'))).toMatchObject([
      { path: 'extra/x/held', after: null },
    ])
  })

  it('takes a derived change as a consequence of the stated one', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 3n, 'a'), [
      { path: 'slope', after: { value: 3n } },
    ])
    expect(judged.consequences.map(({ path }) => path)).toEqual(['perDay'])
    expect(isAsStated(judged)).toBe(true)
  })

  it('takes the same read value in another place for the same change, and for no other', () => {
    const at = (slope: bigint, owner: string) => {
      const one = model(1n, slope, owner)
      return { ...one, again: { slope: (one as unknown as { slope: Leaf<bigint> }).slope } } as ConsoleModel
    }
    const effects = [{ path: 'slope', after: { value: 3n } }]
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

  it('takes what is shown of an item of a list to go with it, and nothing else', () => {
    const listing = (...ids: readonly string[]) => {
      const items = ids.map((id) => ({ id, account: given(id), frozen: given(false) }))
      return { ...model(1n, 2n, 'a'), holders: { items } } as unknown as ConsoleModel
    }
    const effects = [{ path: 'holders/items/x/account', after: 'gone' }] as const
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

  it('is not as stated when another read changes too', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 3n, 'b'), [
      { path: 'slope', after: { value: 3n } },
    ])
    expect(judged.unexpected.map(({ path }) => path)).toEqual(['owner'])
    expect(isAsStated(judged)).toBe(false)
  })

  it('is not as stated when the stated change has another value, or does not happen', () => {
    const [before, after] = [model(1n, 2n, 'a'), model(1n, 3n, 'a')]
    const other = judgeDiff(before, after, [{ path: 'slope', after: { value: 4n } }])
    expect(other.effects).toMatchObject([{ verdict: 'different' }])
    expect(other.unexpected.map(({ path }) => path)).toEqual(['perDay'])
    expect(isAsStated(other)).toBe(false)
    const missing = judgeDiff(before, after, [
      { path: 'slope', after: { value: 3n } },
      { path: 'max', after: { value: 9n } },
    ])
    expect(missing.effects).toMatchObject([{ verdict: 'as-stated' }, { verdict: 'did-not-happen' }])
    expect(isAsStated(missing)).toBe(false)
  })

  it('counts a stated value that is there before as done', () => {
    const judged = judgeDiff(model(1n, 2n, 'a'), model(1n, 2n, 'a'), [{ path: 'max', after: { value: 1n } }])
    expect(judged.effects).toMatchObject([{ verdict: 'already' }])
    expect(isAsStated(judged)).toBe(true)
  })
})
