import { isExecutable } from '@/lib/console/derive/executable'
import type { Executable, Hold } from '@/lib/console/model/executable'
import { formatUtc, fromAhead, untilAhead } from '@/lib/format'
import { OFFICE_HOURS } from '@/lib/governance'
import { unmetDemand } from './gate-sentences'

/** Whether anyone can execute it: what it waits for, and from when it passes. A time in a hold is always ahead. */
export function executableWords(found: Executable): string {
  if (isExecutable(found)) {
    return found.certain
      ? 'anyone can execute it'
      : 'anyone can call for its execution; what its code then does is not known here'
  }
  const holds = found.holds.map(holdWords).join('; ')
  return found.at === null
    ? `nobody can execute it: ${holds}`
    : `${holds}; ${fromAhead(found.at)} anyone can execute it`
}

/** One of the things that it waits for. */
export function holdWords(hold: Hold): string {
  switch (hold.why) {
    case 'delay':
      return `its delay ends ${formatUtc(hold.until)}`
    case 'epoch':
      return `its epoch comes ${formatUtc(hold.until)}`
    case 'window':
      return `its steps refuse in the Processing Window, ${untilAhead(hold.until)}`
    case 'hours':
      return `its code refuses outside of office hours (${OFFICE_HOURS}), ${untilAhead(hold.until)}`
    case 'paused':
      return 'the timelock is paused'
    case 'predecessor':
      return hold.stands === 'pending'
        ? `it waits for operation ${hold.operation}, which is not done`
        : `blocked by ${hold.operation}, which was cancelled or never scheduled`
    case 'code':
      return 'its code is no longer the one that was decided'
    case 'gate':
      return `its step would be refused: ${unmetDemand(hold.gate)}`
  }
}
