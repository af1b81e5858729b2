import { describe, expect, it } from 'vitest'
import { countedSuite, forgeCounts } from './suites'

const ended = (code: number) => ({ code, text: '' })

describe('countedSuite', () => {
  it('passes when tests ran, none failed and the tool says so', () => {
    expect(countedSuite(ended(0), { passed: 3, failed: 0, skipped: 0 })).toMatchObject({
      passed: 3,
      failed: 0,
    })
  })

  it.each([
    ['a skipped test', ended(0), { passed: 3, failed: 0, skipped: 1 }],
    ['a run without tests', ended(0), { passed: 0, failed: 0, skipped: 0 }],
    ['an exit code that no test explains', ended(1), { passed: 3, failed: 0, skipped: 0 }],
    ['a tool that wrote no counts', ended(0), null],
  ])('counts %s as one failure', (_, output, counts) => {
    expect(countedSuite(output, counts).failed).toBe(1)
  })
})

describe('forgeCounts', () => {
  it('takes the total and not the line of one contract', () => {
    const text = [
      'Suite result: ok. 7 passed; 0 failed; 0 skipped; finished in 1.2s',
      '',
      '\x1b[31mRan 12 test suites in 3.27s (4.1s CPU time): 130 tests passed, 2 failed, 1 skipped (133 total tests)\x1b[0m',
    ].join('\n')
    expect(forgeCounts(text)).toEqual({ passed: 130, failed: 2, skipped: 1 })
  })

  it('knows nothing where the contracts did not compile', () => {
    expect(forgeCounts('Error: Compiler run failed')).toBeNull()
  })
})
