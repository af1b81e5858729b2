import { type Hex, zeroHash } from 'viem'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import { type FakeOutputs, fakeTime } from './model'

const EMPTY: OperationContent = { calls: [], predecessor: zeroHash, salt: zeroHash }

/** A timelock that lists these operations, each pending and due, and that is not paused. */
export function listing(held: readonly OperationContent[]): FakeOutputs {
  const ids = held.map(hashOperation)
  const after = (place: number) => [ids[place] ?? zeroHash]
  return {
    'getOperationsCount()': () => [BigInt(ids.length)],
    'getOperationCount()': () => null,
    'getFirstOperationId()': () => after(0),
    'getNextOperationId(bytes32)': ([id]) => after(ids.includes(id as Hex) ? ids.indexOf(id as Hex) + 1 : -1),
    'getOperation(bytes32)': ([id]) => {
      const { calls, predecessor, salt } = held[ids.indexOf(id as Hex)] ?? EMPTY
      return [
        {
          targets: calls.map(({ target }) => target),
          values: calls.map(({ value }) => value),
          payloads: calls.map(({ data }) => data),
          predecessor,
          salt,
        },
      ]
    },
    'getTimestamp(bytes32)': ([id]) => [ids.includes(id as Hex) ? fakeTime : 0n],
    'paused()': () => [false],
  }
}
