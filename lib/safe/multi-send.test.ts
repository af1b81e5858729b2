import { AbiCoder, Interface, solidityPacked } from 'ethers'
import fc from 'fast-check'
import { encodeFunctionData, type Hex, size, slice } from 'viem'
import { describe, expect, it } from 'vitest'
import { address, bytes, safeCall } from '@/lib/testing/states/safes'
import { multiSendAbi } from './abi'
import { decodeMultiSend, encodeMultiSend } from './multi-send'

const calls = fc.array(safeCall, { maxLength: 6 })

const batchOf = (transactions: Hex): Hex =>
  encodeFunctionData({ abi: multiSendAbi, functionName: 'multiSend', args: [transactions] })

/** The packed argument, read by an independent decoder. */
const packedIn = (data: Hex): Hex => AbiCoder.defaultAbiCoder().decode(['bytes'], slice(data, 4))[0]

const PACKED = ['uint8', 'address', 'uint256', 'uint256', 'bytes']

describe('a batch', () => {
  it('is packed as an independent encoder packs it', () => {
    const independent = new Interface(['function multiSend(bytes transactions) payable'])
    fc.assert(
      fc.property(calls, (list) => {
        const packed = list.map(({ to, value, data }) =>
          solidityPacked(PACKED, [0, to, value, size(data), data]).slice(2),
        )
        expect(encodeMultiSend(list)).toBe(
          independent.encodeFunctionData('multiSend', [`0x${packed.join('')}`]),
        )
      }),
    )
  })

  it('decodes to the calls that it was made of, in order', () => {
    fc.assert(
      fc.property(calls, (list) => {
        expect(decodeMultiSend(encodeMultiSend(list))).toEqual(
          list.map((call) => ({ operation: 0, ...call })),
        )
      }),
    )
  })

  it('decodes with its delegate calls, so that they can be seen', () => {
    const [to, data] = [fc.sample(address, 1)[0]!, fc.sample(bytes, 1)[0]!]
    const packed = solidityPacked(PACKED, [1, to, 5n, size(data), data]) as Hex
    expect(decodeMultiSend(batchOf(packed))).toEqual([{ operation: 1, to, value: 5n, data }])
  })

  it('is rejected when the bytes end before or after an entry does', () => {
    fc.assert(
      fc.property(fc.array(safeCall, { minLength: 1, maxLength: 2 }), fc.nat(), (list, cut) => {
        const packed = packedIn(encodeMultiSend(list))
        const whole = new Set(list.map((_, index) => size(packedIn(encodeMultiSend(list.slice(0, index))))))
        const at = cut % size(packed)
        fc.pre(!whole.has(at))
        expect(decodeMultiSend(batchOf(slice(packed, 0, at)))).toBeNull()
        expect(decodeMultiSend(batchOf(`${packed}00`))).toBeNull()
      }),
    )
  })

  it('is rejected with an operation or a length that no contract accepts', () => {
    const to = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'
    for (const entry of [
      [2, to, 0n, 0n, '0x'],
      [0, to, 0n, 2n ** 256n - 1n, '0x'],
      [0, to, 0n, 1n, '0x'],
    ]) {
      expect(decodeMultiSend(batchOf(solidityPacked(PACKED, entry) as Hex))).toBeNull()
    }
  })

  it('is rejected in the calldata of another function, in cut calldata, and with bytes behind it', () => {
    const data = encodeMultiSend([])
    expect(decodeMultiSend(data)).toEqual([])
    expect(decodeMultiSend('0x')).toBeNull()
    expect(decodeMultiSend(`0x00000000${data.slice(10)}`)).toBeNull()
    expect(decodeMultiSend(slice(data, 0, size(data) - 1))).toBeNull()
    expect(decodeMultiSend(`${data}00`)).toBeNull()
  })
})
