import { expect } from 'vitest'
import { roles } from '@/contracts/script/scenario'
import type { Client } from '@/lib/cli/test-chain'
import { canAdd, canMint, canRecall, canTake } from '@/lib/vaults/funnel/answers'
import type {
  Capacity,
  ClosedReason,
  Constraint,
  ConstraintId,
  FunnelInputs,
  Step,
  When,
} from '@/lib/vaults/funnel/types'
import { type Block, type Call, type CallOutcome, simulate } from '../stages/simulate'
import { CONTROLLER, FUNCTIONS, RELAYER, type Stage, TAKER_ROLE, text, WIDE } from './stage'

/** The calls that move an amount, beginning with what is needed to have it. */
export type Act = 'take' | 'mint' | 'add' | 'recall'

export const ANSWERS = { take: canTake, mint: canMint, add: canAdd, recall: canRecall } as const

export function callsOf(stage: Stage, act: Act, amount: bigint, idle: bigint): Call[] {
  if (act !== 'add') return [stage[act](amount)]
  return amount > idle ? [stage.mint(amount - idle), stage.deposit(amount)] : [stage.deposit(amount)]
}

/** The first revert of the calls, or null when all went through. */
const firstRevert = (outcomes: readonly CallOutcome[] = []): string | null =>
  outcomes.find(({ revert }) => revert !== undefined)?.revert ?? null

const FROZEN = ['Facet/relayer-frozen']

/** The reasons with which the contracts refuse what a constraint does not allow. */
export function reasonsOf({ generator, prime }: Stage, { id, reason }: Constraint): readonly string[] {
  const [own] = prime.controllers
  const missing = (account: string, role: string) => [`AccessControlUnauthorizedAccount(${account}, ${role})`]
  const closed: Partial<Record<ClosedReason, readonly string[]>> = {
    'not-set': ['RateLimits/zero-maxAmount'],
    disabled: ['RateLimits/zero-maxAmount'],
    overflow: ['Panic(0x11)'],
  }
  const byLimit = (reason && closed[reason]) ?? []
  const limit = byLimit.length > 0 ? byLimit : ['RateLimits/rate-limit-exceeded']
  const ceiling = ['Vat/ceiling-exceeded']
  const primeRelayer =
    own.reader === 'diamond-pau' ? ['NotActor()'] : missing(roles.primeRelayer.address, RELAYER)
  const reasons: Readonly<Record<ConstraintId, readonly string[]>> = {
    'take-function': [
      own.reader === 'diamond-pau'
        ? `CallSelectorNotWired(${FUNCTIONS.wiredTake})`
        : `FunctionNotFound(${FUNCTIONS.take})`,
    ],
    'mint-function': [`FunctionNotFound(${FUNCTIONS.mint})`],
    'deposit-function': [`FunctionNotFound(${FUNCTIONS.deposit})`],
    'withdraw-function': [`FunctionNotFound(${FUNCTIONS.withdraw})`],
    'prime-relayer': reason === 'frozen' ? FROZEN : primeRelayer,
    'generator-relayer': reason === 'frozen' ? FROZEN : missing(roles.relayer1.address, RELAYER),
    'prime-controller-on-rate-limits': missing(prime.controllers[0].controller, CONTROLLER),
    'prime-controller-on-proxy': missing(prime.controllers[0].controller, CONTROLLER),
    'generator-controller-on-rate-limits': missing(generator.diamond, CONTROLLER),
    'generator-controller-on-proxy': missing(generator.diamond, CONTROLLER),
    'taker-role': missing(prime.almProxy, TAKER_ROLE),
    'depositor-is-no-taker': ['SparkVault/taker-cannot-deposit'],
    'depositor-role': ['SparkVault/not-depositor'],
    'allocator-vault': ['AllocatorVault/not-authorized'],
    'vat-live': ['Vat/not-live'],
    'ilk-ceiling': ceiling,
    'global-ceiling': ceiling,
    collateral: ['Vat/not-safe'],
    dust: ['Vat/dust'],
    'buffer-allowance': ['Usds/insufficient-allowance'],
    'take-limit': limit,
    'mint-limit': limit,
    'deposit-limit': limit,
    'withdraw-limit': limit,
    'deposit-limit-restore': byLimit.length > 0 ? byLimit : ['Panic(0x11)'],
    'takes-paused': ['SparkVault/takes-paused'],
    'withdrawals-paused': ['SparkVault/withdrawals-paused'],
    'withdrawal-policy': ['SparkVault/policy-exceeded'],
    'liquidity-buffer': ['SparkVault/buffer-breached'],
    'vault-idle': ['SparkVault/insufficient-liquidity'],
    'generator-shares': ['SparkVault/insufficient-balance'],
    'deposit-cap': ['SparkVault/deposit-cap-exceeded'],
    'max-exchange-rate': ['Erc4626Facet/max-exchange-rate-not-set'],
    'exchange-rate': ['Erc4626Facet/exchange-rate-too-high', 'Erc4626Facet/zero-shares'],
  }
  return reasons[id]
}

/** For constraints that are refused with the same words: the call that removes each. */
function relief({ generator, prime, ilk, ...stage }: Stage, id: ConstraintId): Call | null {
  const grant = (target: typeof prime.vault, account: typeof prime.vault) =>
    stage.onRole(target, 'grantRole', CONTROLLER, account)
  switch (id) {
    case 'ilk-ceiling':
      return stage.onVat('file', [ilk, text('line'), WIDE])
    case 'global-ceiling':
      return stage.onVat('file', [text('Line'), WIDE])
    case 'prime-controller-on-rate-limits':
      return grant(prime.controllers[0].rateLimits, prime.controllers[0].controller)
    case 'prime-controller-on-proxy':
      return grant(prime.almProxy, prime.controllers[0].controller)
    case 'generator-controller-on-rate-limits':
      return grant(generator.rateLimits, generator.diamond)
    case 'generator-controller-on-proxy':
      return grant(generator.almProxy, generator.diamond)
    default:
      return null
  }
}

/**
 * Plays an answer: the amount goes through, and one wei more is refused, for the reason of the constraint that the
 * answer names.
 */
export async function proveAnswer(
  client: Client,
  stage: Stage,
  inputs: FunnelInputs,
  act: Act,
  time: bigint,
): Promise<Capacity> {
  const answer = ANSWERS[act](inputs, time)
  const { amount, binding } = answer
  const calls = (wanted: bigint) => callsOf(stage, act, wanted, inputs.generator.idle)
  const what = `${act} of ${amount} at ${time}, bound by ${binding}`

  const play = async (made: readonly Call[]) => (await simulate(client, [{ time, calls: made }]))[0] ?? []
  const tooMuch = calls(amount + 1n)
  // Where the answer is 0, the contracts may refuse even a call with 0, so none is made.
  const whole = amount > 0n ? calls(amount) : []
  let refused: string | null
  if (tooMuch.length === 1) {
    // A call that reverts leaves the state as it is for the call that passes.
    const [first, ...rest] = await play([...tooMuch, ...whole])
    refused = first?.revert ?? null
    expect(firstRevert(rest), what).toBeNull()
  } else {
    refused = firstRevert(await play(tooMuch))
    expect(firstRevert(await play(whole)), what).toBeNull()
  }
  const named = answer.constraints.find(({ id }) => id === binding)
  expect(named && reasonsOf(stage, named), what).toContain(refused)

  // Where another constraint has the same words, only removing the named one shows which of them it was.
  const relieved = relief(stage, binding)
  if (relieved === null || named === undefined) return answer
  const sameWords = answer.constraints.some(
    (one) =>
      one.id !== binding &&
      one.amount === amount &&
      reasonsOf(stage, one).some((reason) => reason === refused),
  )
  if (sameWords) return answer
  const relievedOf = firstRevert(await play([relieved, ...tooMuch]))
  expect(relievedOf, `${what}, relieved`).not.toBe(refused)
  return answer
}

const stepCall = (stage: Stage, step: Step): Call => {
  switch (step.kind) {
    case 'drip':
      return stage.drip()
    case 'exec':
      return stage.exec()
    case 'mint':
      return stage.mint(step.amount)
    case 'deposit':
      return stage.deposit(step.amount)
    case 'return':
      return stage.comeBack(step.amount)
  }
}

/** The blocks of the steps in order, each at its time but none after `last`, and then of the act at `last`. */
function blocksOf(stage: Stage, steps: readonly Step[], act: Call, last: bigint): Block[] {
  const blocks: { time: bigint; calls: Call[] }[] = []
  for (const [time, call] of [
    ...steps.map((step) => [step.at < last ? step.at : last, stepCall(stage, step)] as const),
    [last, act] as const,
  ]) {
    const block = blocks.at(-1)
    if (block?.time === time) block.calls.push(call)
    else blocks.push({ time, calls: [call] })
  }
  return blocks
}

/**
 * Plays a promise for later: with the steps, the amount goes through at its time and not one second before. An amount
 * that is said never to pass is tried now and later, with every step that could help.
 *
 * @param now time from which the answer was given [unix s]
 */
export async function proveWhen(
  client: Client,
  stage: Stage,
  inputs: FunnelInputs,
  act: 'take' | 'add' | 'recall',
  amount: bigint,
  when: When,
  now: bigint,
): Promise<void> {
  const final = act === 'add' ? stage.deposit(amount) : stage[act](amount)
  const outcomeOfLast = async (blocks: readonly Block[]) => (await simulate(client, blocks)).at(-1)?.at(-1)
  if (when.at !== undefined) {
    const what = `${act} of ${amount}, promised for ${when.at} (now ${now}) after ${when.steps.map(({ kind }) => kind)}`
    const played = await simulate(client, blocksOf(stage, when.steps, final, when.at))
    expect(firstRevert(played.flat()), what).toBeNull()
    if (when.at === now) return
    const early = await outcomeOfLast(blocksOf(stage, when.steps, final, when.at - 1n))
    expect(early?.revert, `one second before: ${what}`).toBeDefined()
    return
  }
  for (const later of [0n, 3_600n, 86_400n, 30n * 86_400n]) {
    const attempts = helps(stage, inputs, act, amount)
    const blocks = [
      { time: now, calls: attempts },
      { time: now + later, calls: [...attempts, final] },
    ]
    const outcome = await outcomeOfLast(later === 0n ? blocks.slice(1) : blocks)
    const { constraint, reason } = when.never
    expect(
      outcome?.revert,
      `${act} of ${amount}, never: ${constraint} ${reason}; ${later} s later`,
    ).toBeDefined()
  }
}

/** The steps of others that could help an amount, in one go each. */
function helps(stage: Stage, inputs: FunnelInputs, act: 'take' | 'add' | 'recall', amount: bigint): Call[] {
  const missing = amount - inputs.prime.vault.idle
  if (act === 'recall') return missing > 0n ? [stage.comeBack(missing)] : []
  const added = act === 'add' ? amount : missing
  if (added <= 0n) return []
  const minted = added - inputs.generator.idle
  const mint = minted > 0n ? [stage.drip(), stage.exec(), stage.mint(minted)] : []
  return act === 'add' ? mint : [...mint, stage.deposit(added)]
}
