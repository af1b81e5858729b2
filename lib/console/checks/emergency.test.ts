import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { withUnit } from '@/lib/testing/units'
import type { Coverage } from '../facts/watchlist'
import type { Unchecked } from '../model'
import { emergencyChecks } from './emergency'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [ANN, BEN] = [at(1), at(2)]
const model: Unchecked = fakeModel({}, fakeTime)
const [generator] = model.generators

const shown = (id: string, changes: Partial<Unchecked>) =>
  checked(emergencyChecks({ ...model, ...changes }), id)

describe('the check of the relayers', () => {
  const relayers = (members: readonly (readonly [Address, frozen: boolean])[], length?: Leaf<number>) => {
    const { roles } = generator!
    const items = members.map(([account, frozen], index) => ({
      ...{ id: String(index), account: given(account), frozen: given(frozen) },
    }))
    const relayer = { ...roles.relayer, members: { length: length ?? given(items.length), items } }
    return { generators: [{ ...generator!, roles: { ...roles, relayer } }] }
  }
  const of = (...input: Parameters<typeof relayers>) => shown('emergency/relayer', relayers(...input))

  it('passes while one of them can act', () => {
    expect(
      of([
        [ANN, true],
        [BEN, false],
      ]),
    ).toEqual({
      state: 'pass',
      title: 'Generator has a relayer that can act',
      found: `${ANN}, ${BEN}`,
    })
  })

  it('tells whether there is none, or guardians froze the only one or all', () => {
    expect(of([])).toEqual({
      state: 'critical',
      title: 'Generator has no relayer',
      found: 'No address holds RELAYER: the PAU is frozen.',
    })
    expect(of([[ANN, true]])).toEqual({
      state: 'critical',
      title: 'Guardians froze the only relayer of Generator',
      found: `${ANN}: guardians froze each of them.`,
    })
    expect(
      of([
        [ANN, true],
        [BEN, true],
      ]),
    ).toEqual({
      state: 'critical',
      title: 'Guardians froze all 2 relayers of Generator',
      found: `${ANN}, ${BEN}: guardians froze each of them.`,
    })
  })

  it('is unknown where their number was not read', () => {
    expect(of([[ANN, true]], unread)?.state).toBe('unknown')
  })
})

describe('the checks of what can be stopped', () => {
  it.each([
    [true, 'critical', 'The Configurator is stopped', 'BeamState is stopped.'],
    [false, 'pass', 'The Configurator runs', 'Not stopped.'],
  ])('say of BeamState whether it is stopped: %s', (stopped, state, title, found) => {
    const stoppedOne = withUnit(model, { configurator: { stopped: given(stopped) } })
    expect(shown('emergency/configurator-stopped', stoppedOne)).toEqual({ state, title, found })
  })

  it.each([
    [true, 'critical', 'The timelock is paused', 'Paused.'],
    [false, 'pass', 'The timelock is not paused', 'Not paused.'],
  ])('say of the timelock whether it is paused: %s', (paused, state, title, found) => {
    const pausedOne = withUnit(model, { timelock: { paused: given(paused) } })
    expect(shown('emergency/timelock-paused', pausedOne)).toEqual({ state, title, found })
  })
})

describe('the check of the events', () => {
  const block = { ...model.block, number: 100n }
  const read = (toBlock: bigint | null, problem: string | null = null): Coverage => ({
    ...{ fromBlock: 7n, toBlock, problem, by: ['node.test'] },
  })
  const of = (coverage: Coverage) => shown('coverage/events', { block, coverage })

  it('passes where they were read up to this block, or further', () => {
    expect(of(read(100n))).toEqual({
      state: 'pass',
      title: 'All events of the deployment were read',
      found: 'Blocks 7 to 100, 0 blocks behind, by the logs of node.test.',
    })
    expect(of(read(101n))?.state).toBe('pass')
  })

  it('says how many blocks are missing', () => {
    expect(of(read(99n))).toEqual({
      state: 'attention',
      title: 'Events of the last 1 block were not read',
      found: 'Blocks 7 to 99, 1 block behind, by the logs of node.test.',
    })
  })

  it('is unknown while nothing was read, and where reading failed, which it says', () => {
    const [none] = emergencyChecks({ ...model, block, coverage: read(null) }).filter(
      ({ id }) => id === 'coverage/events',
    )
    expect(none).toMatchObject({
      holds: {
        ok: false,
        reason: { kind: 'not-read', message: 'The events of the deployment are still being read.' },
      },
      found: { ok: false, reason: { kind: 'not-read', message: 'Still being read.' } },
      says: { fails: 'Events of the last 100 blocks were not read' },
    })
    expect(of(read(null, 'No node answered.'))).toMatchObject({
      state: 'unknown',
      found: 'No node answered.',
    })
    const part = emergencyChecks({ ...model, block, coverage: read(100n, 'No node answered.') })
    expect(part.find(({ id }) => id === 'coverage/events')).toMatchObject({
      holds: { ok: false, reason: { message: 'No node answered.' } },
      found: { ok: true },
    })
  })
})

describe('the check of the accounts', () => {
  const account = (roles: Leaf<`0x${string}`>) => ({ id: ANN, roles, registered: given(false), freeze: null })
  const of = (notAsked: number, ...asked: readonly ReturnType<typeof account>[]) =>
    shown('coverage/accounts', withUnit(model, { configurator: { asked, notAsked } }))

  it('passes where every account that is known was asked', () => {
    expect(of(0, account(given('0x0')))).toEqual({
      state: 'pass',
      title: 'Every account that is known was asked for its rights',
      found: '1 account asked at BeamState and the timelock.',
    })
  })

  it('says how many were not, and is unknown where one did not answer', () => {
    expect(of(3, account(given('0x0')), account(given('0x0')))).toEqual({
      state: 'attention',
      title: 'What 3 known accounts may do was not asked',
      found: '2 accounts asked at BeamState and the timelock, 3 more are known.',
    })
    expect(of(0, account(unread))?.state).toBe('unknown')
  })
})
