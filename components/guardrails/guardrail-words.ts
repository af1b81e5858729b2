import type { GuardrailModel } from '@/lib/console/guardrail-facts'
import { combine, type Leaf, map } from '@/lib/console/leaf'
import {
  coming,
  formatCompact,
  formatDuration,
  formatDurationExact,
  formatExact,
  formatPercent,
  untilWords,
} from '@/lib/format'
import { WAD } from '@/lib/math'

type Pauses = Pick<
  GuardrailModel,
  'takesPaused' | 'takesPausedUntil' | 'withdrawalsPaused' | 'withdrawalsPausedUntil'
>
type Policy = Pick<GuardrailModel, 'share' | 'period' | 'policyLeft' | 'periodEnds'>

/**
 * What the guardrails of a vault let out, in a sentence: "Takes from Keel's vault are paused until 10:00 UTC, in 2 h";
 * "Nothing is paused; 3.5M USDS may still leave Keel's vault until 14:00 UTC, in 6 h".
 * @param now [unix s]
 */
export function guardrailSentence(prime: string, rails: Pauses & Policy, now: bigint): string {
  const paused = pauseWords(rails, now)
  const policy = combine(
    { share: rails.share, period: rails.period, left: rails.policyLeft, ends: rails.periodEnds },
    (read) => {
      if (read.period === 0n) return `no policy bounds what leaves ${prime}'s vault`
      const left = `${formatCompact(read.left, 18)} USDS`
      return read.ends === null
        ? `${left} may leave ${prime}'s vault in a period of ${formatDuration(read.period)}`
        : `${left} may still leave ${prime}'s vault ${untilWords(read.ends, now)}`
    },
  )
  const second = policy.ok ? policy.value : `what may leave ${prime}'s vault is not known`
  return `${paused.ok ? paused.value : 'Whether anything is paused is not known'}; ${second}`
}

function pauseWords(rails: Pauses, now: bigint): Leaf<string> {
  return combine(
    {
      takes: rails.takesPaused,
      takesUntil: rails.takesPausedUntil,
      withdrawals: rails.withdrawalsPaused,
      withdrawalsUntil: rails.withdrawalsPausedUntil,
    },
    (read) => {
      const parts = [
        ...(read.takes ? [`takes are paused ${untilWords(read.takesUntil, now)}`] : []),
        ...(read.withdrawals ? [`withdrawals are paused ${untilWords(read.withdrawalsUntil, now)}`] : []),
      ]
      const sentence = parts.join('; ')
      return sentence === '' ? 'Nothing is paused' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
    },
  )
}

/** "75 % of what is idle, in 1 d"; "None". */
export function policyWords({ share, period }: Pick<Policy, 'share' | 'period'>): Leaf<string> {
  return combine({ share, period }, (read) =>
    read.period === 0n
      ? 'None: takes are bound by their limit alone'
      : `${formatPercent(read.share, WAD)} of what is idle, in ${formatDurationExact(read.period)}`,
  )
}

/** When the next period begins. @param now [unix s] */
export function periodWords(
  { period, periodEnds }: Pick<Policy, 'period' | 'periodEnds'>,
  now: bigint,
): Leaf<string> {
  return combine({ period, ends: periodEnds }, (read) => {
    if (read.period === 0n) return ''
    const end = read.ends === null ? null : coming(read.ends, now)
    return end === null
      ? 'A period begins with the next take'
      : `The next begins with the first take from ${end.clock} on, in ${end.left}`
  })
}

/** Within what an operator moves the guardrails, each in a line. */
export function boundLines({
  bounds,
}: Pick<GuardrailModel, 'bounds'>): Leaf<readonly (readonly [string, string])[]> {
  const usds = (value: bigint) => formatExact(value, 18)
  return map(
    combine({ ...bounds }, (known) => known),
    (known) => [
      [
        'Share',
        `${formatPercent(known.minShare, WAD)} to ${formatPercent(known.maxShare, WAD)} of what is idle`,
      ],
      ['Period', `${formatDurationExact(known.minPeriod)} to ${formatDurationExact(known.maxPeriod)}`],
      ['Buffer', `${usds(known.minBuffer)} to ${usds(known.maxBuffer)} USDS`],
      [
        'Pause',
        known.maxPause === 0n
          ? 'None is allowed'
          : `Up to ${formatDurationExact(known.maxPause)}, then ${formatDurationExact(known.coolDown)} without one`,
      ],
    ],
  )
}
