import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { type Action, type ActionRequest, buildAction } from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import { type Effect, judgeDiff } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { effectRows } from './effect-rows'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [first, second] = [at(0x71), at(0x72)]

const holding = (relayers: readonly Address[], others: FakeOutputs = {}) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => [relayers[Number(index)]],
    ...others,
  })

const before = holding([first, second])
const generator = before.generators[0]!.id

function built(request: ActionRequest): Action {
  const action = buildAction(request, before, someone)
  if (!action) throw new Error('nothing was built')
  return action
}

const simulated = (
  action: Action,
  after: ConsoleModel,
  effects: readonly Effect[] = action.effects,
): Review => ({
  action,
  before,
  state: 'simulated',
  by: 'node',
  simulatedFrom: before,
  at: before.block,
  events: { emitted: [], missing: [] },
  compared: { values: 1, unread: 0 },
  conditions: {
    ...{ first: null, second: null, problem: null, differences: [], isWrong: false, ether: true },
  },
  code: { contracts: [], problems: [] },
  shortfalls: [],
  after,
  diff: judgeDiff(before, after, effects),
  gasUsed: 1n,
})

const unit = places.units(fakeUnit().beamState)
const pause = built({ kind: 'pause-timelock', unit: fakeUnit().beamState })
const running = holding([first, second], { 'paused()': () => [false] })

describe('the changes of an action', () => {
  it('shows the changes that the action states, where nothing was simulated', () => {
    const freeze = built({ kind: 'freeze-relayer', generator, relayer: first })
    const rows = effectRows(freeze, null, before)
    expect(rows.basis).toBe('stated')
    expect(rows.stated.map(({ label, before: from, after }) => [label, from, after])).toEqual([
      ['Relayer of Generator', first, 'removed'],
      ['Relayers of Generator', '2 holders', '1 holder'],
    ])
  })

  it('shows simulated changes with what follows from them', () => {
    const action = buildAction(
      { kind: 'pause-timelock', unit: fakeUnit().beamState },
      running,
      someone,
    ) as Action
    const review: Review = {
      ...simulated(action, before),
      simulatedFrom: running,
      diff: judgeDiff(running, before, action.effects),
    } as Review
    const rows = effectRows(action, review, running)
    expect(rows.stated).toMatchObject([
      { label: 'Timelock', before: 'not paused', after: 'paused', fault: null },
    ])
    expect(rows.consequences.map(({ label }) => label)).toContain('Check: The timelock is not paused')
    expect(rows.unexpected).toEqual([])
  })

  it('shows a stated change as a fault where it did not happen or came out different', () => {
    const lies: readonly Effect[] = [
      sets(unit.timelock.paused, false),
      sets(unit.configurator.stopped, false),
    ]
    const after = holding([first, second], { 'paused()': () => [false] })
    const rows = effectRows(pause, simulated(pause, after, [sets(unit.timelock.paused, true)]), before)
    expect(rows.stated).toMatchObject([{ fault: 'Stated was paused', after: 'not paused' }])
    const nothing = effectRows(pause, simulated(pause, before, lies), before)
    expect(nothing.stated.map(({ fault }) => fault)).toEqual([
      'Stated was not paused, and it does not happen',
      'Stated was running, and it does not happen',
    ])
  })

  it('shows a change that nobody stated as a fault', () => {
    const { mom } = modelUnit(before).configurator.addresses
    const after = holding([first, second], { 'owner()': (_, to) => [to === mom ? at(0x99) : someone] })
    const rows = effectRows(pause, simulated(pause, after, []), before)
    expect(rows.unexpected).toMatchObject([
      { label: 'Owner of PASMom', before: someone, after: at(0x99), fault: 'Nothing stated explains it' },
    ])
  })
})
