import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import { formatExact } from '@/lib/format'
import type { Seconds, Wad } from '@/lib/math'
import type { Pause } from '@/lib/vaults'
import type { WordsOf } from '../leaf-words'
import { duration, endOf, flag, moment, possibleFrom, told, type ValueWords } from '../values'
import { roleWords } from './roles'

/** A share [wad] in percent. */
const share = told<bigint>((value) => `${formatExact(value, 16)} % of idle assets`)

/** A length of time [s], with words of its own for 0. */
const orNone = (none: string): ValueWords<Seconds> => ({
  ...duration,
  text: (value) => (value === 0n ? none : duration.text(value)),
})

const paused = flag('paused', 'not paused')

/** When an operator can pause next; null where there is no operator. @param now time of the model [unix s] */
const byOperator = (now: bigint): ValueWords<Seconds | null> => {
  const words = possibleFrom(now)
  return { ...moment, text: (value) => (value === null ? 'there is no operator' : words.text(value)) }
}

/** Who paused, and until when their pauses last. @param now time of the model [unix s] */
const pausesAt = (now: bigint): ValueWords<readonly Pause[]> => {
  const end = endOf('no pause', now)
  return told<readonly Pause[]>((pauses) =>
    pauses.length === 0 ? 'none' : pauses.map(({ by, until }) => `${by}: ${end.text(until)}`).join(', '),
  )
}

/**
 * Words for the guardrails of a vault.
 * @param assets words for an amount of the vault's asset
 * @param now time of the model [unix s]
 */
export const guardrailWords = (assets: ValueWords<Wad>, now: bigint): WordsOf<GuardrailModel> => ({
  share: ['Share of the withdrawal policy', share],
  period: ['Period of the withdrawal policy', orNone('none: no policy')],
  lastLeft: ['Capacity of the withdrawal policy at its last update', assets],
  lastUpdated: ['Last take or change of the withdrawal policy', moment],
  youngSince: ['First of the young deposits', moment],
  youngLast: ['Last of the young deposits', moment],
  oldLast: ['Last of the old deposits', moment],
  heldUntil: ['Earliest settling of deposits', moment],
  youngAssets: ['Young deposits', assets],
  oldAssets: ['Old deposits', assets],
  buffer: ['Liquidity buffer', assets],
  takesPausedUntil: ['End of the pause of takes', endOf('no pause', now)],
  withdrawalsPausedUntil: ['End of the pause of withdrawals', endOf('no pause', now)],
  bounds: {
    minShare: ['Smallest share that an operator may set', share],
    maxShare: ['Largest share that an operator may set', share],
    minPeriod: ['Shortest period that an operator may set', duration],
    maxPeriod: ['Longest period that an operator may set', duration],
    minBuffer: ['Smallest buffer that an operator may set', assets],
    maxBuffer: ['Largest buffer that an operator may set', assets],
    maxPause: ['Longest pause', orNone('none: no pause is allowed')],
    coolDown: ['Cool-down of an operator after a pause of the longest length', duration],
  },
  takesPauses: ['Last pauses of takes', pausesAt(now)],
  withdrawalsPauses: ['Last pauses of withdrawals', pausesAt(now)],
  contractMaxTake: ["The contract's own maximum take", assets],
  takesPaused: ['Takes', paused],
  withdrawalsPaused: ['Withdrawals', paused],
  takesPausableFrom: ['Next possible pause of takes by an operator', byOperator(now)],
  withdrawalsPausableFrom: ['Next possible pause of withdrawals by an operator', byOperator(now)],
  policyLeft: ['What the withdrawal policy still lets out', assets],
  policyMost: ['What the withdrawal policy lets out when it is full', assets],
  policyFullAt: ['When the withdrawal policy is full again', endOf('full', now)],
  unsettled: ['Deposits that do not count yet', assets],
  maxTake: ['Largest possible take', assets],
  operators: roleWords('Operator of the guardrails', 'Operators of the guardrails'),
  depositors: roleWords('Who may deposit', 'Holders of DEPOSITOR_ROLE'),
})
