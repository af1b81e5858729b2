import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { MAX_UINT256, seconds, WAD, wad } from '@/lib/math'
import type { GeneratorFacts, LimitFacts, ScopeFacts } from '../facts'
import { deriveLimit, deriveStored, noCallerOf, sorlInputs } from './limits'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const NOW = seconds(1_800_000_000n)
const HOUR = 3_600n

/** A limit of 1,000, of which 400 were left just now and one refills each second. */
const limit = {
  ...{ maxAmount: given(1_000n), slope: given(1n), lastAmount: given(400n), lastUpdated: given(NOW) },
  ...{ initMaxAmount: given(5_000n), initSlope: given(7n), zzz: given(seconds(NOW - HOUR)) },
} as unknown as LimitFacts
const scope = {
  ...{ rateLimitsRegistered: given(true), controllerRegistered: given(true), pairs: [] },
  ...{ hop: given(seconds(2n * HOUR)), maxChange: given(wad(2n * WAD)) },
} satisfies ScopeFacts

describe('a limit at a time', () => {
  it('has its state, what is left, what refills in a day and when it is full', () => {
    expect(deriveStored(limit, seconds(NOW + 100n))).toMatchObject({
      state: { ok: true, value: 'limited' },
      current: { ok: true, value: 500n },
      perDay: { ok: true, value: 86_400n },
      full: { ok: true, value: { at: NOW + 600n } },
    })
  })

  it('has no capacity that is known where the contract itself reverts', () => {
    expect(deriveStored({ ...limit, lastUpdated: given(seconds(NOW + 1n)) }, NOW).current.ok).toBe(false)
  })
})

describe('what a cBEAM may set', () => {
  it('rests on everything that the Configurator reads', () => {
    expect(sorlInputs(limit, scope, given(false))).toMatchObject({
      ok: true,
      value: {
        limit: { maxAmount: 1_000n, slope: 1n },
        init: { maxAmount: 5_000n, slope: 7n },
        ...{ hop: 2n * HOUR, maxChange: 2n * WAD, zzz: NOW - HOUR, stopped: false },
      },
    })
    for (const dark of [{ initMaxAmount: unread }, { initSlope: unread }, { zzz: unread }]) {
      expect(sorlInputs({ ...limit, ...dark }, scope, given(false)).ok).toBe(false)
    }
  })

  it('can be raised from a time on, if anybody can raise it', () => {
    const next = (caller: Leaf<'nobody-paired' | null>, stopped = false) =>
      deriveLimit(limit, scope, given(stopped), caller, NOW).nextIncrease
    expect(next(given(null))).toMatchObject({ ok: true, value: { at: NOW + HOUR } })
    expect(next(given('nobody-paired'))).toMatchObject({ ok: true, value: { never: 'nobody-paired' } })
    expect(next(unread).ok).toBe(false)
    // What is in the way for everybody needs no caller.
    expect(next(unread, true)).toMatchObject({ ok: true, value: { never: 'stopped' } })
  })

  it('lies within a band', () => {
    const { band } = deriveLimit(limit, scope, given(false), given(null), NOW)
    expect(band).toMatchObject({ ok: true, value: { unlimitedOnly: false } })
    const open = { ...limit, maxAmount: given(MAX_UINT256), slope: given(0n) } as unknown as LimitFacts
    expect(deriveLimit(open, scope, given(false), given(null), NOW).band.ok).toBe(true)
  })
})

describe('who can set limits', () => {
  const [ANN, BEN] = [at(1), at(2)]
  interface Changes {
    readonly pairs?: readonly (readonly [
      Address,
      active: Leaf<boolean>,
      kind?: 'rateLimits' | 'controller',
    ])[]
    readonly registered?: Leaf<boolean>
    readonly authorised?: Leaf<boolean>
  }
  const noCaller = ({ pairs = [], registered = given(true), authorised = given(true) }: Changes) =>
    noCallerOf({
      scope: {
        ...scope,
        rateLimitsRegistered: registered,
        pairs: pairs.map(([cBeam, active, kind = 'rateLimits']) => ({
          ...{ id: cBeam, kind, target: at(9), cBeam, active, registered: given(true) },
        })),
      },
      wires: { configuratorOnRateLimits: authorised } as GeneratorFacts['wires'],
    })
  const yes = given(true)

  it('is a cBEAM that is paired with these RateLimits', () => {
    expect(noCaller({ pairs: [[ANN, yes]] })).toMatchObject({ ok: true, value: null })
    expect(
      noCaller({
        pairs: [
          [ANN, given(false)],
          [BEN, yes],
        ],
      }),
    ).toMatchObject({ ok: true, value: null })
    expect(
      noCaller({
        pairs: [
          [ANN, unread],
          [BEN, yes],
        ],
      }),
    ).toMatchObject({ ok: true, value: null })
  })

  it('is nobody, for one reason after the other', () => {
    const of = (changes: Changes) => {
      const found = noCaller(changes)
      return found.ok ? found.value : 'unknown'
    }
    expect(of({ pairs: [[ANN, yes]], authorised: given(false) })).toBe('not-authorised')
    expect(of({ pairs: [[ANN, given(false)]] })).toBe('nobody-paired')
    expect(of({ pairs: [[ANN, yes, 'controller']] })).toBe('nobody-paired')
    expect(of({})).toBe('nobody-paired')
    expect(of({ pairs: [[ANN, unread]] })).toBe('unknown')
    expect(of({ pairs: [[ANN, yes]], authorised: unread })).toBe('unknown')
    expect(of({ pairs: [[ANN, yes]], registered: unread })).toBe('unknown')
  })
})
