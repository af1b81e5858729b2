import { type Check, type CheckState, checkState, titleOf } from '@/lib/console/model/check'

/** What an operator reads of a check. `found` is the reason where it is unknown. */
export interface Checked {
  readonly state: CheckState
  readonly title: string
  readonly found: string
}

/** The check whose id begins so, as an operator reads it; null where there is none. */
export function checked(checks: readonly Check[], id: string): Checked | null {
  const check = checks.find((one) => one.id === id || one.id.startsWith(`${id}/`))
  return check
    ? {
        state: checkState(check),
        title: titleOf(check),
        found: check.found.ok ? check.found.value : check.found.reason.message,
      }
    : null
}
