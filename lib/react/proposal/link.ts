import { keccak256, stringToBytes } from 'viem'
import { compressed, unpacked } from '../page/compress'
import { longestText, type ReadProposal, readProposalText } from '.'

/** Where a proposal is opened. What follows the # never reaches a server. */
export const PROPOSAL_PATH = '/proposal'

/** The longest link or file that is looked at [characters], and the longest part of a link that is unpacked. */
export const longestInput = 100_000
const longestPayload = 20_000

/** `z`: compressed, `p`: plain, from a browser that cannot compress. */
type Packing = 'z' | 'p'

/** Four bytes over all that the rest of the link says: enough to tell a link that was cut off from one that is whole. */
const checkOf = (packing: string, payload: string) =>
  keccak256(stringToBytes(`1.${packing}.${payload}`)).slice(2, 10)

/** What stands behind the # of a link: version, packing, the proposal, and a checksum. */
export async function fragmentOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const small = await compressed(bytes)
  const packing: Packing = small === null ? 'p' : 'z'
  const payload = toBase64Url(small ?? bytes)
  return `1.${packing}.${payload}.${checkOf(packing, payload)}`
}

const failed = (problem: string): ReadProposal => ({ ok: false, problem })

/**
 * Reads a proposal from a link, from what follows its #, or from the text of a file. Nothing is unpacked beyond the
 * longest text of a proposal.
 */
export async function readProposal(input: string, chainId: number): Promise<ReadProposal> {
  const text = input.trim()
  if (text === '') return failed('It is empty.')
  if (text.length > longestInput) return failed(`It is longer than ${longestInput} characters.`)
  if (text.startsWith('{')) return readProposalText(text, chainId)
  const fragment = text.slice(text.indexOf('#') + 1)
  const [version = '', packing = '', payload = '', check = '', ...more] = fragment.split('.')
  if (!/^\d{1,4}$/.test(version) || packing === '') return failed('It is no link to a proposal.')
  if (version !== '1') {
    return failed(`It is written in version ${version} of links; this console reads version 1.`)
  }
  if (more.length > 0 || check !== checkOf(packing, payload)) {
    return failed('The link was cut off or edited: its checksum does not fit what it says.')
  }
  if (payload.length > longestPayload) return failed(`The link is longer than ${longestPayload} characters.`)
  const bytes = fromBase64Url(payload)
  if (bytes === null) return failed('The link is not written as links are.')
  if (packing === 'p') return readBytes(bytes, chainId)
  if (packing !== 'z') return failed('The link is packed in a way that this console does not know.')
  const out = await unpacked(bytes, longestText)
  return out.ok ? readBytes(out.bytes, chainId) : failed(UNPACKING[out.because])
}

const UNPACKING = {
  unable: 'This browser cannot unpack it: ask for the file instead.',
  'too-much': `It unpacks to more than ${longestText} characters, which no proposal has.`,
  broken: 'It cannot be unpacked: it was cut off or edited.',
} as const

function readBytes(bytes: Uint8Array, chainId: number): ReadProposal {
  try {
    return readProposalText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), chainId)
  } catch {
    return failed('It is no text.')
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Null for a text that is not exactly what `toBase64Url` writes. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0))
    return toBase64Url(bytes) === text ? bytes : null
  } catch {
    return null
  }
}
