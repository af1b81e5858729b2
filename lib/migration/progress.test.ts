import { describe, expect, it } from 'vitest'
import { RAD, RAY, rad, wad } from '@/lib/math'
import { progressOf } from './progress'
import { dueAt, nextCutover } from './schedule'

describe('progressOf', () => {
  it('sets what moved against all that was to move', () => {
    const progress = progressOf({ migrated: wad(70n), migratedBack: wad(10n), legacyDebt: rad(40n * RAY) })
    expect(progress).toEqual({ moved: 60n, left: 40n, base: 100n })
  })

  it('rounds what is left up, so that nothing is called done before it is', () => {
    expect(progressOf({ migrated: wad(5n), migratedBack: wad(0n), legacyDebt: rad(1n) }).left).toBe(1n)
    expect(progressOf({ migrated: wad(5n), migratedBack: wad(0n), legacyDebt: rad(0n) })).toEqual({
      moved: 5n,
      left: 0n,
      base: 5n,
    })
  })

  it('is not negative where more was moved back than over', () => {
    const progress = progressOf({ migrated: wad(1n), migratedBack: wad(3n), legacyDebt: RAD })
    expect(progress).toEqual({ moved: 0n, left: 10n ** 18n, base: 10n ** 18n })
  })
})

describe('dueAt', () => {
  it('is past the epoch from its second on, until the Prime is cut over', () => {
    expect(dueAt({ phase: 'DualRun', epoch: 10n }, 9n)).toBe('before-epoch')
    expect(dueAt({ phase: 'DualRun', epoch: 10n }, 10n)).toBe('past-epoch')
    expect(dueAt({ phase: 'CutOver', epoch: 10n }, 10n)).toBe('nothing')
    expect(dueAt({ phase: 'Retired', epoch: 10n }, 9n)).toBe('nothing')
    expect(dueAt({ phase: 'Legacy', epoch: 0n }, 9n)).toBe('not-scheduled')
  })
})

describe('nextCutover', () => {
  it('is the one with the first epoch that is still to come or overdue', () => {
    const keel = { phase: 'DualRun', epoch: 20n } as const
    const grove = { phase: 'Legacy', epoch: 30n } as const
    const obex = { phase: 'Retired', epoch: 10n } as const
    const spark = { phase: 'Legacy', epoch: 0n } as const
    expect(nextCutover([obex, grove, keel, spark])).toBe(keel)
    expect(nextCutover([obex, spark])).toBeNull()
  })
})
