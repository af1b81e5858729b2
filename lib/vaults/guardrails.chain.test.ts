import fc from 'fast-check'
import { type Address, encodeDeployData, keccak256, stringToHex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { primeVaultAbi, usdsAbi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { MAX_UINT256, min, WAD, type Wad, wad } from '@/lib/math'
import { type Call, type CallOutcome, call, simulate } from '@/lib/testing/stages/simulate'
import { storedGuardrails } from '@/lib/testing/stages/stored-guardrails'
import { DAY, HOUR } from '@/lib/testing/states/vaults'
import {
  type GuardrailVerdict,
  judgeBuffer,
  judgePause,
  judgePolicy,
  judgeUnpause,
  type Mover,
  type Pauser,
} from './guardrail-rules'
import type { GuardrailBounds, Guardrails } from './guardrail-state'
import {
  aboveBuffer,
  afterTakeOut,
  isPaused,
  maxTake,
  type PauseKind,
  policyFullAt,
  policyLeft,
  withPolicy,
} from './guardrails'
import type { Pauses } from './pauses'
import { countedIn, countedOut, settledOf, settlings } from './settling'

const FUNDS = 10n ** 30n
const KINDS = ['takes', 'withdrawals'] as const

let chain: TestChain
let client: Client
let admin: Address
let taker: Address
let operator: Address
let colleague: Address
let usds: Address
let vault: Address

const onVault = (functionName: string, args: readonly unknown[], from = admin) =>
  call(from, vault, { abi: primeVaultAbi, functionName, args })
const onUsds = (functionName: string, args: readonly unknown[], from = admin) =>
  call(from, usds, { abi: usdsAbi, functionName, args })
const act = ({ from, to, data }: Call) => send(client, from, to, data)

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin, taker, operator, colleague] = chain.accounts
  usds = await deploy(client, admin, creationCode('Usds'))
  const args = [usds, 'Vault', 'V', admin] as const
  vault = await deploy(
    client,
    admin,
    encodeDeployData({ abi: primeVaultAbi, bytecode: creationCode('PrimeVault'), args }),
  )
  const role = (name: string) => keccak256(stringToHex(name))
  for (const step of [
    onVault('grantRole', [role('TAKER_ROLE'), taker]),
    onVault('grantRole', [role('DEPOSITOR_ROLE'), admin]),
    onVault('grantRole', [role('GUARDRAIL_ROLE'), operator]),
    onVault('grantRole', [role('GUARDRAIL_ROLE'), colleague]),
    onVault('setDepositCap', [MAX_UINT256]),
    onUsds('mint', [admin, FUNDS]),
    onUsds('approve', [vault, MAX_UINT256]),
    onVault('deposit', [FUNDS / 2n, admin]),
    onVault('setGuardrailBounds', [BOUNDS]),
  ]) {
    await act(step)
  }
})

afterAll(() => chain?.stop())

const BOUNDS: GuardrailBounds = {
  minShare: wad(WAD / 100n),
  maxShare: wad(WAD / 2n),
  minPeriod: HOUR,
  maxPeriod: 7n * DAY,
  minBuffer: wad(0n),
  maxBuffer: wad(FUNDS),
  maxPause: 2n * DAY,
  coolDown: 3n * HOUR,
}

interface State {
  readonly rails: Guardrails & { readonly pauses: Pauses }
  readonly idle: Wad
}

async function read(): Promise<State> {
  const [stored, [takes, withdrawals], idle] = await Promise.all([
    client.readContract({ address: vault, abi: primeVaultAbi, functionName: 'guardrails' }),
    client.readContract({ address: vault, abi: primeVaultAbi, functionName: 'pauses' }),
    client.readContract({ address: usds, abi: usdsAbi, functionName: 'balanceOf', args: [vault] }),
  ])
  const pauses = { takes: takes.map(inSeconds), withdrawals: withdrawals.map(inSeconds) }
  return { rails: { ...storedGuardrails(stored), pauses }, idle: wad(idle) }
}

const inSeconds = ({ by, start, until }: { by: Address; start: number; until: number }) => ({
  ...{ by, start: BigInt(start), until: BigInt(until) },
})

/** Two operators, and governance. */
type Who = 'operator' | 'colleague' | 'governance'

type Change =
  | { readonly do: 'policy'; readonly by: Mover; readonly share: Wad; readonly period: bigint }
  | { readonly do: 'buffer'; readonly by: Mover; readonly assets: Wad }
  | {
      readonly do: 'pause'
      readonly who: Who
      readonly takes: boolean
      readonly withdrawals: boolean
      readonly duration: bigint
    }
  | { readonly do: 'unpause'; readonly who: Who; readonly takes: boolean; readonly withdrawals: boolean }
  | { readonly do: 'bounds'; readonly coolDown: bigint; readonly maxPause: bigint }
  | { readonly do: 'take' | 'return' | 'withdraw' | 'deposit'; readonly part: bigint }

const upTo = (most: bigint) => fc.bigInt({ min: 0n, max: most })
const by = fc.constantFrom<Mover>('operator', 'governance')
const who = fc.constantFrom<Who>('operator', 'colleague', 'governance')
/** On a border, beside it, or anywhere. */
const near = (...borders: readonly bigint[]) =>
  fc.oneof(
    fc.constantFrom(...borders.flatMap((one) => [one, one + 1n, one > 0n ? one - 1n : 0n])),
    upTo(borders[0] ?? 0n),
  )

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    do: fc.constant<'policy'>('policy'),
    by,
    share: near(WAD, BOUNDS.maxShare, BOUNDS.minShare, 0n).map(wad),
    period: near(BOUNDS.maxPeriod, BOUNDS.minPeriod, 0n),
  }),
  fc.record({
    do: fc.constant<'buffer'>('buffer'),
    by,
    assets: near(FUNDS / 2n, BOUNDS.maxBuffer, 0n).map(wad),
  }),
  fc.record({
    do: fc.constant<'pause'>('pause'),
    who,
    takes: fc.boolean(),
    withdrawals: fc.boolean(),
    duration: near(BOUNDS.maxPause, 0n),
  }),
  fc.record({ do: fc.constant<'unpause'>('unpause'), who, takes: fc.boolean(), withdrawals: fc.boolean() }),
  fc.record({
    do: fc.constant<'bounds'>('bounds'),
    coolDown: near(HOUR + 1n, DAY),
    maxPause: near(BOUNDS.maxPause, 1n),
  }),
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom<'take' | 'return' | 'withdraw' | 'deposit'>(
        'take',
        'take',
        'return',
        'withdraw',
        'deposit',
      ),
      part: upTo(100n),
    }),
  },
)

const senderOf = (mover: Mover): Address => (mover === 'operator' ? operator : admin)

const pauserOf = (name: Who): Pauser =>
  name === 'governance'
    ? { account: admin, as: 'governance' }
    : { account: name === 'operator' ? operator : colleague, as: 'operator' }

/** The call of a change, and whether the console says that it passes; null where the console does not say. */
function attempted(change: Change, { rails, idle }: State, t: bigint): [Call, GuardrailVerdict | null] {
  switch (change.do) {
    case 'policy': {
      const { share, period, by: mover } = change
      return [
        onVault('setWithdrawalPolicy', [share, period], senderOf(mover)),
        judgePolicy(rails, change, mover),
      ]
    }
    case 'buffer':
      return [
        onVault('setLiquidityBuffer', [change.assets], senderOf(change.by)),
        judgeBuffer(rails, wad(change.assets), change.by),
      ]
    case 'pause': {
      const { takes, withdrawals, duration } = change
      const pauser = pauserOf(change.who)
      return [
        onVault('pause', [takes, withdrawals, duration], pauser.account),
        judgePause(rails, change, pauser, t),
      ]
    }
    case 'unpause': {
      const pauser = pauserOf(change.who)
      return [
        onVault('unpause', [change.takes, change.withdrawals], pauser.account),
        judgeUnpause(rails, change, pauser, t),
      ]
    }
    case 'bounds': {
      const coolDown = change.coolDown < HOUR ? HOUR : change.coolDown
      const maxPause = min(change.maxPause, 7n * DAY)
      return [onVault('setGuardrailBounds', [{ ...BOUNDS, coolDown, maxPause }]), null]
    }
    case 'take':
      return [onVault('take', [(maxTake(rails, wad(idle), t) * change.part) / 100n], taker), null]
    case 'withdraw':
      return [onVault('withdraw', [(idle * change.part) / 400n, admin, admin]), null]
    case 'deposit':
      return [onVault('deposit', [(FUNDS * change.part) / 10_000n, admin]), null]
    case 'return':
      return [onUsds('transfer', [vault, (FUNDS * change.part) / 10_000n]), null]
  }
}

/** Steps that meet every answer of the vault once, whatever the random ones meet. */
const FIRST_STEPS = (
  [
    { do: 'policy', by: 'governance', share: wad(0n), period: 0n },
    { do: 'policy', by: 'operator', share: BOUNDS.maxShare, period: BOUNDS.minPeriod },
    { do: 'policy', by: 'operator', share: wad(BOUNDS.maxShare + 1n), period: BOUNDS.minPeriod },
    { do: 'policy', by: 'operator', share: BOUNDS.minShare, period: BOUNDS.maxPeriod + 1n },
    { do: 'policy', by: 'operator', share: wad(WAD + 1n), period: BOUNDS.minPeriod },
    { do: 'policy', by: 'operator', share: wad(0n), period: 0n },
    { do: 'take', part: 50n },
    { do: 'buffer', by: 'operator', assets: wad((FUNDS * 2n) / 5n) },
    { do: 'buffer', by: 'operator', assets: wad(BOUNDS.maxBuffer + 1n) },
    { do: 'pause', who: 'operator', takes: false, withdrawals: false, duration: 1n },
    { do: 'pause', who: 'operator', takes: true, withdrawals: true, duration: 0n },
    { do: 'pause', who: 'operator', takes: true, withdrawals: true, duration: BOUNDS.maxPause + 1n },
    { do: 'pause', who: 'operator', takes: true, withdrawals: true, duration: HOUR },
    { do: 'pause', who: 'operator', takes: true, withdrawals: false, duration: 1n },
    { do: 'unpause', who: 'colleague', takes: true, withdrawals: true },
    { do: 'pause', who: 'colleague', takes: true, withdrawals: true, duration: 2n * HOUR },
    { do: 'unpause', who: 'operator', takes: true, withdrawals: false },
    { do: 'unpause', who: 'operator', takes: true, withdrawals: true },
    { do: 'pause', who: 'operator', takes: true, withdrawals: false, duration: 1n },
    { do: 'unpause', who: 'governance', takes: true, withdrawals: true },
  ] as const satisfies readonly Change[]
).map((change: Change) => ({ change, advance: 60n, ahead: 60n }))

const word = (value: bigint): CallOutcome => ({ data: toHex(value, { size: 32 }) })

describe(`the formulas of guardrails against the vault on a chain (seed ${seed})`, () => {
  it('judge every change as the vault does, and say what it lets through at any time, to the second', async () => {
    const steps = fc.sample(
      fc.record({
        change: anyChange,
        advance: fc.oneof(fc.bigInt({ min: 1n, max: 100n }), upTo(DAY), upTo(8n * DAY)),
        ahead: upTo(8n * DAY),
      }),
      { numRuns: 120, seed },
    )
    const met = new Set<string>()
    for (const { change, advance, ahead } of [...FIRST_STEPS, ...steps]) {
      const time = (await client.getBlock()).timestamp + advance + 1n
      const before = await read()
      const [made, verdict] = attempted(change, before, time)
      const [[outcome] = []] = await simulate(client, [{ time, calls: [made] }])
      if (verdict !== null) {
        expect(outcome?.revert ?? null, `${JSON.stringify(change, String)} at ${time}`).toBe(
          verdict.ok ? null : verdict.reason,
        )
        met.add(verdict.ok ? change.do : verdict.reason)
        if (!verdict.ok && verdict.at !== undefined) await expectFrom(made, verdict.at)
      }
      if (outcome?.revert !== undefined) continue
      await client.setNextBlockTimestamp({ timestamp: time })
      await act(made)
      const after = await read()
      const told = foretold(change, before, time)
      if (told !== null) expect(after.rails, JSON.stringify(change, String)).toEqual(told)
      for (const at of timesOf(after, time, ahead)) {
        for (const reason of await expectTakes(after, at)) met.add(reason)
      }
    }
    // A walk that never meets one of these answers proves nothing about it.
    expect([...met].sort()).toEqual([
      'SparkVault/buffer-breached',
      'SparkVault/buffer-out-of-bounds',
      'SparkVault/cool-down',
      'SparkVault/insufficient-liquidity',
      'SparkVault/not-paused',
      'SparkVault/nothing-to-pause',
      'SparkVault/pause-of-another',
      'SparkVault/pause-too-long',
      'SparkVault/period-out-of-bounds',
      'SparkVault/policy-exceeded',
      'SparkVault/share-out-of-bounds',
      'SparkVault/share-too-high',
      'SparkVault/takes-paused',
      'SparkVault/withdrawals-paused',
      'SparkVault/zero-pause',
      'SparkVault/zero-period',
      'buffer',
      'pause',
      'policy',
      'unpause',
    ])
  })
})

/** The guardrails that the console foretells after a change; null where it says nothing. */
function foretold(change: Change, { rails, idle }: State, t: bigint): Guardrails | null {
  switch (change.do) {
    case 'policy':
      return withPolicy(rails, change, idle, t)
    case 'deposit':
      return countedIn(rails, wad((FUNDS * change.part) / 10_000n), t)
    case 'withdraw':
      return countedOut(rails, wad((idle * change.part) / 400n), t)
    case 'take':
      return afterTakeOut(rails, idle, wad((maxTake(rails, idle, t) * change.part) / 100n), t)
    case 'return':
      return rails
    default:
      return null
  }
}

/** Now, later, and both sides of each second in which something ends. */
function timesOf({ rails, idle }: State, now: bigint, ahead: bigint): readonly bigint[] {
  const ends = [
    policyFullAt(rails, wad(idle), now),
    ...settlings(rails, now),
    ...KINDS.map((kind) => untilOf(rails, kind)),
  ]
  const sides = ends.flatMap((end) => (end === null ? [] : [end - 1n, end]))
  return [...new Set([now, now + ahead, ...sides])].filter((t) => t >= now)
}

const untilOf = ({ takesPausedUntil, withdrawalsPausedUntil }: Guardrails, kind: PauseKind): bigint =>
  kind === 'takes' ? takesPausedUntil : withdrawalsPausedUntil

/** What is refused for now passes from the second `at` on, and not one second before. */
async function expectFrom(made: Call, at: bigint): Promise<void> {
  const [early = []] = await simulate(client, [{ time: at - 1n, calls: [made] }])
  expect(early[0]?.revert).toBe('SparkVault/cool-down')
  const [then = []] = await simulate(client, [{ time: at, calls: [made] }])
  expect(then[0]?.revert).toBeUndefined()
}

/**
 * The vault's view and a taker get what the formula says, and a wei more is refused for the right reason.
 * @returns the reasons
 */
async function expectTakes({ rails, idle }: State, time: bigint): Promise<readonly string[]> {
  const most = maxTake(rails, wad(idle), time)
  const calls = [
    onVault('maxTake', []),
    onVault('take', [most + 1n], taker),
    onVault('take', [most], taker),
    onVault('withdraw', [0n, admin, admin]),
  ]
  const [[view, more, whole, withdrawn] = []] = await simulate(client, [{ time, calls }])
  const what = `maxTake ${most} of ${idle} at ${time} under ${JSON.stringify(rails, (_, value) => String(value))}`
  expect(view, what).toEqual(word(most))
  const reason = refusal(rails, idle, time)
  expect(more?.revert, what).toBe(reason)
  expect(whole?.revert, what).toBe(isPaused(rails, 'takes', time) ? reason : undefined)
  const held = isPaused(rails, 'withdrawals', time)
  expect(withdrawn?.revert, what).toBe(held ? 'SparkVault/withdrawals-paused' : undefined)
  return held ? [reason, 'SparkVault/withdrawals-paused'] : [reason]
}

/** The first check that refuses a wei more than the most. */
function refusal(rails: Guardrails, idle: bigint, t: bigint): string {
  if (isPaused(rails, 'takes', t)) return 'SparkVault/takes-paused'
  const more = maxTake(rails, wad(idle), t) + 1n
  if (more > policyLeft(rails, wad(idle), t)) return 'SparkVault/policy-exceeded'
  return rails.buffer > 0n && more > aboveBuffer(rails, settledOf(rails, wad(idle), t))
    ? 'SparkVault/buffer-breached'
    : 'SparkVault/insufficient-liquidity'
}
