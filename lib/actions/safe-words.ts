import { plural } from '@/lib/format'
import type { CollectState } from '@/lib/safe'

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** What happens next with a transaction of a Safe, as a sentence to the connected account. */
export function nextWords(collected: CollectState | null, name: string): string {
  if (collected === null) return `How many owners of ${name} are needed could not be read.`
  const { threshold, approved, lacking, next } = collected
  const more = `${plural(lacking, 'more owner')} of ${name} ${lacking === 1n ? 'has' : 'have'} to approve`
  switch (next.do) {
    case 'execute':
      return next.approvesBySending
        ? `${approved.length} of ${threshold} approved. Your transaction is the last approval and executes it.`
        : `${approved.length} of ${threshold} approved: anyone can execute.`
    case 'approve':
      return `Your approval is the ${ordinals[approved.length] ?? `number ${approved.length + 1}`} of ${threshold}.`
    case 'wait':
      return next.for === 'unknown-approvals'
        ? 'You approved it. Whether enough others did could not be read.'
        : `You approved it. ${more}; then anyone can execute.`
    case 'nothing':
      return next.because === 'nonce-used'
        ? 'Its nonce is used: it can no longer be executed.'
        : `${approved.length} of ${threshold} approved. ${more}; then anyone can execute.`
  }
}
