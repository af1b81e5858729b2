import type { State } from '@/components/ui/state'
import type { CheckState } from '@/lib/console/model/check'

/** How a check is shown: state of the law of colour, and its word, which stands before the sentence that is true. */
export const VERDICT_LOOK: Readonly<Record<CheckState, { readonly state: State; readonly word: string }>> = {
  pass: { state: 'ok', word: 'Passed' },
  critical: { state: 'wrong', word: 'Wrong' },
  attention: { state: 'unknown', word: 'To look at' },
  notice: { state: 'idle', word: 'Note' },
  unknown: { state: 'unknown', word: 'Could not check' },
}
