import { type Address, getAddress } from 'viem'
import { errorLine } from '@/lib/chain/errors'
import { EventScan } from '@/lib/chain/logs'
import { factsOf, read, readHasMulticall, readHead } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import type { Rpc } from '@/lib/chain/rpc'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { ConsoleModel } from '@/lib/console/model'
import { type CheckState, checkState, titleOf } from '@/lib/console/model/check'
import { type AddressBook, addressBook, contractEntries, type Deployment } from '@/lib/deployment'
import { chainFault, codeAt, lateFault, startFault } from './check-chain'
import { claimsOf, identify } from './check-kinds'
import type { Point, PointState } from './check-point'
import { readOut } from './check-read-out'

/** Readings of one block in a row that may lead to more to read. */
const mostRounds = 3

/**
 * Holds a deployment against the chain, point by point: what the launcher checks before it starts, all that the console
 * checks, and what a person has to read. The list never depends on what could be read.
 */
export async function reportOn(deployment: Deployment, rpcs: readonly Rpc[]): Promise<readonly Point[]> {
  const chain = await Promise.all(rpcs.map((rpc) => chainPoint(deployment, rpc)))
  const rpc = rpcs[chain.findIndex(({ state }) => state === 'pass')]
  if (rpc === undefined) return [...chain, ...unread(deployment, 'No node of this chain answers.')]
  const named = namesIn(addressBook(deployment))
  const points = [
    ...chain,
    ...(await startPoints(deployment, rpc)),
    ...(await codePoints(deployment, rpc)),
    ...(await kindPoints(deployment, rpc)),
    ...(await modelPoints(deployment, rpc)),
  ]
  return points.map((point) => ({
    ...point,
    says: named(point.says),
    found: point.found === null ? null : named(point.found),
  }))
}

async function chainPoint(deployment: Deployment, rpc: Rpc): Promise<Point> {
  const says = `${rpc.label} is on chain ${deployment.chainId}`
  return point('chain', says, () => chainFault(deployment, rpc))
}

async function startPoints(deployment: Deployment, rpc: Rpc): Promise<readonly Point[]> {
  const { startBlock } = deployment
  return [
    await point('start block', `Block ${startBlock}, where events begin, is there`, () =>
      startFault(deployment, rpc),
    ),
    await point(
      'start block',
      `No contract that events are learned from stood before block ${startBlock}`,
      () => lateFault(deployment, rpc),
    ),
  ]
}

/** One point that a question decides. */
async function point(part: string, says: string, fault: () => Promise<string | null>): Promise<Point> {
  try {
    const found = await fault()
    return { part, says, state: found === null ? 'pass' : 'wrong', found }
  } catch (error) {
    return { part, says, state: 'unchecked', found: sentence(error) }
  }
}

const codeSays = (path: string, address: Address) => `${path}: code at ${address}`
const kindSays = (path: string, address: Address, what: string) => `${path}: ${address} is ${what}`

async function codePoints(deployment: Deployment, rpc: Rpc): Promise<readonly Point[]> {
  try {
    return (await codeAt(deployment, rpc)).map(({ path, value, fault }) => ({
      ...{ part: 'code', says: codeSays(path, value) },
      ...{ state: fault === null ? 'pass' : 'wrong', found: fault },
    }))
  } catch (error) {
    return withoutCode(deployment, sentence(error))
  }
}

const withoutCode = (deployment: Deployment, why: string): readonly Point[] =>
  contractEntries(deployment).map(({ path, value }) => ({
    ...{ part: 'code', says: codeSays(path, value), state: 'unchecked', found: why },
  }))

async function kindPoints(deployment: Deployment, rpc: Rpc): Promise<readonly Point[]> {
  try {
    return (await identify(deployment, rpc)).map(({ path, value, what, fault }) => ({
      ...{ part: 'kind', says: kindSays(path, value, what) },
      ...{ state: fault === null ? 'pass' : 'wrong', found: fault },
    }))
  } catch (error) {
    return withoutKind(deployment, sentence(error))
  }
}

const withoutKind = (deployment: Deployment, why: string): readonly Point[] =>
  claimsOf(deployment).map(({ path, value, what }) => ({
    ...{ part: 'kind', says: kindSays(path, value, what), state: 'unchecked', found: why },
  }))

/** What nothing could be read for: every address by itself, and that the console checked nothing. */
function unread(deployment: Deployment, why: string): readonly Point[] {
  return [...withoutCode(deployment, why), ...withoutKind(deployment, why), noPicture(why)]
}

const noPicture = (why: string): Point => ({
  part: 'picture',
  says: 'The console can read all that it shows',
  state: 'unchecked',
  found: why,
})

async function modelPoints(deployment: Deployment, rpc: Rpc): Promise<readonly Point[]> {
  let model: ConsoleModel
  try {
    model = await readModel(deployment, rpc)
  } catch (error) {
    return [noPicture(sentence(error))]
  }
  return [...checkPoints(model), ...readOut(model)]
}

/** The picture of the newest block, with what events told of it. */
async function readModel(deployment: Deployment, rpc: Rpc): Promise<ConsoleModel> {
  const head = await readHead(rpc)
  const [hasMulticall, known] = await Promise.all([
    readHasMulticall(rpc),
    new EventScan(deployment).upTo(rpc, head),
  ])
  let reading = await read(rpc, deployment, head, known, { hasMulticall })
  for (let round = 1; round < mostRounds; round++) {
    reading = await read(rpc, deployment, head, reading.known, { hasMulticall, answers: reading.answers })
  }
  return consoleAt(factsOf(deployment, reading), head.timestamp, knownSignatures)
}

const stateOf: Readonly<Record<CheckState, PointState>> = {
  pass: 'pass',
  critical: 'wrong',
  attention: 'look',
  notice: 'look',
  unknown: 'unchecked',
}

/** Every check of the console, as it stands there. */
function checkPoints({ checks }: ConsoleModel): readonly Point[] {
  return checks.map((check) => {
    const { area: part, found, expected, remedy } = check
    const state = stateOf[checkState(check)]
    const says = titleOf(check)
    if (state === 'pass') return { part, says, state, found: null }
    const told = found.ok ? `Found: ${found.value} Expected: ${expected}.` : found.reason.message
    return { part, says, state, found: `${told} ${remedy}` }
  })
}

const sentence = (error: unknown): string => `The node ${errorLine(error)}.`

/** Puts the name of each known address before it. */
function namesIn(book: AddressBook): (text: string) => string {
  return (text) =>
    text.replace(/(?<![0-9a-fx])0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/g, (found) => {
      const name = book.get(getAddress(found.toLowerCase()))
      return name === undefined ? found : `${found} (${name})`
    })
}
