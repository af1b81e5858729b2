import type { Address } from 'viem'
import { type Action, approvedWords, buildAction, type RoutedRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'

/** What owners of Safes have begun to approve. */
export interface Pending {
  readonly actions: readonly Action[]
  /** How many may have begun: no approval is known, and one or more could not be read. */
  readonly unread: number
}

/** Which of these actions somebody approved already, at the present nonce or a later one. */
export function pendingOf(
  requests: readonly RoutedRequest[],
  model: ConsoleModel,
  account: Address,
): Pending {
  const built = requests.flatMap((request) => buildAction(request, model, account) ?? [])
  // Requests by two names may ask a Safe for the same calls: its owners approve one transaction.
  const hashes = built.map(({ through }) => through?.proposal?.safeTxHash)
  const actions = built.filter((_, index) => {
    const hash = hashes[index]
    return hash === undefined || hashes.indexOf(hash) === index
  })
  const [begun, rest] = [actions.filter(isBegun), actions.filter((action) => !isBegun(action))]
  return { actions: begun, unread: rest.filter(isUnread).length }
}

function isBegun({ through }: Action): boolean {
  const approved = through?.proposal?.collected?.approved.length ?? 0
  return approved > 0 || laterOf(through).length > 0
}

/** A Safe that can take no transaction for reasons that are known is not one that could not be read. */
function isUnread({ through }: Action): boolean {
  if (!through) return false
  const { safe, proposal } = through
  if (!proposal) return !safe.nonce.ok || !safe.version.ok
  return proposal.collected === null || proposal.collected.unknown.length > 0
}

/** Approvals of the same calls at nonces that come after that of now. */
function laterOf(through: Action['through']) {
  const proposal = through?.proposal
  return proposal ? proposal.elsewhere.filter(({ nonce }) => nonce > proposal.transaction.nonce) : []
}

/** How far a pending action is, as sentences. */
export function progressOf({ through }: Action): readonly string[] {
  if (!through) return []
  const { collected } = through.proposal ?? {}
  const counted = collected && collected.unknown.length > 0 ? [`${approvedWords(collected)}.`] : []
  const said = counted.some((text) => through.next.includes(text)) ? [] : counted
  return [
    through.next,
    ...said,
    ...laterOf(through).map(
      ({ nonce, owners, unread }) =>
        `${unread > 0 ? 'At least ' : ''}${plural(owners.length, 'owner')} approved it at nonce ${nonce}: that counts only once ${through.safe.name} is there.`,
    ),
  ]
}
