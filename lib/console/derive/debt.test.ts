import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { RAD, RAY, rad, ray, seconds, WAD, wad } from '@/lib/math'
import type { IlkFacts, McdFacts } from '../facts/primes'
import { debtState, deriveIlk, totalOf } from './debt'

const at = (n: number) => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const NOW = seconds(1_800_000_000n)
const BLOCK = 10n

const mcd: McdFacts = {
  addresses: { vat: at(1), jug: at(2), usdsJoin: at(3), autoLine: at(4) },
  debt: given(rad(1_000n * RAD)),
  Line: given(rad(3_000n * RAD)),
  live: given(1n),
  base: given(ray(0n)),
  lineMom: null,
}

/** Owes 100 USDS below a ceiling of 250; AutoLine may raise that to 120 USDS more than its debt, or 900. */
const ilk: IlkFacts = {
  ...{ id: 'ALLOCATOR-SPARK-A', ilk: toHex(1, { size: 32 }), allocatorVault: at(5) },
  ownIlk: given(toHex(1, { size: 32 })),
  Art: given(wad(100n * WAD)),
  rate: given(ray(RAY)),
  spot: given(ray(RAY)),
  line: given(rad(150n * RAD)),
  dust: given(rad(0n)),
  art: given(wad(100n * WAD)),
  ink: given(wad(10n ** 30n)),
  duty: given(ray(RAY)),
  rho: given(NOW),
  autoLine: {
    line: given(rad(900n * RAD)),
    gap: given(rad(120n * RAD)),
    ttl: given(seconds(0n)),
    last: given(0n),
    lastInc: given(seconds(0n)),
  },
}
const value = <T>(leaf: Leaf<T> | null) => (leaf?.ok ? leaf.value : leaf && 'unknown')
const withLast = (last: bigint): IlkFacts => ({
  ...ilk,
  autoLine: { ...ilk.autoLine!, last: given(last) },
})

describe('an ilk at a time', () => {
  it('has what it owes, the room below its ceiling, and the ceiling of the next block', () => {
    const model = deriveIlk(ilk, mcd, NOW, BLOCK)
    expect(value(model.debtNow)).toBe(100n * RAD)
    expect(value(model.headroom)).toBe(50n * WAD)
    expect(value(model.nextCeiling)).toMatchObject({ change: 'up', line: 220n * RAD, Line: 3_070n * RAD })
  })

  it('can change its ceiling in the next block, unless that has changed it already', () => {
    const next = (last: bigint) => value(deriveIlk(withLast(last), mcd, NOW, BLOCK).nextCeiling)
    for (const last of [BLOCK - 1n, BLOCK]) expect(next(last)).toMatchObject({ change: 'up' })
    expect(next(BLOCK + 1n)).toMatchObject({ change: 'none', why: 'already-this-block' })
  })

  it('has no ceiling to come where the deployment has no AutoLine, and none that is known where it was not read', () => {
    expect(deriveIlk({ ...ilk, autoLine: null }, mcd, NOW, BLOCK).nextCeiling).toBeNull()
    const { nextCeiling } = deriveIlk(
      { ...ilk, autoLine: { ...ilk.autoLine!, gap: unread } },
      mcd,
      NOW,
      BLOCK,
    )
    expect(nextCeiling?.ok).toBe(false)
  })
})

describe('the state of the debt', () => {
  it('has what AutoLine holds of the ilk', () => {
    expect(debtState(ilk, mcd)).toMatchObject({
      ok: true,
      value: { autoLine: { line: 900n * RAD, gap: 120n * RAD, ttl: 0n, last: 0n, lastInc: 0n } },
    })
  })

  it('is that of an ilk outside AutoLine where the deployment has none', () => {
    expect(debtState({ ...ilk, autoLine: null }, mcd)).toMatchObject({
      ok: true,
      value: { ilk: { line: 150n * RAD }, autoLine: { line: 0n, gap: 0n, ttl: 0n, last: 0n, lastInc: 0n } },
    })
  })
})

describe('a sum', () => {
  const part = (name: string, amount: Leaf<bigint>) => ({
    name,
    amount: amount as Leaf<ReturnType<typeof wad>>,
  })

  it('is known where every part is', () => {
    expect(totalOf([part('A', given(1n)), part('B', given(2n))])).toMatchObject({ ok: true, value: 3n })
    expect(totalOf([])).toMatchObject({ ok: true, value: 0n })
  })

  it('names the parts that it lacks and why, and no others', () => {
    expect(totalOf([part('A', unread), part('B', given(2n)), part('C', unread)])).toMatchObject({
      ok: false,
      reason: { kind: 'reverted', message: 'It lacks A, C: It reverted.' },
    })
  })
})
