import { describe, expect, it } from 'vitest'
import { withQuery } from './query-link'

describe('withQuery', () => {
  it('sets and takes away, and keeps the rest', () => {
    expect(withQuery('limits.q=spark', { key: '0x12' })).toBe('?limits.q=spark&key=0x12')
    expect(withQuery('key=0x12&limits.q=spark', { key: null })).toBe('?limits.q=spark')
    expect(withQuery('key=0x12', { key: '0x34' })).toBe('?key=0x34')
  })

  it('stays a link to this page when nothing is left', () => {
    expect(withQuery('key=0x12', { key: null })).toBe('?')
  })
})
