import { describe, expect, it } from 'vitest'
import { RAD, RAY, rad, wad } from '@/lib/math'
import { progressOf } from './progress'
import { dueAt, nextCutover } from './schedule'

describe('progressOf', () => {
  it('compares what has moved with all that was to move', () => {
    const progress = progressOf({ migrated: wad(70n), migratedBack: wad(10n), legacyDebt: rad(40n * RAY) })
    expect(progress).toEqual({ moved: 60n, left: 40n, base: 100n })
  })

  it('rounds the remaining debt up, so that a migration is not called done too early', () => {
    expect(progressOf({ migrated: wad(5n), migratedBack: wad(0n), legacyDebt: rad(1n) }).left).toBe(1n)
    expect(progressOf({ migrated: wad(5n), migratedBack: wad(0n), legacyDebt: rad(0n) })).toEqual({
      moved: 5n,
      left: 0n,
      base: 5n,
    })
  })

  it('shows no negative progress where more was moved back than over', () => {
    const progress = progressOf({ migrated: wad(1n), migratedBack: wad(3n), legacyDebt: RAD })
    expect(progress).toEqual({ moved: 0n, left: 10n ** 18n, base: 10n ** 18n })
  })
})

describe('dueAt', () => {
  it('calls a Prime past its epoch from the second of the epoch on, until it is cut over', () => {
    expect(dueAt({ phase: 'DualRun', epoch: 10n }, 9n)).toBe('before-epoch')
    expect(dueAt({ phase: 'DualRun', epoch: 10n }, 10n)).toBe('past-epoch')
    expect(dueAt({ phase: 'CutOver', epoch: 10n }, 10n)).toBe('nothing')
    expect(dueAt({ phase: 'Retired', epoch: 10n }, 9n)).toBe('nothing')
    expect(dueAt({ phase: 'Legacy', epoch: 0n }, 9n)).toBe('not-scheduled')
  })
})

describe('nextCutover', () => {
  it('finds the Prime with the first epoch, whether still to come or overdue', () => {
    const keel = { phase: 'DualRun', epoch: 20n } as const
    const grove = { phase: 'Legacy', epoch: 30n } as const
    const obex = { phase: 'Retired', epoch: 10n } as const
    const spark = { phase: 'Legacy', epoch: 0n } as const
    expect(nextCutover([obex, grove, keel, spark])).toBe(keel)
    expect(nextCutover([obex, grove, spark])).toBe(grove)
    expect(nextCutover([keel, grove])).toBe(keel)
    // Of two with the same epoch, the first that is named.
    expect(nextCutover([keel, { ...keel }])).toBe(keel)
    expect(nextCutover([obex, spark])).toBeNull()
  })
})
