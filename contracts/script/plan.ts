import { type AbiParameterToPrimitiveType, type Address, stringToHex, zeroAddress } from 'viem'
import { WAD } from '@/lib/math'
import { DAY, debtMillions, debtThousands, HOUR, thousands, yearly } from './amounts'
import type { deployAbi, deploymentParameters, primeSpellAbi } from './deploy-abi'
import { type LegacyIlk, type Prime, scaleOf } from './primes'
import { roles } from './roles'

export type CoreConfig = AbiParameterToPrimitiveType<(typeof deployAbi)[0]['inputs'][1]>
type AllocatorConfig = CoreConfig['generator']['allocator']
export type PrimePlan = AbiParameterToPrimitiveType<(typeof primeSpellAbi)[0]['inputs'][2]>[number]

/** Everything that was deployed before the Primes, and what deploys those. */
export type DeployedCore = AbiParameterToPrimitiveType<(typeof deploymentParameters)[0]>
export type DeployedPrime = AbiParameterToPrimitiveType<(typeof primeSpellAbi)[1]['inputs'][0]>

export const GENERATOR_ILK = 'ALLOCATOR-GENERATOR-A'

/** The defaults of the specification. */
export const PACE = { minDelay: 14n * DAY, hop: 18n * HOUR, maxChange: (125n * WAD) / 100n } as const

const ilkId = (ilk: string) => stringToHex(ilk, { size: 32 })

/**
 * The Generator has room for a quarter of a billion, and AutoLine follows it up to a billion; more where there are
 * more Primes.
 */
const generatorIlk = (scale: bigint): AllocatorConfig => ({
  duty: yearly.fourAndAHalf,
  line: scale * debtMillions(250n),
  maxLine: scale * debtMillions(1_000n),
  gap: scale * debtMillions(250n),
  ttl: DAY,
  almProxy: zeroAddress,
  ilkAdmin: roles.governance.address,
})

/** A legacy ilk has the room of its gap above what it draws first; one that is wound down later is not in AutoLine. */
function legacyIlk({ draws, gap, duty, woundDown }: LegacyIlk): AllocatorConfig {
  const line = debtThousands(draws + gap)
  return {
    duty,
    line,
    maxLine: woundDown ? 0n : 2n * line,
    gap: debtThousands(gap),
    ttl: DAY,
    almProxy: zeroAddress,
    ilkAdmin: roles.governance.address,
  }
}

/** What PrimeSpell is asked to launch. The ALMProxies are not known yet, and are filled in there. */
export const primePlan = (prime: Prime, freezer: Address): PrimePlan => ({
  vaultName: `${prime.name} Generator Vault`,
  vaultSymbol: `gv${prime.name.replaceAll(' ', '')}`,
  legacyIlks: prime.legacy.map(({ ilk }) => ilkId(ilk)),
  config: {
    pau: { relayers: [roles.primeRelayer.address], freezer },
    legacy: prime.legacy.map(legacyIlk),
    depositCap: thousands(prime.depositCap),
    minVsr: yearly.none,
    maxVsr: yearly.ten,
    setter: roles.cBeam.address,
    // Ten percent of yield until deposits stop: longer than the local chain runs.
    maxExchangeRate: (110n * WAD) / 100n,
  },
})

/** What Deploy.s.sol is asked to deploy. Its ALMProxy is not known yet, and is filled in there. */
export const coreConfig = (primes: readonly Prime[], freezer: Address): CoreConfig => ({
  owner: roles.governance.address,
  vow: roles.governance.address,
  unit: {
    ...PACE,
    coreCouncil: roles.coreCouncil.address,
    pausers: [roles.emergencyWallet.address],
    cBeams: [roles.cBeam.address],
  },
  generator: {
    pau: { relayers: [roles.relayer1.address, roles.relayer2.address], freezer },
    allocator: generatorIlk(scaleOf(primes)),
  },
})
