import type { Address } from 'viem'
import { formatCompact, formatExact, plural } from '@/lib/format'
import { type FundsAfter, type Holder, type HoldersAfter, stillActing } from './holders-after'

/** What is now so after a freeze, and what is left, in words. */
export interface Headline {
  readonly title: string
  readonly details: readonly string[]
}

/**
 * "Relayer 1 is out. Relayer 2 can still act, and move up to 90.4M." Null where everybody was read and nobody acts.
 * @param titleOf what an account is called
 */
export function headlineOf(after: HoldersAfter, titleOf: (account: Address) => string): Headline | null {
  const acting = stillActing(after)
  if (acting.length === 0 && after.unread === null) return null
  const out = after.holders.filter(({ acts }) => acts.ok && !acts.value)
  const sentence = (list: readonly Holder[], one: string, many: string) =>
    list.length === 0
      ? []
      : [`${list.map(({ account }) => titleOf(account)).join(', ')} ${list.length === 1 ? one : many}.`]
  const { compact, detail } = reachOf(after)
  const act = `can still act${compact === null ? '' : `, and move up to ${compact}`}`
  const title = [
    ...sentence(out, 'is out', 'are out'),
    ...sentence(acting, act, `${act}${compact === null ? '' : ' together'}`),
    ...(after.unread === null ? [] : ['Not every relayer could be read.']),
  ]
  return {
    title: title.join(' '),
    details: [...(acting.length > 0 ? [detail] : []), ...(after.unread === null ? [] : [after.unread])],
  }
}

/** How much is left to move: compact for the sentence, exact beside it. */
function reachOf({ reach }: HoldersAfter): { readonly compact: string | null; readonly detail: string } {
  if (!reach.ok)
    return { compact: null, detail: `How much it can move is not known: ${reach.reason.message}` }
  const { usds, others } = reach.value
  const more =
    others.length === 0 ? '' : `, and more under ${plural(others.length, 'key')} of an unknown unit`
  return usds === 'unlimited'
    ? { compact: `any amount${more}`, detail: 'A limit of the Generator is unlimited.' }
    : {
        compact: `${formatCompact(usds, 18)}${more}`,
        detail: `${formatExact(usds, 18)} USDS is what all limits of the Generator leave now; they refill.`,
      }
}

/** Who can still move funds after a freeze of funds; null where nobody can. */
export function fundsHeadlineOf({ name, safe, left }: FundsAfter): Headline | null {
  if (safe.ok && safe.value) return null
  const who = `${plural(left.length, 'relayer or actor', 'relayers and actors')} can still move funds of ${name}.`
  return {
    title: left.length > 0 ? who : `Not known whether somebody can still move funds of ${name}.`,
    details: [
      ...left.map(({ account, on }) => `${account} on ${on}`),
      ...(safe.ok ? [] : [`Not everybody could be read: ${safe.reason.message}`]),
      ...(left.length > 0 ? ['Somebody else has to remove them.'] : []),
    ],
  }
}
