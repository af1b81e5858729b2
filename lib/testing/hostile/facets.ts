import type { Address, Hex } from 'viem'
import { readArtifact } from '@/contracts/script/artifacts'
import type { Deployment } from '@/lib/deployment'

/** Contracts of HostileFacets.sol that can replace the AdminFacet. */
export type HostileFacet =
  | 'ThiefFacet'
  | 'GasPriceFacet'
  | 'BaseFeeFacet'
  | 'CoinbaseFacet'
  | 'OddCoinbaseFacet'
  | 'EvenCoinbaseFacet'
  | 'RefusingFacet'
  | 'SilentFacet'
  | 'EtherFacet'
  | 'ForeignFacet'

/** Where HostileFacets.sol looks for the AdminFacet and for its bystander. */
const ORIGINAL: Address = '0x0000000000000000000000000000000000000AD1'
const BYSTANDER: Address = '0x00000000000000000000000000000000000000B7'
export const THIEF: Address = '0x0000000000000000000000000000000000007e1f'

export interface Chain {
  readonly code: (address: Address) => Promise<Hex>
  readonly setCode: (address: Address, code: Hex) => Promise<void>
}

/** Replaces the code of the AdminFacet, which nobody can do on a public chain; all its functions still answer. */
export async function replaceAdminFacet(
  { code, setCode }: Chain,
  deployment: Deployment,
  facet: HostileFacet,
): Promise<Address> {
  const admin = adminFacetOf(deployment)
  await setCode(ORIGINAL, await code(admin))
  await setCode(BYSTANDER, readArtifact('Bystander', 'HostileFacets').deployedBytecode)
  await setCode(admin, readArtifact(facet, 'HostileFacets').deployedBytecode)
  return admin
}

export function adminFacetOf({ generators }: Deployment): Address {
  const facet = generators[0]?.facets.find(({ name }) => name === 'AdminFacet')
  if (!facet) throw new Error('The deployment has no AdminFacet')
  return facet.address
}
