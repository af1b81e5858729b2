import { type Hex, toHex } from 'viem'
import { factsOf } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import type { Client } from '@/lib/cli/test-chain'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { Facts } from '@/lib/console/facts'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeDeployment } from '@/lib/deployment'
import { type Random, randomFrom } from '../funnel/states'
import { readOn, type Scene, undone } from '../scene'
import type { Call } from '../stages/simulate'
import { someMoment } from './moments'
import type { Picture } from './picture'
import { proveAnyone } from './prove-anyone'
import { proveFunds } from './prove-funds'
import { proveCeilings, proveLimits } from './prove-limits'
import { proveSteps } from './prove-steps'
import type { ClaimStage } from './stage'
import { changes, someChanges } from './states'
import { Tally } from './tally'

/**
 * Brings the chain into states of every kind and plays what the console claims of each.
 * @param first number of the first state
 */
export async function proveStates(
  stage: ClaimStage,
  seed: number,
  first: number,
  count: number,
): Promise<Tally> {
  const random = randomFrom(seed)
  const tally = new Tally()
  for (let state = first; state < first + count; state++) {
    await undone(stage.scene, () => proveState(stage, random, tally, state))
  }
  return tally
}

async function proveState(stage: ClaimStage, random: Random, tally: Tally, state: number): Promise<void> {
  const { scene, client, generator } = stage
  const [first, ...rest] = generator.primes
  if (!first) throw new RangeError('The scenario has no Prime')
  const keel = deployedOf(stage, 'keel')
  // The console claims most about the Prime in dual-run.
  const prime = random.one(keel, keel, first, ...rest)
  const before = scene.reading.block.timestamp
  const later = random.one(
    random.between(1n, 3_600n),
    random.between(60n, DAY),
    random.between(1n, 20n * DAY),
  )
  const t = before + later
  const { model, generator: own, prime: of } = partsOf(startOf(scene), prime)
  const setting = { stage, random, prime, funds: fundsOf(stage, prime), model, generator: own, of, t }
  const asked = someChanges(random, state).flatMap((name) =>
    (changes[name]?.(setting) ?? []).map((change) => ({ name, change })),
  )
  const names = await settle(client, asked, t)
  for (const name of names) tally.met(name)

  const moved = await readOn(scene)
  const facts = factsOf(scene.deployment, moved.reading)
  const then = partsOf(modelOf(facts, t), prime)
  const at = someMoment(then.model, then.generator, then.prime, random)
  tally.in(`state ${state}, ${prime.slug}, ${names.join(' + ')}`)
  const picture: Picture = {
    ...partsOf(modelOf(facts, at), prime),
    ...{ stage, funds: fundsOf(stage, prime), facts, at, random, tally },
  }
  await proveFunds(picture)
  await proveSteps(picture)
  await proveLimits(picture)
  await proveCeilings(picture)
  await proveAnyone(picture)
}

/** The unchanged scenario, soon after its last block, as the console reads it. */
export async function pictureOf(stage: ClaimStage, slug: string): Promise<Picture> {
  const { scene } = stage
  const prime = deployedOf(stage, slug)
  const facts = factsOf(scene.deployment, scene.reading)
  const at = scene.reading.block.timestamp + 12n
  return {
    ...partsOf(modelOf(facts, at), prime),
    ...{ stage, funds: fundsOf(stage, prime), facts, at, random: randomFrom(1), tally: new Tally() },
  }
}

const DAY = 86_400n

/** Every state begins with the same picture, which is read once. */
const starts = new WeakMap<Scene, ConsoleModel>()

function startOf(scene: Scene): ConsoleModel {
  const known = starts.get(scene)
  if (known) return known
  const model = modelOf(factsOf(scene.deployment, scene.reading), scene.reading.block.timestamp)
  starts.set(scene, model)
  return model
}

function deployedOf({ generator }: ClaimStage, slug: string): PrimeDeployment {
  const prime = generator.primes.find((one) => one.slug === slug)
  if (!prime) throw new RangeError(`The scenario has no ${slug}`)
  return prime
}

function fundsOf({ funds }: ClaimStage, prime: PrimeDeployment) {
  const own = funds.get(prime)
  if (!own) throw new RangeError(`${prime.slug} has no calls`)
  return own
}

const modelOf = (facts: Facts, time: bigint): ConsoleModel => consoleAt(facts, time, knownSignatures)

function partsOf(model: ConsoleModel, { slug }: PrimeDeployment) {
  const [generator] = model.generators
  const prime = generator?.primes.find(({ id }) => id === slug)
  if (!generator || !prime) throw new RangeError('The model lacks the Prime')
  return { model, generator, prime }
}

/**
 * Makes the changes in one block, and names those that passed, since some exclude each other.
 * @param t its time [unix s]
 */
async function settle(
  client: Client,
  asked: readonly { readonly name: string; readonly change: Call }[],
  t: bigint,
): Promise<readonly string[]> {
  for (const address of new Set(asked.map(({ change }) => change.from))) {
    await client.setBalance({ address, value: 10n ** 20n })
  }
  const hashes: Hex[] = []
  for (const { change } of asked) {
    const transaction = { ...change, gas: toHex(10_000_000) }
    hashes.push(await client.request({ method: 'eth_sendTransaction', params: [transaction] } as never))
  }
  await client.setNextBlockTimestamp({ timestamp: t })
  await client.mine({ blocks: 1 })
  const receipts = await Promise.all(hashes.map((hash) => client.getTransactionReceipt({ hash })))
  const passed = asked.filter((_, index) => receipts[index]?.status === 'success')
  return [...new Set(passed.map(({ name }) => name))]
}
