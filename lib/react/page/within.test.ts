import { describe, expect, it, vi } from 'vitest'
import { within } from './within'

describe('what is awaited within a limit', () => {
  it('is null where it fails, or takes longer than the limit', async () => {
    vi.useFakeTimers()
    expect(await within(5, Promise.resolve(7))).toBe(7)
    expect(await within(5, Promise.reject(new Error('down')))).toBeNull()
    const hanging = within(5, new Promise<number>(() => undefined))
    await vi.advanceTimersByTimeAsync(5)
    expect(await hanging).toBeNull()
    vi.useRealTimers()
  })
})
