import { isAddressEqual } from 'viem'
import type { GovernanceModel, PlanModel } from '@/lib/console/model/governance'
import { combine, unknown } from '@/lib/leaf'
import type { Requirement } from './direct'

/** That a plan can still be executed, so that there is something to drop. */
export function stillPending({ plotted, state }: PlanModel): Requirement {
  const stands = state.ok ? state.value : null
  return {
    id: 'plan-pending',
    says: {
      holds: 'It is plotted',
      fails: `It is ${stands === 'dropped' || stands === 'executed' ? stands : 'executed or dropped'} already`,
    },
    holds: plotted,
    weight: 'blocks',
    ...(stands === 'dropped' ? { already: true } : {}),
  }
}

/** That the hat of this Chief drops plans of this pause, and that Protego is of this pause. */
export function chiefDecides({ addresses, pause, protegoPause }: GovernanceModel): Requirement {
  const asked =
    pause === null || protegoPause === null
      ? unknown({ kind: 'not-read', message: 'The deployment file names no pause or no Protego.' })
      : combine({ authority: pause.authority, of: protegoPause }, (read) => read)
  return {
    id: 'chief-decides',
    says: {
      holds: 'The pause asks the Chief who may drop, and Protego is of this pause',
      fails: 'The pause asks another contract than the Chief who may drop, or Protego is of another pause',
    },
    holds: combine(
      { asked },
      ({ asked: read }) =>
        addresses.chief !== null &&
        addresses.pause !== null &&
        isAddressEqual(read.authority, addresses.chief) &&
        isAddressEqual(read.of, addresses.pause),
    ),
    weight: 'blocks',
  }
}
