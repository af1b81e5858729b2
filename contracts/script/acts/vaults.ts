import { primeVaultAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { DAY, thousands, yearly } from '../amounts'
import { type Call, callOf } from '../chain'
import { CONSERVATIVE } from '../plan'
import { roles } from '../roles'
import type { Cast, Stage } from '../stage'

/** The setter gives every vault its rate. */
export async function setVaultRates({ chain, primes }: Stage): Promise<void> {
  await chain.sendAll(
    roles.cBeam.address,
    primes.map(({ contracts: { vault } }) =>
      callOf(vault, { abi: primeVaultAbi, functionName: 'setVsr', args: [yearly.fourAndThreeQuarters] }),
    ),
  )
}

/** Lowers the caps of vaults to what was deposited, which yield has outgrown by then. */
export const lowerCaps = ({ primes }: Stage): Call[] =>
  primes.flatMap(({ loweredCap, contracts: { vault } }) => {
    if (loweredCap === null) return []
    const args = [thousands(loweredCap)] as const
    return [callOf(vault, { abi: primeVaultAbi, functionName: 'setDepositCap', args })]
  })

/** Whether a Prime is to take more today than the policy allows with which its vault began. */
function outgrowsPolicy({ deposits, takes }: Cast): boolean {
  const idle = deposits[0] + deposits[1] - takes[0] - takes[1]
  return takes[2] * WAD > idle * CONSERVATIVE.share
}

/** The operator lets those vaults give all that is idle, as far as its bounds go. */
export async function loosenPolicies({ chain, primes }: Stage): Promise<void> {
  await chain.sendAll(
    roles.cBeam.address,
    primes
      .filter(outgrowsPolicy)
      .map(({ contracts: { vault } }) =>
        callOf(vault, { abi: primeVaultAbi, functionName: 'setWithdrawalPolicy', args: [WAD, DAY] }),
      ),
  )
}
