import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { relayerReach } from './reach'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const unitOf = (token: Leaf<Address>) => ({ token, symbol: given('USDS'), decimals: given(18) })
const usds = unitOf(given(at(1)))

const reach = (...limits: readonly (readonly [current: Leaf<bigint>, unit?: typeof usds | null])[]) =>
  relayerReach({
    usds,
    limits: limits.map(([current, unit = usds], index) => ({
      ...{ id: toHex(index, { size: 32 }), current, unit },
    })),
  })

describe('what a relayer can move at most', () => {
  it('is the sum over its keys, and nothing where there is none', () => {
    expect(reach([given(5n)], [given(7n)])).toMatchObject({ ok: true, value: { usds: 12n, others: [] } })
    expect(reach()).toMatchObject({ ok: true, value: { usds: 0n, others: [] } })
  })

  it('is without a bound where one limit is', () => {
    for (const others of [MAX_UINT256, MAX_UINT256 - 5n])
      expect(reach([given(5n)], [given(others)])).toMatchObject({ ok: true, value: { usds: 'unlimited' } })
    expect(reach([given(4n)], [given(MAX_UINT256 - 5n)])).toMatchObject({
      ok: true,
      value: { usds: MAX_UINT256 - 1n },
    })
  })

  it('is unknown where a limit or its unit could not be read, also beside one without a bound', () => {
    expect(reach([given(5n)], [unread])).toMatchObject({ ok: false, reason: unread.reason })
    expect(reach([given(MAX_UINT256)], [unread]).ok).toBe(false)
    expect(reach([given(5n), unitOf(unread)])).toMatchObject({ ok: false, reason: unread.reason })
    expect(reach([given(0n), unitOf(unread)])).toMatchObject({ ok: true, value: { usds: 0n, others: [] } })
  })

  it('names the keys of another token and of an unknown unit, unless they are used up, and adds none of them', () => {
    for (const unit of [unitOf(given(at(2))), null]) {
      expect(reach([given(5n)], [given(1n), unit])).toMatchObject({
        ok: true,
        value: { usds: 5n, others: [toHex(1, { size: 32 })] },
      })
      expect(reach([given(5n)], [given(0n), unit])).toMatchObject({
        ok: true,
        value: { usds: 5n, others: [] },
      })
    }
  })
})
