import type { Watchlist } from '@/lib/console/facts/watchlist'
import { type Message, parse } from '.'
import type { NodeStatus } from './status'

/**
 * The message in a text; null where it has another form, because it comes from a server of another build, from
 * something between that is not our server, or from another tab. Its deeper content is checked against the ABIs when it
 * is gathered.
 */
export function messageIn(text: string): Message | null {
  const message = parsed(text)
  if (!isObject(message) || typeof message.of !== 'string') return null
  if (typeof message.ageSeconds !== 'number' || !(message.ageSeconds >= 0 && message.ageSeconds < mostAge))
    return null
  if (!Number.isSafeInteger(message.carries)) return null
  const { type, reading } = message
  const fits =
    type === 'whole'
      ? isObject(reading) &&
        isReading(reading) &&
        isKnown(reading.known) &&
        isRecord(reading.answers, isAnswer)
      : type === 'delta' &&
        isHex(message.base) &&
        isReading(message) &&
        (message.known === null || isKnown(message.known)) &&
        isRecord(message.answers, (answer) => answer === null || isAnswer(answer))
  return fits ? (message as unknown as Message) : null
}

/** The nodes of the server in a text; null where it is something else. */
export function statusIn(text: string): readonly NodeStatus[] | null {
  const nodes = parsed(text)
  return Array.isArray(nodes) && nodes.every(isNode) ? nodes : null
}

/** The hash of the block that a heartbeat names; null where it names none. */
export function heartbeatIn(text: string): string | null {
  const beat = parsed(text)
  return isObject(beat) && typeof beat.block === 'string' && isHex(beat.block) ? beat.block : null
}

/** The longest age of a block [s]: a hundred years. */
const mostAge = 3_153_600_000

type Shape = Readonly<Record<string, unknown>>

const states: ReadonlySet<unknown> = new Set<NodeStatus['state']>([
  ...(['ok', 'behind', 'failing', 'unreachable', 'wrong-chain'] as const),
])

const isNode = (value: unknown): value is NodeStatus =>
  isObject(value) &&
  typeof value.label === 'string' &&
  states.has(value.state) &&
  isTextOrNull(value.problem) &&
  (value.latencyMs === null || Number.isFinite(value.latencyMs)) &&
  isBigintOrNull(value.blockNumber) &&
  isTextOrNull(value.dissent)

const isReading = ({ block, by }: Shape): boolean =>
  isObject(block) &&
  [block.hash, block.parentHash].every(isHex) &&
  [block.number, block.timestamp].every(isNatural) &&
  isObject(by) &&
  typeof by.label === 'string' &&
  typeof by.kind === 'string'

/** Every list of what is known; one that is forgotten does not compile. */
const lists: Readonly<Record<Exclude<keyof Watchlist, 'accounts' | 'coverage'>, true>> = {
  ...{ limitKeys: true, timelock: true, plans: true, grants: true, controls: true, pairs: true, cuts: true },
  ...{ watchedHashes: true, inits: true, approvals: true, runs: true, locks: true, settlements: true },
}

const isKnown = (known: unknown): boolean =>
  isObject(known) &&
  Object.keys(lists).every((name) => isList(known[name], isObject)) &&
  isList(known.accounts, isHex) &&
  isObject(known.coverage) &&
  isNatural(known.coverage.fromBlock) &&
  isBigintOrNull(known.coverage.toBlock) &&
  isTextOrNull(known.coverage.problem) &&
  isList(known.coverage.by, (label) => typeof label === 'string')

const isAnswer = (value: unknown): boolean => typeof value === 'string' && /^!?0x([0-9a-f]{2})*$/i.test(value)

const isList = (value: unknown, fits: (entry: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(fits)

const isRecord = (value: unknown, fits: (entry: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(fits)

const isHex = (value: unknown): boolean => typeof value === 'string' && /^0x[0-9a-f]+$/i.test(value)
const isNatural = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n
const isBigintOrNull = (value: unknown): boolean => value === null || typeof value === 'bigint'
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'
const isObject = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined where it is not JSON, or holds something else in the place of a bigint. */
function parsed(text: string): unknown {
  try {
    return parse<unknown>(text)
  } catch {
    return undefined
  }
}
