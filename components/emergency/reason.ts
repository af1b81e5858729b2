import type { Leaf } from '@/lib/leaf'
import type { Authority } from './may'

/**
 * Why an emergency button is off. A right that could not be read keeps the button, and so does a missing wallet:
 * pressing it leads to connecting one.
 */
export function reasonFor({ own }: Authority, without: string): string | undefined {
  return own?.ok && !own.value ? without : undefined
}

/** Why an emergency button is off when the thing is frozen, paused or stopped already. */
export function engagedReason(engaged: Leaf<boolean>, already: string): string | undefined {
  return engaged.ok && engaged.value ? already : undefined
}
