import { describe, expect, it } from 'vitest'
import { rowWindow } from './use-row-window'

describe('rowWindow', () => {
  it('begins with the first rows, and leaves room for the rest', () => {
    expect(rowWindow(1_000, null)).toEqual({ start: 0, end: 40, above: 0, below: 960 * 41 })
    expect(rowWindow(3, null)).toEqual({ start: 0, end: 3, above: 0, below: 0 })
  })

  it('follows what is in sight, with some rows around it', () => {
    const { start, end, above, below } = rowWindow(1_000, { top: 5_000, height: 400, row: 50 })
    expect([start, end]).toEqual([88, 121])
    expect([above, below]).toEqual([88 * 50, 879 * 50])
  })

  it('keeps its total height wherever it is', () => {
    for (const top of [0, 49, 12_345, 49_600]) {
      const { start, end, above, below } = rowWindow(1_000, { top, height: 400, row: 50 })
      expect(above + (end - start) * 50 + below).toBe(50_000)
    }
  })

  it('shows the last rows when a filter leaves fewer than were scrolled past', () => {
    expect(rowWindow(5, { top: 40_000, height: 400, row: 50 })).toEqual({
      start: 0,
      end: 5,
      above: 0,
      below: 0,
    })
  })
})
