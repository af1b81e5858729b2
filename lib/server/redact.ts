import { isRpcError, isTransportError, RpcError, TransportError } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import { type Secret, secretsIn, spellings } from './secrets'

/** Removes from a text what may be a key of a node, in every spelling. */
export interface Redactor {
  /** For what a node says in words. */
  readonly words: (text: string) => string
  /** For everything, including values of the chain and names of fields: removes only what is certainly not a word. */
  readonly text: (text: string) => string
}

const mark = '…'

/** @param urls addresses of nodes, as `RPC_URL` has them */
export function redactorOf(urls: readonly string[]): Redactor {
  const secrets = urls.flatMap(secretsIn)
  return {
    words: cleaner(secrets),
    text: cleaner(secrets.filter(({ isWord }) => !isWord)),
  }
}

function cleaner(secrets: readonly Secret[]): (text: string) => string {
  const all = [...new Set(secrets.flatMap(({ text }) => spellings(text)))]
  if (all.length === 0) return (text) => text
  const longestFirst = all.sort((a, b) => b.length - a.length).map(escaped)
  const pattern = new RegExp(longestFirst.join('|'), 'gi')
  return (text) => text.replace(pattern, mark)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

let own: Redactor | null = null

/** The redactor for the keys that this process was started with. */
export function ownRedactor(): Redactor {
  own ??= redactorOf((process.env.RPC_URL ?? '').split(',').map((url) => url.trim()))
  return own
}

/** An RPC whose refusals and answers never repeat a key. */
export function redacted(rpc: Rpc, redactor: Redactor): Rpc {
  const { words, text } = redactor
  return {
    ...rpc,
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      try {
        return answerWithout(method, await rpc.request<T>(method, params), redactor)
      } catch (error) {
        if (isRpcError(error)) {
          const data = error.data && text(error.data) === error.data ? error.data : null
          throw new RpcError(method, error.code, words(error.message), data)
        }
        if (!isTransportError(error)) throw error
        throw new TransportError(method, words(error.message), error.isTooLarge)
      }
    },
  }
}

/** Parsing JSON undoes the escapes that it was sent with. Values of the chain are hex; all other texts are words. */
function answerWithout<T>(method: string, answer: T, { words, text }: Redactor): T {
  try {
    const json = JSON.stringify(answer) ?? 'null'
    if (words(json) === json) return answer
    return JSON.parse(json, (_, value: unknown) =>
      typeof value === 'string' ? (isHex.test(value) ? text(value) : words(value)) : value,
    ) as T
  } catch {
    throw new TransportError(method, 'gave an answer that is nested too deeply')
  }
}

const isHex = /^0x[0-9a-f]*$/i

type Write = typeof process.stdout.write

/** From now on, nothing that this process writes to its output or its log repeats a key. */
export function guardOutput({ words }: Redactor = ownRedactor()): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
    const guarded = (chunk: unknown, ...rest: unknown[]) => write(withoutKeys(chunk, words), ...rest)
    stream.write = guarded as Write
  }
}

function withoutKeys(chunk: unknown, words: Redactor['words']): unknown {
  if (typeof chunk === 'string') return words(chunk)
  if (!(chunk instanceof Uint8Array)) return chunk
  const text = Buffer.from(chunk).toString('utf8')
  const cleaned = words(text)
  return cleaned === text ? chunk : cleaned
}
