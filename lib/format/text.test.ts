import { describe, expect, it } from 'vitest'
import { ended, groupHash, plural, shortAddress } from './text'

describe('shortAddress', () => {
  it('keeps four digits at each end of an address', () => {
    expect(shortAddress('0x1601843c5E9bC251A3272907010AFa41Fa18347E')).toBe('0x1601…347E')
  })

  it('shortens nothing that is not an address', () => {
    expect(shortAddress('Keel ALMProxy')).toBe('Keel ALMProxy')
    expect(shortAddress(`0x${'ab'.repeat(32)}`)).toBe(`0x${'ab'.repeat(32)}`)
  })
})

describe('groupHash', () => {
  it('shows every digit of a hash in groups of four', () => {
    expect(groupHash('0x1f931c1c')).toBe('0x1f93 1c1c')
    const hash = `0x${'0123456789abcdef'.repeat(4)}`
    expect(groupHash(hash).replaceAll(' ', '')).toBe(hash)
    expect(groupHash(hash).split(' ')).toHaveLength(16)
    expect(groupHash('0x')).toBe('0x')
  })
})

describe('plural', () => {
  it('makes the noun agree with the count', () => {
    expect(plural(0, 'facet')).toBe('0 facets')
    expect(plural(1n, 'facet')).toBe('1 facet')
    expect(plural(1_024, 'facet')).toBe('1,024 facets')
    expect(plural(2, 'entry', 'entries')).toBe('2 entries')
  })
})

describe('ended', () => {
  it.each(['The node refused', 'The node refused.'])('gives %s one full stop', (text) => {
    expect(ended(text)).toBe('The node refused.')
  })
})
