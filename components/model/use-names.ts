'use client'

import { type Address, getAddress } from 'viem'
import type { Deployment } from '@/lib/deployment'
// Not from the index: that would bring the schema and its validator into the browser.
import { type AddressBook, addressBook } from '@/lib/deployment/names'
import { shortAddress } from '@/lib/format'
import { useDeployment } from '@/lib/react/context'

/** What addresses are called here, and where they can be looked up. */
export interface Names {
  /** The name, undefined where there is none. */
  readonly nameOf: (address: Address) => string | undefined
  /** The name, or the address shortened. */
  readonly titleOf: (address: Address) => string
  /** The name and the address in full, for exports. */
  readonly fullOf: (address: Address) => string
  /** Page of an address at the deployment's explorer. */
  readonly explorerOf: (address: Address) => string | undefined
  /** Page of a transaction there. */
  readonly transactionOf: (hash: string) => string | undefined
}

export function namesOf(book: AddressBook, explorer: string | null): Names {
  const nameOf = (address: Address) => book.get(getAddress(address))
  const page = (kind: string, id: string) =>
    explorer === null ? undefined : `${explorer.replace(/\/$/, '')}/${kind}/${id}`
  return {
    nameOf,
    titleOf: (address) => nameOf(address) ?? shortAddress(address),
    fullOf: (address) => {
      const name = nameOf(address)
      return name === undefined ? address : `${name} (${address})`
    },
    explorerOf: (address) => page('address', address),
    transactionOf: (hash) => page('tx', hash),
  }
}

const cache = new WeakMap<Deployment, Names>()

/** The names of the deployment that this console watches. */
export function useNames(): Names {
  const deployment = useDeployment()
  const known = cache.get(deployment) ?? namesOf(addressBook(deployment), deployment.explorer)
  cache.set(deployment, known)
  return known
}
