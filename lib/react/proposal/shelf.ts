import { merged, type Proposal, proposalText, readProposalText, subjectOf } from '.'

export type ProposalShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** How many proposals this browser keeps. */
export const keptProposals = 20

/** The longest shelf that is read [characters]. */
const longestShelf = 1_000_000

/** Where they are stored. */
export const keyOfProposals = (chainId: number) => `generator-pau-console/proposals/${chainId}`

/** Every proposal that was seen or signed in this browser, newest first. Whatever cannot be read is left out. */
export function readProposals(shelf: ProposalShelf | null, chainId: number): readonly Proposal[] {
  const text = attempt(() => shelf?.getItem(keyOfProposals(chainId)))
  if (typeof text !== 'string' || text.length > longestShelf) return []
  const entries: unknown = attempt(() => JSON.parse(text))
  if (!Array.isArray(entries)) return []
  return entries.slice(0, keptProposals).flatMap((entry: unknown) => {
    const read = typeof entry === 'string' ? readProposalText(entry, chainId) : null
    return read?.ok ? [read.proposal] : []
  })
}

/**
 * Keeps a proposal, put together with what was kept of the same transaction.
 * @returns that proposal with every signature that is known here
 */
export function keepProposal(shelf: ProposalShelf | null, proposal: Proposal): Proposal {
  const { chainId } = proposal
  const subject = subjectOf(proposal)
  const known = readProposals(shelf, chainId)
  const same = known.find((one) => subjectOf(one) === subject)
  const whole = same ? merged(same, proposal) : proposal
  write(shelf, chainId, [whole, ...known.filter((one) => one !== same)].slice(0, keptProposals))
  return whole
}

export function forgetProposal(shelf: ProposalShelf | null, proposal: Proposal): void {
  const subject = subjectOf(proposal)
  const known = readProposals(shelf, proposal.chainId)
  write(
    shelf,
    proposal.chainId,
    known.filter((one) => subjectOf(one) !== subject),
  )
}

/** A full or forbidden storage keeps nothing; the link and the file are what counts. */
function write(shelf: ProposalShelf | null, chainId: number, proposals: readonly Proposal[]): void {
  attempt(() => shelf?.setItem(keyOfProposals(chainId), JSON.stringify(proposals.map(proposalText))))
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
