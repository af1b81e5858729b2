import { describe, expect, it } from 'vitest'
import { faultsOf, OF_THE_LANGUAGE, type Truth } from './shown'

const early = [
  'Limits at block 181',
  'mint',
  '1.5M',
  'deposit',
  '62,500.01',
  'accrues until 08:59:58 UTC',
  '3 calls',
  'Held',
]
const late = [...early.slice(0, 4), '62,500.91', 'accrues until 09:00:58 UTC', ...early.slice(6)]
const truth: Truth = { number: '181', early, late }
const wrong = (texts: readonly string[], besides: RegExp | null = null) => faultsOf(texts, truth, besides)
const withText = (at: number, text: string) => early.with(at, text)

describe('a false text on a page', () => {
  it('is not reported for what is true early, late, or between', () => {
    expect(wrong(early)).toEqual([])
    expect(wrong(late)).toEqual([])
    expect(wrong(withText(4, '62,500.5'))).toEqual([])
    expect(wrong(withText(5, 'accrues until 09:00:03 UTC'))).toEqual([])
  })

  it.each([
    [2, '1.6M'],
    [2, '1.5B'],
    [4, '62,500.92'],
    [4, '62,500'],
    [5, 'accrues until 09:00:59 UTC'],
    [6, '4 calls'],
    [7, 'Not held'],
    [0, 'Limits at block 182'],
  ])('is reported for another text at place %i: %s', (at, text) => {
    expect(wrong(withText(at, text))).toEqual([text])
  })

  it('is reported for a true text at the place of another', () => {
    expect(wrong(early.with(2, '62,500.01').with(4, '1.5M'))).not.toEqual([])
    expect(wrong([...early, '1.5M'])).toEqual(['1.5M'])
  })

  it('is not reported for what is marked unknown, nor for what is left out', () => {
    const unread = /^—$|could not be read/
    expect(wrong(withText(2, '—'), unread)).toEqual([])
    expect(wrong(['3 values could not be read', ...early.slice(0, 2), ...early.slice(3)], unread)).toEqual([])
    expect(wrong(withText(2, '—'))).toEqual(['—'])
    expect(wrong(['3 values could not be read', ...early.with(2, '1.6M')], unread)).toEqual(['1.6M'])
  })
})

describe('words of the programming language', () => {
  it.each([
    'undefined',
    '[object Object]',
    'TypeError: x',
    'NaN USDS',
    '1e+21',
    "Cannot read properties of 'x'",
  ])('are found in a text: %s', (text) => expect(text).toMatch(OF_THE_LANGUAGE))
  it('are not found in texts of ours', () => {
    expect('The number could not be read; 1,000e of 0xe+ is undefinedness').not.toMatch(OF_THE_LANGUAGE)
  })
})
