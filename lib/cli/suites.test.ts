import { describe, expect, it } from 'vitest'
import { countedSuite, forgeCounts } from './suites'

const ended = (code: number) => ({ code, text: 'what it said\n' })
const three = { passed: 3, failed: 0, skipped: 0, unfinished: [] }

describe('countedSuite', () => {
  it('passes when tests ran, none failed and the tool reports success', () => {
    expect(countedSuite(ended(0), three)).toMatchObject({ passed: 3, failed: 0 })
  })

  it.each([
    ['a skipped test', ended(0), { ...three, skipped: 1 }],
    ['a test that began and did not end', ended(1), { ...three, unfinished: ['the one that hangs'] }],
    ['a run without tests', ended(0), { ...three, passed: 0 }],
    ['an exit code that no test explains', ended(1), three],
    ['a tool that wrote no counts', ended(0), null],
  ])('counts %s as one failure', (_, output, counts) => {
    expect(countedSuite(output, counts).failed).toBe(1)
  })

  it('counts what had passed in a run that was ended, and names the test on which it hung', () => {
    expect(countedSuite(ended(1), { ...three, unfinished: ['the one that hangs'] })).toEqual({
      passed: 3,
      failed: 1,
      output: 'what it said\nBegan and did not end: the one that hangs',
    })
  })
})

describe('forgeCounts', () => {
  const contracts = [
    'Suite result: ok. 7 passed; 0 failed; 0 skipped; finished in 1.2s',
    'Suite result: FAILED. 3 passed; 2 failed; 1 skipped; finished in 1.2s',
    '',
  ]

  it('takes the total and not the line of one contract', () => {
    const total =
      '\x1b[31mRan 12 test suites in 3.27s (4.1s CPU time): 130 tests passed, 2 failed, 1 skipped (133 total tests)\x1b[0m'
    expect(forgeCounts([...contracts, total].join('\n'))).toEqual({
      passed: 130,
      failed: 2,
      skipped: 1,
      unfinished: [],
    })
  })

  it('adds up the contracts where Forge was ended before its total', () => {
    expect(forgeCounts(contracts.join('\n'))).toEqual({ passed: 10, failed: 2, skipped: 1, unfinished: [] })
  })

  it('gives no counts where the contracts did not compile', () => {
    expect(forgeCounts('Error: Compiler run failed')).toBeNull()
  })
})
