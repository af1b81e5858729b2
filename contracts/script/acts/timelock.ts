import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  keccak256,
  stringToHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { beamStateAbi, beamTimeLockAbi, configuratorAbi, erc4626FacetAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { HOUR, millions, millionsPerDay, UNLIMITED } from '../amounts'
import { keys } from '../keys'
import { PACE } from '../plan'
import { roles } from '../roles'
import { type Cast, generatorOf, leads, type Stage } from '../stage'
import { rollbackOf } from './migration'

/** A batch of calls to BeamState. */
export interface Operation {
  readonly id: Hex
  readonly payloads: readonly Hex[]
  readonly predecessor: Hex
  readonly salt: Hex
}

/** A batch with the id that the timelock gives it: `keccak256(abi.encode(targets, values, payloads, predecessor, salt))`. */
function operation(
  stage: Stage,
  payloads: readonly Hex[],
  { predecessor = zeroHash, salt = zeroHash }: { predecessor?: Hex; salt?: Hex } = {},
): Operation {
  const types = ['address[]', 'uint256[]', 'bytes[]', 'bytes32', 'bytes32'].map((type) => ({ type }))
  const id = keccak256(encodeAbiParameters(types, [...batch(stage, payloads), predecessor, salt]))
  return { id, payloads, predecessor, salt }
}

function batch({ deployed }: Stage, payloads: readonly Hex[]): [Address[], bigint[], readonly Hex[]] {
  return [payloads.map(() => deployed.core.unit.beamState), payloads.map(() => 0n), payloads]
}

/** The Core Council schedules a batch with the delay of the timelock. */
export async function schedule(stage: Stage, scheduled: Operation): Promise<Operation> {
  const { payloads, predecessor, salt } = scheduled
  await stage.chain.send(roles.coreCouncil.address, stage.deployed.core.unit.timelock, {
    abi: beamTimeLockAbi,
    functionName: 'scheduleBatch',
    args: [...batch(stage, payloads), predecessor, salt, PACE.minDelay],
  })
  return scheduled
}

/** Anyone executes an operation that is ready. */
export async function execute(stage: Stage, { payloads, predecessor, salt }: Operation): Promise<void> {
  await stage.chain.send(roles.keeper.address, stage.deployed.core.unit.timelock, {
    abi: beamTimeLockAbi,
    functionName: 'executeBatch',
    args: [...batch(stage, payloads), predecessor, salt],
  })
}

/** The Core Council cancels an operation. */
export async function cancel(stage: Stage, { id }: Operation): Promise<void> {
  await stage.chain.send(roles.coreCouncil.address, stage.deployed.core.unit.timelock, {
    abi: beamTimeLockAbi,
    functionName: 'cancel',
    args: [id],
  })
}

/** The Core Council pairs the cBEAM with the Generator, without a delay. */
export async function pairCBeam(stage: Stage): Promise<void> {
  const { diamond, rateLimits } = generatorOf(stage)
  const { beamState } = stage.deployed.core.unit
  const cBeam = roles.cBeam.address
  await stage.chain.send(roles.coreCouncil.address, beamState, {
    abi: beamStateAbi,
    functionName: 'setCBeamForRateLimits',
    args: [rateLimits, cBeam],
  })
  await stage.chain.send(roles.coreCouncil.address, beamState, {
    abi: beamStateAbi,
    functionName: 'setCBeamForController',
    args: [diamond, cBeam],
  })
}

const initLimit = (key: Hex, rateLimits: Address, maxAmount: bigint, slope: bigint): Hex =>
  encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'addInitRateLimits',
    args: [key, rateLimits, maxAmount, slope],
  })

/** Values to which a cBEAM may set limits at any time; withdrawals from the first vault may be unlimited. */
export function initialLimits(stage: Stage): Operation {
  const { rateLimits } = generatorOf(stage)
  const { first, second } = leads(stage)
  return operation(stage, [
    initLimit(keys.mint, zeroAddress, millions(10n), millionsPerDay(10n)),
    initLimit(keys.deposit(first.contracts.vault), rateLimits, millions(25n), millionsPerDay(25n)),
    initLimit(keys.deposit(second.contracts.vault), rateLimits, millions(10n), millionsPerDay(10n)),
    initLimit(keys.withdraw(first.contracts.vault), rateLimits, UNLIMITED, 0n),
  ])
}

/** A second team of operators, ready to be registered by anyone. */
export function secondCBeam(stage: Stage): Operation {
  const payload = encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'addCBeam',
    args: [roles.nextCBeam.address],
  })
  return operation(stage, [payload], { salt: keccak256(stringToHex('second GovOps team')) })
}

/** A mistake that is cancelled later: only an hour between two increases of any PAU. */
export function hastyHop(stage: Stage): Operation {
  return operation(stage, [
    encodeFunctionData({ abi: beamStateAbi, functionName: 'setHop', args: [zeroAddress, HOUR] }),
  ])
}

/** A new pace for the Generator: smaller steps, more often. */
export function newPace(stage: Stage): Operation {
  const { rateLimits } = generatorOf(stage)
  return operation(
    stage,
    [
      encodeFunctionData({ abi: beamStateAbi, functionName: 'setHop', args: [rateLimits, 16n * HOUR] }),
      encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'setMaxChange',
        args: [rateLimits, 1_200_000_000_000_000_000n],
      }),
    ],
    { salt: keccak256(stringToHex('new pace')) },
  )
}

/** Approvals of calls on the Diamond, which the cBEAM can then make without asking again. */
const approvals = (stage: Stage, calls: readonly Hex[]): Operation =>
  operation(
    stage,
    calls.map((data) =>
      encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'addInitControllerActions',
        args: [data, generatorOf(stage).diamond],
      }),
    ),
  )

export const rollbacks = (stage: Stage, primes: readonly Cast[]): Operation =>
  approvals(stage, primes.map(rollbackOf))

/** Accepts deposits into the vault of a Prime at 1.20 USDS a share, as chi grows past any rate in time. */
const higherRate = ({ contracts: { vault } }: Cast): Hex =>
  encodeFunctionData({
    abi: erc4626FacetAbi,
    functionName: 'setMaxExchangeRate',
    args: [vault, WAD, (120n * WAD) / 100n],
  })

/** Rollbacks of the Primes that migrate, and a higher exchange rate for the first vault and for the fourth. */
export const approvedCalls = (stage: Stage): Operation => {
  const { first, third, fourth } = leads(stage)
  return approvals(stage, [rollbackOf(third), rollbackOf(fourth), higherRate(first), higherRate(fourth)])
}

/** The cBEAM makes the approved call on the fourth vault. */
export async function raiseRate(stage: Stage): Promise<void> {
  await stage.chain.send(roles.cBeam.address, stage.deployed.core.unit.configurator, {
    abi: configuratorAbi,
    functionName: 'callControllerAction',
    args: [generatorOf(stage).diamond, higherRate(leads(stage).fourth)],
  })
}

/** The initial limit of the next migration, to be executed after the new pace. */
export function migrationLimit(stage: Stage, predecessor: Operation): Operation {
  const { rateLimits } = generatorOf(stage)
  const key = keys.migration(leads(stage).second.contracts.vault)
  return operation(stage, [initLimit(key, rateLimits, millions(25n), millionsPerDay(25n))], {
    predecessor: predecessor.id,
  })
}
