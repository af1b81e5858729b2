/** What a wallet threw, whatever it threw. */
export interface WalletFailure {
  /**
   * `rejected`: its owner refused. `refused`: it says by a code that it was not sent. `unclear`: nobody knows whether
   * it was sent.
   */
  readonly state: 'rejected' | 'refused' | 'unclear'
  /** Its messages from the outermost inwards, with the code where it gave one. */
  readonly problem: string
}

/**
 * Codes of failures before anything is sent: EIP-1193's unauthorized, unsupported and disconnected, EIP-3085's unknown
 * chain, and JSON-RPC's refusals of the request itself.
 */
const unsent: readonly unknown[] = [4100, 4200, 4900, 4901, 4902, -32600, -32601, -32602]

/** EIP-1193's, and the word of a library that wallets pass on. */
const rejections: readonly unknown[] = [4001, 'ACTION_REJECTED']

/** Fields in which wallets and libraries put the inner error. */
const below = ['cause', 'data', 'originalError', 'error', 'info'] as const
const texts = ['message', 'shortMessage', 'details', 'reason'] as const

/** How deep errors are read, and how much text of one is shown. */
const deepest = 6
const longest = 300

/** Reads what a wallet threw: an Error, a plain object, a string, or anything else. It never throws. */
export function failureOf(error: unknown): WalletFailure {
  const links = linksOf(error, deepest)
  const codes = links.map((link) => own(link, 'code')).filter((code) => code !== undefined)
  const messages = new Set(links.flatMap(messagesOf))
  const said = [...messages].filter(
    (text) => ![...messages].some((other) => other !== text && other.includes(text)),
  )
  const problem = said.join(': ') || 'no reason given'
  const [code] = codes.filter((each) => typeof each === 'number' || typeof each === 'string')
  const state = codes.some((each) => rejections.includes(each))
    ? 'rejected'
    : codes.some((each) => unsent.includes(each))
      ? 'refused'
      : 'unclear'
  return { state, problem: code === undefined ? problem : `${problem} (code ${String(code).slice(0, 40)})` }
}

/** The answer of a wallet that should have been a hash, for people. */
export function shownAnswer(answer: unknown): string {
  if (answer === '') return 'an empty text'
  if (typeof answer === 'string') return `“${answer.slice(0, 100)}”`
  if (answer === undefined) return 'nothing'
  try {
    return JSON.stringify(answer).slice(0, 100)
  } catch {
    return `a ${typeof answer}`
  }
}

function linksOf(error: unknown, depth: number): readonly unknown[] {
  if (depth === 0 || error === null || error === undefined) return []
  return [error, ...below.flatMap((name) => linksOf(own(error, name), depth - 1))]
}

/** A plain field of an error; a getter that throws counts as no field. */
function own(link: unknown, name: string): unknown {
  if (typeof link !== 'object' || link === null) return undefined
  try {
    return (link as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}

function messagesOf(link: unknown): readonly string[] {
  const found = typeof link === 'string' ? [link] : texts.map((name) => own(link, name))
  // Revert data is a text too, but means nothing to a person.
  return found.flatMap((text) =>
    typeof text === 'string' && text.trim() !== '' && !/^0x[0-9a-f]*$/i.test(text)
      ? [
          text
            .trim()
            .replace(/[.:]+$/, '')
            .slice(0, longest),
        ]
      : [],
  )
}
