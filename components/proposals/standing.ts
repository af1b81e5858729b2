import type { State } from '@/components/ui/state'
import { type Action, approvedWords, isFreeze, turnOf } from '@/lib/actions'
import { formatExact, plural } from '@/lib/format'
import type { Proposal } from '@/lib/react/proposal'
import { subjectOf } from '@/lib/react/proposal'

/** Where a proposal stands at a block, in one line. */
export interface Standing {
  readonly id: 'unknown' | 'differs' | 'over' | 'later' | 'collecting' | 'ready'
  readonly state: State
  readonly words: string
}

/**
 * Where a proposal stands, by the action that this console builds for what it says.
 * @param action null where the deployment has nothing that the proposal names
 * @param block of the picture
 */
export function standingOf(action: Action | null, { request }: Proposal, block: bigint): Standing {
  const at = `at block ${formatExact(block, 0)}`
  const route = action?.through
  if (!action || !route) {
    return {
      id: 'unknown',
      state: 'unknown',
      words: 'This deployment has no such Safe, or not what it is about',
    }
  }
  const { safe, proposal, next } = route
  const { nonce } = request.carried.transaction
  const turn = turnOf(safe, nonce)
  if (!turn.ok) {
    return {
      id: 'unknown',
      state: 'unknown',
      words: `Whether it is still valid could not be read: ${turn.reason.message}`,
    }
  }
  if (turn.value === 'over') {
    const now = safe.nonce.ok ? safe.nonce.value : nonce
    return {
      id: 'over',
      state: 'idle',
      words: `No longer valid ${at}: its nonce ${nonce} is used, ${safe.name} is at ${now}`,
    }
  }
  // Whatever was executed may have left nothing to call: only a nonce that is not used makes that unknown.
  if (!proposal) return { id: 'unknown', state: 'unknown', words: next }
  const same = action.requirements.find(({ id }) => id === 'safe-proposal')
  if (same?.holds.ok && !same.holds.value)
    return { id: 'differs', state: 'wrong', words: `${same.says.fails}. Do not sign it` }
  const { collected } = proposal
  if (!collected) return { id: 'unknown', state: 'unknown', words: next }
  const counted = approvedWords(collected)
  if (turn.value === 'later') {
    const now = safe.nonce.ok ? safe.nonce.value : 0n
    return {
      id: 'later',
      state: 'unknown',
      words: `${counted}. It waits for nonce ${nonce}; ${safe.name} is at ${now} ${at}`,
    }
  }
  if (collected.executable === true) {
    const glass = isFreeze(request) ? 'Break glass: valid' : 'Valid'
    return { id: 'ready', state: 'ok', words: `${glass} ${at}. ${counted}: anyone can execute it` }
  }
  return {
    id: 'collecting',
    state: 'unknown',
    words: `${counted}. Valid ${at}; ${plural(collected.lacking, 'more owner')} needed`,
  }
}

/** Other proposals for the same nonce of the same Safe: of all of them, one can be executed. */
export function conflictsWith(proposal: Proposal, all: readonly Proposal[]): readonly Proposal[] {
  const { through, carried } = proposal.request
  const subject = subjectOf(proposal)
  return all.filter(
    (other) =>
      other.request.through === through &&
      other.request.carried.transaction.nonce === carried.transaction.nonce &&
      subjectOf(other) !== subject,
  )
}
