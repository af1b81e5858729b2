import { type AbiParameterToPrimitiveType, type Address, stringToHex, zeroAddress } from 'viem'
import { WAD } from '@/lib/math'
import { DAY, debtMillions, debtThousands, HOUR, millions, thousands, yearly } from './amounts'
import type {
  beaconSpellAbi,
  deployAbi,
  deploymentParameters,
  primeSpellAbi,
  stageSpellAbi,
} from './deploy-abi'
import { type LegacyIlk, type Prime, scaleOf } from './primes'
import { guardianAddresses, roles } from './roles'

export type CoreConfig = AbiParameterToPrimitiveType<(typeof deployAbi)[0]['inputs'][1]>
type AllocatorConfig = CoreConfig['generator']['allocator']
type ConfiguratorConfig = CoreConfig['unit']
export type PrimePlan = AbiParameterToPrimitiveType<(typeof primeSpellAbi)[0]['inputs'][1]>[number]

/** Everything that is deployed before the Primes, including the contracts that launch the Primes. */
export type DeployedCore = AbiParameterToPrimitiveType<(typeof deploymentParameters)[0]>
type LaunchedPrime = AbiParameterToPrimitiveType<(typeof primeSpellAbi)[1]['inputs'][0]>

/** A Prime at a stage before a Diamond, with the controllers that it has; the others are zero. */
export type StagedPrime = AbiParameterToPrimitiveType<(typeof stageSpellAbi)[1]['inputs'][0]>

/** What production PAUs share. */
export type DeployedBeacon = AbiParameterToPrimitiveType<(typeof beaconSpellAbi)[1]['inputs'][0]>

/**
 * A Prime. Where its PAU is no Diamond, `pau.diamond` is the controller that works, and `staged` has all of them. The
 * vault of one that no Generator funds is zero.
 */
export interface DeployedPrime extends LaunchedPrime {
  readonly staged: StagedPrime | null
}

export const GENERATOR_ILK = 'ALLOCATOR-GENERATOR-A'
/** Of the second Generator. */
export const SECOND_ILK = 'ALLOCATOR-RESERVE-A'

/** The defaults of the specification. */
export const PACE = { minDelay: 14n * DAY, hop: 18n * HOUR, maxChange: (125n * WAD) / 100n } as const

/** The delay of governance [s]. */
export const GSM_DELAY = DAY

/** The first withdrawal policy of a vault: three quarters of what is idle may leave, refilled over a day. */
export const CONSERVATIVE = { share: (75n * WAD) / 100n, period: DAY } as const

/** When the queues of srUSDS are locked and settled [s of the day, UTC]: the Processing Window. */
export const SETTLEMENT: { readonly lockAt: number; readonly settleAt: number } = {
  lockAt: 13 * Number(HOUR),
  settleAt: 16 * Number(HOUR),
}

/** The bounds within which the operator may change the guardrails of a vault. */
const GUARDRAIL_BOUNDS = {
  minShare: (10n * WAD) / 100n,
  maxShare: WAD,
  minPeriod: 6n * HOUR,
  maxPeriod: 7n * DAY,
  minBuffer: 0n,
  maxBuffer: millions(10n),
  maxPause: 3n * DAY,
  coolDown: DAY,
} as const

const ilkId = (ilk: string) => stringToHex(ilk, { size: 32 })

/**
 * The Generator's ilk begins with room for a quarter of a billion, and AutoLine raises it up to a billion. Both are more
 * where there are more Primes.
 */
const generatorIlk = (scale: bigint): AllocatorConfig => ({
  duty: yearly.fourAndAHalf,
  line: scale * debtMillions(250n),
  maxLine: scale * debtMillions(1_000n),
  gap: scale * debtMillions(250n),
  ttl: DAY,
  almProxy: zeroAddress,
  ilkAdmin: zeroAddress,
})

/** A legacy ilk. Its ceiling is its gap above what is drawn first. AutoLine does not have one that is wound down later. */
function legacyIlk({ draws, gap, duty, woundDown }: LegacyIlk): AllocatorConfig {
  const line = debtThousands(draws + gap)
  return {
    duty,
    line,
    maxLine: woundDown ? 0n : 2n * line,
    gap: debtThousands(gap),
    ttl: DAY,
    almProxy: zeroAddress,
    ilkAdmin: zeroAddress,
  }
}

/**
 * What PrimeSpell launches for a Prime. ALMProxy and owner are not known yet, so PrimeSpell fills them in. A vault without
 * a name is not created.
 */
export const primePlan = (prime: Prime, freezer: Address): PrimePlan => ({
  vaultName: prime.funded ? `${prime.name} Generator Vault` : '',
  vaultSymbol: `gv${prime.name.replaceAll(' ', '')}`,
  legacyIlks: prime.legacy.map(({ ilk }) => ilkId(ilk)),
  config: {
    pau: { relayers: [roles.primeRelayer.address], freezer },
    legacy: prime.legacy.map(legacyIlk),
    depositCap: thousands(prime.depositCap),
    minVsr: yearly.none,
    maxVsr: yearly.ten,
    setter: roles.cBeam.address,
    // Deposits stop after a yield of 10 %, which takes longer than a local chain runs.
    maxExchangeRate: (110n * WAD) / 100n,
    guardrails: {
      operator: roles.cBeam.address,
      bounds: GUARDRAIL_BOUNDS,
      ...CONSERVATIVE,
      buffer: thousands(prime.buffer),
    },
  },
})

/** A Configurator Unit. Its Chief is not known yet, so Deploy.s.sol fills it in. */
const configuratorUnit = (chainlogPrefix: string, cBeam: Address): ConfiguratorConfig => ({
  chainlogPrefix,
  chief: zeroAddress,
  ...PACE,
  coreCouncil: roles.coreCouncil.address,
  pausers: [roles.emergencyWallet.address],
  cBeams: [cBeam],
  guardians: guardianAddresses,
})

/** What Deploy.s.sol deploys. It fills in addresses that are not known yet. */
export const coreConfig = (primes: readonly Prime[], freezer: Address): CoreConfig => ({
  governance: { votes: roles.votes.address, delay: GSM_DELAY },
  unit: configuratorUnit('GENERATOR_PAS_', roles.cBeam.address),
  primeUnit: configuratorUnit('PAS_', roles.primeCBeam.address),
  generator: {
    pau: { relayers: [roles.relayer1.address, roles.relayer2.address], freezer },
    allocator: generatorIlk(scaleOf(primes)),
    srUsds: {
      operator: roles.lctsOperator.address,
      coreCouncil: roles.coreCouncil.address,
      lossReceiver: zeroAddress,
      ...SETTLEMENT,
    },
  },
})

/** What DeployGenerator.s.sol deploys beside that: one GovOps team and the same operators have both Generators. */
export const secondConfig = (freezer: Address): CoreConfig => ({
  ...coreConfig([], freezer),
  unit: configuratorUnit('RESERVE_PAS_', roles.cBeam.address),
})

/** The configuration with the addresses that are known once the core is deployed. */
export const filledIn = (
  config: CoreConfig,
  { governance, generator }: DeployedCore['core'],
): CoreConfig => ({
  ...config,
  unit: { ...config.unit, chief: governance.chief },
  primeUnit: { ...config.primeUnit, chief: governance.chief },
  generator: {
    ...config.generator,
    allocator: {
      ...config.generator.allocator,
      almProxy: generator.pau.almProxy,
      ilkAdmin: governance.pauseProxy,
    },
    srUsds: { ...config.generator.srUsds, lossReceiver: governance.pauseProxy },
  },
})
