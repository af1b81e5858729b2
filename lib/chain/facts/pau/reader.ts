import type { Address } from 'viem'
import type { PauFacts } from '@/lib/console/facts/pau'
import type { Ask } from '../../read/ask'

/** What only the reader of a controller knows of it: the rest is asked of ALMProxy and RateLimits. */
export type PauReading = Pick<
  PauFacts,
  | 'proxy'
  | 'rateLimits'
  | 'facets'
  | 'integrations'
  | 'beacon'
  | 'relayers'
  | 'freezers'
  | 'agency'
  | 'admins'
>

/**
 * Reads a controller of one kind. A Diamond is asked for its FreezeRegistry where the deployment file names one in its
 * scope (`freezable`).
 */
export type Reader = (ask: Ask, controller: Address, freezable: boolean) => PauReading
