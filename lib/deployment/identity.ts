import { keccak256, stringToHex } from 'viem'
import type { Deployment } from './schema'

const found = new WeakMap<Deployment, string>()

/** Tells one deployment file from every other: a server may come back with another one at the same address. */
export function identityOf(deployment: Deployment): string {
  const identity = found.get(deployment) ?? keccak256(stringToHex(JSON.stringify(deployment)))
  found.set(deployment, identity)
  return identity
}
