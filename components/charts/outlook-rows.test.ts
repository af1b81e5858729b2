import { describe, expect, it } from 'vitest'
import { outlookRows, outlookScale } from './outlook-rows'

const line = (id: string, values: readonly number[]) => ({
  id,
  header: id,
  points: values.map((value, index) => ({ t: 100 + index, value, text: String(value) })),
})

describe('outlookRows', () => {
  it('joins the lines of a panel moment by moment', () => {
    expect(outlookRows({ lines: [line('a', [1, 2]), line('b', [3, 4])] })).toEqual([
      { t: 100, 'value:a': 1, 'text:a': '1', 'value:b': 3, 'text:b': '3' },
      { t: 101, 'value:a': 2, 'text:a': '2', 'value:b': 4, 'text:b': '4' },
    ])
    expect(outlookRows({ lines: [] })).toEqual([])
  })
})

describe('outlookScale', () => {
  const lines = [line('a', [10, 40])]

  it('reaches up to a bound that is near, and leaves out one that would press the line flat', () => {
    const bounds = [
      { label: 'max', value: 60 },
      { label: 'far', value: 65 },
    ]
    expect(outlookScale({ lines, bounds })).toEqual({ top: 60, bounds: [{ label: 'max', value: 60 }] })
  })

  it('joins labels that would cover each other', () => {
    const bounds = [
      { label: 'max 41', value: 41 },
      { label: 'idle 40', value: 40 },
    ]
    expect(outlookScale({ lines, bounds }).bounds).toEqual([{ label: 'idle 40, max 41', value: 40 }])
  })

  it('has a scale where there is nothing but zero', () => {
    expect(outlookScale({ lines: [line('a', [0, 0])], bounds: [] })).toEqual({ top: 1, bounds: [] })
    expect(outlookScale({ lines: [line('a', [0])], bounds: [{ label: 'max', value: 20 }] }).top).toBe(20)
  })
})
