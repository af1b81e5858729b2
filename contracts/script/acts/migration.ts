import { encodeFunctionData, type Hex, keccak256, stringToHex } from 'viem'
import { almProxyAbi, beamStateAbi, legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import { debtThousands, thousands } from '../amounts'
import { type Call, callOf } from '../chain'
import { roles } from '../roles'
import { type Cast, generatorOf, type Stage } from '../stage'
import { migrationPlan, type Plan } from './governance'

const CONTROLLER = keccak256(stringToHex('CONTROLLER'))

/** The call that reopens the legacy ilks of a Prime. */
export const rollbackOf = ({ contracts: { pau } }: Cast): Hex =>
  encodeFunctionData({ abi: legacyMigrationFacetAbi, functionName: 'rollback', args: [pau.almProxy] })

/** Governance schedules a Prime. @param epoch first second at which it may be cut over [unix s] */
export const schedulePlan = (stage: Stage, { name, contracts }: Cast, epoch: bigint): Plan =>
  migrationPlan(
    stage,
    `Schedule the migration of ${name}`,
    'schedule',
    contracts.pau.almProxy,
    contracts.vault,
    epoch,
    contracts.legacy.map(({ vault }) => vault),
  )

/** Governance starts the dual-run of a Prime, in which it uses its legacy ilks and its vault side by side. */
export const dualRunPlan = (stage: Stage, { name, contracts }: Cast): Plan =>
  migrationPlan(stage, `Start the dual-run of ${name}`, 'startDualRun', contracts.pau.almProxy)

/** Governance closes the legacy ilks of a Prime and cuts it over. */
export const cutOverPlan = (stage: Stage, { name, contracts }: Cast): Plan =>
  migrationPlan(stage, `Cut ${name} over`, 'cutOver', contracts.pau.almProxy)

/** Governance ends the migration of a Prime and all permissions that it needed. */
export const retirePlan = (stage: Stage, { name, contracts }: Cast): Plan =>
  migrationPlan(stage, `Retire the legacy ilks of ${name}`, 'retire', contracts.pau.almProxy)

/** Schedules many Primes at once. Each has one legacy ilk, with the ceiling of its deployment. */
export function scheduleCalls(stage: Stage, primes: readonly Cast[], epoch: bigint): Call[] {
  const { migrationMom, pau } = stage.deployed.core.generator
  return primes.flatMap(({ legacy, contracts: { pau: own, vault, legacy: allocators } }) => [
    callOf(pau.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'scheduleMigration',
      args: [own.almProxy, vault, epoch, allocators.map((allocator) => allocator.vault)],
    }),
    ...allocators.map(({ ilk }, index) =>
      callOf(migrationMom, {
        abi: migrationMomAbi,
        functionName: 'list',
        args: [ilk, debtThousands((legacy[index]?.draws ?? 0n) + (legacy[index]?.gap ?? 0n))],
      }),
    ),
  ])
}

/** Starts the dual-run of many Primes at once. */
export function dualRunCalls(stage: Stage, primes: readonly Cast[]): Call[] {
  const { diamond } = generatorOf(stage)
  return primes.flatMap(({ contracts: { pau } }) => [
    callOf(pau.almProxy, { abi: almProxyAbi, functionName: 'grantRole', args: [CONTROLLER, diamond] }),
    callOf(diamond, { abi: legacyMigrationFacetAbi, functionName: 'startDualRun', args: [pau.almProxy] }),
  ])
}

/** A retirement by single calls that forgets one thing: the Diamond keeps CONTROLLER on the ALMProxy of the Prime. */
export function forgetfulRetirement(stage: Stage, prime: Cast): Call[] {
  const { unit, generator } = stage.deployed.core
  const { diamond } = generator.pau
  return [
    callOf(diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'retire',
      args: [prime.contracts.pau.almProxy],
    }),
    ...prime.contracts.legacy.map(({ ilk }) =>
      callOf(generator.migrationMom, { abi: migrationMomAbi, functionName: 'delist', args: [ilk] }),
    ),
    callOf(unit.beamState, {
      abi: beamStateAbi,
      functionName: 'delInitControllerActions',
      args: [keccak256(rollbackOf(prime)), diamond],
    }),
  ]
}

/** A migration step of a legacy ilk of a Prime. @param amount the most debt that it moves [wad] */
export function migration(
  stage: Stage,
  { contracts }: Cast,
  functionName: 'migrate' | 'migrateBack',
  amount: bigint,
  ilk = 0,
): Call {
  const args = [contracts.pau.almProxy, contracts.legacy[ilk]?.ilk ?? '0x', amount] as const
  return callOf(generatorOf(stage).diamond, { abi: legacyMigrationFacetAbi, functionName, args })
}

/** Relayer 1 makes one migration step for each Prime that has one planned. @param step number of the step, from 0 */
export async function migrateStep(stage: Stage, primes: readonly Cast[], step: number): Promise<void> {
  await stage.chain.sendAll(
    roles.relayer1.address,
    primes.flatMap((prime) => {
      const amount = prime.migrates[step]
      return amount === undefined ? [] : [migration(stage, prime, 'migrate', thousands(amount))]
    }),
  )
}
