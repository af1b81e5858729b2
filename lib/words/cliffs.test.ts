import { describe, expect, it } from 'vitest'
import type { CliffKind } from '@/lib/console/cutover/cliffs'
import { cliffWords, takesAway } from './cliffs'

const words = (kind: CliffKind) => cliffWords({ kind, subject: 'Spark' })

describe('words of a cliff', () => {
  it('say what lets nothing in, and not that yield did it', () => {
    expect(words('cap-reached')).toBe('The deposit cap of the vault of Spark lets nothing more in')
    expect(words('no-cap')).toBe('The deposit cap of the vault of Spark is 0 and lets nothing in')
  })

  it('tell a rate above its maximum from a maximum that is not set', () => {
    expect(words('rate-trips')).toMatch(/its rate passes the maximum$/)
    expect(words('no-maximum')).toBe('Deposits into the vault of Spark revert: no maximum of its rate is set')
  })

  it('are a warning where less goes through', () => {
    const kinds: readonly CliffKind[] = ['cap-reached', 'rate-trips', 'no-cap', 'no-maximum', 'takes-resume']
    expect(kinds.filter((kind) => takesAway({ kind }))).toEqual(kinds.slice(0, 4))
  })
})
