import { decoded } from '@/lib/chain/rpc/batches'
import { hiddenInHost } from '@/lib/chain/rpc/host-label'

/** A part of an address of a node that may be a key. */
export interface Secret {
  readonly text: string
  /** It might as well be a name of something ("mainnet"): not taken out of what is no prose. */
  readonly isWord: boolean
}

/** Shorter parts of a path are names of versions and networks, not keys. */
const shortestKey = 8

/** What is so short is everywhere in every text. */
const shortestGiven = 4

/** User name, password, parts of the host, what a query holds, the fragment, long parts of the path; the whole address too. */
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

/** Hosts are in small letters once they are parsed; base64 is of what was written. */
const asWritten =
  (address: string) =>
  (part: string): string => {
    const at = address.toLowerCase().indexOf(part)
    return at === -1 ? part : address.slice(at, at + part.length)
  }

const isLongEnough = ({ text }: Secret): boolean => text.length >= shortestGiven

/** Short, or hex that is found by chance, or small letters alone: a key is longer and more mixed. */
const isWord = (text: string): boolean => text.length < 6 || /^([0-9a-f]{1,11}|[a-z_-]{1,15})$/i.test(text)

/** A name without a value is the value: `?0123456789abcdef`. */
const givenIn = (part: string): string => part.slice(part.indexOf('=') + 1)

/** Every spelling in which a text may come back; case is not looked at. */
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

/** A key of so many bytes is looked for in hex too: shorter ones would be found by chance [bytes]. */
const shortestHex = 6

/** A part of base64 that is shorter would be found by chance [characters]. */
const shortestPart = 8

/** Half of a surrogate pair has no encoding. */
const percentEncoded = (text: string): string => (text.isWellFormed() ? encodeURIComponent(text) : text)

const urlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_')

const everyByte = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/**
 * What of the base64 of a longer text rests on these bytes alone, wherever they begin in it: three bytes are four
 * characters, so there are three ways.
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
