import { type Address, getAddress, type Hex, keccak256 } from 'viem'
import { multicall3Code } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import {
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  SAFE_PROXIES,
  SAFE_SINGLETONS,
} from '@/lib/safe'
import { multicallAddress } from '../read/lens'

/** The code that is right at an address, and who says so. */
export interface KnownCode {
  readonly hashes: readonly Hex[]
  readonly by: string
}

/** Code that Safe published, recognised by its hash alone. */
const PROXIES = Object.keys(SAFE_PROXIES) as Hex[]
const SINGLETONS = Object.keys(SAFE_SINGLETONS) as Hex[]

/** Runtime code of Multicall3 as it stands on public chains, and as this console places it where it is missing. */
const MULTICALL: readonly Hex[] = [
  '0xd5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891',
  keccak256(multicall3Code),
]

/**
 * Who says what code is right at an address, the strictest first: the deployment file, then what is the same on every
 * chain, then governance, as the model has it: its allowlist for the facets, the plan itself for what it
 * runs, and Protego for the spells that it creates.
 *
 * @param found the hash that is there, since the code behind a Safe is recognised by its hash alone
 * @returns null where nobody says
 */
export function knownCodeAt(
  address: Address,
  found: Hex | null,
  deployment: Deployment,
  model: ConsoleModel,
): KnownCode | null {
  const named = deployment.codeHashes[getAddress(address)]
  if (named !== undefined) return { hashes: [named], by: 'the deployment file' }
  if (address === MULTI_SEND_CALL_ONLY) {
    return { hashes: [MULTI_SEND_CALL_ONLY_CODE_HASH], by: 'Safe (MultiSendCallOnly 1.4.1)' }
  }
  if (address === multicallAddress) return { hashes: MULTICALL, by: 'Multicall3' }
  if (deployment.safes.some((safe) => safe.address === address)) {
    return { hashes: PROXIES, by: 'Safe (proxies 1.3.0 and 1.4.1)' }
  }
  if (found !== null && deployment.safes.length > 0 && SINGLETONS.includes(found)) {
    return { hashes: SINGLETONS, by: 'Safe (1.3.0 and 1.4.1)' }
  }
  return approvedFacet(address, model) ?? decidedCode(address, model) ?? spellCode(address, found, model)
}

/**
 * The code of a facet is right if governance approved it: FacetAllowlist answers for the code that stands there now.
 */
function approvedFacet(address: Address, { generators }: ConsoleModel): KnownCode | null {
  const facets = generators.flatMap(({ diamond }) => diamond.facets.items)
  const facet = facets.find(({ id }) => id === address)
  if (!facet?.approved?.ok || !facet.code.hash.ok) return null
  const hashes = facet.approved.value ? [facet.code.hash.value] : []
  return { hashes, by: 'FacetAllowlist of governance' }
}

/** What a plan of governance runs is right as it was decided: the pause compares it with that hash. */
function decidedCode(address: Address, { governance }: ConsoleModel): KnownCode | null {
  const plans = (governance?.pause?.plans ?? []).filter(
    ({ event, plotted }) => event.usr === address && plotted.ok && plotted.value,
  )
  if (plans.length === 0) return null
  return { hashes: plans.map(({ event }) => event.tag), by: 'the plan of governance' }
}

/** Where Protego creates its spells, it creates nothing else: nobody else can put code there. */
function spellCode(address: Address, found: Hex | null, { governance }: ConsoleModel): KnownCode | null {
  const isSpell = governance?.dropSpells.some(({ id }) => id === address) ?? false
  return isSpell ? { hashes: found === null ? [] : [found], by: 'Protego' } : null
}
