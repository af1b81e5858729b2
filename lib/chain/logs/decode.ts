import { type AbiEvent, decodeEventLog, type Hex, parseAbi, toEventSelector } from 'viem'
import { knownEvents } from '@/lib/abi'
import { safeAbi, safeEventsAbi, safeL2EventsAbi } from '@/lib/safe'

/** An event as its log encodes it, whoever emitted it. */
export interface DecodedLog {
  readonly name: string
  readonly args: readonly { readonly name: string; readonly value: unknown }[]
}

/** Common events of tokens, proxies and owners. */
const standardEvents = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
  'event Approval(address indexed owner, address indexed spender, uint256 value)',
  'event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)',
  'event ApprovalForAll(address indexed owner, address indexed operator, bool approved)',
  'event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)',
  'event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)',
  'event Deposit(address indexed dst, uint256 wad)',
  'event Withdrawal(address indexed src, uint256 wad)',
  'event Upgraded(address indexed implementation)',
  'event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)',
])

const bySelector = new Map<Hex, AbiEvent[]>()
for (const item of [...knownEvents, ...safeAbi, ...safeEventsAbi, ...safeL2EventsAbi, ...standardEvents]) {
  if (item.type !== 'event' || ('anonymous' in item && item.anonymous)) continue
  const selector = toEventSelector(item)
  bySelector.set(selector, [...(bySelector.get(selector) ?? []), item])
}

/** @returns null for an event that no known ABI has, or whose log does not fit its ABI. */
export function decodeLog({
  topics,
  data,
}: {
  readonly topics: readonly Hex[]
  readonly data: Hex
}): DecodedLog | null {
  const [selector] = topics
  for (const item of (selector && bySelector.get(selector)) ?? []) {
    try {
      const { args } = decodeEventLog({ abi: [item], topics: topics as [Hex, ...Hex[]], data, strict: true })
      const values = (args ?? {}) as Readonly<Record<string, unknown>>
      return {
        name: item.name,
        args: item.inputs.map(({ name = '' }) => ({ name, value: values[name] })),
      }
    } catch {
      // Another event with the same signature has other topics.
    }
  }
  return null
}
