import type { Standing } from '@/lib/react/wallet/safe-app/messages'

/** How far a proposal is, as the Safe interface says. */
export function standingWords({ status, signed }: Standing): string {
  const counted = signed === null ? '' : `, ${signed.have} of ${signed.need} owners`
  switch (status) {
    case 'signing':
      return `The Safe interface says: owners are signing it${counted}.`
    case 'signed':
      return `The Safe interface says: enough owners signed it${counted}; somebody has to execute it.`
    case 'cancelled':
      return 'The Safe interface says: its nonce was used by another transaction. It can no longer be executed.'
    case 'failed':
      return 'The Safe interface says: it was executed, and failed.'
    case 'executed':
      return 'The Safe interface says: it was executed.'
  }
}
