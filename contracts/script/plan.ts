import {
  type AbiParameterToPrimitiveType,
  parseAbi,
  parseAbiParameters,
  stringToHex,
  zeroAddress,
} from 'viem'
import { WAD } from '@/lib/math'
import { DAY, debtMillions, HOUR, millions, yearly } from './amounts'
import type { LegacyIlk, Prime } from './primes'
import { roles } from './roles'

const ALLOCATOR_CONFIG =
  'struct AllocatorConfig { uint256 duty; uint256 line; uint256 maxLine; uint256 gap; uint256 ttl; address almProxy; address ilkAdmin; }'
const PAU_CONFIG = 'struct PauConfig { address[] relayers; address freezer; }'

/** `run` of Deploy.s.sol; a test holds it against the build. */
export const deployAbi = parseAbi([
  'function run(address deployer, Plan plan) returns (bytes deployment)',
  'struct Plan { CoreConfig core; PrimePlan[] primes; }',
  'struct CoreConfig { address owner; address vow; ConfiguratorConfig unit; GeneratorConfig generator; }',
  'struct ConfiguratorConfig { uint256 minDelay; uint256 hop; uint256 maxChange; address coreCouncil; address[] pausers; address[] cBeams; }',
  'struct GeneratorConfig { PauConfig pau; AllocatorConfig allocator; }',
  'struct PrimePlan { string vaultName; string vaultSymbol; bytes32[] legacyIlks; PrimeConfig config; }',
  'struct PrimeConfig { PauConfig pau; AllocatorConfig[] legacy; uint256 depositCap; uint256 minVsr; uint256 maxVsr; address setter; uint256 maxExchangeRate; }',
  ALLOCATOR_CONFIG,
  PAU_CONFIG,
])

/** What `run` returns, encoded. */
export const deploymentParameters = parseAbiParameters([
  'Deployment deployment',
  'struct Deployment { Core core; PrimeInstance[] primes; address currentErc4626Facet; }',
  'struct Core { McdInstance mcd; ConfiguratorInstance unit; GeneratorInstance generator; }',
  'struct McdInstance { address vat; address jug; address usds; address usdsJoin; address autoLine; address lineMom; address chainlog; address allocatorRegistry; address allocatorRoles; }',
  'struct ConfiguratorInstance { address beamState; address configurator; address timelock; address mom; }',
  'struct GeneratorInstance { PauInstance pau; PauFacets facets; AllocatorInstance allocator; }',
  'struct PrimeInstance { PauInstance pau; PauFacets facets; address vault; AllocatorInstance[] legacy; }',
  'struct PauInstance { address diamond; address almProxy; address rateLimits; }',
  'struct PauFacets { address diamondCut; address diamondLoupe; address admin; address usds; address erc4626; address sparkVault; address transferAsset; address pauInit; }',
  'struct AllocatorInstance { bytes32 ilk; address vault; address buffer; }',
])

type Plan = AbiParameterToPrimitiveType<(typeof deployAbi)[0]['inputs'][1]>
export type Deployed = AbiParameterToPrimitiveType<(typeof deploymentParameters)[0]>
export type DeployedPrime = Deployed['primes'][number]

export const GENERATOR_ILK = 'ALLOCATOR-GENERATOR-A'

/** The defaults of the specification. */
export const PACE = { minDelay: 14n * DAY, hop: 18n * HOUR, maxChange: (125n * WAD) / 100n } as const

const ilkId = (ilk: string) => stringToHex(ilk, { size: 32 })

/** The Generator has room for a quarter of a billion, and AutoLine follows it up to a billion. */
const generatorIlk: Plan['core']['generator']['allocator'] = {
  duty: yearly.fourAndAHalf,
  line: debtMillions(250n),
  maxLine: debtMillions(1_000n),
  gap: debtMillions(250n),
  ttl: DAY,
  almProxy: zeroAddress,
  ilkAdmin: roles.governance.address,
}

/** A legacy ilk has room for a fifth more than it is to owe; one that is wound down later is not in AutoLine. */
function legacyIlk({ debt, woundDown }: LegacyIlk): Plan['core']['generator']['allocator'] {
  const line = debtMillions((debt * 6n) / 5n)
  return {
    ...generatorIlk,
    duty: yearly.five,
    line,
    maxLine: woundDown ? 0n : 2n * line,
    gap: debtMillions(50n),
  }
}

function primePlan(prime: Prime): Plan['primes'][number] {
  return {
    vaultName: `${prime.name} Generator Vault`,
    vaultSymbol: `gv${prime.name.replaceAll(' ', '')}`,
    legacyIlks: prime.legacy.map(({ ilk }) => ilkId(ilk)),
    config: {
      pau: { relayers: [roles.primeRelayer.address], freezer: roles.freezer.address },
      legacy: prime.legacy.map(legacyIlk),
      depositCap: millions(prime.depositCap),
      minVsr: yearly.none,
      maxVsr: yearly.ten,
      setter: roles.cBeam.address,
      // Ten percent of yield until deposits stop: longer than the local chain runs.
      maxExchangeRate: (110n * WAD) / 100n,
    },
  }
}

/** What Deploy.s.sol is asked to deploy. */
export const planOf = (primes: readonly Prime[]): Plan => ({
  core: {
    owner: roles.governance.address,
    vow: roles.governance.address,
    unit: {
      ...PACE,
      coreCouncil: roles.coreCouncil.address,
      pausers: [roles.emergencyWallet.address],
      cBeams: [roles.cBeam.address],
    },
    generator: {
      pau: {
        relayers: [roles.relayer1.address, roles.relayer2.address],
        freezer: roles.freezer.address,
      },
      allocator: generatorIlk,
    },
  },
  primes: primes.map(primePlan),
})
