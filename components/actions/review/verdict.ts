import type { Action, ReadBack } from '@/lib/actions'
import { type Requirement, readinessOf } from '@/lib/actions'
import { ageOf, isOutdated, type Present } from '@/lib/chain/read/checked'
import { stringify } from '@/lib/chain/wire'
import { isStale } from '@/lib/chain/wire/status'
import { formatDuration } from '@/lib/format'
import { isOf, type ReviewFinding, type SigningVerdict, type VerdictInput, type Warning } from './finding'
import { secondFinding } from './second-finding'
import { simulationFindings } from './simulation-findings'

/**
 * Whether an action may be signed, and on what condition. Wrong bytes and a wrong chain block always. What is proven
 * wrong blocks, but an emergency action only asks for a typed confirmation then; what could not be checked, or is too
 * old, never blocks an emergency action.
 */
export function verdictOf(input: VerdictInput): SigningVerdict {
  const { action, readBack, chain, present } = input
  const findings = [
    ...chainFinding(chain),
    bytesFinding(readBack),
    ...pictureFinding(present),
    ...dissentFinding(input.dissent),
    ...simulationFindings(input).map((finding) =>
      soAlready(action) ? refusedAsSo(finding, input) : finding,
    ),
    secondFinding(input.secondOpinion, present),
  ]
  const wrong = findings.filter(({ id, state }) => state === 'wrong' && id !== 'chain' && id !== 'bytes')
  const [faulty] = readBack.flatMap(({ faults }) => faults)
  const open = findings.filter((finding) => needsOverride(finding, action))
  return {
    findings,
    blocked: blockedBy(input, faulty, wrong[0]),
    confirm: [...action.requirements.flatMap(requirementWarning), ...open.map(findingWarning)].map(
      // Other bytes are another transaction: whatever was typed for these says nothing of those.
      ({ key, text }) => ({ key: `${key}\n${stringify(input.overridden ?? action.calls)}`, text }),
    ),
  }
}

/** What of it is known to be so already: a state, in which its contract refuses it a second time. */
const soAlready = ({ requirements }: Action): Requirement | undefined =>
  requirements.find(({ already, holds }) => already && holds.ok && !holds.value)

/** A refusal that is due to that is nothing wrong. */
const refusedAsSo = (finding: ReviewFinding, { review }: VerdictInput): ReviewFinding =>
  finding.id === 'simulation' && review?.value.state === 'would-revert'
    ? { ...finding, state: 'idle' }
    : finding

/**
 * Whether a finding has to be overridden by typing: in an emergency what is wrong, else a picture that stands still or
 * that somebody disputes.
 */
function needsOverride({ id, state }: ReviewFinding, { emergency }: Action): boolean {
  if (id === 'chain' || id === 'bytes') return false
  return emergency ? state === 'wrong' : id === 'picture' || id === 'dissent'
}

/** By id and verdict, not by text: a text may count down. */
function requirementWarning({ id, says, holds, weight }: Requirement): readonly Warning[] {
  if (weight !== 'confirm' || (holds.ok && holds.value)) return []
  return holds.ok
    ? [{ key: `${id}: does not hold`, text: says.fails }]
    : [{ key: `${id}: not checked`, text: `Could not be checked: ${says.holds}` }]
}

/** A picture that stands still grows older with every second, and stays the same finding. */
function findingWarning({ id, title, found = '' }: ReviewFinding): Warning {
  return { key: id === 'picture' ? id : [id, title, found].join('\n'), text: title }
}

function blockedBy(
  { action, review, chain, present, changed }: VerdictInput,
  faulty: string | undefined,
  wrong: ReviewFinding | undefined,
): string | null {
  if (chain.found !== chain.expected) {
    return chain.found === null
      ? `The wallet does not say which chain it is on; this is chain ${chain.expected}.`
      : `The wallet is on chain ${chain.found}, not on chain ${chain.expected}.`
  }
  if (action.calls.length === 0) {
    const so = soAlready(action)
    return action.through?.next ?? (so ? refusal(so) : 'There is nothing to sign.')
  }
  if (faulty !== undefined) return `The bytes do not say what was asked for. ${faulty}`
  const readiness = readinessOf(action)
  if (readiness.state === 'blocked') {
    const [first] = readiness.because
    if (!first?.holds.ok) return `Could not be checked: ${first?.says.holds}.`
    return refusal(first)
  }
  if (action.emergency) return null
  if (changed.length > 0) return 'It changed since this review was opened: read what became of it first.'
  if (review === null || !isOf(review.value, action)) return 'The check is still running.'
  if (wrong) return `${wrong.title}.`
  if (review.value.state === 'could-not-check')
    return 'It could not be checked what it does; the next block tries again.'
  if (isOutdated(review, present)) {
    return `What it does was checked ${formatDuration(ageOf(review, present))} ago; a newer check has not ended.`
  }
  return null
}

const refusal = ({ already, says }: Requirement): string =>
  `${already ? 'It is so already: ' : ''}${says.fails}.`

function chainFinding({ expected, found }: VerdictInput['chain']): readonly ReviewFinding[] {
  if (found === expected) return []
  const title =
    found === null ? 'The wallet does not say which chain it is on' : `The wallet is on chain ${found}`
  return [{ id: 'chain', state: 'wrong', title, detail: `This deployment is on chain ${expected}.` }]
}

function bytesFinding(readBack: readonly ReadBack[]): ReviewFinding {
  const faults = readBack.flatMap((back) => back.faults)
  return faults.length === 0
    ? { id: 'bytes', state: 'ok', title: 'The bytes, read back, say what was asked for', detail: null }
    : {
        id: 'bytes',
        state: 'wrong',
        title: 'The bytes do not say what was asked for',
        detail: faults.join(' '),
      }
}

/** Said only when the picture stands still: what has to hold is judged by it. */
function pictureFinding({ block, time, blockTimeSeconds }: Present): readonly ReviewFinding[] {
  const age = ageOf({ block }, { time })
  if (!isStale(Number(age), blockTimeSeconds)) return []
  return [
    {
      id: 'picture',
      state: 'unknown',
      title: `The picture of the chain is ${formatDuration(age)} old`,
      detail: `What has to hold was read at block ${block.number}; the chain may have gone on since.`,
    },
  ]
}

/** Numbers that stand alone, so not the digits in the name of a host. */
const loneNumber = /(?<=\s)\d+(?=\s|\.?$)/g

/** Nobody can tell which node is right, and what has to hold was read from one of them. */
function dissentFinding(dissent: string | null): readonly ReviewFinding[] {
  if (dissent === null) return []
  const title = 'The picture of the chain is disputed'
  // Block numbers and times move on while the same nodes disagree.
  return [{ id: 'dissent', state: 'unknown', title, detail: dissent, found: dissent.replace(loneNumber, '') }]
}
