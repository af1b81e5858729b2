import { formatExact } from '@/lib/format'
import type { Pause } from '@/lib/vaults'
import { count, duration, endOf, flag, moment, plain, possibleFrom, told, type ValueWords } from '../values'
import type { Parts, Rest } from './paths'

/** A share [wad] in percent. */
const share = told<bigint>((value) => `${formatExact(value, 16)} % of idle assets`)

/** A length of time [s] of which 0 is none. */
const orNone = (none: string): ValueWords => ({
  ...duration,
  text: (value) => (value === 0n ? none : duration.text(value)),
})

const paused = flag('paused', 'not paused')

/** @param now time of the model [unix s] */
const byOperator = (now: bigint): ValueWords => {
  const words = possibleFrom(now)
  return { ...words, text: (value) => (value === null ? 'there is no operator' : words.text(value)) }
}

/** Who paused, and until when. @param now time of the model [unix s] */
const pausesAt = (now: bigint): ValueWords => {
  const end = endOf('no pause', now)
  return told<readonly Pause[]>((pauses) =>
    pauses.length === 0 ? 'none' : pauses.map(({ by, until }) => `${by}: ${end.text(until)}`).join(', '),
  )
}

/**
 * Every leaf of the guardrails of a vault, by its path below the vault.
 * @param assets how its amounts are told
 * @param now time of the model [unix s]
 */
export const guardrailParts = (assets: ValueWords, now: bigint): Parts => ({
  'guardrails/share': ['Share of the withdrawal policy', share],
  'guardrails/period': ['Period of the withdrawal policy', orNone('none: no policy')],
  'guardrails/lastLeft': ['What the withdrawal policy let out last', assets],
  'guardrails/lastUpdated': ['Last take or change of the withdrawal policy', moment],
  'guardrails/youngSince': ['First of the young deposits', moment],
  'guardrails/youngLast': ['Last of the young deposits', moment],
  'guardrails/oldLast': ['Last of the old deposits', moment],
  'guardrails/heldUntil': ['Before it no deposit settles', moment],
  'guardrails/youngAssets': ['Young deposits', assets],
  'guardrails/oldAssets': ['Old deposits', assets],
  'guardrails/buffer': ['Liquidity buffer', assets],
  'guardrails/takesPausedUntil': ['End of the pause of takes', endOf('no pause', now)],
  'guardrails/withdrawalsPausedUntil': ['End of the pause of withdrawals', endOf('no pause', now)],
  'guardrails/bounds/minShare': ['Smallest share that an operator may set', share],
  'guardrails/bounds/maxShare': ['Largest share that an operator may set', share],
  'guardrails/bounds/minPeriod': ['Shortest period that an operator may set', duration],
  'guardrails/bounds/maxPeriod': ['Longest period that an operator may set', duration],
  'guardrails/bounds/minBuffer': ['Smallest buffer that an operator may set', assets],
  'guardrails/bounds/maxBuffer': ['Largest buffer that an operator may set', assets],
  'guardrails/bounds/maxPause': ['Longest pause', orNone('none: no pause is allowed')],
  'guardrails/bounds/coolDown': ['Cool-down of an operator after a longest pause', duration],
  'guardrails/takesPauses': ['Last pauses of takes', pausesAt(now)],
  'guardrails/withdrawalsPauses': ['Last pauses of withdrawals', pausesAt(now)],
  'guardrails/contractMaxTake': ["The contract's own most to take", assets],
  'guardrails/takesPaused': ['Takes', paused],
  'guardrails/withdrawalsPaused': ['Withdrawals', paused],
  'guardrails/takesPausableFrom': ['Next possible pause of takes by an operator', byOperator(now)],
  'guardrails/withdrawalsPausableFrom': [
    'Next possible pause of withdrawals by an operator',
    byOperator(now),
  ],
  'guardrails/policyLeft': ['What the withdrawal policy still lets out', assets],
  'guardrails/policyMost': ['What it lets out when it is full', assets],
  'guardrails/policyFullAt': ['When the withdrawal policy is full again', endOf('full', now)],
  'guardrails/unsettled': ['Deposits that do not count yet', assets],
  'guardrails/maxTake': ['Most that one take lets through', assets],
})

/** Who holds GUARDRAIL_ROLE, and who DEPOSITOR_ROLE. */
export function operatorParts([, area, , kind]: Rest): readonly [label: string, words: ValueWords] | null {
  if (area !== 'operators' && area !== 'depositors') return null
  const [one, all] =
    area === 'operators'
      ? ['Operator of the guardrails', 'Operators of the guardrails']
      : ['Who may deposit', 'Holders of DEPOSITOR_ROLE']
  return kind === 'length' ? [all, count('holder')] : [one, plain]
}
