import type { Hex } from 'viem'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { BlockRef } from '@/lib/leaf/source'
import type { Returned } from '../read/ask'
import type { ReadBy } from '../read/read-by'
import type { Reading } from '../read/reader'

/**
 * A reading on its way from the server to a browser: complete at first, then the difference to the block before. It
 * carries raw answers, not values: the browser gathers and derives with the same code as the server.
 */
export type Message = WholeMessage | DeltaMessage

export interface WholeMessage {
  readonly type: 'whole'
  /** Identity of the deployment that the reading belongs to. */
  readonly of: string
  readonly reading: WireReading
  /** How many answers it carries: a message that lost some on its way is rejected. */
  readonly carries: number
  readonly ageSeconds: number
}

export interface DeltaMessage {
  readonly type: 'delta'
  readonly of: string
  /** Hash of the reading that the difference is based on. */
  readonly base: Hex
  readonly block: BlockRef
  /** Null when nothing was learned. */
  readonly known: Watchlist | null
  /** Answers that are new or different; null for reads that are no longer made. */
  readonly answers: Readonly<Record<string, WireAnswer | null>>
  readonly by: ReadBy
  /** How many answers it carries: where one is lost, an older one would be used in its place. */
  readonly carries: number
  readonly ageSeconds: number
}

/** Return data, or `!` and revert data. */
type WireAnswer = string

export interface WireReading {
  readonly block: BlockRef
  readonly known: Watchlist
  readonly answers: Readonly<Record<string, WireAnswer>>
  readonly by: ReadBy
}

/**
 * @param of Identity of the deployment.
 * @param ageSeconds How long ago the sender saw the block [s].
 */
export function wholeMessage(of: string, reading: Reading, ageSeconds: number): WholeMessage {
  const answers = Object.fromEntries([...reading.answers].map(([key, answer]) => [key, pack(answer)]))
  const { block, known, by } = reading
  const carries = reading.answers.size
  return { type: 'whole', of, reading: { block, known, answers, by }, carries, ageSeconds }
}

/** What changed from one reading to the next. */
export function deltaMessage(of: string, before: Reading, after: Reading, ageSeconds: number): DeltaMessage {
  const answers: Record<string, WireAnswer | null> = {}
  for (const [key, answer] of after.answers) {
    const old = before.answers.get(key)
    if (old?.data !== answer.data || old.ok !== answer.ok) answers[key] = pack(answer)
  }
  for (const key of before.answers.keys()) if (!after.answers.has(key)) answers[key] = null
  const known = stringify(before.known) === stringify(after.known) ? null : after.known
  const { block, by } = after
  const carries = Object.keys(answers).length
  return { type: 'delta', of, base: before.block.hash, block, known, answers, by, carries, ageSeconds }
}

/**
 * The reading that results from a message and the one before; null when they do not fit and a complete message is
 * needed.
 */
export function applyMessage(before: Reading | null, message: Message): Reading | null {
  const carried = Object.entries(message.type === 'whole' ? message.reading.answers : message.answers)
  if (carried.length !== message.carries) return null
  if (message.type === 'whole') return unpackReading(message.reading)
  if (before?.block.hash !== message.base) return null
  const answers = new Map(before.answers)
  for (const [key, answer] of Object.entries(message.answers)) {
    if (answer === null) answers.delete(key)
    else answers.set(key, unpack(answer))
  }
  return { block: message.block, known: message.known ?? before.known, answers, by: message.by }
}

export function unpackReading({ block, known, answers, by }: WireReading): Reading {
  return {
    block,
    known,
    by,
    answers: new Map(Object.entries(answers).map(([key, answer]) => [key, unpack(answer)])),
  }
}

/** JSON in which a bigint is `{"#": "123"}`, so that it is not read back as a number. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? { '#': item.toString() } : item,
  )
}

/** @throws SyntaxError when the text is not JSON. */
export function parse<T>(text: string): T {
  return JSON.parse(text, (_, item: unknown) =>
    typeof item === 'object' && item !== null && '#' in item && typeof item['#'] === 'string'
      ? BigInt(item['#'])
      : item,
  ) as T
}

function pack({ ok, data }: Returned): WireAnswer {
  return ok ? data : `!${data}`
}

function unpack(answer: WireAnswer): Returned {
  return answer.startsWith('!')
    ? { ok: false, data: answer.slice(1) as Hex }
    : { ok: true, data: answer as Hex }
}
