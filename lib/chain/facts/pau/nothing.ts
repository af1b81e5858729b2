import type { Address } from 'viem'
import type { List, Unknown } from '@/lib/leaf'
import { roleHash } from '../roles'
import type { PauReading } from './reader'

/**
 * A controller of which nobody knows what it is. Nothing is known of it then, least of all that nobody operates it.
 * @param why the reason, and the reads that it rests on
 */
export function readNothing(why: Unknown, controller: Address): PauReading {
  const list: List<never> = { length: why, items: [] }
  const role = { contract: controller, name: 'RELAYER', role: roleHash('RELAYER') }
  return {
    ...{ proxy: why, rateLimits: why, facets: null, integrations: null, beacon: null, agency: null },
    relayers: { ...role, freezesIn: null, members: list },
    freezers: list,
    admins: list,
  }
}
