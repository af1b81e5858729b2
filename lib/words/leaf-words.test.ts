import { describe, expect, it } from 'vitest'
import type { UnitFacts } from '@/lib/console/facts/limits'
import type { AutoLineFacts } from '@/lib/console/facts/primes'
import { below, ROOT, storedPath } from '@/lib/leaf/path'
import { labelled, type WordsOf, wordsAt } from './leaf-words'
import { duration, moment, plain, radUsds, told, wadUsds } from './values'

const unit: WordsOf<UnitFacts> = {
  token: ['Token', plain],
  symbol: ['Symbol', plain],
  decimals: ['Decimals', plain],
}

interface Tree {
  readonly unit: UnitFacts | null
  readonly units: readonly (UnitFacts & { readonly id: string })[]
}

const tree: WordsOf<Tree> = {
  unit: null,
  units: (id) => (id === 'none' ? null : labelled(unit, (label) => `${label} of ${id}`)),
}

const labelAt = (...segments: readonly string[]) => wordsAt<Tree>(tree, segments.reduce(below, ROOT))?.[0]

describe('words in the shape of a tree', () => {
  it('are found by the path, whatever an id has in it', () => {
    expect(labelAt('units', 'a/b', 'symbol')).toBe('Symbol of a/b')
  })

  it('are none for what is not there, and for what is no leaf', () => {
    expect(labelAt('units', 'none', 'symbol')).toBeUndefined()
    expect(labelAt('unit', 'symbol')).toBeUndefined()
    for (const path of [
      '',
      'units',
      'units/a',
      'units/a/symbol/0',
      'units/a/symbol/length',
      'toString',
      'units/a/toString',
    ])
      expect(wordsAt<Tree>(tree, storedPath(path)), path).toBeNull()
  })

  it('do not compile without a leaf, with one too many, or in another unit', () => {
    const last = told<bigint>(String)
    const right: WordsOf<AutoLineFacts> = {
      line: ['Line', radUsds],
      gap: ['Gap', radUsds],
      ttl: ['Wait', duration],
      last: ['Last', last],
      lastInc: ['Last raise', moment],
    }
    const wrong: WordsOf<AutoLineFacts> = {
      // @ts-expect-error a rad told as a wad
      line: ['Line', wadUsds],
      // @ts-expect-error a rad told as a time
      gap: ['Gap', duration],
      ttl: ['Wait', duration],
      last: ['Last', last],
      lastInc: ['Last raise', moment],
    }
    const more: WordsOf<AutoLineFacts> = {
      ...right,
      // @ts-expect-error a leaf that is not there
      lastDec: ['Last decrease', moment],
    }
    // @ts-expect-error two leaves without words
    const less: WordsOf<UnitFacts> = { token: ['Token', plain] }
    expect([wrong, more, less].map((words) => Object.keys(words).length)).toEqual([5, 6, 1])
  })
})
