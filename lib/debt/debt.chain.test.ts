import fc from 'fast-check'
import { type Address, encodeDeployData, type Hex, hexToBigInt, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  allocatorBufferAbi,
  allocatorVaultAbi,
  autoLineAbi,
  jugAbi,
  usdsAbi,
  usdsJoinAbi,
  vatAbi,
} from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { min, RAD, RAY, rad, ray, WAD, wad } from '@/lib/math'
import { headroomAfterExec, increaseAllowedAt, nextCeiling } from './auto-line'
import { type Call, type CallOutcome, call, simulate } from './chain/testing'
import { greatestDraw, judgeDraw } from './headroom'
import { afterDrip, debtNow, fullWipe, greatestWipe, rateNow } from './rate'
import { factor } from './testing'
import type { DebtState } from './types'

const ILK = toHex('ALLOCATOR-TEST-A', { size: 32 })
/** Gives the debt of all, and the funds with which the first is repaid. */
const OTHER_ILK = toHex('ALLOCATOR-OTHER-A', { size: 32 })
const INK = 10n ** 12n * WAD
const text = (name: string): Hex => toHex(name, { size: 32 })

let chain: TestChain
let client: Client
let admin: Address
let vat: Address
let jug: Address
let usds: Address
let autoLine: Address
let vault: Address
let buffer: Address
let otherVault: Address

const create = (name: string, abi: readonly unknown[] = [], args: readonly unknown[] = []) =>
  deploy(client, admin, encodeDeployData({ abi, bytecode: creationCode(name), args } as never))

const act = ({ from, to, data }: Call) => send(client, from, to, data)
const onVat = (functionName: string, args: readonly unknown[]) =>
  call(admin, vat, { abi: vatAbi, functionName, args })
const onVault = (functionName: 'draw' | 'wipe', amount: bigint) =>
  call(admin, vault, { abi: allocatorVaultAbi, functionName, args: [amount] })

/** An AllocatorVault on an ilk of its own, with the test as its operator. */
async function open(ilk: Hex, usdsJoin: Address, roles: Address): Promise<[Address, Address]> {
  const itsBuffer = await create('AllocatorBuffer')
  const itsVault = await create('AllocatorVault', allocatorVaultAbi, [roles, itsBuffer, ilk, usdsJoin])
  for (const step of [
    onVat('init', [ilk]),
    onVat('file', [ilk, text('spot'), RAY]),
    onVat('slip', [ilk, itsVault, INK]),
    onVat('grab', [ilk, itsVault, itsVault, zeroAddress, INK, 0n]),
    call(admin, jug, { abi: jugAbi, functionName: 'init', args: [ilk] }),
    call(admin, itsVault, { abi: allocatorVaultAbi, functionName: 'file', args: [text('jug'), jug] }),
    call(admin, itsBuffer, {
      abi: allocatorBufferAbi,
      functionName: 'approve',
      args: [usds, itsVault, 2n ** 256n - 1n],
    }),
  ]) {
    await act(step)
  }
  return [itsVault, itsBuffer]
}

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin] = chain.accounts
  vat = await create('Vat')
  jug = await create('Jug', jugAbi, [vat])
  usds = await create('Usds')
  const usdsJoin = await create('UsdsJoin', usdsJoinAbi, [vat, usds])
  autoLine = await create('AutoLine', autoLineAbi, [vat])
  const roles = await create('AllocatorRoles')
  await act(onVat('rely', [jug]))
  await act(onVat('rely', [autoLine]))
  await act(call(admin, usds, { abi: usdsAbi, functionName: 'rely', args: [usdsJoin] }))
  await act(call(admin, jug, { abi: jugAbi, functionName: 'file', args: [text('vow'), admin] }))
  ;[vault, buffer] = await open(ILK, usdsJoin, roles)
  const [second, secondBuffer] = await open(OTHER_ILK, usdsJoin, roles)
  otherVault = second

  // Funds for every repayment: all that the other ilk draws goes to the first buffer.
  const funds = 5n * 10n ** 10n * WAD
  for (const step of [
    onVat('file', [OTHER_ILK, text('line'), 10n ** 11n * RAD]),
    onVat('file', [text('Line'), 10n ** 11n * RAD]),
    call(admin, otherVault, { abi: allocatorVaultAbi, functionName: 'draw', args: [funds] }),
    call(admin, secondBuffer, {
      abi: allocatorBufferAbi,
      functionName: 'approve',
      args: [usds, admin, funds],
    }),
    call(admin, usds, { abi: usdsAbi, functionName: 'transferFrom', args: [secondBuffer, buffer, funds] }),
  ]) {
    await act(step)
  }
})

afterAll(() => chain?.stop())

async function read(): Promise<DebtState> {
  const from = <const abi extends readonly unknown[]>(address: Address, abi: abi) =>
    ({ address, abi }) as const
  const [ilk, urn, debt, Line, live, jugIlk, base, auto] = await Promise.all([
    client.readContract({ ...from(vat, vatAbi), functionName: 'ilks', args: [ILK] }),
    client.readContract({ ...from(vat, vatAbi), functionName: 'urns', args: [ILK, vault] }),
    client.readContract({ ...from(vat, vatAbi), functionName: 'debt' }),
    client.readContract({ ...from(vat, vatAbi), functionName: 'Line' }),
    client.readContract({ ...from(vat, vatAbi), functionName: 'live' }),
    client.readContract({ ...from(jug, jugAbi), functionName: 'ilks', args: [ILK] }),
    client.readContract({ ...from(jug, jugAbi), functionName: 'base' }),
    client.readContract({ ...from(autoLine, autoLineAbi), functionName: 'ilks', args: [ILK] }),
  ])
  return {
    ilk: { Art: wad(ilk[0]), rate: ray(ilk[1]), spot: ray(ilk[2]), line: rad(ilk[3]), dust: rad(ilk[4]) },
    urn: { ink: wad(urn[0]), art: wad(urn[1]) },
    jug: { duty: ray(jugIlk[0]), rho: jugIlk[1] },
    base: ray(base),
    vat: { debt: rad(debt), Line: rad(Line), live },
    autoLine: {
      line: rad(auto[0]),
      gap: rad(auto[1]),
      ttl: BigInt(auto[2]),
      last: BigInt(auto[3]),
      lastInc: BigInt(auto[4]),
    },
  }
}

/** A change through the contracts, each by who may make it. */
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

/** Changes that follow each other closely. The second kind often makes an increase wait, the third the collateral bind. */
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

/** Makes a change in a block at time t [unix s]. */
async function make(state: DebtState, step: Change, t: bigint): Promise<void> {
  const at = async (...steps: Call[]) => {
    for (const one of steps) {
      await client.setNextBlockTimestamp({ timestamp: t })
      await act(one)
    }
  }
  const onAutoLine = (functionName: string, args: readonly unknown[]) =>
    call(admin, autoLine, { abi: autoLineAbi, functionName, args })
  switch (step.do) {
    case 'duty':
      return at(
        call(admin, jug, { abi: jugAbi, functionName: 'drip', args: [ILK] }),
        call(admin, jug, { abi: jugAbi, functionName: 'file', args: [ILK, text('duty'), step.duty] }),
      )
    case 'line':
      return at(onVat('file', [ILK, text('line'), step.share * 1_000n * RAD]))
    case 'Line':
      return at(onVat('file', [text('Line'), debtOf(afterDrip(state, t)) + step.share * 1_000n * RAD]))
    case 'spot': {
      // As often wide enough as not.
      const near = (debtNow(state, t) + step.share * RAD) / INK
      const spot = step.share % 2n === 0n ? RAY : near
      return at(onVat('file', [ILK, text('spot'), spot]))
    }
    case 'draw':
      return at(onVault('draw', (greatestDraw(state, t) * step.share) / 1_000_000n))
    case 'wipe': {
      const whole = fullWipe(state, t)
      return at(onVault('wipe', step.share % 4n === 0n ? whole : (whole * step.share) / 1_000_000n))
    }
    case 'auto':
      return at(onAutoLine('setIlk', [ILK, step.most * RAD, step.gap * RAD, step.ttl]))
    case 'exec':
      return at(onAutoLine('exec', [ILK]))
    case 'nothing':
      return
    default:
      step satisfies never
  }
}

const debtOf = ({ vat: { debt } }: DebtState): bigint => debt
const nextBlock = async () => (await client.getBlockNumber()) + 1n

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

    let state = await read()
    count(await expectExec(state, (await client.getBlock()).timestamp + 1n))
    for (const step of scenes) {
      let time = (await client.getBlock()).timestamp + step.advance
      for (const one of step.scene) {
        await make(state, one, time++)
        state = await read()
      }
      const t = (await client.getBlock()).timestamp + 1n + step.ahead
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

  it('tell that exec does nothing twice in a block', async () => {
    const step = (functionName: string, args: readonly unknown[]) =>
      call(admin, autoLine, { abi: autoLineAbi, functionName, args })
    const reset = onVat('file', [ILK, text('line'), 0n])
    const time = (await client.getBlock()).timestamp + 1n
    const setUp = [
      onVat('file', [text('Line'), 10n ** 12n * RAD]),
      step('setIlk', [ILK, 10n ** 9n * RAD, RAD, 0n]),
    ]
    const [outcomes] = await simulate(client, [
      { time, calls: [...setUp, reset, step('exec', [ILK]), reset, step('exec', [ILK])] },
    ])
    const [, , , first, , second] = outcomes ?? []
    expect(hexToBigInt(first?.data ?? '0x')).toBeGreaterThan(0n)
    expect(hexToBigInt(second?.data ?? '0x')).toBe(0n)
    const state = await read()
    const now = { ...state, autoLine: { ...state.autoLine, line: RAD, gap: RAD, ttl: 0n, last: 7n } }
    expect(nextCeiling(now, time, 7n)).toMatchObject({ change: 'none', why: 'already-this-block' })
  })

  it('tell that exec fails where the ceiling of all is below that of the ilk', async () => {
    const state = await read()
    const time = (await client.getBlock()).timestamp + 1n
    const below = rad(state.ilk.line + RAD)
    const broken = {
      ...state,
      ilk: { ...state.ilk, line: rad(below + RAD) },
      vat: { ...state.vat, Line: below },
      autoLine: { line: rad(RAD), gap: rad(0n), ttl: 0n, last: 0n, lastInc: 0n },
    }
    const [outcomes] = await simulate(client, [
      {
        time,
        calls: [
          onVat('file', [ILK, text('line'), broken.ilk.line]),
          onVat('file', [text('Line'), below]),
          call(admin, autoLine, { abi: autoLineAbi, functionName: 'setIlk', args: [ILK, RAD, 0n, 0n] }),
          call(admin, autoLine, { abi: autoLineAbi, functionName: 'exec', args: [ILK] }),
        ],
      },
    ])
    expect(outcomes?.[3]).toEqual({ revert: 'none' })
    expect(nextCeiling(broken, time, await nextBlock())).toEqual({ ok: false, reason: 'none' })
  })

  it('tell that a system that is shut down draws nothing', async () => {
    const state = await read()
    const time = (await client.getBlock()).timestamp + 1n
    const [outcomes] = await simulate(client, [{ time, calls: [onVat('cage', []), onVault('draw', 1n)] }])
    expect(outcomes?.[1]).toEqual({ revert: 'Vat/not-live' })
    const caged = { ...state, vat: { ...state.vat, live: 0n } }
    expect(judgeDraw(caged, wad(1n), time)).toEqual({ ok: false, reason: 'Vat/not-live' })
  })
})

async function expectDrip(state: DebtState, time: bigint): Promise<void> {
  const drip = call(admin, jug, { abi: jugAbi, functionName: 'drip', args: [ILK] })
  const [outcomes] = await simulate(client, [
    { time, calls: [drip, onVat('ilks', [ILK]), onVat('debt', [])] },
  ])
  const [rate, ilk, debt] = outcomes ?? []
  expect(hexToBigInt(rate?.data ?? '0x')).toBe(rateNow(state, time))
  const word = (index: number) => BigInt(`0x${ilk?.data?.slice(2 + 64 * index, 66 + 64 * index)}`)
  expect(word(0) * word(1)).toBe(debtNow(state, time))
  expect(hexToBigInt(debt?.data ?? '0x')).toBe(debtOf(afterDrip(state, time)))
}

/** @returns why one wei more than the greatest draw is refused */
async function expectDraws(state: DebtState, time: bigint, any: bigint): Promise<string> {
  const most = greatestDraw(state, time)
  // What reverts and what draws nothing leave the same state to the next.
  const rounds = [[most + 1n, 0n, most], [any]]
  for (const amounts of rounds) {
    const [outcomes] = await simulate(client, [
      { time, calls: amounts.map((amount) => onVault('draw', amount)) },
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
    const calls = [...amounts.map((amount) => onVault('wipe', amount)), onVat('urns', [ILK, vault])]
    const [outcomes = []] = await simulate(client, [{ time, calls }])
    const reverts = outcomes.slice(0, -1).map(({ revert }) => revert ?? 'wiped')
    return [...reverts, BigInt(`0x${outcomes.at(-1)?.data?.slice(66)}`)]
  }
  expect(await rest(most + 1n, whole)).toEqual(['none', 'wiped', 0n])
  expect(await rest(most)).toEqual(['wiped', 0n])
  if (whole > 0n) expect(await rest(whole - 1n)).toEqual(['wiped', 1n])
}

/** @returns what exec does */
async function expectExec(state: DebtState, time: bigint): Promise<string> {
  const exec = call(admin, autoLine, { abi: autoLineAbi, functionName: 'exec', args: [ILK] })
  const block = await nextBlock()
  const next = nextCeiling(state, time, block)
  const most = headroomAfterExec(state, time, block)
  const calls = [exec, onVat('Line', []), onVault('draw', min(most.ilk, most.global))]
  const [outcomes] = await simulate(client, [{ time, calls }])
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
