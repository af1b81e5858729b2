import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableStateOf, withTableState } from './use-table-state'

const read = (search: string) => tableStateOf(new URLSearchParams(search), 'limits')

describe('state of a table in the URL', () => {
  it('is empty without parameters', () => {
    expect(read('')).toEqual({ sort: null, query: '' })
    expect(read('limits.sort=')).toEqual({ sort: null, query: '' })
  })

  it('reads a column with its direction and the filter', () => {
    expect(read('limits.sort=-max&limits.q=usds+mint')).toEqual({
      sort: { column: 'max', descending: true },
      query: 'usds mint',
    })
  })

  it('leaves other parameters and other tables alone', () => {
    const search = '?block=12&facets.q=erc&limits.q=old'
    expect(withTableState(search, 'limits', { sort: null, query: '' })).toBe('block=12&facets.q=erc')
  })

  it('comes back as it was written, whatever is typed', () => {
    const sort = fc.record({ column: fc.constantFrom('name', 'max'), descending: fc.boolean() })
    fc.assert(
      fc.property(fc.option(sort), fc.string(), (chosen, query) => {
        const state = { sort: chosen, query }
        expect(read(withTableState('?block=1', 'limits', state))).toEqual(state)
      }),
    )
  })
})
