import type { Address, Hex } from 'viem'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { millions, millionsPerDay, UNLIMITED } from '../amounts'
import { keys } from '../keys'
import { roles } from '../roles'
import { generatorOf, leads, type Stage } from '../stage'

/** Governance sets a limit that starts full. */
function govern({ chain }: Stage, rateLimits: Address, key: Hex, maxAmount: bigint, slope: bigint) {
  return chain.send(roles.governance.address, rateLimits, {
    abi: rateLimitsAbi,
    functionName: 'setRateLimitData',
    args: [key, maxAmount, slope],
  })
}

/** The cBEAM sets a limit of the Generator through the Configurator. */
function configure(stage: Stage, key: Hex, maxAmount: bigint, slope: bigint) {
  return stage.chain.send(roles.cBeam.address, stage.deployed.core.unit.configurator, {
    abi: configuratorAbi,
    functionName: 'setRateLimit',
    args: [generatorOf(stage).rateLimits, key, maxAmount, slope],
  })
}

/** The first limits of the Generator. What is not set here stays not set: the migration, and a Prime still to come. */
export async function setGeneratorLimits(stage: Stage): Promise<void> {
  const { rateLimits } = generatorOf(stage)
  await govern(stage, rateLimits, keys.mint, millions(100n), millionsPerDay(50n))
  await govern(stage, rateLimits, keys.unexplained, millions(5n), millionsPerDay(1n))
  for (const { depositLimit: limit, contracts } of stage.primes) {
    if (limit === null) continue
    await govern(stage, rateLimits, keys.deposit(contracts.vault), millions(limit), millionsPerDay(limit))
    await govern(stage, rateLimits, keys.withdraw(contracts.vault), millions(limit), millionsPerDay(limit))
  }
}

/** The limits of each Prime on its own RateLimits. */
export async function setPrimeLimits(stage: Stage): Promise<void> {
  const { usds } = stage.deployed.core.mcd
  for (const { legacy, depositLimit, contracts } of stage.primes) {
    const { rateLimits } = contracts.pau
    const debt = legacy[0]?.debt ?? 0n
    await govern(stage, rateLimits, keys.mint, millions(debt), millionsPerDay(debt / 20n))
    await govern(
      stage,
      rateLimits,
      keys.take(contracts.vault),
      millions(depositLimit ?? 0n),
      millionsPerDay(5n),
    )
    await stage.chain.send(roles.governance.address, rateLimits, {
      abi: rateLimitsAbi,
      functionName: 'setUnlimitedRateLimitData',
      args: [keys.transfer(usds, contracts.vault)],
    })
  }
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
  const limit = depositLimit ?? 0n
  await configure(
    stage,
    keys.deposit(contracts.vault),
    (millions(limit) * 5n) / 4n,
    (millionsPerDay(limit) * 5n) / 4n,
  )
}
