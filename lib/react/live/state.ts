import type { Reading } from '@/lib/chain/read/reader'
import type { NodeStatus } from '@/lib/chain/wire/status'
import type { Facts } from '@/lib/console/facts'
import type { OwnState } from './own-reads'

/** Where the picture comes from, in the order of preference. */
export interface LiveSource {
  readonly kind: 'server' | 'direct'
  /** "this console's server", or the host of the node or name of the wallet that is read directly. */
  readonly label: string
}

/** The state that every view of one browser is drawn from. */
export interface LiveState {
  /** Null until the first reading arrives. */
  readonly picture: Picture | null
  readonly source: LiveSource | null
  /** The nodes of the server, as it last said. */
  readonly rpc: readonly NodeStatus[]
  /** Why the picture is not fresh, in words; null when it is. */
  readonly problem: string | null
  /**
   * What contradicts the picture although it could be read, as a sentence: another node, or a clock; null when nothing
   * does. Nobody should be asked to sign without seeing it.
   */
  readonly dissent: string | null
  /** The state of this browser's own questions: the rights of its account, and the transactions it watches. */
  readonly own: OwnState
}

export interface Picture {
  readonly reading: Reading
  readonly facts: Facts
  /** When the block was first seen, on the clock of this page, `pageTime` [ms]. */
  readonly seenAt: number
}

/**
 * Time of the chain: the block's timestamp plus the time since it was seen [s]. The machine's calendar is not used, so
 * neither a warped chain nor a wrong clock does harm.
 * @param now Clock of this page, `pageTime` [ms].
 */
export function chainTime({ reading, seenAt }: Picture, now: number): bigint {
  return reading.block.timestamp + BigInt(Math.max(0, Math.floor((now - seenAt) / 1000)))
}
