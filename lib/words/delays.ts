import type { Delay, Shortener } from '@/lib/console/derive/delays'
import { formatDuration, formatExact } from '@/lib/format'
import { type Leaf, orElse } from '@/lib/leaf'

/** What waits: "Increase of a limit of USDS Generator". */
export function delayTitle({ kind, of }: Pick<Delay, 'kind' | 'of'>): string {
  switch (kind) {
    case 'pause':
      return 'Plan of governance'
    case 'timelock':
      return `Operation of the timelock (${of})`
    case 'hop':
      return `Increase of a limit of ${of}`
    case 'star-guard':
      return `Spell of ${of}`
  }
}

/** What the time means, and how much can be done after it. */
export function delayMeaning({ kind, maxChange }: Pick<Delay, 'kind' | 'maxChange'>): string {
  switch (kind) {
    case 'pause':
      return 'from plotting to the first second of execution'
    case 'timelock':
      return 'from scheduling to the first second of execution, by anyone'
    case 'hop': {
      const factor = maxChange ? orElse(maxChange, null) : null
      return `from one increase by a cBEAM to the next${factor === null ? '' : `, each to at most ×${formatExact(factor, 18)}`}`
    }
    case 'star-guard':
      return 'from plotting to the last second of execution: a spell that nobody ran by then is void'
  }
}

/** How somebody shortens it, without the account that a component names. */
export function shortenerWords({ who }: Shortener): string {
  switch (who.kind) {
    case 'account':
      return RIGHTS[who.right]
    case 'timelock':
      return `the Core Council through the timelock${after(who.after)}`
    case 'plan':
      return `only governance, by a plan that itself waits${after(who.after)}`
    case 'unread':
      return 'the wards of the StarGuard, which are not read here: in a deployment of Sky the pause proxy alone'
  }
}

const RIGHTS = {
  admin: 'at once, with DEFAULT_ADMIN_ROLE of the timelock',
  ward: 'at once, as a ward of BeamState',
  delayed: 'at once, with the DELAYED role of BeamState',
} as const

const after = (length: Leaf<bigint>): string => (length.ok ? ` (${formatDuration(length.value)})` : '')
