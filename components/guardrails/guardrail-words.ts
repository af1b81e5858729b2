import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import {
  capital,
  coming,
  formatCompact,
  formatDuration,
  formatDurationExact,
  formatExact,
  formatPercent,
  untilWords,
} from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import { WAD, type Wad } from '@/lib/math'

type Pauses = Pick<
  GuardrailModel,
  'takesPaused' | 'takesPausedUntil' | 'withdrawalsPaused' | 'withdrawalsPausedUntil'
>
type Policy = Pick<GuardrailModel, 'share' | 'period' | 'policyLeft' | 'policyFullAt'>

/**
 * What the guardrails of a vault let out, in a sentence: "Takes from Keel's vault are paused until 10:00 UTC, in 2 h";
 * "Nothing is paused; 3.5M USDS may leave Keel's vault now, its whole share from 14:00 UTC, in 6 h".
 * @param now [unix s]
 */
export function guardrailSentence(prime: string, rails: Pauses & Policy, now: bigint): string {
  const paused = pauseWords(rails, now)
  const policy = combine(
    { share: rails.share, period: rails.period, left: rails.policyLeft, full: rails.policyFullAt },
    (read) => {
      if (read.period === 0n) return `no policy bounds what leaves ${prime}'s vault`
      const left = `${formatCompact(read.left, 18)} USDS may leave ${prime}'s vault`
      const full = read.full === null ? null : coming(read.full, now)
      return full === null
        ? `${left} at once, and as much again over ${formatDuration(read.period)}`
        : `${left} now, its whole share from ${full.clock}, in ${full.left}`
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
      return sentence === '' ? 'Nothing is paused' : capital(sentence)
    },
  )
}

/** "75 % of what is idle and settled, refilled over 1 d"; "None". */
export function policyWords({ share, period }: Pick<Policy, 'share' | 'period'>): Leaf<string> {
  return combine({ share, period }, (read) =>
    read.period === 0n
      ? 'None: takes are bound by their limit alone'
      : `${formatPercent(read.share, WAD)} of what is idle and settled, refilled over ${formatDurationExact(read.period)}`,
  )
}

/** From when the policy lets out its whole share. @param now [unix s] */
export function refillWords(
  { period, policyFullAt }: Pick<Policy, 'period' | 'policyFullAt'>,
  now: bigint,
): Leaf<string> {
  return combine({ period, full: policyFullAt }, (read) => {
    if (read.period === 0n) return ''
    const full = read.full === null ? null : coming(read.full, now)
    return full === null ? 'Its whole share' : `Its whole share from ${full.clock} on, in ${full.left}`
  })
}

/** Within what an operator moves the guardrails, each in a line. */
export function boundLines({
  bounds,
}: Pick<GuardrailModel, 'bounds'>): Leaf<readonly (readonly [string, string])[]> {
  const usds = (value: Wad) => formatExact(value, 18)
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
          : `Up to ${formatDurationExact(known.maxPause)}, then ${formatDurationExact(known.coolDown)} without one of the same operator, in proportion`,
      ],
    ],
  )
}
