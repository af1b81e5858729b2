import { type Address, encodeFunctionData, getAddress, pad, toHex, zeroHash } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type { ActionRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { WAD, wad } from '@/lib/math'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { fakeUnit } from './fakes/deployment'
import { CEILING, migrating, migratingModel } from './fakes/migration'
import { type FakeOutputs, fakeTime, someone } from './fakes/model'
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
const operation = hashOperation(due)
const queue = migratingModel(
  { phase: 'DualRun', Art: 40n * WAD, line: CEILING },
  { ...rails, ...listing([due]) },
)
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
  exec: [{ kind: 'exec', ilk: ilk.ilk }, inAutoLine],
  'raise-limit': [limitRequest('raise-limit', 31n * WAD), dualRun],
  'lower-limit': [limitRequest('lower-limit', 10n * WAD), dualRun],
  'remove-limit': [limitRequest('remove-limit', 0n), dualRun],
  migrate: [{ kind: 'migrate', ...ofPrime, ilk: ilk.ilk, amount: WAD }, dualRun],
  'migrate-back': [{ kind: 'migrate-back', ...ofPrime, ilk: ilk.ilk, amount: WAD }, dualRun],
  rollback: [{ kind: 'rollback', ...ofPrime }, cutOver],
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
}
