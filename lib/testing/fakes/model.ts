import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  parseAbi,
  toFunctionSelector,
  toFunctionSignature,
  toHex,
  zeroHash,
} from 'viem'
import * as abis from '@/lib/abi'
import { beamStateGrants } from '@/lib/chain/logs/events'
import { withAccount } from '@/lib/chain/read/account'
import { type Request, type Returned, requestKey } from '@/lib/chain/read/ask'
import { codeLensAbi } from '@/lib/chain/read/lens'
import { gather } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { consoleAt } from '@/lib/console/checks/console-at'
import { nothingKnown, type Watchlist } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import type { Plan, PlanLog } from '@/lib/governance'
import { safeAbi, safeTransaction } from '@/lib/safe'
import { fakeDeployment } from './deployment'

/** The account that every answer names, and that every right is asked for. */
export const someone: Address = '0x0000000000000000000000000000000000000051'
/** A key of the RateLimits that no name hashes to. */
export const unnamedKey: Hex = `0x${'99'.repeat(32)}`
/** An operation of the timelock. */
export const operation: Hex = `0x${'77'.repeat(32)}`
/** The controller of a PAU that is in no deployment. */
const otherPau: Address = '0x0000000000000000000000000000000000000052'
/** Time of the model's block, outside the Processing Window [s]. */
export const fakeTime = 1_800_000_000n
/** A plan of governance that makes no call. The code that stands there by the sample answers is another one. */
export const plan: Plan = {
  usr: someone,
  tag: abis.callsActionHash,
  fax: encodeFunctionData({ abi: abis.callsActionAbi, functionName: 'execute', args: [[]] }),
  eta: fakeTime,
}

/** Answers by function signature; null reverts. A function that is not named answers with a sample of its types. */
export type FakeOutputs = Readonly<
  Record<string, (args: readonly unknown[], to: Address) => readonly unknown[] | null>
>

const authorityAbi = parseAbi(['function canCall(address src, address dst, bytes4 sig) view returns (bool)'])

const functions = new Map<Hex, AbiFunction>(
  ([...Object.values(abis).filter(Array.isArray), codeLensAbi, authorityAbi, safeAbi] as Abi[])
    .flat()
    .flatMap((item) => (item.type === 'function' ? [[toFunctionSelector(item), item] as const] : [])),
)

/** Nobody but `someone` holds anything that no contract lists, as events say that somebody does. */
const onlySomeone = ({ configurator: { beamState, timelock, guardianCouncil } }: Deployment): FakeOutputs => {
  const one = (account: unknown) => (account === someone ? 1n : 0n)
  const holders = [someone, guardianCouncil]
  return {
    'beamState()': () => [beamState],
    'userRoles(address)': ([account]) => [account === someone ? toHex(14, { size: 32 }) : zeroHash],
    'cBeams(address)': ([account]) => [one(account)],
    'rateLimitsCBeams(address,address)': ([, account]) => [one(account)],
    'controllersCBeams(address,address)': ([, account]) => [one(account)],
    'frozen(address)': ([account]) => [account === someone],
    'hasRole(bytes32,address)': ([, account], to) => [
      to !== timelock || holders.includes(account as Address),
    ],
  }
}

/**
 * A model for tests in which every read of the console is answered and everything that can be known is known.
 * @param time Time that it is for [s].
 * @param told What is known otherwise.
 */
export function fakeModel(
  outputs: FakeOutputs = {},
  time = fakeTime,
  deployment: Deployment = fakeDeployment(),
  told: Partial<Watchlist> = {},
): ConsoleModel {
  const known = { ...everythingKnown(deployment), ...told }
  const block = { number: 1n, hash: operation, parentHash: operation, timestamp: fakeTime }
  const answers = new Map<string, Returned>()
  const said = { ...onlySomeone(deployment), ...outputs }
  for (;;) {
    const { facts, missing } = gather(deployment, block, known, answers)
    if (missing.length === 0) return consoleAt(facts, time, knownSignatures)
    for (const request of missing) answers.set(requestKey(request), answer(request, said))
  }
}

/** A note of the pause. */
export const planLog = (kind: PlanLog['kind'], of: Plan, blockNumber = 1n): PlanLog => ({
  ...{ kind, guy: someone, plan: of },
  ...{ blockNumber, logIndex: 0 },
})

function everythingKnown(deployment: Deployment): Watchlist {
  const { beamState } = deployment.configurator
  const rateLimits = deployment.generators.map(({ addresses }) => addresses.rateLimits)
  const known: Watchlist = {
    ...nothingKnown(0n),
    coverage: { fromBlock: 0n, toBlock: 1n, problem: null, by: ['node.test'] },
    limitKeys: rateLimits.map((each) => ({ rateLimits: each, key: unnamedKey })),
    timelock: [{ eventName: 'Cancelled', args: { id: operation }, blockNumber: 1n, logIndex: 0 }],
    pairs: [{ kind: 'controller', target: otherPau, cBeam: someone }],
    plans: deployment.governance?.pause ? [planLog('plot', plan)] : [],
    grants: [{ contract: beamState, role: beamStateGrants.ward, account: someone }],
    watchedHashes: deployment.safes.map(({ address }) => ({
      safe: address,
      hash: operation,
      transaction: safeTransaction([{ to: someone, value: 0n, data: '0x' }], 1n),
    })),
  }
  return withAccount(known, someone)
}

function answer({ to, data }: Request, outputs: FakeOutputs): Returned {
  const item = functions.get(data.slice(0, 10) as Hex)
  if (!item) throw new Error(`The fake model knows no function ${data.slice(0, 10)}`)
  const { args = [] } = decodeFunctionData({ abi: [item], data })
  const given = outputs[toFunctionSignature(item)]?.(args as readonly unknown[], to)
  if (given === null) return { ok: false, data: '0x' }
  return { ok: true, data: encodeAbiParameters(item.outputs, given ?? item.outputs.map(sample)) }
}

/** Something of every type: one item in each list, the number 1, an address. */
function sample(parameter: AbiParameter): unknown {
  const item = /^(.*)\[\]$/.exec(parameter.type)?.[1]
  if (item !== undefined) return [sample({ ...parameter, type: item })]
  if ('components' in parameter) {
    return Object.fromEntries(parameter.components.map((part) => [part.name, sample(part)]))
  }
  if (parameter.type === 'address') return someone
  if (parameter.type === 'bool') return true
  if (parameter.type === 'string') return 'USDS'
  if (parameter.type.startsWith('bytes')) return `0x${'ab'.repeat(Number(parameter.type.slice(5)))}`
  return 1n
}
