import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import type { SorlInputs } from '@/lib/limits'
import { seconds, WAD, wad } from '@/lib/math'
import { readStep } from './set-limits-input'

const sorl = given<SorlInputs>({
  limit: { maxAmount: 1_000n, slope: 2n, lastAmount: 0n, lastUpdated: seconds(0n) },
  init: { maxAmount: 0n, slope: 0n },
  hop: seconds(3_600n),
  maxChange: wad((5n * WAD) / 4n),
  zzz: seconds(0n),
  stopped: false,
})
const read = (maxAmount: string, perDay: string, of = sorl as Parameters<typeof readStep>[2]) =>
  readStep({ maxAmount, perDay }, 0, of, 10_000n)

describe('a limit that is set with others', () => {
  it('is raised where one number goes up, also where the other goes down', () => {
    expect(read('1250', String(2 * 86_400))).toMatchObject({
      change: 'raise',
      reading: { params: { maxAmount: 1_250n, slope: 2n } },
    })
    expect(read('1001', String(86_400))).toMatchObject({ change: 'raise', reading: { refusal: null } })
  })

  it('is lowered where none goes up', () => {
    expect(read('999', String(2 * 86_400))).toMatchObject({ change: 'lower', reading: { refusal: null } })
  })

  it('is refused with the reason, and where it stays as it is', () => {
    expect(read('1251', String(2 * 86_400)).reading.maxAmount.error).toContain('exceeds-max-amount')
    expect(read('1000', String(2 * 86_400)).reading.refusal).toContain('has now')
    expect(read('x', '1').reading.params).toBeNull()
    const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
    expect(read('1', '0', unread).reading.refusal).toContain('It reverted.')
  })
})
