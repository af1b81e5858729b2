import type { Address } from 'viem'
import type { Watchlist } from '@/lib/console/facts/watchlist'

/**
 * Adds an account to those that are read, so that the next reading proves its rights whether an event named it or not.
 */
export function withAccount(known: Watchlist, account: Address): Watchlist {
  return known.accounts.includes(account) ? known : { ...known, accounts: [...known.accounts, account] }
}

/** Likewise of several. */
export const withAccounts = (known: Watchlist, accounts: readonly Address[]): Watchlist =>
  accounts.reduce(withAccount, known)
