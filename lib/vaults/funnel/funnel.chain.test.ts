import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/scenario'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import { actAs, type Client, creationCode, deploy, seed } from '@/lib/cli/test-chain'
import type { RateLimit } from '@/lib/limits'
import { RAY, wad } from '@/lib/math'
import { ANSWERS, proveAnswer, proveWhen } from '@/lib/testing/funnel/prove'
import { readInputs } from '@/lib/testing/funnel/read-inputs'
import { clientAt, emptyPrime, play, readFreezes, type Stage, stageOf } from '@/lib/testing/funnel/stage'
import {
  ADD_AIMS,
  type Aims,
  type Random,
  RECALL_AIMS,
  randomFrom,
  StateBuilder,
  TAKE_AIMS,
} from '@/lib/testing/funnel/states'
import { report } from '@/lib/testing/report'
import { convertToAssets } from '../vault'
import { canAdd, canRecall, canTake } from './answers'
import type { ConstraintId, FunnelInputs, When } from './types'
import { whenCanAdd, whenCanRecall, whenCanTake } from './when'

const NOW = 1_800_000_000n
/** The time at which the states begin. */
const BEGIN = NOW + 60n
const STATES = 220
const LEAST = 12
const TIMED_STATES = 110
/** Thousands of small calls: seconds on an idle machine, minutes on one that builds at the same time. */
const PATIENCE = 240_000

const ACTS = ['take', 'mint', 'add', 'recall'] as const
const WHEN = { take: whenCanTake, add: whenCanAdd, recall: whenCanRecall } as const

let chain: ScenarioChain
let client: Client
let stage: Stage
/** The end of the scenario, with the vault of one Prime filled. */
let snapshot: Hex

beforeAll(async () => {
  // The eighth Prime is the first with an empty vault.
  chain = await startScenarioChain({ now: NOW, primes: 8 })
  client = clientAt(chain.url)
  // The time is fixed, not this machine's, so that a seed gives the same states again.
  await client.setNextBlockTimestamp({ timestamp: NOW + 1n })
  const oldFacet = await deploy(client, roles.deployer.address, creationCode('Erc4626FacetV1'))
  const prime = await emptyPrime(client, chain.deployment)
  const freezes = await readFreezes(client, chain.deployment, prime)
  stage = stageOf(chain.deployment, prime, oldFacet, freezes)
  await actAs(client, stage.governance)
  await client.setAutomine(false)
  const builder = new StateBuilder(stage, randomFrom(seed))
  await play(client, builder.opening(BEGIN), BEGIN)
  await play(client, builder.filling(await readInputs(client, stage)), BEGIN)
  snapshot = await client.snapshot()
})

afterAll(() => chain?.stop())

class Counts {
  readonly #counts = new Map<string, number>()

  add(what: string): void {
    this.#counts.set(what, this.of(what) + 1)
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0
  }

  /** The option that was met least often; the first where several were. */
  rarest<T extends string>(some: readonly T[]): T {
    return some.reduce((least, one) => (this.of(one) < this.of(least) ? one : least))
  }

  toString(): string {
    return [...this.#counts]
      .sort()
      .map((entry) => entry.join(' '))
      .join(', ')
  }
}

/** Aims at what was met least often so far. The aim `deposit-limit-restore` needs a deposit limit that is closed. */
function aimsFor(bound: Counts): Aims {
  const recall = bound.rarest(RECALL_AIMS)
  const add = recall === 'deposit-limit-restore' ? 'deposit-limit' : bound.rarest(ADD_AIMS)
  return { take: bound.rarest(TAKE_AIMS), add, recall }
}

/** Aims that break nothing, so that time and the steps of others can help. */
function aimsOfAmount(random: Random): Aims {
  return {
    take: random.one<ConstraintId>(
      'take-limit',
      'takes-paused',
      'withdrawal-policy',
      'withdrawal-policy',
      'liquidity-buffer',
      'vault-idle',
      'vault-idle',
    ),
    add: random.one<ConstraintId>(
      'mint-limit',
      'ilk-ceiling',
      'ilk-ceiling',
      'ilk-ceiling',
      'ilk-ceiling',
      'global-ceiling',
      'collateral',
      'deposit-limit',
      'deposit-cap',
      'exchange-rate',
    ),
    recall: random.one<ConstraintId>(
      'withdraw-limit',
      'withdrawals-paused',
      'generator-shares',
      'vault-idle',
    ),
  }
}

/** The kinds of answers about time. A walk that never meets one of them proves nothing about it. */
const EXPECTED_KINDS = [
  'take: by waiting',
  'take: deposit',
  'take: mint+deposit',
  'take: never (above-max)',
  'add: by waiting',
  'add: mint',
  'add: exec+mint',
  'add: drip+exec+mint',
  'add: never (above-max)',
  'add: never (only-shrinks)',
  'recall: by waiting',
  'recall: return',
  'recall: never (above-max)',
  'past takes-paused: by waiting',
  'past withdrawal-policy: by waiting',
  'past withdrawal-policy: deposit',
  'past withdrawal-policy: never (fixed)',
  'past liquidity-buffer: deposit',
  'past withdrawals-paused: by waiting',
]

const kindOf = (when: When): string => {
  if (when.never !== undefined) return `never (${when.never.reason})`
  const steps = when.steps.map(({ kind }) => kind).join('+')
  return steps === '' ? 'by waiting' : steps
}

describe(`the funnel against the contracts on a chain (seed ${seed})`, () => {
  it(
    'answers with the amount that goes through, and names what refuses a wei more, over 220 states',
    async () => {
      const bound = new Counts()
      const random = randomFrom(seed)
      await overStates(
        random,
        STATES,
        () => aimsFor(bound),
        async (inputs, now) => {
          const answers = await Promise.all(ACTS.map((act) => proveAnswer(client, stage, inputs, act, now)))
          for (const id of new Set(answers.map(({ binding }) => binding))) bound.add(id)
        },
      )
      report(`Seed ${seed}, ${STATES} states. Binding: ${bound}.`)
      const tooRare = [...TAKE_AIMS, ...ADD_AIMS, ...RECALL_AIMS].filter((id) => bound.of(id) < LEAST)
      expect(tooRare, `${bound}`).toEqual([])
    },
    PATIENCE,
  )

  it(
    'says to the second when more goes through and after which steps, and what never does',
    async () => {
      const kinds = new Counts()
      const random = randomFrom(seed)
      await overStates(random, TIMED_STATES, aimsOfAmount, async (inputs, now) => {
        for (const [act, amount] of amountsFor(random, inputs, now)) {
          const when = WHEN[act](inputs, wad(amount), now)
          await proveWhen(client, stage, inputs, act, amount, when, now)
          kinds.add(`${act}: ${kindOf(when)}`)
          const answer = ANSWERS[act](inputs, now)
          if (amount > answer.amount) kinds.add(`past ${answer.binding}: ${kindOf(when)}`)
        }
      })
      report(`Seed ${seed}, ${TIMED_STATES} states. When: ${kinds}.`)
      for (const kind of EXPECTED_KINDS) expect(kinds.of(kind), `${kind} in ${kinds}`).toBeGreaterThan(0)
    },
    PATIENCE,
  )
})

/** Brings the chain into one state after another, each from the same beginning, and checks it a while later. */
async function overStates(
  random: Random,
  count: number,
  aims: (random: Random) => Aims,
  look: (inputs: FunnelInputs, now: bigint) => Promise<void>,
): Promise<void> {
  const builder = new StateBuilder(stage, random)
  for (let state = 0; state < count; state++) {
    await client.revert({ id: snapshot })
    snapshot = await client.snapshot()
    const inputs = await reach(builder, random, aims(random))
    await look(inputs, (await client.getBlock()).timestamp + random.one(1n, random.between(1n, 21_600n)))
  }
}

async function reach(builder: StateBuilder, random: Random, aims: Aims): Promise<FunnelInputs> {
  const start = await readInputs(client, stage)
  // What filled the vault at the start has settled by now; later deposits may not have.
  const moved = BEGIN + 86_400n + random.between(1n, 600n)
  await play(client, builder.movements(start, aims), moved)
  const between = await readInputs(client, stage)
  const changed = moved + random.one(random.between(1n, 600n), random.between(1n, 30n * 86_400n))
  await play(client, builder.changes(between, aims, changed), changed)
  return readInputs(client, stage)
}

/** Amounts to ask for: near the present answer, near the greatest that ever comes, or anything. */
function amountsFor(
  random: Random,
  inputs: FunnelInputs,
  now: bigint,
): (readonly [keyof typeof WHEN, bigint])[] {
  const { prime, generator } = inputs
  const near = (amount: bigint) =>
    amount + random.one(1n, random.between(1n, 10n ** 20n), random.millions(0, 5), random.millions(0, 60))
  const atMost = ({ maxAmount }: RateLimit) => (maxAmount < 10n ** 30n ? maxAmount : random.millions(1, 500))
  const worth = convertToAssets(prime.vault, prime.generatorShares, now)
  const gap = generator.idle + generator.debt.autoLine.gap / RAY
  return [
    ['take', near(canTake(inputs, now).amount)],
    ['take', random.one(near(prime.vault.idle), atMost(prime.takeLimit), atMost(prime.takeLimit) + 1n)],
    ['take', prime.vault.idle + generator.idle + random.millions(0, 5)],
    ['add', near(canAdd(inputs, now).amount)],
    ['add', random.one(near(generator.idle), atMost(prime.depositLimit))],
    // Almost the whole gap: more than `exec` gives without a drip.
    ['add', gap - random.between(2n, 10n ** 20n)],
    ['recall', near(canRecall(inputs, now).amount)],
    ['recall', random.one(worth + random.between(1n, 10n ** 23n), atMost(prime.withdrawLimit))],
  ]
}
