import { describe, expect, it } from 'vitest'
import { isMissingPart } from './faults'

describe('a missing part of the build', () => {
  it('is told apart from other errors', () => {
    const chunk = Object.assign(new Error('Loading failed'), { name: 'ChunkLoadError' })
    expect(isMissingPart(chunk)).toBe(true)
    expect(isMissingPart(new Error('Failed to load chunk /_next/static/chunks/x.js'))).toBe(true)
    expect(isMissingPart(new TypeError("Cannot read properties of undefined (reading 'x')"))).toBe(false)
    expect(isMissingPart('chunk')).toBe(false)
  })
})
