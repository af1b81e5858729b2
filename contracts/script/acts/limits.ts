import { type Address, type Hex, zeroAddress } from 'viem'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { millions, millionsPerDay, thousands, thousandsPerDay, UNLIMITED } from '../amounts'
import { type Call, callOf } from '../chain'
import { workingOf } from '../controllers'
import { keys } from '../keys'
import { isDispatched } from '../operations'
import { scaleOf } from '../primes'
import { roles } from '../roles'
import { type Cast, generatorOf, leads, type Stage } from '../stage'

/** Governance sets a limit that starts full. */
const limit = (rateLimits: Address, key: Hex, maxAmount: bigint, slope: bigint): Call =>
  callOf(rateLimits, {
    abi: rateLimitsAbi,
    functionName: 'setRateLimitData',
    args: [key, maxAmount, slope],
  })

/** The cBEAM sets a limit of the Generator through the Configurator. */
function configure(stage: Stage, key: Hex, maxAmount: bigint, slope: bigint) {
  return stage.chain.send(roles.cBeam.address, stage.deployed.core.unit.configurator, {
    abi: configuratorAbi,
    functionName: 'setRateLimit',
    args: [generatorOf(stage).rateLimits, key, maxAmount, slope],
  })
}

/** The first limits of the Generator. Migration limits of Primes that migrate later stay not set. */
export function generatorLimits(stage: Stage): Call[] {
  const { rateLimits } = generatorOf(stage)
  const scale = scaleOf(stage.primes)
  return [
    limit(rateLimits, keys.mint, scale * millions(100n), scale * millionsPerDay(50n)),
    limit(rateLimits, keys.unexplained, millions(5n), millionsPerDay(1n)),
    ...[keys.srUsdsMint, keys.srUsdsRedeem].map((key) =>
      limit(rateLimits, key, thousands(250n), thousandsPerDay(250n)),
    ),
    ...stage.primes.flatMap(({ depositLimit, migrates, contracts: { vault } }) => [
      ...(depositLimit === null
        ? []
        : [keys.deposit(vault), keys.withdraw(vault)].map((key) =>
            limit(rateLimits, key, thousands(depositLimit), thousandsPerDay(depositLimit)),
          )),
      ...(migrates.length === 0
        ? []
        : [limit(rateLimits, keys.migration(vault), millions(25n), millionsPerDay(10n))]),
    ]),
  ]
}

/** The first limits of a second Generator, and those by which the Prime that it shares uses the vault between the two. */
export function secondLimits({ primes, deployed }: Stage): Call[] {
  const { core } = deployed
  const { rateLimits } = core.generator.pau
  return [
    limit(rateLimits, keys.mint, millions(20n), millionsPerDay(10n)),
    ...primes.flatMap(({ depositLimit, takeLimit, contracts: { pau, vault } }) => [
      ...[keys.deposit(vault), keys.withdraw(vault)].map((key) =>
        limit(rateLimits, key, thousands(depositLimit ?? 0n), thousandsPerDay(depositLimit ?? 0n)),
      ),
      limit(pau.rateLimits, keys.take(vault), thousands(takeLimit ?? 0n), thousandsPerDay(takeLimit ?? 0n)),
      callOf(pau.rateLimits, {
        abi: rateLimitsAbi,
        functionName: 'setUnlimitedRateLimitData',
        args: [keys.transfer(core.mcd.usds, vault)],
      }),
    ]),
  ]
}

/** The limits of each Prime on its own RateLimits. */
export const limitsOfPrimes = ({ primes, unfunded, deployed }: Stage): Call[] =>
  [...primes, ...unfunded].flatMap((prime) => [
    ...primeLimits(prime, deployed.core.mcd.usds),
    ...olderLimits(prime),
  ])

function primeLimits({ legacy, funded, takeLimit, contracts }: Cast, usds: Address): Call[] {
  const { pau, vault } = contracts
  const draws = legacy[0]?.draws ?? 0n
  // A way back has no limit: to the vault, and where repaying has one of its own, to the AllocatorVault.
  const back = [
    ...(funded ? [keys.transfer(usds, vault)] : []),
    ...(isDispatched(workingOf(contracts)) ? [keys.burn] : []),
  ]
  return [
    limit(pau.rateLimits, keys.mint, thousands(draws), thousandsPerDay(draws / 20n)),
    ...(takeLimit === null
      ? []
      : [limit(pau.rateLimits, keys.take(vault), thousands(takeLimit), thousandsPerDay(takeLimit / 4n))]),
    ...back.map((key) =>
      callOf(pau.rateLimits, {
        abi: rateLimitsAbi,
        functionName: 'setUnlimitedRateLimitData',
        args: [key],
      }),
    ),
  ]
}

/** The limits of an older controller beside the one that works: a tenth of what the Prime takes. */
function olderLimits({ takeLimit, contracts: { vault, staged } }: Cast): Call[] {
  if (staged === null || takeLimit === null) return []
  const { controller, rateLimits } = staged.monolithic
  if ([controller, staged.dispatch.controller].includes(zeroAddress)) return []
  return [limit(rateLimits, keys.take(vault), thousands(takeLimit / 10n), thousandsPerDay(takeLimit / 40n))]
}

/** The cBEAM makes withdrawals from the first vault unlimited, as the Core Council has allowed. */
export async function liftWithdrawals(stage: Stage): Promise<void> {
  await configure(stage, keys.withdraw(leads(stage).first.contracts.vault), UNLIMITED, 0n)
}

/** The cBEAM disables withdrawals from the second vault. This is one-way, since no initial limit allows it to go back. */
export async function disableWithdrawals(stage: Stage): Promise<void> {
  await configure(stage, keys.withdraw(leads(stage).second.contracts.vault), 0n, 0n)
}

/** The cBEAM raises deposits into a vault by one step, which is the quarter that the pace allows. */
export async function raiseDeposits(stage: Stage, which: 'first' | 'second'): Promise<void> {
  const { depositLimit, contracts } = leads(stage)[which]
  const most = depositLimit ?? 0n
  await configure(
    stage,
    keys.deposit(contracts.vault),
    (thousands(most) * 5n) / 4n,
    (thousandsPerDay(most) * 5n) / 4n,
  )
}
