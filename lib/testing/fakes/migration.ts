import { type Address, isAddressEqual, keccak256, stringToHex, toFunctionSelector } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import { MAX_UINT256, RAD, RAY, WAD } from '@/lib/math'
import { PHASES, type Phase } from '@/lib/migration'
import { fakePrimeDeployment } from './deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from './model'

const deployment = fakePrimeDeployment()
const generator = deployment.generators[0] as (typeof deployment.generators)[number]
const prime = generator.primes[0] as (typeof generator.primes)[number]
const ilk = prime.legacyIlks[0] as (typeof prime.legacyIlks)[number]
const { diamond } = generator.addresses
const DEPOSITOR_ROLE = keccak256(stringToHex('DEPOSITOR_ROLE'))

/** The ceiling that the facet recorded, and that MigrationMom lists [rad]. */
export const CEILING = 70n * RAD

/** The Prime that migrates, and its legacy ilk. */
export const migrating = { generator, prime, ilk } as const

/** Where the migration of the Prime stands. */
export interface FakeMigration {
  readonly phase: Phase
  readonly epoch?: bigint
  readonly scheduled?: boolean
  readonly allocatorVault?: Address
  /** Whether the Diamond holds CONTROLLER on the ALMProxy. */
  readonly held?: boolean
  readonly approved?: boolean
  readonly stopped?: boolean
  /** Whether guardians froze every BEAM. */
  readonly frozen?: boolean
  readonly ward?: boolean
  readonly listed?: bigint
  /** Whether MigrationMom closed the legacy ilk. */
  readonly closed?: boolean
  /** What the Prime may move of the USDS in the buffer of its legacy ilk. */
  readonly allowance?: bigint
  /** Ceiling of the legacy ilk, and the highest by AutoLine [rad]. */
  readonly line?: bigint
  readonly highest?: bigint
  /** Debt of the legacy ilk, at a rate of 1 [wad]. */
  readonly Art?: bigint
  readonly time?: bigint
}

/** The record of the facet before the dual-run. */
export const stored = {
  prime: prime.almProxy,
  vault: prime.vault,
  phase: 0,
  epoch: 0n,
  scheduledAt: 1n,
  dualRunAt: 1n,
  cutOverAt: 0n,
  rolledBackAt: 0n,
  retiredAt: 0n,
  migrated: 70n * WAD,
  migratedBack: 10n * WAD,
  ilks: [],
}

/**
 * A model with a Prime in some phase, with everything as that phase demands unless told otherwise. `someone` is relayer
 * and cBEAM, a step moves at most 20 USDS, and no fees accrue.
 */
export function migratingModel(
  { phase, time = fakeTime, ...state }: FakeMigration,
  others: FakeOutputs = {},
  told: Told = {},
): ConsoleModel {
  const moves = phase === 'DualRun' || phase === 'CutOver'
  const { held = moves, approved = phase !== 'Retired', scheduled = true, ward = true } = state
  const { stopped = false, frozen = false, listed = phase === 'Retired' ? 0n : CEILING } = state
  const { closed = true, allowance = MAX_UINT256 } = state
  const { line = 0n, highest = 0n, Art = 0n, allocatorVault = ilk.allocatorVault } = state
  const legacy = stringToHex(ilk.ilk, { size: 32 })
  const migration = {
    ...stored,
    phase: PHASES.indexOf(phase),
    epoch: state.epoch ?? fakeTime + 1n,
    ilks: [{ ilk: legacy, allocatorVault, ceiling: CEILING }],
  }
  const { vat, autoLine } = deployment.mcd
  const own = { Art: 100n * WAD, line: 250n * RAD }
  return fakeModel(
    {
      ...paus,
      ...vault,
      'migrations()': () => [scheduled ? [migration] : []],
      'migrationMom()': () => [deployment.governance?.migrationMom],
      'diamond()': () => [diamond],
      'vat()': () => [vat],
      'autoLine()': () => [autoLine],
      'isControllerActionEnabled(bytes32,address)': () => [approved],
      'stopped()': () => [stopped],
      'allowance(address,address)': () => [allowance],
      'frozen(address)': () => [frozen],
      // A guardian's freeze takes the pairs of a cBEAM.
      ...(frozen ? { 'controllersCBeams(address,address)': () => [0n] } : {}),
      'ceilings(bytes32)': () => [listed],
      'closed(bytes32)': () => [closed],
      'WAY_BACK_MARGIN()': () => [WAD / 100n],
      'wards(address)': (_, to) => [to === vat ? BigInt(ward) : 1n],
      'base()': () => [0n],
      'debt()': () => [1_000n * RAD],
      'Line()': () => [3_000n * RAD],
      'getOperationCount()': () => [0n],
      'ilks(bytes32)': ([name], to) => {
        if (to === deployment.mcd.lineMom) return [1n, 0n, 0n, 0n, 0n]
        if (to === autoLine) return [name === legacy ? highest : 0n, 0n, 0n, 0n, 0n]
        if (to !== vat) return [RAY, fakeTime, 0n, 0n, 0n]
        return name === legacy ? [Art, RAY, RAY, line, 0n] : [own.Art, RAY, RAY, own.line, 0n]
      },
      'urns(bytes32,address)': ([name]) => [10n ** 30n, name === legacy ? Art : own.Art],
      'getRoleMember(bytes32,uint256)': ([role]) => [
        role === DEPOSITOR_ROLE ? generator.addresses.almProxy : someone,
      ],
      'hasRole(bytes32,address)': ([role, account], to) => {
        if (role === DEPOSITOR_ROLE) return [true]
        if (to === prime.almProxy && isAddressEqual(account as Address, diamond)) return [held]
        return [to !== prime.vault || !isAddressEqual(account as Address, generator.addresses.almProxy)]
      },
      ...others,
    },
    time,
    deployment,
    told,
  )
}

const MOVES = [
  'mintUSDS(uint256)',
  'depositERC4626(address,uint256,uint256)',
  'withdrawERC4626(address,uint256,uint256)',
  // Of the controller of the Prime, which answers the same.
  'transferAsset(address,address,uint256)',
] as const

/** A Diamond that also has the functions by which relayers move funds, all but one where one is named. */
export const without = (missing?: (typeof MOVES)[number]): FakeOutputs => ({
  'facets()': () => [
    [
      {
        facetAddress: someone,
        functionSelectors: MOVES.filter((one) => one !== missing).map((one) => toFunctionSelector(one)),
      },
    ],
  ],
})

/** A Diamond that also has the functions by which relayers move funds. */
export const operating: FakeOutputs = without()

const paus: FakeOutputs = {
  'facets()': () => [
    [
      {
        facetAddress: someone,
        functionSelectors: [
          toFunctionSelector('migrate(address,bytes32,uint256)'),
          toFunctionSelector('migrateBack(address,bytes32,uint256)'),
        ],
      },
    ],
  ],
  'proxy()': (_, to) => [to === diamond ? generator.addresses.almProxy : prime.almProxy],
  'rateLimits()': (_, to) => [
    to === diamond ? generator.addresses.rateLimits : prime.controllers[0].rateLimits,
  ],
  'allowance(address,address)': () => [MAX_UINT256],
  'getRateLimitData(bytes32)': () => [
    { maxAmount: 30n * WAD, slope: WAD / 3_600n, lastAmount: 20n * WAD, lastUpdated: fakeTime },
  ],
  'getCurrentRateLimit(bytes32)': () => [20n * WAD],
}

/** 100 shares at a rate of 1, of which 10 are idle. */
const vault: FakeOutputs = {
  'asset()': () => [deployment.mcd.usds],
  'chi()': () => [RAY],
  'vsr()': () => [RAY],
  'rho()': () => [fakeTime],
  'totalSupply()': () => [100n * WAD],
  'depositCap()': () => [1_000n * WAD],
  'balanceOf(address)': (_, to) => [to === prime.vault ? 100n * WAD : 10n * WAD],
  'maxExchangeRates(address)': () => [2n * 10n ** 36n],
}
