import { type Address, getAddress, type Hex, hexToBytes, pad, toHex } from 'viem'
import type { Action, ActionCall } from '@/lib/actions'

/** Something to be signed, with one byte altered. */
export interface Altered<T> {
  /** "byte 17 of the data of transaction 1". */
  readonly name: string
  readonly altered: T
}

/** The same bytes with one bit of one byte flipped, once for each byte; neighbours never have the same bit flipped. */
export function eachByte(data: Hex): readonly Altered<Hex>[] {
  const bytes = hexToBytes(data)
  return [...bytes].map((byte, index) => {
    const altered = bytes.slice()
    altered[index] = byte ^ (1 << (index % 8))
    return { name: `byte ${index}`, altered: toHex(altered) }
  })
}

/** The same bytes with some added or removed. */
export const otherLengths = (data: Hex): readonly Altered<Hex>[] => [
  { name: 'a byte more', altered: `${data}00` },
  { name: 'a byte less', altered: data.slice(0, -2) as Hex },
  { name: 'nothing', altered: '0x' },
]

export const eachByteOfAddress = (address: Address): readonly Altered<Address>[] =>
  eachByte(address).map(({ name, altered }) => ({ name, altered: getAddress(altered) }))

export const eachByteOfValue = (value: bigint): readonly Altered<bigint>[] =>
  eachByte(pad(toHex(value), { size: 32 })).map(({ name, altered }) => ({ name, altered: BigInt(altered) }))

/** Only chain ids that are exact as a number. */
export const eachByteOfChain = (chainId: number): readonly Altered<number>[] =>
  eachByte(pad(toHex(chainId), { size: 6 })).map(({ name, altered }) => ({ name, altered: Number(altered) }))

/** Every call of an action with one byte altered in its data, its target or its value. */
export function alteredCalls({ calls }: Pick<Action, 'calls'>): readonly Altered<readonly ActionCall[]>[] {
  return calls.flatMap((call, index) => {
    const instead = (of: string, name: string, changes: Partial<ActionCall>) => ({
      name: `${name} of the ${of} of transaction ${index + 1}`,
      altered: calls.map((other, at) => (at === index ? { ...other, ...changes } : other)),
    })
    return [
      ...[...eachByte(call.data), ...otherLengths(call.data)].map(({ name, altered }) =>
        instead('data', name, { data: altered }),
      ),
      ...eachByteOfAddress(call.to).map(({ name, altered }) => instead('target', name, { to: altered })),
      ...eachByteOfValue(call.value).map(({ name, altered }) => instead('value', name, { value: altered })),
    ]
  })
}
