import type { State } from '@/components/ui/state'
import type { CheckState } from '@/lib/console/model/check'

/** How a verdict is shown: state of the law of colour, and its word. */
export const VERDICT_LOOK: Readonly<Record<CheckState, { readonly state: State; readonly word: string }>> = {
  pass: { state: 'ok', word: 'Passed' },
  critical: { state: 'wrong', word: 'Does not hold' },
  attention: { state: 'unknown', word: 'Does not hold' },
  notice: { state: 'idle', word: 'Note' },
  unknown: { state: 'unknown', word: 'Could not check' },
}
