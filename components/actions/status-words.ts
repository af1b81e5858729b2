import type { State } from '@/components/ui/state'
import { formatExact } from '@/lib/format'
import type { CallStatus } from '@/lib/react/run'

/** Where one transaction stands, in a word and a sentence. */
export interface StatusWords {
  readonly word: string
  readonly detail: string
  /** `active`: under way, no state of the law of colour yet. */
  readonly state: State | 'active'
}

/** Every state of a transaction in words. Each is final but `waiting`, `signing` and `submitted`. */
export function statusWords(status: CallStatus): StatusWords {
  switch (status.state) {
    case 'waiting':
      return { word: 'Not sent yet', detail: 'It follows the transaction before it.', state: 'idle' }
    case 'signing':
      return {
        word: 'In the wallet',
        detail: 'Confirm it in the wallet, or reject it there.',
        state: 'active',
      }
    case 'rejected':
      return { word: 'Rejected', detail: 'Rejected in the wallet. Nothing was sent.', state: 'idle' }
    case 'not-sent':
      return { word: 'Not sent', detail: `The wallet did not send it: ${status.problem}`, state: 'unknown' }
    case 'interrupted':
      return {
        word: 'Interrupted',
        detail:
          'The page was left while the wallet was asking, so it may have been sent. Look in the wallet before you sign it again.',
        state: 'unknown',
      }
    case 'submitted':
      return status.missing > 0
        ? {
            word: 'Sent, not seen yet',
            detail: 'The wallet sent it, and no node that was asked knows it yet.',
            state: 'active',
          }
        : { word: 'Sent', detail: 'Waiting for a block.', state: 'active' }
    case 'mined':
      return minedWords(status)
    case 'reverted':
      return {
        word: 'Reverted',
        detail: `In block ${formatExact(status.blockNumber, 0)}, without any effect: ${status.reason}.`,
        state: 'wrong',
      }
    case 'replaced':
      return {
        word: 'Replaced',
        detail: 'Another transaction of the account took its nonce. This one will not be mined.',
        state: 'unknown',
      }
    case 'dropped':
      return {
        word: 'Dropped',
        detail:
          'No node knows it any more. It will most likely not be mined; check the account before you sign it again.',
        state: 'unknown',
      }
  }
}

/** Mined is not yet done where a Safe was to execute something: its events tell. */
function minedWords({ blockNumber, execution }: Extract<CallStatus, { state: 'mined' }>): StatusWords {
  const block = `In block ${formatExact(blockNumber, 0)}`
  if (execution === undefined) return { word: 'Mined', detail: `${block}.`, state: 'ok' }
  switch (execution) {
    case 'success':
      return { word: 'Executed', detail: `${block}, by the event of the Safe.`, state: 'ok' }
    case 'failure':
      return {
        word: 'Failed in the Safe',
        detail: `${block}. The Safe took it and its call failed: nothing of it happened, and its nonce is used.`,
        state: 'wrong',
      }
    case 'absent':
      return {
        word: 'Mined, not seen executed',
        detail: `${block}, and no event of the Safe tells of this transaction.`,
        state: 'unknown',
      }
  }
}

/** Whether a call can still be handed to the wallet. */
export function isUnsent({ state }: CallStatus): boolean {
  return state === 'waiting' || state === 'rejected' || state === 'not-sent'
}
