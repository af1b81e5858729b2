import { describe, expect, it } from 'vitest'
import { fullWords, lastIncreaseWords, nextIncreaseWords } from '@/components/limits/limit-words'
import { valueLabel } from './value-label'

describe('valueLabel', () => {
  it.each([
    [{ text: '41.2M', exact: '41,213,004.12', unit: 'USDS' }, '41.2M, exactly 41,213,004.12 USDS'],
    [{ text: '50', unit: 'USDS' }, '50 USDS'],
    [{ text: '0.5', exact: '0.5' }, '0.5'],
    [{ text: 'Now', full: 'Now: the hop has passed' }, 'Now: the hop has passed'],
    [{ text: 'No hop', full: 'None: BeamState has no hop' }, 'No hop: None: BeamState has no hop'],
    [{ text: 'in 6 h', full: '13:03 UTC, in 6 h' }, '13:03 UTC, in 6 h'],
    [{ text: '1 h ago', full: '2025-11-20 11:03 UTC' }, '1 h ago: 2025-11-20 11:03 UTC'],
  ])('names %j as “%s”', (shown, label) => {
    expect(valueLabel(shown)).toBe(label)
  })

  it('never says "exactly" of a moment', () => {
    const now = 1_763_640_202n
    const moments = [0n, 64_800n, now, now + 60n, 2n ** 60n]
    const told = moments.flatMap((at) => [
      nextIncreaseWords({ at }, now),
      fullWords({ at }, now),
      lastIncreaseWords(at > now ? now : at, now),
    ])
    const states = (['stopped', 'hop-not-set', 'at-ceiling'] as const).map((never) =>
      nextIncreaseWords({ never }, now),
    )
    for (const { short, exact } of [...told, ...states]) {
      const label = valueLabel({ text: short, full: exact })
      expect(label).not.toContain('exactly')
      expect(label.toLowerCase()).toContain(short.toLowerCase())
    }
  })
})
