import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  decodeAbiParameters,
  encodeAbiParameters,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  keccak256,
  parseAbi,
  toFunctionSelector,
  toFunctionSignature,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import * as abis from '@/lib/abi'
import { wardGrant } from '@/lib/chain/logs/events'
import { withAccount } from '@/lib/chain/read/account'
import { type Request, type Returned, requestKey } from '@/lib/chain/read/ask'
import { codeLensAbi } from '@/lib/chain/read/lens'
import { gather } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { consoleAt } from '@/lib/console/checks/console-at'
import { nothingKnown, type Pair, type Watchlist } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment, UnitDeployment } from '@/lib/deployment'
import type { Plan, PlanLog } from '@/lib/governance'
import { WAD } from '@/lib/math'
import { safeAbi, safeTransaction } from '@/lib/safe'
import type { TimelockLog } from '@/lib/timelock'
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
/** A plan of governance that makes no call. By the sample answers, the code at its address is not the one it names. */
export const plan: Plan = {
  usr: someone,
  tag: abis.callsActionHash,
  fax: encodeFunctionData({ abi: abis.callsActionAbi, functionName: 'execute', args: [[]] }),
  eta: fakeTime,
}

/** The call by which a Diamond accepts deposits into a vault at two USDS a share. */
export const higherRate = (vault: Address): Hex =>
  encodeFunctionData({
    abi: abis.erc4626FacetAbi,
    functionName: 'setMaxExchangeRate',
    args: [vault, WAD, 2n * WAD],
  })

/** Answers by function signature; null reverts. A function that is not named answers with a sample of its types. */
export type FakeOutputs = Readonly<
  Record<string, (args: readonly unknown[], to: Address) => readonly unknown[] | null>
>

const authorityAbi = parseAbi(['function canCall(address src, address dst, bytes4 sig) view returns (bool)'])

/** What a StarGuard asks of a spell. */
const starSpellAbi = parseAbi(['function isExecutable() view returns (bool)'])

/** What the older timelock has in the place of a list. */
const countingAbi = parseAbi(['function getOperationCount() view returns (uint256)'])

const functions = new Map<Hex, AbiFunction>(
  (
    [
      ...Object.values(abis).filter(Array.isArray),
      codeLensAbi,
      authorityAbi,
      starSpellAbi,
      countingAbi,
      safeAbi,
    ] as Abi[]
  )
    .flat()
    .flatMap((item) => (item.type === 'function' ? [[toFunctionSelector(item), item] as const] : [])),
)

/** Nobody but `someone` holds a role that no contract lists, and events name no other holder. */
const onlySomeone = ({ units, generators, governance }: Deployment): FakeOutputs => {
  const one = (account: unknown) => (account === someone ? 1n : 0n)
  // The zero address stands for everybody, who may execute.
  const holders = [someone, zeroAddress, ...units.map(({ guardianCouncil }) => guardianCouncil)]
  const timelocks = units.map(({ timelock }) => timelock)
  /** The Unit that has the contract, or in whose scope it is. */
  const unitOf = (contract: Address) => {
    const owner = generators.flatMap(({ unit, addresses, primes }) => [
      ...(addresses.diamond === contract ? [unit] : []),
      ...primes.flatMap((prime) =>
        prime.controllers.some(({ controller }) => controller === contract) ? [prime.unit] : [],
      ),
    ])[0]
    return units.find((unit) => unit.name === owner || Object.values(unit).includes(contract)) ?? units[0]
  }
  const { freezeRegistry } = units[0] ?? {}
  return {
    'beamState()': (_, to) => [unitOf(to)?.beamState],
    'userRoles(address)': ([account]) => [account === someone ? toHex(6, { size: 32 }) : zeroHash],
    'cBeams(address)': ([account]) => [one(account)],
    'rateLimitsCBeams(address,address)': ([, account]) => [one(account)],
    'controllersCBeams(address,address)': ([, account]) => [one(account)],
    ...(freezeRegistry ? { 'freezeRegistry()': (_, to) => [unitOf(to)?.freezeRegistry] } : {}),
    'frozen(address)': ([account]) => [account === someone],
    'taken(address)': () => [zeroHash, [], []],
    // Protego has created nothing yet.
    ...(governance?.protego
      ? {
          'codeOf(address)': ([account]) =>
            account === getContractAddress({ from: governance.protego as Address, nonce: 1n })
              ? [zeroHash, 0n]
              : [`0x${'ab'.repeat(32)}`, 1n],
        }
      : {}),
    // The older timelock: what is pending is what events say.
    'getOperationsCount()': () => null,
    'getOperationCount()': () => [1n],
    'hasRole(bytes32,address)': ([, account], to) => [
      !timelocks.includes(to) || holders.includes(account as Address),
    ],
  }
}

/**
 * A model for tests, in which every read of the console is answered and everything that can be known is known.
 * @param time Time that it is for [s].
 * @param told What is known otherwise.
 * @param silent Contracts whose every call reverts.
 */
export function fakeModel(
  outputs: FakeOutputs = {},
  time = fakeTime,
  deployment: Deployment = fakeDeployment(),
  told: Told = {},
  silent: readonly (string | null)[] = [],
): ConsoleModel {
  const known = toldOf(deployment, told)
  const block = { number: 1n, hash: operation, parentHash: operation, timestamp: fakeTime }
  const answers = new Map<string, Returned>()
  const said = { ...onlySomeone(deployment), ...outputs }
  for (;;) {
    const { facts, missing } = gather(deployment, block, known, answers)
    if (missing.length === 0) return consoleAt(facts, time, knownSignatures)
    for (const request of missing) {
      const given = silent.includes(request.to) ? REVERTED : answer(request, said)
      answers.set(requestKey(request), given)
    }
  }
}

/** What a test tells otherwise: of the first Unit, where it names none. */
export type Told = Partial<Omit<Watchlist, 'timelock' | 'pairs'>> & {
  readonly timelock?: readonly (TimelockLog & { readonly timelock?: Address })[]
  readonly pairs?: readonly (Omit<Pair, 'beamState'> & Partial<Pair>)[]
}

function toldOf(deployment: Deployment, { timelock: logs, pairs, ...told }: Told): Watchlist {
  const known = { ...everythingKnown(deployment), ...told }
  const { timelock, beamState } = firstUnit(deployment)
  return {
    ...known,
    ...(logs ? { timelock: logs.map((log) => ({ timelock, ...log })) } : {}),
    ...(pairs ? { pairs: pairs.map((pair) => ({ beamState, ...pair })) } : {}),
  }
}

function firstUnit({ units: [unit] }: Deployment): UnitDeployment {
  if (unit === undefined) throw new Error('The deployment has no Unit')
  return unit
}

/** A note of the pause on a plan. */
export const planLog = (kind: PlanLog['kind'], of: Plan, blockNumber = 1n): PlanLog => ({
  ...{ kind, guy: someone, plan: of },
  ...{ blockNumber, logIndex: 0 },
})

function everythingKnown(deployment: Deployment): Watchlist {
  const { beamState, timelock, freezeRegistry } = firstUnit(deployment)
  const rateLimits = deployment.generators.map(({ addresses }) => addresses.rateLimits)
  const known: Watchlist = {
    ...nothingKnown(0n),
    coverage: { fromBlock: 0n, toBlock: 1n, problem: null, by: ['node.test'] },
    limitKeys: rateLimits.map((each) => ({ rateLimits: each, key: unnamedKey })),
    timelock: [{ timelock, eventName: 'Cancelled', args: { id: operation }, blockNumber: 1n, logIndex: 0 }],
    pairs: [{ beamState, kind: 'controller', target: otherPau, cBeam: someone }],
    inits: [{ beamState, key: unnamedKey, rateLimits: otherPau }],
    approvals: deployment.generators.slice(0, 1).flatMap(({ addresses, primes }) =>
      primes.slice(0, 1).map(({ vault }) => ({
        ...{ beamState, key: keccak256(higherRate(vault)), controller: addresses.diamond },
        blockNumber: 1n,
      })),
    ),
    plans: deployment.governance?.pause ? [planLog('plot', plan)] : [],
    grants: [beamState, ...(freezeRegistry ? [freezeRegistry] : [])].map((contract) => ({
      ...{ contract, role: wardGrant, account: someone },
    })),
    watchedHashes: deployment.safes.map(({ address }) => ({
      safe: address,
      hash: operation,
      transaction: safeTransaction([{ to: someone, value: 0n, data: '0x' }], 1n),
    })),
  }
  return withAccount(known, someone)
}

const REVERTED: Returned = { ok: false, data: '0x' }

function answer({ to, data }: Request, outputs: FakeOutputs): Returned {
  const item = functions.get(data.slice(0, 10) as Hex)
  if (!item) throw new Error(`The fake model knows no function ${data.slice(0, 10)}`)
  const args: readonly unknown[] =
    item.inputs.length > 0 ? decodeAbiParameters(item.inputs, `0x${data.slice(10)}`) : []
  const given = outputs[toFunctionSignature(item)]?.(args, to)
  if (given === null) return REVERTED
  return {
    ok: true,
    data: encodeAbiParameters(item.outputs, given ?? item.outputs.map((output) => sample(output))),
  }
}

/**
 * An answer of a function with the same number wherever it gives one, cut to what its type holds; null where it gives
 * no number. Lists have one item.
 */
export function numbersOf(signature: string, value: bigint): readonly unknown[] | null {
  const item = [...functions.values()].find((one) => toFunctionSignature(one) === signature)
  const outputs = item?.outputs ?? []
  return JSON.stringify(outputs).includes('int') ? outputs.map((output) => sample(output, value)) : null
}

/** Something of every type: one item in each list, one number, an address. */
function sample(parameter: AbiParameter, number = 1n): unknown {
  const item = /^(.*)\[\]$/.exec(parameter.type)?.[1]
  if (item !== undefined) return [sample({ ...parameter, type: item }, number)]
  if ('components' in parameter) {
    return Object.fromEntries(parameter.components.map((part) => [part.name, sample(part, number)]))
  }
  if (parameter.type === 'address') return someone
  if (parameter.type === 'bool') return true
  if (parameter.type === 'string') return 'USDS'
  if (parameter.type.startsWith('bytes')) return `0x${'ab'.repeat(Number(parameter.type.slice(5)))}`
  const most = 2n ** BigInt(/^uint(\d+)$/.exec(parameter.type)?.[1] ?? 256) - 1n
  const kept = number < most ? number : most
  return most < 2n ** 48n ? Number(kept) : kept
}
