import { type Action, buildAction } from '@/lib/actions'
import type { Checked } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import type { SecondOpinion } from '@/lib/chain/second'
import { stringify } from '@/lib/chain/wire'
import type { ConsoleModel } from '@/lib/console/model'

/** The state of a review at one moment. */
export interface ReviewedNow {
  readonly model: ConsoleModel
  /** Null where it did not end in time. */
  readonly review: Checked<Review | null> | null
  readonly secondOpinion: Checked<SecondOpinion> | null
  readonly dissent: string | null
}

/** How often an action is checked at most when the chain changes with every check. */
const attempts = 3

/**
 * The check of an action as it is now. A transaction may be mined while what follows it is checked; then what is left
 * is checked again.
 * @param check null while nothing is known of the chain
 */
export async function checkedNow(
  { request, from }: Pick<Action, 'request' | 'from'>,
  check: () => Promise<ReviewedNow | null>,
): Promise<ReviewedNow | null> {
  for (let attempt = 1; ; attempt++) {
    const found = await check()
    // A check that did not end in time is not awaited again.
    if (!found?.review?.value || attempt === attempts) return found
    const now = buildAction(request, found.model, from)
    const { calls } = found.review.value.action
    if (now === null || stringify(now.calls) === stringify(calls)) return found
  }
}
