import fc from 'fast-check'
import { hexToBigInt, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seed } from '@/lib/cli/test-chain'
import { min, RAD, RAY, rad, wad } from '@/lib/math'
import { ILK, INK, type Mcd, startMcd, text } from '@/lib/testing/stages/mcd'
import { type Call, type CallOutcome, simulate } from '@/lib/testing/stages/simulate'
import { factor } from '@/lib/testing/states/debt'
import { headroomAfterExec, increaseAllowedAt, nextCeiling } from './auto-line'
import { greatestDraw, judgeDraw } from './headroom'
import { afterDrip, debtNow, fullWipe, greatestWipe, rateNow } from './rate'
import type { DebtState } from './types'

let mcd: Mcd

beforeAll(async () => {
  mcd = await startMcd()
})

afterAll(() => mcd?.stop())

/** A change through the contracts, each made by somebody who is allowed to. */
type Change =
  | { readonly do: 'duty'; readonly duty: bigint }
  | { readonly do: 'line' | 'Line' | 'spot' | 'draw' | 'wipe'; readonly share: bigint }
  | { readonly do: 'auto'; readonly gap: bigint; readonly most: bigint; readonly ttl: bigint }
  | { readonly do: 'exec' | 'nothing' }

const share = fc.bigInt({ min: 0n, max: 1_000_000n })
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant<'duty'>('duty'), duty: factor }),
  fc.record({ do: fc.constantFrom<'line' | 'Line' | 'spot'>('line', 'Line', 'spot'), share }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom<'draw' | 'wipe'>('draw', 'draw', 'wipe'), share }),
  },
  fc.record({ do: fc.constantFrom<'exec' | 'nothing'>('exec', 'nothing') }),
)

/**
 * Changes that follow each other directly. The second kind often makes an increase wait; in the third the collateral
 * often binds.
 */
const scene: fc.Arbitrary<readonly Change[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(change) },
  fc.tuple(
    fc.record({
      do: fc.constant<'auto'>('auto'),
      gap: fc.bigInt({ min: 0n, max: 10n ** 8n }),
      most: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      ttl: fc.constantFrom(0n, 3_600n, 10n ** 6n),
    }),
    fc.constant<Change>({ do: 'exec' }),
    fc.record({ do: fc.constant<'draw'>('draw'), share }),
  ),
  fc.tuple(
    fc.constant<Change>({ do: 'line', share: 2_000_000n }),
    fc.constant<Change>({ do: 'Line', share: 2_000_000n }),
    share.map((odd): Change => ({ do: 'spot', share: odd | 1n })),
  ),
)

/** The calls that make a change at time t [unix s]. */
function callsOf(state: DebtState, step: Change, t: bigint): Call[] {
  const { onVat, onJug, onAutoLine, draw, wipe } = mcd
  switch (step.do) {
    case 'duty':
      return [onJug('drip', [ILK]), onJug('file', [ILK, text('duty'), step.duty])]
    case 'line':
      return [onVat('file', [ILK, text('line'), step.share * 1_000n * RAD])]
    case 'Line':
      return [onVat('file', [text('Line'), afterDrip(state, t).vat.debt + step.share * 1_000n * RAD])]
    case 'spot': {
      // Half the time wide enough not to bind.
      const near = (debtNow(state, t) + step.share * RAD) / INK
      return [onVat('file', [ILK, text('spot'), step.share % 2n === 0n ? RAY : near])]
    }
    case 'draw':
      return [draw((greatestDraw(state, t) * step.share) / 1_000_000n)]
    case 'wipe': {
      const whole = fullWipe(state, t)
      return [wipe(step.share % 4n === 0n ? whole : (whole * step.share) / 1_000_000n)]
    }
    case 'auto':
      return [onAutoLine('setIlk', [ILK, step.most * RAD, step.gap * RAD, step.ttl])]
    case 'exec':
      return [onAutoLine('exec', [ILK])]
    case 'nothing':
      return []
  }
}

/** Makes a change, each call in a block of its own at time t [unix s]. */
async function make(state: DebtState, step: Change, t: bigint): Promise<void> {
  for (const one of callsOf(state, step, t)) {
    await mcd.client.setNextBlockTimestamp({ timestamp: t })
    await mcd.act(one)
  }
}

const nextBlock = async () => (await mcd.client.getBlockNumber()) + 1n

describe(`the formulas of debt against MCD on a chain (seed ${seed})`, () => {
  it('compute what drip, draw, wipe and exec do, to the wei, at any time', async () => {
    const scenes = fc.sample(
      fc.record({
        scene,
        advance: fc.oneof(fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 10n ** 6n })),
        ahead: fc.oneof(fc.bigInt({ min: 0n, max: 100n }), fc.bigInt({ min: 0n, max: 10n ** 8n })),
        any: fc
          .integer({ min: 0, max: 110 })
          .chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) })),
      }),
      { numRuns: 80, seed },
    )
    const seen = new Map<string, number>()
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)

    let state = await mcd.read()
    count(await expectExec(state, (await mcd.client.getBlock()).timestamp + 1n))
    for (const step of scenes) {
      let time = (await mcd.client.getBlock()).timestamp + step.advance
      for (const one of step.scene) {
        await make(state, one, time++)
        state = await mcd.read()
      }
      const t = (await mcd.client.getBlock()).timestamp + 1n + step.ahead
      await expectDrip(state, t)
      count(await expectDraws(state, t, wad(step.any)))
      await expectWipes(state, t)
      count(await expectExec(state, t))
    }
    // A walk that never meets a branch proves nothing about it.
    expect([...seen.keys()].sort()).toEqual([
      'Vat/ceiling-exceeded',
      'Vat/not-safe',
      'at-target',
      'down',
      'not-in-auto-line',
      'up',
      'waits',
    ])
  })

  it('see that exec does nothing when called twice in a block', async () => {
    const reset = mcd.onVat('file', [ILK, text('line'), 0n])
    const time = (await mcd.client.getBlock()).timestamp + 1n
    const setUp = [
      mcd.onVat('file', [text('Line'), 10n ** 12n * RAD]),
      mcd.onAutoLine('setIlk', [ILK, 10n ** 9n * RAD, RAD, 0n]),
    ]
    const [outcomes] = await simulate(mcd.client, [
      { time, calls: [...setUp, reset, mcd.onAutoLine('exec', [ILK]), reset, mcd.onAutoLine('exec', [ILK])] },
    ])
    const [, , , first, , second] = outcomes ?? []
    expect(hexToBigInt(first?.data ?? '0x')).toBeGreaterThan(0n)
    expect(hexToBigInt(second?.data ?? '0x')).toBe(0n)
    const state = await mcd.read()
    const now = { ...state, autoLine: { ...state.autoLine, line: RAD, gap: RAD, ttl: 0n, last: 7n } }
    expect(nextCeiling(now, time, 7n)).toMatchObject({ change: 'none', why: 'already-this-block' })
  })

  it('see that exec fails where the ceiling of all debt is below that of the ilk', async () => {
    const state = await mcd.read()
    const time = (await mcd.client.getBlock()).timestamp + 1n
    const below = rad(state.ilk.line + RAD)
    const broken = {
      ...state,
      ilk: { ...state.ilk, line: rad(below + RAD) },
      vat: { ...state.vat, Line: below },
      autoLine: { line: rad(RAD), gap: rad(0n), ttl: 0n, last: 0n, lastInc: 0n },
    }
    const [outcomes] = await simulate(mcd.client, [
      {
        time,
        calls: [
          mcd.onVat('file', [ILK, text('line'), broken.ilk.line]),
          mcd.onVat('file', [text('Line'), below]),
          mcd.onAutoLine('setIlk', [ILK, RAD, 0n, 0n]),
          mcd.onAutoLine('exec', [ILK]),
        ],
      },
    ])
    expect(outcomes?.[3]).toEqual({ revert: 'none' })
    expect(nextCeiling(broken, time, await nextBlock())).toEqual({ ok: false, reason: 'none' })
  })

  it('see that nothing can be drawn from a system that is shut down', async () => {
    const state = await mcd.read()
    const time = (await mcd.client.getBlock()).timestamp + 1n
    const [outcomes] = await simulate(mcd.client, [{ time, calls: [mcd.onVat('cage', []), mcd.draw(1n)] }])
    expect(outcomes?.[1]).toEqual({ revert: 'Vat/not-live' })
    const caged = { ...state, vat: { ...state.vat, live: 0n } }
    expect(judgeDraw(caged, wad(1n), time)).toEqual({ ok: false, reason: 'Vat/not-live' })
  })
})

async function expectDrip(state: DebtState, time: bigint): Promise<void> {
  const drip = mcd.onJug('drip', [ILK])
  const [outcomes] = await simulate(mcd.client, [
    { time, calls: [drip, mcd.onVat('ilks', [ILK]), mcd.onVat('debt', [])] },
  ])
  const [rate, ilk, debt] = outcomes ?? []
  expect(hexToBigInt(rate?.data ?? '0x')).toBe(rateNow(state, time))
  const word = (index: number) => BigInt(`0x${ilk?.data?.slice(2 + 64 * index, 66 + 64 * index)}`)
  expect(word(0) * word(1)).toBe(debtNow(state, time))
  expect(hexToBigInt(debt?.data ?? '0x')).toBe(afterDrip(state, time).vat.debt)
}

/** @returns why one wei more than the greatest draw is refused */
async function expectDraws(state: DebtState, time: bigint, any: bigint): Promise<string> {
  const most = greatestDraw(state, time)
  // A draw that reverts and a draw of nothing leave the state as it is, so the next draw starts from the same one.
  const rounds = [[most + 1n, 0n, most], [any]]
  for (const amounts of rounds) {
    const [outcomes] = await simulate(mcd.client, [
      { time, calls: amounts.map((amount) => mcd.draw(amount)) },
    ])
    for (const [index, amount] of amounts.entries()) {
      expect(outcomes?.[index], `draw of ${amount} at ${time}`).toEqual(expectedDraw(state, amount, time))
    }
  }
  expect(judgeDraw(state, most, time)).toEqual({ ok: true })
  const more = judgeDraw(state, wad(most + 1n), time)
  return more.ok ? 'drawn' : more.reason
}

function expectedDraw(state: DebtState, amount: bigint, time: bigint): CallOutcome {
  const verdict = judgeDraw(state, wad(amount), time)
  return verdict.ok ? { data: '0x' } : { revert: verdict.reason }
}

async function expectWipes(state: DebtState, time: bigint): Promise<void> {
  const whole = fullWipe(state, time)
  const most = greatestWipe(state, time)
  const rest = async (...amounts: bigint[]) => {
    const calls = [...amounts.map((amount) => mcd.wipe(amount)), mcd.onVat('urns', [ILK, mcd.vault])]
    const [outcomes = []] = await simulate(mcd.client, [{ time, calls }])
    const reverts = outcomes.slice(0, -1).map(({ revert }) => revert ?? 'wiped')
    return [...reverts, BigInt(`0x${outcomes.at(-1)?.data?.slice(66)}`)]
  }
  expect(await rest(most + 1n, whole)).toEqual(['none', 'wiped', 0n])
  expect(await rest(most)).toEqual(['wiped', 0n])
  if (whole > 0n) expect(await rest(whole - 1n)).toEqual(['wiped', 1n])
}

/** @returns what exec does */
async function expectExec(state: DebtState, time: bigint): Promise<string> {
  const exec = mcd.onAutoLine('exec', [ILK])
  const block = await nextBlock()
  const next = nextCeiling(state, time, block)
  const most = headroomAfterExec(state, time, block)
  const calls = [exec, mcd.onVat('Line', []), mcd.draw(min(most.ilk, most.global))]
  const [outcomes] = await simulate(mcd.client, [{ time, calls }])
  if (!next.ok) throw new Error(`exec reverts with ${next.reason} in a state in which nothing is broken`)
  expect(outcomes?.slice(0, 2)).toEqual([
    { data: toHex(next.line, { size: 32 }) },
    { data: toHex(next.Line, { size: 32 }) },
  ])
  if (outcomes?.[2]?.revert !== undefined) expect(outcomes[2].revert).toBe('Vat/not-safe')

  if (next.change !== 'none' || next.why !== 'waits') return next.change === 'none' ? next.why : next.change
  const allowed = increaseAllowedAt(state) ?? 0n
  expect(nextCeiling(state, allowed, block)).toMatchObject({ change: 'up' })
  expect(nextCeiling(state, allowed - 1n, block)).toMatchObject({ change: 'none' })
  return next.why
}
