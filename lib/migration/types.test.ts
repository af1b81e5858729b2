import { describe, expect, it } from 'vitest'
import { PHASES, phaseOf } from './types'

describe('the phase that the facet stores', () => {
  it('is one of four in the order of a migration', () => {
    expect(PHASES).toEqual(['Legacy', 'DualRun', 'CutOver', 'Retired'])
    expect([0, 1, 2, 3].map(phaseOf)).toEqual([...PHASES])
  })

  it('is unknown where this console has no name for it', () => {
    expect(phaseOf(4)).toBeNull()
  })
})
