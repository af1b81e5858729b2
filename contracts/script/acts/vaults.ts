import { primeVaultAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { DAY, thousands, yearly } from '../amounts'
import { type Call, callOf } from '../chain'
import { CONSERVATIVE } from '../plan'
import { roles } from '../roles'
import type { Cast, Stage } from '../stage'

/** The setter sets the rate of every vault. */
export async function setVaultRates({ chain, primes }: Stage): Promise<void> {
  await chain.sendAll(
    roles.cBeam.address,
    primes.map(({ contracts: { vault } }) =>
      callOf(vault, { abi: primeVaultAbi, functionName: 'setVsr', args: [yearly.fourAndThreeQuarters] }),
    ),
  )
}

/** Lowers the deposit caps of some vaults to what was deposited. With yield, these vaults are then above their caps. */
export const lowerCaps = ({ primes }: Stage): Call[] =>
  primes.flatMap(({ loweredCap, contracts: { vault } }) => {
    if (loweredCap === null) return []
    const args = [thousands(loweredCap)] as const
    return [callOf(vault, { abi: primeVaultAbi, functionName: 'setDepositCap', args })]
  })

/** Whether a Prime takes more today than the first policy of its vault allows. */
function outgrowsPolicy({ deposits, takes }: Cast): boolean {
  const idle = deposits[0] + deposits[1] - takes[0] - takes[1]
  return takes[2] * WAD > idle * CONSERVATIVE.share
}

/** Where a Prime takes more than the first policy allows, the operator lets all that is idle leave its vault. */
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
