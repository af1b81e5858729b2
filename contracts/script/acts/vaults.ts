import { primeVaultAbi } from '@/lib/abi'
import { thousands, yearly } from '../amounts'
import { callOf } from '../chain'
import { roles } from '../roles'
import type { Stage } from '../stage'

/** The setter gives every vault its rate. */
export async function setVaultRates({ chain, primes }: Stage): Promise<void> {
  await chain.sendAll(
    roles.cBeam.address,
    primes.map(({ contracts: { vault } }) =>
      callOf(vault, { abi: primeVaultAbi, functionName: 'setVsr', args: [yearly.fourAndThreeQuarters] }),
    ),
  )
}

/** Governance lowers the caps of vaults to what was deposited, which yield has outgrown by then. */
export async function lowerCaps({ chain, primes }: Stage): Promise<void> {
  await chain.sendAll(
    roles.governance.address,
    primes.flatMap(({ loweredCap, contracts: { vault } }) => {
      if (loweredCap === null) return []
      const args = [thousands(loweredCap)] as const
      return [callOf(vault, { abi: primeVaultAbi, functionName: 'setDepositCap', args })]
    }),
  )
}
