import type { Seconds } from '@/lib/math'

/**
 * Why `StarGuard.exec` refuses a spell that is plotted: its code is not the plotted one, its deadline has passed, the
 * spell itself says not yet, or the SubProxy takes no code from the StarGuard.
 */
export type StarRefusal = 'code' | 'expired' | 'not-yet' | 'no-right'

/** Whether a plotted spell is past its deadline at time t; the deadline is the last second at which it may run [unix s]. */
export const isExpired = (deadline: Seconds, t: Seconds): boolean => t > deadline
