import fc from 'fast-check'
import type { RateLimit } from '@/lib/limits'
import { MAX_UINT256, RAY, ray, sharesOf, WAD, wad } from '@/lib/math'
import { EXCHANGE_RATE_PRECISION } from '@/lib/vaults/exchange-rate'
import type { FunnelInputs, GeneratorInputs, PrimeInputs } from '@/lib/vaults/funnel'
import type { Guardrails } from '@/lib/vaults/guardrail-state'
import { NO_GUARDRAILS } from '@/lib/vaults/guardrails'
import type { Vault } from '@/lib/vaults/vault'
import { debtMillions, debtState, millions, NOW } from './debt'

export { debtMillions, debtState, millions, NOW }

export const HOUR = 3_600n
export const DAY = 86_400n

/** 4.75 % a year. */
export const VSR = ray(1_000_000_001_471_536_429_740_616_381n)

/** 50 million of assets at a rate of 1.02, of which 12 million are idle, under a cap of 80 million. */
export function vaultState(changes: Partial<Vault> = {}): Vault {
  return {
    chi: ray((RAY * 102n) / 100n),
    vsr: VSR,
    rho: NOW,
    totalSupply: sharesOf((millions(50) * 100n) / 102n),
    depositCap: millions(80),
    idle: millions(12),
    guardrails: NO_GUARDRAILS,
    ...changes,
  }
}

/** Guardrails that stop nothing, with an operator's bounds: pauses of a day at most, 12 hours apart. */
export function guardrailsState(changes: Partial<Guardrails> = {}): Guardrails {
  return {
    ...NO_GUARDRAILS,
    bounds: {
      minShare: wad(WAD / 100n),
      maxShare: wad(WAD / 2n),
      minPeriod: 6n * HOUR,
      maxPeriod: 7n * DAY,
      minBuffer: millions(1),
      maxBuffer: millions(10),
      maxPause: DAY,
      coolDown: 12n * HOUR,
    },
    ...changes,
  }
}

/** A limit of `max` millions, of which `current` are available, refilling a million an hour. */
export const limitOf = (max: number, current: number, perHour = 1): RateLimit => ({
  maxAmount: millions(max),
  slope: millions(perHour) / HOUR,
  lastAmount: millions(current),
  lastUpdated: NOW,
})

export const NOT_SET: RateLimit = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
export const UNLIMITED: RateLimit = {
  maxAmount: MAX_UINT256,
  slope: 0n,
  lastAmount: MAX_UINT256,
  lastUpdated: NOW,
}

/**
 * A Prime that can take 10 million (its take limit; 12 are idle), to which the Generator can add 25 million (the deposit
 * limit; 5 are idle and 40 can be minted), and from which it can recall 8 million (the withdraw limit).
 */
export function funnel(
  prime: Partial<PrimeInputs> = {},
  generator: Partial<GeneratorInputs> = {},
): FunnelInputs {
  return {
    prime: {
      vault: vaultState(),
      generatorShares: vaultState().totalSupply,
      takeLimit: limitOf(20, 10),
      depositLimit: limitOf(60, 25),
      withdrawLimit: limitOf(30, 8),
      maxExchangeRate: (EXCHANGE_RATE_PRECISION * 110n) / 100n,
      wires: {
        takeFunction: true,
        relayer: 'active',
        controllerOnRateLimits: true,
        controllerOnProxy: true,
        taker: true,
        depositorIsNoTaker: true,
        depositor: true,
      },
      ...prime,
    },
    generator: {
      debt: debtState(),
      idle: millions(5),
      mintLimit: limitOf(100, 40),
      bufferAllowance: wad(MAX_UINT256),
      zeroLimitBlocksRecall: false,
      wires: {
        mintFunction: true,
        depositFunction: true,
        withdrawFunction: true,
        relayer: 'active',
        controllerOnRateLimits: true,
        controllerOnProxy: true,
        allocatorVault: true,
      },
      ...generator,
    },
  }
}

const upTo = (most: bigint) => fc.bigInt({ min: 0n, max: most })

/** Amounts of every size. */
export const amount = fc.integer({ min: 0, max: 110 }).chain((bits) => upTo(2n ** BigInt(bits)).map(wad))

/** Rates of 0 to 100 % a year. */
export const anyVsr = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant(0n) },
    { weight: 4, arbitrary: upTo(21_979_553_151_239_153_027n) },
  )
  .map((growth) => ray(RAY + growth))

/** Vaults of every size, idle and capped independently of what they owe. */
export const anyVault: fc.Arbitrary<Vault> = fc
  .record({
    growth: upTo(3n * RAY),
    vsr: anyVsr,
    totalSupply: amount.map(sharesOf),
    depositCap: amount,
    idle: amount,
  })
  .map(({ growth, ...rest }) => ({ ...rest, chi: ray(RAY + growth), rho: NOW, guardrails: NO_GUARDRAILS }))
