import { type Address, encodeFunctionData, getAddress, keccak256, pad, toHex, zeroHash } from 'viem'
import { beamStateAbi, callsActionAbi, callsActionHash, dsPauseAbi } from '@/lib/abi'
import type { ActionRequest, ScheduleRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { type Plan, planId } from '@/lib/governance'
import { sharesOf, WAD, wad } from '@/lib/math'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { fakePrimeDeployment, fakeUnit } from './fakes/deployment'
import { converted, endedGeneration, issuer, lastSettled, lockedModel, unlockedModel } from './fakes/lcts'
import { CEILING, migrating, migratingModel, operating } from './fakes/migration'
import { type FakeOutputs, fakeTime, higherRate, plan, planLog, someone, unnamedKey } from './fakes/model'
import { listing } from './fakes/timelock'

const HOUR = 3_600n
const bounds = {
  ...{ minShare: 1n, maxShare: WAD, minPeriod: 1n, maxPeriod: 365n * 24n * HOUR },
  ...{ minBuffer: 1n, maxBuffer: 10n ** 30n, maxPause: 48n * HOUR, coolDown: 1n },
}

const relayers = [0x71, 0x72].map((n): Address => getAddress(pad(toHex(n), { size: 20 })))
const rails: FakeOutputs = {
  'getRoleMemberCount(bytes32)': () => [2n],
  'getRoleMember(bytes32,uint256)': ([, index]) => [relayers[Number(index)]],
  'guardrails()': () => [{ ...NO_GUARDRAILS, bounds }],
  'pauses()': () => [[], []],
  'paused()': () => [false],
  'getMaxChange(address)': () => [(5n * WAD) / 4n],
}

const { generator, prime, ilk } = migrating
const { diamond } = generator.addresses
const unit = fakeUnit().beamState
const ofPrime = { generator: diamond, prime: prime.slug } as const

const dualRun = migratingModel({ phase: 'DualRun', Art: 40n * WAD, line: CEILING }, rails)
/** Three guardians want to lift the freeze of `someone`; it takes sixteen. */
const frozenModel = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  { ...rails, 'votesToLift(address)': () => [3n], 'THRESHOLD()': () => [16n] },
)
const pausedVault = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  {
    ...rails,
    'guardrails()': () => [{ ...NO_GUARDRAILS, bounds, withdrawalsPausedUntil: fakeTime + 9n }],
    'pauses()': () => [[], [{ by: someone, start: Number(fakeTime - 1n), until: Number(fakeTime + 9n) }]],
  },
)
/** Without a gap, the ceiling comes down to the debt. */
const inAutoLine = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING, highest: CEILING },
  rails,
)
/** A fee that has accrued for a second. */
const accruing = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING, time: fakeTime + 1n },
  { ...rails, 'base()': () => [1n] },
)
/** The controller of the Prime has the function that returns to the vault. */
const returning = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  { ...rails, ...operating },
)
/** The cBEAM is registered, and paired with nothing. */
const unpaired = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  {
    ...rails,
    'rateLimitsCBeams(address,address)': () => [0n],
    'controllersCBeams(address,address)': () => [0n],
  },
)
/** An operation of the timelock that is due: it registers a cBEAM. */
const due: OperationContent = {
  calls: [
    {
      target: unit,
      value: 0n,
      data: encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'addCBeam',
        args: [relayers[0] ?? someone],
      }),
    },
  ],
  predecessor: zeroHash,
  salt: zeroHash,
}
const { governance } = fakePrimeDeployment()
/** A plan of governance that is due: it makes its own delay longer. */
const longer: Plan = {
  ...plan,
  fax: encodeFunctionData({
    abi: callsActionAbi,
    functionName: 'execute',
    args: [
      [
        {
          target: governance?.pause ?? someone,
          data: encodeFunctionData({ abi: dsPauseAbi, functionName: 'setDelay', args: [172_800n] }),
        },
      ],
    ],
  }),
}
const planned = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  { ...rails, 'codeOf(address)': () => [callsActionHash, 1n] },
  { plans: [planLog('plot', longer)] },
)
/** Protego, of this pause, wears the hat, and has created no spell yet. */
const droppable = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  {
    ...rails,
    'hat()': () => [governance?.protego],
    'authority()': () => [governance?.chief],
    'pause()': () => [governance?.pause],
  },
  { plans: [planLog('plot', longer)] },
)
const operation = hashOperation(due)
const queue = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  { ...rails, ...listing([due]) },
)
/** What the Core Council schedules: another hop. */
const scheduling: ScheduleRequest = {
  ...{ kind: 'schedule-operation', unit, salt: zeroHash },
  batch: [
    {
      ...{ call: 'setHop', target: generator.addresses.rateLimits, amount: 12n * HOUR },
      ...{ slope: 0n, key: zeroHash, data: '0x' },
    },
  ],
}
const cutOver = migratingModel({ phase: 'CutOver', Art: 40n * WAD }, rails)

function limitRequest<const K extends 'raise-limit' | 'lower-limit' | 'remove-limit'>(
  kind: K,
  maxAmount: bigint,
) {
  const limit = dualRun.generators[0]?.limits[0]
  if (!limit) throw new Error('There is no limit')
  return {
    kind,
    generator: diamond,
    key: limit.id,
    maxAmount,
    slope: maxAmount === 0n ? 0n : WAD / HOUR,
  } as const
}

/** One limit, set by a Safe together with others. */
const { key: setKey, maxAmount: setTo, slope: setSlope } = limitRequest('lower-limit', 10n * WAD)
const limitStep = { key: setKey, change: 'lower', maxAmount: setTo, slope: setSlope } as const

type Samples = {
  readonly [K in ActionRequest['kind']]: readonly [ActionRequest & { readonly kind: K }, ConsoleModel]
}

/** A request of every kind, with a model that allows it: the type demands all of them. */
export const samples: Samples = {
  'freeze-relayer': [
    { kind: 'freeze-relayer', generator: diamond, relayer: relayers[0] ?? someone },
    dualRun,
  ],
  'freeze-all': [{ kind: 'freeze-all', generator: diamond }, dualRun],
  'freeze-funds': [{ kind: 'freeze-funds' }, dualRun],
  'pause-timelock': [{ kind: 'pause-timelock', unit }, dualRun],
  'stop-configurator': [{ kind: 'stop-configurator', unit }, dualRun],
  'guardian-freeze': [{ kind: 'guardian-freeze', unit, beam: someone }, dualRun],
  'guardian-freeze-all': [{ kind: 'guardian-freeze-all' }, dualRun],
  'lift-freeze': [{ kind: 'lift-freeze', unit, beam: someone }, frozenModel],
  'revoke-cbeam': [{ kind: 'revoke-cbeam', unit, cBeam: someone }, dualRun],
  'replace-relayer': [
    { kind: 'replace-relayer', unit, controller: diamond, account: relayers[0] ?? someone },
    dualRun,
  ],
  'replace-freezer': [
    { kind: 'replace-freezer', unit, controller: diamond, account: relayers[0] ?? someone },
    dualRun,
  ],
  'cancel-operation': [{ kind: 'cancel-operation', unit, operation }, queue],
  'execute-operation': [{ kind: 'execute-operation', unit, operation }, queue],
  'drop-plan': [{ kind: 'drop-plan', plan: planId(longer) }, droppable],
  'create-drop-spell': [{ kind: 'create-drop-spell', plan: planId(longer) }, droppable],
  'execute-plan': [{ kind: 'execute-plan', plan: planId(longer) }, planned],
  'pair-cbeam': [{ kind: 'pair-cbeam', unit, cBeam: someone, side: 'controller', target: diamond }, unpaired],
  'unpair-cbeam': [
    {
      ...{ kind: 'unpair-cbeam', unit, cBeam: someone, side: 'rateLimits' },
      target: generator.addresses.rateLimits,
    },
    dualRun,
  ],
  'schedule-operation': [scheduling, queue],
  drip: [{ kind: 'drip', ilk: ilk.ilk }, accruing],
  'controller-action': [
    { kind: 'controller-action', unit, controller: diamond, data: higherRate(prime.vault) },
    dualRun,
  ],
  'delete-init': [
    { kind: 'delete-init', unit, key: unnamedKey, rateLimits: generator.addresses.rateLimits },
    dualRun,
  ],
  'delete-approval': [
    { kind: 'delete-approval', unit, key: keccak256(higherRate(prime.vault)), controller: diamond },
    dualRun,
  ],
  unregister: [{ kind: 'unregister', unit, what: 'cBeam', target: someone }, dualRun],
  exec: [{ kind: 'exec', ilk: ilk.ilk }, inAutoLine],
  'wipe-ceiling': [{ kind: 'wipe-ceiling', ilk: ilk.ilk }, inAutoLine],
  'raise-limit': [limitRequest('raise-limit', 31n * WAD), dualRun],
  'lower-limit': [limitRequest('lower-limit', 10n * WAD), dualRun],
  'remove-limit': [limitRequest('remove-limit', 0n), dualRun],
  'set-limits': [{ kind: 'set-limits', generator: diamond, steps: [limitStep] }, dualRun],
  migrate: [{ kind: 'migrate', ...ofPrime, ilk: ilk.ilk, amount: WAD }, dualRun],
  'migrate-back': [{ kind: 'migrate-back', ...ofPrime, ilk: ilk.ilk, amount: WAD }, dualRun],
  rollback: [{ kind: 'rollback', ...ofPrime }, cutOver],
  'take-from-vault': [{ kind: 'take-from-vault', ...ofPrime, amount: WAD }, dualRun],
  'return-to-vault': [{ kind: 'return-to-vault', ...ofPrime, amount: WAD }, returning],
  'recall-from-vault': [
    { kind: 'recall-from-vault', ...ofPrime, amount: WAD, mostShares: sharesOf(WAD) },
    returning,
  ],
  'add-to-vault': [
    { kind: 'add-to-vault', ...ofPrime, amount: WAD, minted: wad(0n), leastShares: sharesOf(WAD) },
    returning,
  ],
  'pause-vault': [
    { kind: 'pause-vault', ...ofPrime, takes: true, withdrawals: false, duration: HOUR },
    dualRun,
  ],
  'unpause-vault': [{ kind: 'unpause-vault', ...ofPrime, takes: false, withdrawals: true }, pausedVault],
  'set-withdrawal-policy': [
    { kind: 'set-withdrawal-policy', ...ofPrime, share: wad(WAD / 10n), period: 24n * HOUR },
    dualRun,
  ],
  'set-liquidity-buffer': [{ kind: 'set-liquidity-buffer', ...ofPrime, assets: wad(2n * WAD) }, dualRun],
  'enter-queue': [
    { kind: 'enter-queue', generator: issuer.diamond, queue: 'subscribe', amount: WAD },
    unlockedModel(),
  ],
  'claim-rewards': [
    { kind: 'claim-rewards', generator: issuer.diamond, queue: 'subscribe' },
    unlockedModel(converted),
  ],
  'leave-queue': [
    { kind: 'leave-queue', generator: issuer.diamond, queue: 'subscribe' },
    unlockedModel(converted),
  ],
  'claim-finalized': [
    { kind: 'claim-finalized', generator: issuer.diamond, queue: 'redeem', user: someone },
    unlockedModel(endedGeneration),
  ],
  'publish-settlement': [
    {
      ...{ kind: 'publish-settlement', generator: issuer.diamond, day: lastSettled + 1n },
      ...{ capacity: WAD, factor: WAD },
    },
    unlockedModel({}, fakeTime),
  ],
  'lock-queues': [{ kind: 'lock-queues', generator: issuer.diamond }, unlockedModel()],
  'settle-queues': [{ kind: 'settle-queues', generator: issuer.diamond }, lockedModel()],
}
