import { describe, expect, it } from 'vitest'
import { drawMeetsDust, fullWipe, greatestPartialWipe } from '@/lib/debt'
import { MAX_UINT256, wad } from '@/lib/math'
import { DAY, debtMillions, debtState, millions, NOW } from '@/lib/testing/states/vaults'
import { drawDust, wipeDust } from './dust'

/** An urn that owes so many millions at a rate of 1.05, in an ilk with a dust of so many. */
const owing = (art: number, dust: number) =>
  debtState({ urn: { art: millions(art) }, ilk: { dust: debtMillions(dust) } })

describe('the dust that a draw must reach', () => {
  const ruleOf = (debt: ReturnType<typeof debtState>) => drawDust('dust', 'shared', debt)[0]!

  it('is no check of an ilk without one', () => {
    expect(drawDust('dust', 'shared', debtState())).toEqual([])
  })

  it('refuses too little and lets more through, and nothing at all', () => {
    const { allows, refusesLess } = ruleOf(owing(10, 20))
    expect(refusesLess).toBe(true)
    expect(allows(NOW, millions(9))).toEqual({ state: 'limited', amount: 0n })
    expect(allows(NOW, millions(10))).toEqual({ state: 'unlimited' })
    expect(allows(NOW, wad(0n))).toEqual({ state: 'unlimited' })
    expect(allows(NOW, wad(MAX_UINT256))).toEqual({ state: 'unlimited' })
  })

  it('comes nearer as fees accrue on what is owed, and never to an urn that owes nothing', () => {
    const debt = owing(19, 20)
    const { opens } = ruleOf(debt)
    expect(opens(millions(1), NOW)).toEqual({ at: NOW })
    const { at = 0n } = opens(wad(1n), NOW)
    // From 19.95 million to 20 at 4.5 % a year.
    expect((at - NOW) / DAY).toBe(20n)
    expect([drawMeetsDust(debt, wad(1n), at), drawMeetsDust(debt, wad(1n), at - 1n)]).toEqual([true, false])
    expect(ruleOf(owing(0, 20)).opens(millions(19), NOW)).toEqual({ never: 'fixed', most: 0n })
  })
})

describe('the dust below which a wipe must not leave an urn', () => {
  const debt = owing(60, 45)
  const [rule] = wipeDust('dust', 'shared', debt)
  const partial = greatestPartialWipe(debt, NOW)

  it('is no check of an ilk without one', () => {
    expect(wipeDust('dust', 'shared', debtState())).toEqual([])
  })

  it('lets through what leaves enough, or nothing', () => {
    expect(rule?.refusesLess).toBe(true)
    expect(rule?.allows(NOW, partial)).toEqual({ state: 'unlimited' })
    expect(rule?.allows(NOW, wad(partial + 1n))).toEqual({ state: 'limited', amount: partial })
    expect(rule?.allows(NOW, wad(fullWipe(debt, NOW) - 1n))).toEqual({ state: 'limited', amount: partial })
    expect(rule?.allows(NOW, fullWipe(debt, NOW))).toEqual({ state: 'unlimited' })
    expect(rule?.allows(NOW, wad(MAX_UINT256))).toEqual({ state: 'unlimited' })
  })

  it('does not change by waiting', () => {
    expect(rule?.opens(partial, NOW)).toEqual({ at: NOW })
    expect(rule?.opens(wad(partial + 1n), NOW)).toEqual({ never: 'fixed', most: partial })
  })
})
