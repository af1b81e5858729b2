import { type Address, getAddress, type Hex, zeroAddress } from 'viem'
import { type DecodedLog, decodeLog } from '@/lib/chain/logs/decode'
import { ETHER } from '@/lib/chain/simulate'
import type { ExpectedEvent, JudgedEvents } from '@/lib/console/emitted'
import { formatExact } from '@/lib/format'
import { MAX_UINT256, wad } from '@/lib/math'
import { usds } from '@/lib/words/funnel'

/** One event of a simulation in words. Addresses stand in full: the screen puts names in their place. */
export interface EventRow {
  readonly key: string
  readonly contract: Address
  readonly text: string
  readonly state: 'stated' | 'not-stated' | 'missing'
}

/** Every event that was emitted, in order, then those that were stated and are missing. */
export function eventRows({ emitted, missing }: JudgedEvents, usdsToken: Address): readonly EventRow[] {
  return [
    ...emitted.map(({ log, expected }, index) => ({
      key: `${index}`,
      contract: getAddress(log.address),
      text: eventText(log, usdsToken),
      state: expected ? ('stated' as const) : ('not-stated' as const),
    })),
    ...missing.map((event, index) => ({
      key: `missing-${index}`,
      contract: event.address,
      text: eventText(concrete(event), usdsToken),
      state: 'missing' as const,
    })),
  ]
}

interface Log {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
}

/** A stated event as a log, without the arguments that may have any value. */
function concrete({ address, topics, data }: ExpectedEvent): Log {
  return { address, topics: topics.flatMap((topic) => topic ?? []), data: data ?? '0x' }
}

function eventText(log: Log, usdsToken: Address): string {
  const decoded = decodeLog(log)
  if (!decoded) {
    const [selector = 'no topic'] = log.topics
    return `An event of no known interface: ${selector}`
  }
  return movementText(log, decoded, usdsToken) ?? plainText(decoded)
}

/** Movements and approvals of tokens, and of ether, in a sentence. */
function movementText(
  { address, topics }: Log,
  { name, args }: DecodedLog,
  usdsToken: Address,
): string | null {
  const [first, second, third] = args.map(({ value }) => value)
  if (typeof third !== 'bigint' || args.length !== 3) return null
  const token = getAddress(address)
  const amount =
    topics.length === 4
      ? `Token #${third}`
      : token === ETHER
        ? `${formatExact(third, 18)} ETH`
        : token === getAddress(usdsToken)
          ? usds(wad(third))
          : third === MAX_UINT256
            ? 'any amount'
            : `${formatExact(third, 0)} units`
  if (name === 'Approval') {
    return third === 0n
      ? `${first} lets ${second} move nothing any more`
      : `${first} lets ${second} move ${amount}`
  }
  if (name !== 'Transfer') return null
  if (first === zeroAddress) return `${amount} made for ${second}`
  return second === zeroAddress ? `${amount} of ${first} destroyed` : `${amount} from ${first} to ${second}`
}

function plainText({ name, args }: DecodedLog): string {
  const told = args.map((arg) => `${arg.name} ${valueText(arg.value)}`).join(', ')
  return told === '' ? name : `${name}: ${told}`
}

function valueText(value: unknown): string {
  if (typeof value === 'bigint') return value === MAX_UINT256 ? 'unlimited' : formatExact(value, 0)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item))
}
