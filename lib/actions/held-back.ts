import type { ConsoleModel } from '@/lib/console/model'
import { coming } from '@/lib/format'
import { given } from '@/lib/leaf'
import type { Requirement } from './direct'

/** Configuration is held back inside the Processing Window, unless somebody overrides that by typing. */
export function heldBack({ window, time }: Pick<ConsoleModel, 'window' | 'time'>): Requirement {
  const end = window.phase === 'Processing' ? coming(window.endsAt, time) : null
  const ends = end === null ? '' : `, which ends in ${end.left}`
  return {
    id: 'window',
    says: {
      holds: 'It is outside the Processing Window (13:00 to 16:00 UTC)',
      fails: `It is inside the Processing Window (13:00 to 16:00 UTC)${ends}`,
    },
    holds: given(window.phase === 'Active'),
    weight: 'confirm',
  }
}
