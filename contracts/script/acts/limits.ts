import type { Address, Hex } from 'viem'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { millions, millionsPerDay, thousands, thousandsPerDay, UNLIMITED } from '../amounts'
import { type Call, callOf } from '../chain'
import { keys } from '../keys'
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

/** The first limits of the Generator. What is not set here stays not set: a migration that is not near. */
export function generatorLimits(stage: Stage): Call[] {
  const { rateLimits } = generatorOf(stage)
  const scale = scaleOf(stage.primes)
  return [
    limit(rateLimits, keys.mint, scale * millions(100n), scale * millionsPerDay(50n)),
    limit(rateLimits, keys.unexplained, millions(5n), millionsPerDay(1n)),
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

/** The limits of each Prime on its own RateLimits. */
export const limitsOfPrimes = ({ primes, deployed }: Stage): Call[] =>
  primes.flatMap((prime) => primeLimits(prime, deployed.core.mcd.usds))

function primeLimits({ legacy, takeLimit, contracts: { pau, vault } }: Cast, usds: Address): Call[] {
  const draws = legacy[0]?.draws ?? 0n
  const returning = callOf(pau.rateLimits, {
    abi: rateLimitsAbi,
    functionName: 'setUnlimitedRateLimitData',
    args: [keys.transfer(usds, vault)],
  })
  return [
    limit(pau.rateLimits, keys.mint, thousands(draws), thousandsPerDay(draws / 20n)),
    ...(takeLimit === null
      ? []
      : [limit(pau.rateLimits, keys.take(vault), thousands(takeLimit), thousandsPerDay(takeLimit / 4n))]),
    returning,
  ]
}

/** Withdrawals from the first vault lose their limit, as the Core Council has allowed. */
export async function liftWithdrawals(stage: Stage): Promise<void> {
  await configure(stage, keys.withdraw(leads(stage).first.contracts.vault), UNLIMITED, 0n)
}

/** Withdrawals from the second vault are switched off: one way, since no initial values allow a return. */
export async function disableWithdrawals(stage: Stage): Promise<void> {
  await configure(stage, keys.withdraw(leads(stage).second.contracts.vault), 0n, 0n)
}

/** Deposits into a vault: one step up, by the quarter that the pace allows. */
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
