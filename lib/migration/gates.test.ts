import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { RAD, rad, WAD, wad } from '@/lib/math'
import { cutoverGates, demandedByCutover, dualRunGates, retirementGates, rollbackGates } from './gates'
import { processingWindow } from './window'

const active = processingWindow(1_800_000_000n)
const processing = processingWindow(1_800_000_000n + 6n * 3_600n)
const closed = { id: 'ALLOCATOR-KEEL-A', line: rad(0n), highest: rad(0n), Art: wad(0n) }

const listed = (...ilks: readonly (readonly [recorded: bigint, listed: bigint])[]) =>
  ilks.map(([recorded, most]) => ({ id: closed.id, recorded: rad(recorded), listed: rad(most) }))

describe('the start of a dual-run', () => {
  it('requires a Prime that is scheduled and in its legacy phase', () => {
    expect(dualRunGates.scheduled({ vault: true, phase: 'Legacy' })).toBe(true)
    expect(dualRunGates.scheduled({ vault: false, phase: 'Legacy' })).toBe(false)
    expect(dualRunGates.scheduled({ vault: true, phase: 'DualRun' })).toBe(false)
    expect(dualRunGates.scheduled({ vault: true, phase: null })).toBe(false)
  })

  it('requires both permissions, outside the Processing Window', () => {
    expect([dualRunGates.controller(true), dualRunGates.controller(false)]).toEqual([true, false])
    expect([dualRunGates.taker(true), dualRunGates.taker(false)]).toEqual([true, false])
    expect([dualRunGates.window(active), dualRunGates.window(processing)]).toEqual([true, false])
  })
})

describe('the way back', () => {
  it('requires a cBEAM that is paired', () => {
    expect(rollbackGates.cbeam([])).toBe(false)
    expect(rollbackGates.cbeam([zeroAddress])).toBe(true)
  })

  it('requires a MigrationMom of this Diamond and this Vat', () => {
    expect(rollbackGates.mom({ diamond: true, vat: true })).toBe(true)
    expect(rollbackGates.mom({ diamond: false, vat: true })).toBe(false)
    expect(rollbackGates.mom({ diamond: true, vat: false })).toBe(false)
  })

  it('requires one listed ilk with a ceiling to restore, even if others were delisted', () => {
    const isOpen = (...ilks: readonly (readonly [recorded: bigint, listed: bigint])[]) =>
      rollbackGates.listed(listed(...ilks))
    expect(isOpen([5n, 5n])).toBe(true)
    expect(isOpen([5n, 4n])).toBe(true)
    expect(isOpen([5n, 6n], [5n, 0n])).toBe(true)
    expect(isOpen([5n, 0n], [0n, 5n])).toBe(false)
    // Nothing was recorded of an ilk that had been wound down before.
    expect(isOpen([0n, 0n])).toBe(true)
    expect(isOpen()).toBe(false)
  })

  it('is required by the cutover, except for what can be repaired within an hour', () => {
    expect(demandedByCutover).toEqual(['approved', 'mom', 'ward'])
    expect(Object.keys(rollbackGates)).toEqual(expect.arrayContaining([...demandedByCutover]))
  })
})

describe('the cutover', () => {
  it('requires every recorded ilk to be listed with at least what was recorded', () => {
    const isOpen = (...ilks: readonly (readonly [recorded: bigint, listed: bigint])[]) =>
      cutoverGates['in-full'](listed(...ilks))
    expect(isOpen([5n, 5n], [5n, 6n], [0n, 0n])).toBe(true)
    expect(isOpen([5n, 4n])).toBe(false)
    expect(isOpen([5n, 6n], [5n, 0n])).toBe(false)
    expect(isOpen()).toBe(false)
  })

  it('requires the right and the allowance on every ilk that has a ceiling to restore', () => {
    const isOpen = (recorded: bigint, mayDraw: boolean, allowance: bigint) =>
      cutoverGates.rights([{ id: closed.id, recorded: rad(recorded), mayDraw, allowance: wad(allowance) }])
    expect(isOpen(5n * RAD, true, 5n * WAD)).toBe(true)
    expect(isOpen(5n * RAD, true, 5n * WAD - 1n)).toBe(false)
    expect(isOpen(5n * RAD, false, 5n * WAD)).toBe(false)
    expect(isOpen(5n * RAD + 1n, true, 5n * WAD)).toBe(true)
    expect(isOpen(0n, false, 0n)).toBe(true)
    const ready = { id: closed.id, recorded: RAD, mayDraw: true, allowance: WAD }
    expect(cutoverGates.rights([ready, { ...ready, mayDraw: false }])).toBe(false)
    expect(cutoverGates.rights([])).toBe(false)
  })

  it('requires room below every restored ceiling, in a Vat that is live', () => {
    const room = { id: closed.id, recorded: rad(101n), needed: rad(101n), isCovered: true, fits: true }
    expect(cutoverGates.room([room, { ...room, needed: rad(102n) }])).toBe(false)
    expect([cutoverGates.room([room]), cutoverGates.room([])]).toEqual([true, true])
    const isOpen = (live: boolean, ...ilks: readonly (typeof room)[]) =>
      cutoverGates.drawable({ live, room: ilks })
    expect([isOpen(true, room), isOpen(false, room), isOpen(true)]).toEqual([true, false, true])
    expect([isOpen(true, { ...room, fits: false }), isOpen(true, { ...room, isCovered: false })]).toEqual([
      false,
      false,
    ])
  })

  it('requires a Prime in dual-run, from the second of its epoch on', () => {
    expect(cutoverGates['dual-run']('DualRun')).toBe(true)
    expect(cutoverGates['dual-run']('CutOver')).toBe(false)
    expect(cutoverGates.epoch({ epoch: 10n, now: 9n })).toBe(false)
    expect(cutoverGates.epoch({ epoch: 10n, now: 10n })).toBe(true)
    expect(cutoverGates.epoch({ epoch: 0n, now: 10n })).toBe(false)
  })

  it('requires ceilings of exactly 0, outside AutoLine', () => {
    expect(cutoverGates.ceilings([closed])).toBe(true)
    expect(cutoverGates.ceilings([closed, { ...closed, line: rad(1n) }])).toBe(false)
    expect(cutoverGates['auto-line']([closed])).toBe(true)
    expect(cutoverGates['auto-line']([closed, { ...closed, highest: rad(1n) }])).toBe(false)
    expect([cutoverGates.ceilings([]), cutoverGates['auto-line']([])]).toEqual([false, false])
  })
})

describe('the retirement', () => {
  it('requires a Prime that is cut over and owes nothing in its legacy ilks', () => {
    expect(retirementGates['cut-over']('CutOver')).toBe(true)
    expect(retirementGates['cut-over']('DualRun')).toBe(false)
    expect(retirementGates.debt([closed])).toBe(true)
    expect(retirementGates.debt([closed, { ...closed, Art: wad(1n) }])).toBe(false)
    expect(retirementGates.debt([])).toBe(false)
  })

  it('requires ilks that are still closed', () => {
    expect(retirementGates.ceilings([{ ...closed, line: rad(1n) }])).toBe(false)
    expect(retirementGates['auto-line']([{ ...closed, highest: rad(1n) }])).toBe(false)
    expect([retirementGates.ceilings([closed]), retirementGates['auto-line']([closed])]).toEqual([true, true])
  })
})
