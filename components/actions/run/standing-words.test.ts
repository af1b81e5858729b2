import { describe, expect, it } from 'vitest'
import { standingWords } from './standing-words'

describe('how far a proposal is', () => {
  it.each([
    ['signing', { have: 1, need: 2 }, /signing it, 1 of 2 owners\.$/],
    ['signing', null, /signing it\.$/],
    ['signed', { have: 2, need: 2 }, /enough owners signed it, 2 of 2 owners; somebody has to execute it\.$/],
    ['cancelled', null, /can no longer be executed\.$/],
    ['failed', null, /failed\.$/],
    ['executed', null, /was executed\.$/],
  ] as const)('is told as the word of the interface: %s', (status, signed, text) => {
    const words = standingWords({ status, signed, txHash: null })
    expect(words).toMatch(/^The Safe interface says: /)
    expect(words).toMatch(text)
  })
})
