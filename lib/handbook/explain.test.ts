import { describe, expect, it } from 'vitest'
import { explain, termFor } from './explain'
import { glossary } from './glossary'

/** The terms that are found, as "words → id". */
const found = (text: string) =>
  explain(text).flatMap((part) => (part.kind === 'term' ? [`${part.text} → ${part.term}`] : []))

describe('explain', () => {
  it('finds a term only as a word of its own, and the longest term that fits', () => {
    expect(found('Its legacy ilks move to one ilk.')).toEqual(['legacy ilks → legacy-ilk', 'ilk → ilk'])
    expect(found('Silky pre-ilk ilks-like')).toEqual([])
  })

  it('marks a term once in a text', () => {
    expect(found('A Prime is frozen; the Prime freezes.')).toEqual(['Prime → prime', 'frozen → freeze'])
  })

  it('finds no term inside code', () => {
    expect(explain('Call `hat of ilk` now')).toEqual([
      { kind: 'words', at: 0, text: 'Call ' },
      { kind: 'code', at: 5, text: 'hat of ilk' },
      { kind: 'words', at: 17, text: ' now' },
    ])
  })

  it('keeps every character of the text', () => {
    for (const { means } of glossary) {
      const parts = explain(means).map(({ kind, text }) => (kind === 'code' ? `\`${text}\`` : text))
      expect(parts.join('')).toBe(means)
    }
  })

  it('gives every part a position of its own, so that parts can be told apart', () => {
    const places = explain('An ilk, `line`, an ilk, a Prime.').map(({ at }) => at)
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('termFor', () => {
  it('finds a term only where it is the whole label', () => {
    expect(termFor('Liquidity buffer')).toBe('liquidity-buffer')
    expect(termFor('relayers')).toBe('relayer')
    expect(termFor('Liquidity buffer of Keel')).toBeNull()
  })
})

describe('the glossary', () => {
  it('has every name and every spelling only once', () => {
    const spellings = glossary.flatMap(({ name, also = [] }) => [...new Set([name, ...also])])
    expect(spellings.filter((one, index) => spellings.indexOf(one) !== index)).toEqual([])
  })

  it('explains each term in at most three sentences', () => {
    const long = glossary.filter(({ means }) => means.split(/[.!?] /).length > 3)
    expect(long.map(({ name }) => name)).toEqual([])
  })
})
