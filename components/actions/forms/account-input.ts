import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** A field with an address: what it means, or why it is refused. */
export interface AccountReading {
  readonly account: Address | null
  readonly error: string | null
}

/** Whom somebody names, whoever it is. */
export function readAccount(text: string): AccountReading {
  const typed = text.trim()
  return isAddress(typed)
    ? { account: getAddress(typed), error: null }
    : refuse('This is not an address, or its checksum is wrong.')
}

/**
 * Whom somebody names to hold a role alone.
 * @param holders who holds it now
 * @param role "relayer", for the reason
 */
export function readSuccessor(text: string, holders: Leaf<readonly Address[]>, role: string): AccountReading {
  const { account, error } = readAccount(text)
  if (account === null) return { account, error }
  if (account === zeroAddress) return refuse(`The zero address cannot be the ${role}.`)
  const [only, ...more] = holders.ok ? holders.value : []
  if (only === account && more.length === 0) return refuse(`It is the only ${role} already.`)
  return { account, error: null }
}

const refuse = (error: string): AccountReading => ({ account: null, error })
