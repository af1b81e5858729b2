import { add, mulUp, RAY, type Seconds, type Shares, sharesOf, sub, type Wad } from '@/lib/math'
import { afterTakeOut } from './guardrails'
import { countedIn, countedOut } from './settling'
import { convertToShares, nowChi, type Vault } from './vault'

/** A vault after a movement, and the shares that were minted or burned in it. */
export interface Movement {
  readonly vault: Vault
  readonly shares: Shares
}

/**
 * What `deposit(assets)` leaves behind at time t, if it passes. It drips first.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `nowChi`
 */
export function afterDeposit(vault: Vault, assets: Wad, t: Seconds): Movement {
  const shares = convertToShares(vault, assets, t)
  const totalSupply = add(vault.totalSupply, shares)
  const guardrails = countedIn(vault.guardrails, assets, t)
  return { vault: { ...dripped(vault, t), totalSupply, idle: add(vault.idle, assets), guardrails }, shares }
}

/**
 * What `withdraw(assets)` leaves behind at time t, if it passes. It drips first.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} as `nowChi`, and where less is idle or fewer shares exist
 */
export function afterWithdraw(vault: Vault, assets: Wad, t: Seconds): Movement {
  const shares = sharesOf(mulUp(assets, RAY, nowChi(vault, t)))
  const totalSupply = sub(vault.totalSupply, shares)
  const guardrails = countedOut(vault.guardrails, assets, t)
  return { vault: { ...dripped(vault, t), totalSupply, idle: sub(vault.idle, assets), guardrails }, shares }
}

/**
 * What `take(assets)` leaves behind at time t, if it passes. It does not drip.
 *
 * @param t unix time [s]
 * @throws {Uint256Error} where less is idle, or the policy lets out less
 */
export function afterTake(vault: Vault, assets: Wad, t: Seconds): Vault {
  const { idle, guardrails } = vault
  return { ...vault, idle: sub(idle, assets), guardrails: afterTakeOut(guardrails, idle, assets, t) }
}

/** What assets that are sent to a vault leave behind: they are idle at once, for no shares. */
export function afterReturn(vault: Vault, assets: Wad): Vault {
  return { ...vault, idle: add(vault.idle, assets) }
}

function dripped(vault: Vault, t: Seconds): Vault {
  return { ...vault, chi: nowChi(vault, t), rho: t }
}
