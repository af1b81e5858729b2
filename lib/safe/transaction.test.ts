import { Interface } from 'ethers'
import fc from 'fast-check'
import { encodeFunctionData, size, slice, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { address, anyTransaction, bytes, hash, safeCall } from '@/lib/testing/states/safes'
import { safeAbi } from './abi'
import { encodeMultiSend, MULTI_SEND_CALL_ONLY } from './multi-send'
import {
  callsOf,
  decodeSafeTransaction,
  encodeApproveHash,
  encodeExecTransaction,
  safeTransaction,
} from './transaction'

const independent = new Interface([
  'function approveHash(bytes32)',
  'function execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)',
])

describe('safeTransaction', () => {
  it('makes a single call itself, refunds nobody and lets a failure revert', () => {
    fc.assert(
      fc.property(safeCall, fc.bigInt({ min: 0n, max: 2n ** 64n }), (call, nonce) => {
        expect(safeTransaction([call], nonce)).toEqual({
          ...call,
          operation: 0,
          safeTxGas: 0n,
          baseGas: 0n,
          gasPrice: 0n,
          gasToken: zeroAddress,
          refundReceiver: zeroAddress,
          nonce,
        })
      }),
    )
  })

  it('puts several calls into one batch', () => {
    const calls = fc.sample(safeCall, 3)
    expect(safeTransaction(calls, 7n)).toMatchObject({
      to: MULTI_SEND_CALL_ONLY,
      value: 0n,
      operation: 1,
      data: encodeMultiSend(calls),
      nonce: 7n,
    })
  })

  it('cannot be made without a call', () => {
    expect(() => safeTransaction([], 0n)).toThrow(RangeError)
  })
})

describe('callsOf', () => {
  it('gives back the calls of a transaction, however many', () => {
    fc.assert(
      fc.property(fc.array(safeCall, { minLength: 1, maxLength: 5 }), address, (calls, batcher) => {
        expect(callsOf(safeTransaction(calls, 0n))).toEqual(calls)
        expect(callsOf(safeTransaction(calls, 0n, batcher), batcher)).toEqual(calls)
      }),
    )
  })

  it('finds no calls in foreign code that runs as the Safe, nor in a batch that delegates or is broken', () => {
    const calls = fc.sample(safeCall, 2)
    const batch = safeTransaction(calls, 0n)
    expect(callsOf({ ...batch, to: calls[0]!.to })).toBeNull()
    expect(callsOf({ ...batch, data: slice(batch.data, 0, size(batch.data) - 1) })).toBeNull()
    // The operation of the first entry is the first byte after selector, offset and length.
    const delegating = `${slice(batch.data, 0, 68)}01${slice(batch.data, 69).slice(2)}` as const
    expect(callsOf({ ...batch, data: delegating })).toBeNull()
  })
})

describe('calldata', () => {
  it('encodes an execution like an independent encoder, and reads it back', () => {
    fc.assert(
      fc.property(anyTransaction, bytes, (transaction, signatures) => {
        const { nonce: _, ...content } = transaction
        const data = encodeExecTransaction(transaction, signatures)
        const values = [...Object.values(content), signatures]
        expect(data).toBe(independent.encodeFunctionData('execTransaction', values))
        expect(decodeSafeTransaction(data)).toEqual({ transaction: content, signatures })
      }),
    )
  })

  it('encodes an approval like an independent encoder', () => {
    const [value] = fc.sample(hash, 1)
    expect(encodeApproveHash(value!)).toBe(independent.encodeFunctionData('approveHash', [value]))
  })

  it('reads no execution from another call, an unknown operation, or with bytes missing or added', () => {
    const [transaction] = fc.sample(anyTransaction, 1)
    const data = encodeExecTransaction(transaction!, '0x')
    expect(decodeSafeTransaction(encodeApproveHash(`0x${'11'.repeat(32)}`))).toBeNull()
    expect(decodeSafeTransaction('0x')).toBeNull()
    expect(decodeSafeTransaction(`${data}00`)).toBeNull()
    expect(decodeSafeTransaction(slice(data, 0, size(data) - 32))).toBeNull()
    const { to, value, gasToken, refundReceiver } = transaction!
    const odd = encodeFunctionData({
      abi: safeAbi,
      functionName: 'execTransaction',
      args: [to, value, '0x', 2, 0n, 0n, 0n, gasToken, refundReceiver, '0x'],
    })
    expect(decodeSafeTransaction(odd)).toBeNull()
  })
})
