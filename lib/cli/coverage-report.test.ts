import { describe, expect, it } from 'vitest'
import { explain, percentOf, pointsOf } from './coverage-report'

const REPORT = [
  'TN:',
  'SF:contracts/deploy/X.sol',
  'DA:1,0',
  'end_of_record',
  'SF:contracts/src/A.sol',
  'DA:10,3',
  'FN:10,A.f',
  'DA:11,0',
  'BRDA:11,0,0,2',
  'BRDA:11,0,1,-',
  'BRDA:12,1,0,0',
  'BRDA:12,1,1,1',
  'end_of_record',
].join('\n')

const points = pointsOf(REPORT, 'contracts/src/')
const text = (_: string, line: number) => `line ${line}`

describe('a report', () => {
  it('is read only below the folder, and counts branches that were never reached as not covered', () => {
    expect(points.map(({ line, kind, covered }) => [line, kind, covered])).toEqual([
      [10, 'line', true],
      [11, 'line', false],
      [11, 'branch', true],
      [11, 'branch', false],
      [12, 'branch', false],
      [12, 'branch', true],
    ])
  })

  it('gives the shares of lines and of branches', () => {
    expect(percentOf(points, 'line')).toBe(50)
    expect(percentOf(points, 'branch')).toBe(50)
    expect(percentOf([], 'line')).toBe(100)
  })
})

describe('what is not covered', () => {
  const file = 'contracts/src/A.sol'

  it('has to be on record with a reason', () => {
    const recorded = [
      { file, kind: 'line', text: 'line 11', reason: 'because' },
      { file, kind: 'branch', text: 'line 11', reason: '' },
      { file, kind: 'branch', text: 'line 12', reason: 'because' },
    ] as const
    const { unexplained, outdated } = explain(points, recorded, text)
    expect(unexplained.map(({ kind, line }) => [kind, line])).toEqual([['branch', 11]])
    expect(outdated).toEqual([])
  })

  it('leaves the record once it is covered', () => {
    const covered = { file, kind: 'line', text: 'line 10', reason: 'because' } as const
    expect(explain(points, [covered], text).outdated).toEqual([covered])
  })
})
