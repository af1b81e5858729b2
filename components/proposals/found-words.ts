import { FILLED_IN } from '@/lib/actions'

/** What approvals on chain do not tell, and how it is found then. */
export function notFound(): string {
  const parts = [...new Set(Object.values(FILLED_IN))]
  const listed = `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  return `An owner approves a hash. The console finds what it stands for where that follows from the chain, and not what somebody filled in: ${listed}. Open the link of such a proposal, and its approvals are counted here.`
}
