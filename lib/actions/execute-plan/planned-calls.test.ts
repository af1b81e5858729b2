import { type Hex, stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { autoLineAbi, beamStateAbi, dsPauseAbi, vatAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { planId } from '@/lib/governance'
import { RAD, rad } from '@/lib/math'
import { fakeUnit } from '@/lib/testing/fakes/deployment'
import {
  at,
  autoLine,
  built,
  type Call,
  encoded,
  ilk,
  legacyIlk,
  ofCalls,
  own,
  pause,
  placeOf,
  vat,
} from '@/lib/testing/fakes/plans'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'

describe('the calls of a plan', () => {
  const stated = (...calls: readonly Call[]) => built(ofCalls(calls))

  it('change the rules of the pause', () => {
    const action = stated(
      { target: pause, data: encoded(dsPauseAbi, 'setOwner', at(0x91)) },
      { target: pause, data: encoded(dsPauseAbi, 'setAuthority', at(0x92)) },
    )
    expect(effectsBy(action.effects)).toMatchObject({
      [pathTo(places.governance.pause.owner)]: at(0x91),
      [pathTo(places.governance.pause.authority)]: at(0x92),
    })
    expect(eventsBy(dsPauseAbi, action.events.slice(0, 2))).toEqual([
      { address: pause, eventName: 'LogSetOwner', args: { owner: at(0x91) } },
      { address: pause, eventName: 'LogSetAuthority', args: { authority: at(0x92) } },
    ])
  })

  it('set ceilings, of which the last one stays', () => {
    const line = stringToHex('line', { size: 32 })
    const action = stated(
      { target: vat, data: encoded(vatAbi, 'file', legacyIlk, line, 1n) },
      { target: vat, data: encoded(vatAbi, 'file', legacyIlk, line, 7n * RAD) },
      { target: vat, data: encoded(vatAbi, 'file', stringToHex('Line', { size: 32 }), 9n * RAD) },
    )
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(placeOf(ofCalls([])).plotted).replace(
        planId(ofCalls([])),
        (action.request as { plan: Hex }).plan,
      )]: false,
      [pathTo(own.legacy(ilk.ilk).line)]: rad(7n * RAD),
      [pathTo(places.mcd.Line)]: rad(9n * RAD),
    })
    expect(action.events).toHaveLength(4)
    expect(action.events.slice(0, 3).every(({ optional, address }) => optional && address === vat)).toBe(true)
  })

  it('set the rule of AutoLine, and end it', () => {
    const rule = own.legacy(ilk.ilk).autoLine
    const set = stated({ target: autoLine, data: encoded(autoLineAbi, 'setIlk', legacyIlk, 5n, 6n, 7n) })
    expect(effectsBy(set.effects)).toMatchObject({
      [pathTo(rule.line)]: 5n,
      [pathTo(rule.gap)]: 6n,
      [pathTo(rule.ttl)]: 7n,
      [pathTo(rule.last)]: 0n,
      [pathTo(rule.lastInc)]: 0n,
    })
    expect(eventsBy(autoLineAbi, set.events.slice(0, 1))).toEqual([
      { address: autoLine, eventName: 'Setup', args: { ilk: legacyIlk, line: 5n, gap: 6n, ttl: 7n } },
    ])
    const end = stated({ target: autoLine, data: encoded(autoLineAbi, 'remIlk', legacyIlk) })
    expect(effectsBy(end.effects)).toMatchObject({ [pathTo(rule.line)]: 0n, [pathTo(rule.gap)]: 0n })
    expect(eventsBy(autoLineAbi, end.events.slice(0, 1))).toEqual([
      { address: autoLine, eventName: 'Remove', args: { ilk: legacyIlk } },
    ])
  })

  it('register in BeamState as an operation of the timelock does', () => {
    const { beamState } = fakeUnit()
    const action = stated({ target: beamState, data: encoded(beamStateAbi, 'addCBeam', at(0x98)) })
    expect(effectsBy(action.effects)).toMatchObject({
      [pathTo(places.units(beamState).configurator.cBeams(at(0x98)).registered)]: true,
    })
    expect(eventsBy(beamStateAbi, action.events.slice(0, 1))).toEqual([
      { address: beamState, eventName: 'AddCBeam', args: { cBeam: at(0x98) } },
    ])
  })
})
