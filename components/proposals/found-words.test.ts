import { describe, expect, it } from 'vitest'
import { notFound } from './found-words'

describe('what approvals on chain do not tell', () => {
  it('names each thing that somebody filled in once, and how it is found', () => {
    const text = notFound()
    expect(text).toContain('the numbers of limits, the new relayer')
    expect(text).toContain(', the amount that is added')
    expect(text).toMatch(/ and the capacity and the factor of a settlement\. Open the link/)
  })
})
