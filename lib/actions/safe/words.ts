import { plural } from '@/lib/format'
import type { CollectState } from '@/lib/safe'

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/**
 * How many owners approved: "1 of 2 approved". Where an approval could not be read, the text says "At least".
 */
export function approvedWords({ approved, threshold, unknown }: Counted): string {
  const certain = `${approved.length} of ${threshold} approved`
  return unknown.length === 0
    ? certain
    : `At least ${certain}; ${plural(unknown.length, 'approval')} could not be read`
}

type Counted = Pick<CollectState, 'approved' | 'threshold' | 'unknown'>

/** What happens next with a transaction of a Safe, as a sentence for the connected account. */
export function nextWords(collected: CollectState | null, name: string): string {
  if (collected === null) return `How many owners of ${name} are needed could not be read.`
  const { threshold, approved, unknown, next } = collected
  switch (next.do) {
    case 'execute':
      return next.approvesBySending
        ? `${approvedWords(collected)}. Your transaction is the last approval and executes it.`
        : `${approvedWords(collected)}: anyone can execute.`
    case 'approve':
      return unknown.length === 0
        ? `Your approval is the ${ordinals[approved.length] ?? `number ${approved.length + 1}`} of ${threshold}.`
        : `Your approval is one of the ${threshold} that are needed. ${approvedWords(collected)}.`
    case 'wait': {
      const done = next.signed ? 'You signed it off chain.' : 'You approved it.'
      if (isEarly(collected)) return `${done} ${earlyWords(name)}`
      return next.for === 'unknown-approvals'
        ? `${done} It could not be read whether enough other owners did.`
        : `${done} ${moreWords(collected, name)}; then anyone can execute.`
    }
    case 'nothing':
      if (next.because === 'nonce-used') return 'Its nonce has been used: it can no longer be executed.'
      return isEarly(collected)
        ? `${approvedWords(collected)}. ${earlyWords(name)}`
        : `${approvedWords(collected)}. ${moreWords(collected, name)}; then anyone can execute.`
  }
}

/** Whether enough owners agreed, and the Safe has not come to its nonce yet. */
const isEarly = ({ turn, lacking }: CollectState) => turn === 'later' && lacking === 0n

const earlyWords = (name: string) => `It waits until ${name} has come to its nonce; then anyone can execute.`

/** How many more owners have to approve. Owners whose approval could not be read may have approved already. */
function moreWords({ lacking, unknown }: Pick<CollectState, 'lacking' | 'unknown'>, name: string): string {
  const least = lacking - BigInt(unknown.length)
  if (unknown.length > 0 && least <= 0n)
    return `Up to ${plural(lacking, 'more owner')} of ${name} may have to approve`
  const count =
    unknown.length === 0 ? plural(lacking, 'more owner') : `${least} to ${plural(lacking, 'more owner')}`
  return `${count} of ${name} ${lacking === 1n ? 'has' : 'have'} to approve`
}
