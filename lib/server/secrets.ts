import { decoded } from '@/lib/chain/rpc/batches'
import { hiddenInHost } from '@/lib/chain/rpc/host-label'

/** A part of a node's address that may be a key. */
export interface Secret {
  readonly text: string
  /** It could also be an ordinary name ("mainnet"), so it is removed only from prose. */
  readonly isWord: boolean
}

/** Shorter parts of a path are names of versions and networks, not keys. */
const shortestKey = 8

/** Anything shorter occurs in any text. */
const shortestGiven = 4

/**
 * The parts of an address that may be keys: user name, password, parts of the host, values of the query, the fragment,
 * long parts of the path, and the whole address.
 */
export function secretsIn(address: string): readonly Secret[] {
  if (!URL.canParse(address)) return [{ text: address, isWord: false }].filter(isLongEnough)
  const url = new URL(address)
  const user = [decoded(url.username), decoded(url.password)]
  const path = url.pathname.split(/[/;,]/).filter((part) => part.length >= shortestKey)
  const query = url.search.slice(1).split('&').map(givenIn)
  const parts = [url.username, url.password, ...user, user.join(':'), ...path, ...query, url.hash.slice(1)]
  const hidden = hiddenInHost(address)
  const host =
    hidden.length === 0 ? [] : [url.host, url.hostname, ...hidden, ...hidden.map(asWritten(address))]
  return [address, url.href, ...host, ...parts.flatMap((text) => [text, decoded(text)])]
    .map((text) => ({ text, isWord: isWord(text) }))
    .filter(isLongEnough)
}

/** A parsed host is in lower case, but base64 encodes what was written. */
const asWritten =
  (address: string) =>
  (part: string): string => {
    const at = address.toLowerCase().indexOf(part)
    return at === -1 ? part : address.slice(at, at + part.length)
  }

const isLongEnough = ({ text }: Secret): boolean => text.length >= shortestGiven

/** Short, or hex that could occur by chance, or only lower-case letters; a key is longer and more mixed. */
const isWord = (text: string): boolean => text.length < 6 || /^([0-9a-f]{1,11}|[a-z_-]{1,15})$/i.test(text)

/** A query name without a value counts as a value: `?0123456789abcdef`. */
const givenIn = (part: string): string => part.slice(part.indexOf('=') + 1)

/** Every spelling in which a text may come back; case is ignored. */
export function spellings(text: string): readonly string[] {
  const once = percentEncoded(text)
  const json = JSON.stringify(text).slice(1, -1)
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const bytes = Buffer.from(text, 'utf8')
  const whole = bytes.toString('base64').replace(/=+$/, '')
  const all = [
    ...[text, once, percentEncoded(once), everyByte(bytes), json, json.replaceAll('/', '\\/'), html],
    ...[whole, ...insideBase64(bytes)].flatMap((part) => [part, urlSafe(part)]),
    ...(bytes.length >= shortestHex ? [bytes.toString('hex')] : []),
  ]
  return all.filter((spelling) => spelling.length >= shortestGiven)
}

/** From how many bytes on a key is also looked for in hex; shorter ones would be found by chance [bytes]. */
const shortestHex = 6

/** From how many characters on a part of base64 is looked for; shorter ones would be found by chance [characters]. */
const shortestPart = 8

/** Half of a surrogate pair has no encoding. */
const percentEncoded = (text: string): string => (text.isWellFormed() ? encodeURIComponent(text) : text)

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_')

const everyByte = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/**
 * The characters in the base64 of a longer text that depend only on these bytes. Three bytes make four characters, so
 * there are three versions, by where the bytes begin.
 */
function insideBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + bytes.length) * 8) / 6)
    const part = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(first, last)
    return part.length >= shortestPart ? [part] : []
  })
}
