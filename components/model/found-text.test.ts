import { describe, expect, it } from 'vitest'
import { beginningOf } from './found-text'

describe('what is shown at once of what a check found', () => {
  it('is all of a short text', () => {
    const text = 'x'.repeat(320)
    expect(beginningOf(text)).toBe(text)
  })

  it('is the sentences that fit of a long one', () => {
    expect(beginningOf('Guardian 1 is frozen. '.repeat(58))).toBe(
      'Guardian 1 is frozen. '.repeat(14).trimEnd(),
    )
  })

  it('is the words that fit of one long sentence, so that no address is cut', () => {
    const addresses = Array.from({ length: 40 }, (_, at) => `0x${String(at).padStart(40, '0')}`)
    expect(addresses.join(' ').startsWith(`${beginningOf(addresses.join(' '))} 0x`)).toBe(true)
  })

  it('is what fits of one long word', () => {
    expect(beginningOf('x'.repeat(1_000))).toBe('x'.repeat(320))
  })
})
