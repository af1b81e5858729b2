import { type Address, type Hex, pad, stringToHex, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  autoLineAbi,
  beamStateAbi,
  dsPauseAbi,
  facetAllowlistAbi,
  officeCallsActionHash,
  vatAbi,
} from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { type Plan, planId } from '@/lib/governance'
import { fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeMigration, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, planLog, someone } from '@/lib/testing/fakes/model'
import {
  asked,
  autoLine,
  blocked,
  built,
  encoded,
  legacyIlk,
  longer,
  modelOf,
  ofCalls,
  ofStep,
  pause,
  pauseProxy,
  placeOf,
  prime,
  requirement,
  vat,
} from '@/lib/testing/fakes/plans'
import { because, effectsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

describe('executing a plan of governance', () => {
  it('is one call of the pause with exactly what was plotted, by anyone', () => {
    const action = built(longer)
    const { usr, tag, fax, eta } = longer
    const data = encoded(dsPauseAbi, 'exec', usr, tag, fax, eta)
    expect(action).toMatchObject({
      title: `Execute plan ${planId(longer)}`,
      emergency: false,
      calls: [{ to: pause, value: 0n, data }],
      permission: { id: 'anyone', holds: { ok: true, value: true } },
      disables: ['It runs once: afterwards cast of its spell reverts.'],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(placeOf(longer).plotted)]: false,
      [pathTo(places.governance.pause.delay)]: 172_800n,
    })
  })

  it('tells of its own note, and of that of what the pause proxy calls', () => {
    const note = (guy: Address, data: Hex, foo: Hex, bar: Hex) => ({
      address: pause,
      topics: [
        `${data.slice(0, 10)}${'00'.repeat(28)}`,
        pad(guy).toLowerCase(),
        foo.toLowerCase(),
        bar.toLowerCase(),
      ],
    })
    const { usr, tag } = longer
    const [inner, outer] = built(longer).events
    const set = encoded(dsPauseAbi, 'setDelay', 172_800n)
    expect(inner).toMatchObject(note(pauseProxy, set, toHex(172_800n, { size: 32 }), zeroHash))
    expect(outer).toMatchObject(note(someone, built(longer).calls[0]!.data, pad(usr), tag))
    for (const event of [inner, outer]) expect(event?.optional).toBeUndefined()
    expect(inner?.data).toContain(set.slice(2))
  })

  it('reads back as that plan, and as no other', () => {
    const model = modelOf(longer)
    const action = built(longer)
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...longer, eta: longer.eta - 1n }
    const two = migratingModel(
      { phase: 'Legacy' },
      {},
      { plans: [longer, other].map((one, n) => planLog('plot', one, BigInt(n))) },
    )
    const faults = readBack({ ...action, request: asked(other) }, two).flatMap((each) => each.faults)
    expect(faults[0]).toMatch(/^The arguments are/)
    expect(readBack({ ...action, request: { ...asked(longer), plan: zeroHash } }, model)[0]?.faults).toEqual([
      'The bytes call exec(address,bytes32,bytes,uint256), not what was asked for.',
    ])
  })

  it('is nothing where no such plan is known, or nothing of governance', () => {
    expect(buildAction({ ...asked(longer), plan: zeroHash }, modelOf(longer), someone)).toBeNull()
    expect(buildAction(asked(longer), { ...modelOf(longer), governance: null }, someone)).toBeNull()
  })
})

describe('a plan is not executed', () => {
  it('before its eta, to the second', () => {
    expect(blocked(longer)).toEqual([])
    const early = { ...longer, eta: fakeTime + 1n }
    expect(blocked(early)).toEqual([
      expect.stringMatching(
        /^Its delay is not over: it can be executed from .* UTC, in 1 s \(ds-pause-premature-exec\)$/,
      ),
    ])
  })

  it('twice: then it is so already; nor once it was dropped', () => {
    const done = built(longer, { ended: 'exec' })
    expect(because(readinessOf(done))).toEqual(['It is executed already (ds-pause-unplotted-plan)'])
    expect(requirement(done, 'plan-plotted').already).toBe(true)
    const dropped = built(longer, { ended: 'drop' })
    expect(because(readinessOf(dropped))).toEqual(['It is dropped already (ds-pause-unplotted-plan)'])
    expect(requirement(dropped, 'plan-plotted').already).toBeUndefined()
    const unseen = built(longer, { outputs: { 'plans(bytes32)': () => [false] } })
    expect(because(readinessOf(unseen))).toEqual([
      'It is executed or dropped already (ds-pause-unplotted-plan)',
    ])
    expect(requirement(unseen, 'plan-plotted').already).toBeUndefined()
    expect(readinessOf(built(longer, { outputs: { 'plans(bytes32)': () => null } })).state).toBe('blocked')
  })

  it('with other code than was decided, and not while that is unknown', () => {
    expect(blocked(longer, { code: zeroHash })).toEqual([
      'Its code is no longer the one that was decided (ds-pause-wrong-codehash)',
    ])
    expect(readinessOf(built(longer, { outputs: { 'codeOf(address)': () => null } })).state).toBe('blocked')
  })

  it('outside of the office hours that its code keeps, to the second', () => {
    // 2027-01-15 is a Friday: office hours are from 14:00 to 21:00 UTC.
    const opens = fakeTime + 6n * 3_600n
    const office = ofCalls([], { tag: officeCallsActionHash })
    const hour = (time: bigint) => requirement(built(office, { time }), 'plan-hour')
    expect(hour(opens).holds).toMatchObject({ ok: true, value: true })
    expect(hour(opens - 1n).holds).toMatchObject({ ok: true, value: false })
    expect(hour(opens - 1n).says.fails).toBe(
      'Its code refuses outside of office hours (Monday to Friday, 14:00 to 21:00 UTC), until 2027-01-15 14:00 UTC',
    )
    const closes = opens + 7n * 3_600n
    expect(hour(closes - 1n).holds).toMatchObject({ value: true })
    expect(hour(closes).says.fails).toContain('2027-01-18 14:00 UTC')
  })

  it('by a step of a migration in the Processing Window, before its epoch, or in another phase', () => {
    const opens = fakeTime + 5n * 3_600n
    const step = ofStep('startDualRun')
    const inWindow = (time: bigint) => requirement(built(step, { time }), 'plan-hour')
    expect(inWindow(opens - 1n).holds).toMatchObject({ value: true })
    expect(inWindow(opens).holds).toMatchObject({ value: false })
    expect(inWindow(opens).says.fails).toMatch(
      /^Its steps refuse in the Processing Window, until .* 16:00 UTC$/,
    )
    expect(built(step).requirements.map(({ id }) => id)).not.toContain('window')
    const cut = ofStep('cutOver')
    const early = requirement(built(cut, { phase: 'DualRun', epoch: fakeTime + 60n }), 'plan-hour')
    expect(early.says.fails).toMatch(/^Its epoch comes .* UTC$/)
    const due = built(cut, { phase: 'DualRun', epoch: fakeTime })
    expect(requirement(due, 'plan-hour').holds).toMatchObject({ value: true })
    const late = requirement(built(step, { phase: 'CutOver' }), 'plan-gates')
    expect(late.holds).toMatchObject({ ok: true, value: false })
    expect(late.says.fails).toMatch(/^Its step would be refused/)
  })

  it.each<[string, Plan, RegExp]>([
    ['of unknown code', ofCalls([], { tag: zeroHash }), /: the code that it runs is not known here/],
    [
      'of unknown calldata',
      ofCalls([], { fax: '0x' }),
      /: its calldata are of no action that is known here$/,
    ],
    [
      'of a call to another contract',
      ofCalls([{ target: someone, data: encoded(facetAllowlistAbi, 'enforced') }]),
      /: call 1 of 1: what a call of 0x0+51 changes cannot be stated here$/,
    ],
    [
      'of a function of the pause that changes a plan',
      ofCalls([{ target: pause, data: encoded(dsPauseAbi, 'drop', someone, zeroHash, '0x', 1n) }]),
      /: call 1 of 1: what drop of the pause changes cannot be stated here$/,
    ],
    [
      'of a function of the Vat that is not a ceiling',
      ofCalls([{ target: vat, data: encoded(vatAbi, 'rely', someone) }]),
      /: call 1 of 1: what rely of the Vat changes/,
    ],
    [
      'of a file of the Vat that is not a ceiling',
      ofCalls([
        { target: vat, data: encoded(vatAbi, 'file', legacyIlk, stringToHex('spot', { size: 32 }), 1n) },
      ]),
      /what file of spot of the Vat changes/,
    ],
    [
      'of a function of AutoLine that is not a rule',
      ofCalls([{ target: autoLine, data: encoded(autoLineAbi, 'rely', someone) }]),
      /what rely of AutoLine changes/,
    ],
    [
      'of bytes that are no call',
      ofCalls([
        { target: pause, data: '0x' },
        { target: vat, data: '0x12345678' },
        { target: autoLine, data: `${encoded(autoLineAbi, 'remIlk', legacyIlk)}00` },
      ]),
      /call 1 of 3: its bytes are not exactly .*; call 2 of 3: .*; call 3 of 3: its bytes/,
    ],
    [
      'of a function of BeamState that does not wait for the timelock',
      ofCalls([
        { target: pause, data: encoded(dsPauseAbi, 'setDelay', 1n) },
        { target: fakeUnit().beamState, data: encoded(beamStateAbi, 'rely', someone) },
      ]),
      /: call 2 of 2: what rely of BeamState changes cannot be stated here$/,
    ],
    [
      'of a step for another Vat',
      ofStep('startDualRun', [], { vat: someone }),
      /: it works on 0x0+51, which is not the vat of this deployment$/,
    ],
    [
      'of a step on another Diamond',
      ofStep('startDualRun', [], { diamond: someone }),
      /is no Prime of this deployment that migrates$/,
    ],
    [
      'of a schedule',
      ofStep('schedule', [prime.vault, fakeTime, [someone]]),
      /what MigrationMom closed and listed of an ilk before it is scheduled is not read/,
    ],
  ])('%s, whose effects cannot be stated', (_, plan, why) => {
    const action = built(plan)
    const known = requirement(action, 'plan-effects-known')
    expect(known.says.fails).toMatch(why)
    expect(known.holds).toMatchObject({ ok: true, value: false })
    expect(action.events).toEqual([])
    expect(Object.keys(effectsBy(action.effects))).toEqual([pathTo(placeOf(plan).plotted)])
  })

  it('in the Processing Window without a confirmation, where its code does not refuse', () => {
    const inWindow = built(longer, { time: fakeTime + 6n * 3_600n })
    expect(requirement(inWindow, 'window')).toMatchObject({ weight: 'confirm', holds: { value: false } })
    expect(readinessOf(inWindow).state).toBe('ready')
  })

  it('where what a step needs to be stated could not be read', () => {
    const unread = (outputs: FakeOutputs, name = 'startDualRun', phase: FakeMigration['phase'] = 'Legacy') =>
      requirement(built(ofStep(name), { phase, outputs }), 'plan-effects-known').says.fails
    expect(unread({ 'proxy()': (_, to) => (to === pause ? null : [someone]) })).toContain(
      'which account takes the step is not read',
    )
    expect(unread({ 'ceilings(bytes32)': () => null })).toMatch(/A legacy ilk of Spark could not be read/)
    expect(unread({ 'Line()': () => null }, 'cutOver', 'DualRun')).toMatch(/A ceiling of Spark could not/)
    expect(unread({ 'hasRole(bytes32,address)': () => null })).toMatch(/Whether the Diamond holds CONTROLLER/)
    const call = built(longer, { outputs: { 'proxy()': (_, to) => (to === pause ? null : [someone]) } })
    expect(requirement(call, 'plan-effects-known').says.fails).toContain('which account makes the call')
  })
})
