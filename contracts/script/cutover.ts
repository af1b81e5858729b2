import type { Address } from 'viem'
import { configuratorAbi, rateLimitsAbi, usdsFacetAbi } from '@/lib/abi'
import { govern, plansOf } from './acts/governance'
import { drawLegacyDebt, windDownOldIlks } from './acts/legacy'
import { generatorLimits, limitsOfPrimes } from './acts/limits'
import { cutOverPlan, dualRunPlan, migration, retirePlan, rollbackOf, schedulePlan } from './acts/migration'
import { execute, pairCBeam, rollbacks, schedule } from './acts/timelock'
import { DAY, HOUR, millions, millionsPerDay, thousands, UNLIMITED, yearly } from './amounts'
import { type Call, callOf, connect } from './chain'
import { deploy } from './deploy'
import { keys } from './keys'
import type { Prime } from './primes'
import { freezerSafe, roles } from './roles'
import { deployFreezerSafe } from './safe'
import { type Cast, generatorOf, type Stage, stageWith } from './stage'

/** Number of steps that move the debt. */
export const STEPS = 10

/** The most that one step moves [wad]. The ninth step finds less debt than that. */
const STEP = millions(23n)

/** A Prime with two legacy ilks, one of which is wound down before the migration. */
const PRIME: Prime = {
  name: 'Osero',
  slug: 'osero',
  stage: 'diamond',
  funded: true,
  legacy: [
    { ilk: 'ALLOCATOR-PRYSM-A', draws: 200_000n, gap: 20_000n, duty: yearly.six, woundDown: false },
    { ilk: 'ALLOCATOR-OSERO-A', draws: 17_000n, gap: 3_000n, duty: yearly.five, woundDown: true },
  ],
  depositLimit: null,
  takeLimit: null,
  deposits: [0n, 0n],
  takes: [0n, 0n, 0n],
  depositCap: 400_000n,
  loweredCap: null,
  buffer: 0n,
  migration: 'retired',
  migrates: Array.from({ length: STEPS }, () => STEP / thousands(1n)),
}

/** The stage of a cutover that is under way. */
export interface Cutover extends Stage {
  readonly prime: Cast
  /** Midnight of the first day [unix s]. */
  readonly start: bigint
  /** The freezer Safe. */
  readonly safe: Address
}

const hour = ({ start }: Cutover, day: bigint, hours: bigint): bigint => start + day * DAY + hours * HOUR

/**
 * Deploys a Generator with one Prime, which then draws on its legacy ilks.
 * @param rpcUrl a development chain that begins at a midnight
 */
export async function prepareCutover(rpcUrl: string, forge: string): Promise<Cutover> {
  const chain = connect(rpcUrl)
  const start = await chain.time()
  await chain.holdTime()
  const { safe } = await deployFreezerSafe(chain, freezerSafe.owners, freezerSafe.threshold)
  const deployed = await deploy(chain, rpcUrl, [PRIME], safe, forge)
  const stage = stageWith(chain, deployed, [PRIME])
  const [prime] = stage.primes
  if (prime === undefined) throw new RangeError('No Prime was deployed')
  const cutover: Cutover = { ...stage, prime, start, safe }
  await govern(
    cutover,
    hour(cutover, 2n, 10n),
    plansOf(cutover, 'Set the first limits', [...generatorLimits(cutover), ...limitsOfPrimes(cutover)]),
  )
  await pairCBeam(cutover)
  await drawLegacyDebt(cutover)
  await govern(
    cutover,
    hour(cutover, 4n, 10n),
    plansOf(cutover, 'Wind down an old ilk', await windDownOldIlks(cutover)),
  )
  return cutover
}

/** Governance schedules the Prime, and the timelock approves the way back after two weeks. */
export async function scheduleIt(cutover: Cutover): Promise<void> {
  const approval = await schedule(cutover, rollbacks(cutover, [cutover.prime]))
  await govern(cutover, hour(cutover, 6n, 10n), [
    schedulePlan(cutover, cutover.prime, hour(cutover, 52n, 9n)),
  ])
  await cutover.chain.at(hour(cutover, 20n, 10n))
  await execute(cutover, approval)
}

export const startDualRun = (cutover: Cutover): Promise<void> =>
  govern(cutover, hour(cutover, 22n, 10n), [dualRunPlan(cutover, cutover.prime)])

/** Makes ten steps, as often as the limit allows: nine for the ilk in use, and the last for all debt of the other. */
export async function migrateInTenSteps(cutover: Cutover): Promise<void> {
  const { chain, prime } = cutover
  for (let step = 0; step < STEPS; step++) {
    await chain.at(hour(cutover, 24n + 3n * BigInt(step), 9n))
    const last = step === STEPS - 1
    const call = migration(cutover, prime, 'migrate', last ? UNLIMITED : STEP, last ? 1 : 0)
    await chain.sendAll(roles.relayer1.address, [call])
  }
}

export const cutOver = (cutover: Cutover): Promise<void> =>
  govern(cutover, hour(cutover, 53n, 10n), [cutOverPlan(cutover, cutover.prime)])

/** The cBEAM makes the approved rollback, in the middle of the Processing Window. */
export async function rollBack(cutover: Cutover): Promise<void> {
  const { chain, deployed, prime } = cutover
  await chain.at(hour(cutover, 54n, 14n))
  await chain.send(roles.cBeam.address, deployed.core.unit.configurator, {
    abi: configuratorAbi,
    functionName: 'callControllerAction',
    args: [generatorOf(cutover).diamond, rollbackOf(prime)],
  })
}

/** Uses the legacy ilk after the rollback: the Prime draws on it, and debt is moved back to it. */
export async function useLegacyAgain(cutover: Cutover): Promise<void> {
  const { chain, prime } = cutover
  await chain.at(hour(cutover, 55n, 9n))
  await chain.sendAll(roles.primeRelayer.address, [legacyDraw(prime, millions(5n))])
  await chain.sendAll(roles.relayer1.address, [migration(cutover, prime, 'migrateBack', millions(3n))])
}

/** A draw of the Prime's controller on its legacy ilk. @param amount [wad] */
export const legacyDraw = ({ contracts }: Cast, amount: bigint): Call =>
  callOf(contracts.pau.diamond, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [amount] })

/** Cuts the Prime over again: the rest of the debt is moved, then a spell with the same plan is cast. */
export async function cutOverAgain(cutover: Cutover): Promise<void> {
  const { chain, prime } = cutover
  await chain.at(hour(cutover, 56n, 9n))
  await chain.sendAll(roles.relayer1.address, [migration(cutover, prime, 'migrate', UNLIMITED)])
  await govern(cutover, hour(cutover, 58n, 10n), [cutOverPlan(cutover, cutover.prime)])
}

/** Governance sets the limits by which the Generator adds to the vault of the Prime and recalls from it. */
export const setVaultLimits = (cutover: Cutover): Promise<void> => {
  const { rateLimits } = generatorOf(cutover)
  const { vault } = cutover.prime.contracts
  const calls = [keys.deposit(vault), keys.withdraw(vault)].map((key) =>
    callOf(rateLimits, {
      abi: rateLimitsAbi,
      functionName: 'setRateLimitData',
      args: [key, millions(10n), millionsPerDay(10n)],
    }),
  )
  return govern(cutover, hour(cutover, 62n, 10n), plansOf(cutover, 'Set the limits of the vault', calls))
}

export const retire = (cutover: Cutover): Promise<void> =>
  govern(cutover, hour(cutover, 60n, 10n), [retirePlan(cutover, cutover.prime)])
