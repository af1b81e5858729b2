import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Reach } from '@/lib/console/derive/reach'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { seconds, wad } from '@/lib/math'
import { fundsHeadlineOf, headlineOf } from './headline'
import type { FundsAfter, HoldersAfter } from './holders-after'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const titleOf = (account: Address): string => `Relayer ${Number(account)}`
const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
const MILLION = 10n ** 24n

const afterFreeze = (acting: readonly Leaf<boolean>[], more: Partial<HoldersAfter> = {}): HoldersAfter => ({
  ...{ generator: 'Generator', blockNumber: 7n, blockTime: seconds(1n), unread: null },
  ...{
    reach: given<Reach>({ usds: wad(90n * MILLION + (4n * MILLION) / 10n), others: [] }),
    wayBack: 'By a cBEAM.',
  },
  holders: acting.map((acts, index) => ({
    ...{ account: at(index + 1), target: index === 0, holds: given(true), acts },
    request: { kind: 'freeze-relayer', generator: at(9), relayer: at(index + 1) },
  })),
  ...more,
})
const [out, in_] = [given(false), given(true)]

describe('what is said after a freeze', () => {
  it('names who is out, who is not, and how much is left to move', () => {
    expect(headlineOf(afterFreeze([out, in_]), titleOf)).toEqual({
      title: 'Relayer 1 is out. Relayer 2 can still act, and move up to 90.4M.',
      details: ['90,400,000 USDS is what all limits of the Generator leave now; they refill.'],
    })
    expect(headlineOf(afterFreeze([out, in_, in_]), titleOf)?.title).toBe(
      'Relayer 1 is out. Relayer 2, Relayer 3 can still act, and move up to 90.4M together.',
    )
  })

  it('keeps an amount that is not known unknown, and one without a bound', () => {
    const said = (reach: Leaf<Reach>) => headlineOf(afterFreeze([out, in_], { reach }), titleOf)
    expect(said(unread)).toMatchObject({
      title: 'Relayer 1 is out. Relayer 2 can still act.',
      details: ['How much it can move is not known: The call reverted.'],
    })
    const title = (reach: Reach) => said(given(reach))?.title
    expect(title({ usds: 'unlimited', others: [] })).toContain('can still act, and move up to any amount.')
    expect(title({ usds: wad(MILLION), others: ['0x01'] })).toContain(
      'can still act, and move up to 1M, and more under 1 key of an unknown unit.',
    )
  })

  it('counts whoever could not be read among those who may act, and says why somebody may be missing', () => {
    expect(headlineOf(afterFreeze([out, unread]), titleOf)?.title).toContain('Relayer 2 can still act')
    expect(headlineOf(afterFreeze([out], { unread: 'It reverted.' }), titleOf)).toEqual({
      title: 'Relayer 1 is out. Not every relayer could be read.',
      details: ['It reverted.'],
    })
  })

  it('is nothing where everybody was read and nobody acts', () => {
    expect(headlineOf(afterFreeze([out, out]), titleOf)).toBeNull()
  })
})

describe('what is said after a freeze of funds', () => {
  const funds = (safe: FundsAfter['safe'], left: FundsAfter['left']): FundsAfter => ({
    ...{ name: 'Keel', blockNumber: 7n, blockTime: seconds(1n), safe, left },
  })

  it('counts and lists who can still move them, and on what', () => {
    expect(fundsHeadlineOf(funds(given(false), [{ account: at(1), on: at(2) }]))).toEqual({
      title: '1 relayer or actor can still move funds of Keel.',
      details: [`${at(1)} on ${at(2)}`, 'Somebody else has to remove them.'],
    })
  })

  it('is nothing only where it was read that nobody can', () => {
    expect(fundsHeadlineOf(funds(given(true), []))).toBeNull()
    expect(fundsHeadlineOf(funds(unread, []))).toEqual({
      title: 'Not known whether somebody can still move funds of Keel.',
      details: ['Not everybody could be read: The call reverted.'],
    })
  })
})
