import {
  type Abi,
  type AbiEvent,
  type Address,
  type ContractEventName,
  encodeAbiParameters,
  encodeEventTopics,
  type GetEventArgs,
  getAbiItem,
  type Hex,
  pad,
  toFunctionSelector,
} from 'viem'
import type { ExpectedEvent } from '@/lib/console/emitted'

type EventArgs<abi extends Abi, name extends ContractEventName<abi>> = GetEventArgs<
  abi,
  name,
  { EnableUnion: false; IndexedOnly: false; Required: true }
>

/** An event with all of its values, encoded as the contract encodes it. */
export function emits<const abi extends Abi, name extends ContractEventName<abi>>(
  address: Address,
  abi: abi,
  eventName: name,
  args: EventArgs<abi, name>,
): ExpectedEvent {
  const item = getAbiItem({ abi, name: eventName } as never) as unknown as AbiEvent
  const values = args as unknown as Readonly<Record<string, unknown>>
  const data = item.inputs.filter(({ indexed }) => !indexed)
  return {
    address,
    topics: encodeEventTopics({ abi: [item], eventName: item.name, args: values } as never) as Hex[],
    data: encodeAbiParameters(
      data,
      data.map(({ name }) => values[name ?? '']),
    ),
  }
}

/**
 * The anonymous event, called a note, with which the first contracts of MCD log a call to them: its function and its first
 * three words. It is optional, since other deployments of these contracts log no notes.
 *
 * @param words the first arguments of the call; null for one that may be anything
 */
export function noteOf(
  address: Address,
  signature: string,
  words: readonly [Hex | null, Hex | null, Hex | null],
): ExpectedEvent {
  const selector = pad(toFunctionSelector(signature), { dir: 'right', size: 32 })
  return { address, topics: [selector, ...words], data: null, optional: true }
}

/** An address or a number as a lower-case word of 32 bytes. */
export const word = (value: Hex): Hex => pad(value, { size: 32 }).toLowerCase() as Hex

/** The word in a note for an argument that the call does not have. */
export const NO_WORD: Hex = pad('0x', { size: 32 })
