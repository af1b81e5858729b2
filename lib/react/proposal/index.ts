import { type Carried, mostSignatures, type RoutedRequest, storedRequest } from '@/lib/actions'
import { count, oneOf, shape } from '@/lib/actions/stored'
import { parse, stringify } from '@/lib/chain/wire'
import type { OffChainSignature } from '@/lib/safe'

/** What owners of a Safe hand on: what is to be done, the transaction for it, and what was signed. */
export interface Proposal {
  readonly chainId: number
  /** Names the Safe, and carries transaction and signatures. */
  readonly request: RoutedRequest & {
    readonly through: NonNullable<RoutedRequest['through']>
    readonly carried: Carried
  }
}

/** What was read, or why it could not be, as a sentence. */
export type ReadProposal =
  | { readonly ok: true; readonly proposal: Proposal }
  | { readonly ok: false; readonly problem: string }

/** The longest text of a proposal that is read [characters]: some hundred calls with their signatures. */
export const longestText = 60_000

const VERSION = '1'

const stored = shape({ generatorPauProposal: oneOf(VERSION), chainId: count, request: storedRequest })

/** A proposal as text: JSON with its fields in the order of their names, so that each proposal has one text. */
export function proposalText({ chainId, request }: Proposal): string {
  return stringify(sorted({ generatorPauProposal: VERSION, chainId, request }))
}

/** Fields in the order of their names, without those that are not set. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  )
}

const failed = (problem: string): ReadProposal => ({ ok: false, problem })

/**
 * Reads a proposal of this chain from what somebody wrote. Only the text that this console would write itself is one:
 * whatever else stands in it, nobody has reviewed.
 */
export function readProposalText(text: string, chainId: number): ReadProposal {
  if (text.length > longestText) return failed(`It is longer than ${longestText} characters.`)
  try {
    const value = parse<unknown>(text)
    const version = versionOf(value)
    if (version === null) return failed('It is no proposal of a console like this one.')
    if (version !== VERSION) {
      return failed(
        `It is written in version ${version} of proposals; this console reads version ${VERSION}.`,
      )
    }
    const { chainId: found, request } = stored(value)
    if (found !== chainId) return failed(`It is for chain ${found}; this console is on chain ${chainId}.`)
    if (!('through' in request) || request.through === undefined || request.carried === undefined) {
      return failed('It names no Safe and no transaction of one.')
    }
    const proposal = { chainId, request } as Proposal
    return proposalText(proposal) === text
      ? { ok: true, proposal }
      : failed('It says more, or says it otherwise, than this console would write.')
  } catch {
    return failed('A part of it is missing or is not what it has to be: it was cut off or edited.')
  }
}

function versionOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  const found = Object.hasOwn(value, 'generatorPauProposal')
    ? (value as { generatorPauProposal: unknown }).generatorPauProposal
    : undefined
  return typeof found === 'string' ? found.slice(0, 20) : null
}

/** Whether a proposal can be handed on: one with very many calls is longer than what is read. */
export const canTravel = (proposal: Proposal): boolean =>
  readProposalText(proposalText(proposal), proposal.chainId).ok

/**
 * Both proposals in one, where they are for the same transaction: each signature once, in one order. Where there are more
 * than are read, those of the fresh one stay.
 */
export function merged(known: Proposal, fresh: Proposal): Proposal {
  const all = [...fresh.request.carried.signatures, ...known.request.carried.signatures]
  const nameOf = ({ within, signer, signature }: OffChainSignature) =>
    `${within ?? ''}/${signer}/${signature}`
  const seen = new Map(all.map((entry) => [nameOf(entry), entry]))
  const signatures = [...seen]
    .slice(0, mostSignatures)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry)
  return {
    ...fresh,
    request: { ...fresh.request, carried: { ...fresh.request.carried, signatures } },
  }
}

/** What a proposal is about, apart from its signatures: two with the same one add up. */
export function subjectOf({ chainId, request }: Proposal): string {
  return proposalText({ chainId, request: { ...request, carried: { ...request.carried, signatures: [] } } })
}
