import fc from 'fast-check'
import { decodeFunctionResult, encodeFunctionData, encodeFunctionResult, type Hex, multicall3Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { decodeAggregate, encodeAggregate } from './aggregate'

const bytes = fc.uint8Array({ maxLength: 100 }).map((array): Hex => `0x${Buffer.from(array).toString('hex')}`)
const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((array): Hex => `0x${Buffer.from(array).toString('hex')}`)
const requests = fc.array(fc.record({ to: address, data: bytes }), { maxLength: 12 })
const answers = fc.array(fc.record({ ok: fc.boolean(), data: bytes }), { maxLength: 12 })

const byViem = (list: readonly { readonly ok: boolean; readonly data: Hex }[]): Hex =>
  encodeFunctionResult({
    abi: multicall3Abi,
    functionName: 'aggregate3',
    result: list.map(({ ok, data }) => ({ success: ok, returnData: data })),
  })

/** What viem reads, or null where it refuses. */
function readByViem(data: Hex) {
  try {
    return decodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', data }).map(
      ({ success, returnData }) => ({ ok: success, data: returnData }),
    )
  } catch {
    return null
  }
}

function read(data: Hex) {
  try {
    return decodeAggregate(data)
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    return null
  }
}

describe('the calldata of aggregate3', () => {
  it('is what viem writes', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const args = [
          list.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data })),
        ] as const
        const expected = encodeFunctionData({ abi: multicall3Abi, functionName: 'aggregate3', args })
        expect(encodeAggregate(list)).toBe(expected)
      }),
    )
  })

  it('has addresses in one case, whatever theirs is', () => {
    const to = '0xcA11bde05977b3631167028862bE2a173976CA11'
    const lower = to.toLowerCase() as Hex
    expect(encodeAggregate([{ to, data: '0x01' }])).toBe(encodeAggregate([{ to: lower, data: '0x01' }]))
  })
})

describe('the result of aggregate3', () => {
  it('is read as viem reads it', () => {
    fc.assert(
      fc.property(answers, (list) => {
        expect(decodeAggregate(byViem(list))).toEqual(list)
      }),
    )
  })

  it('is refused, or read as viem reads it, where a byte of it is another', () => {
    fc.assert(
      fc.property(answers, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, change) => {
        const data = Buffer.from(byViem(list).slice(2), 'hex')
        const at = place % data.length
        data[at] = (data[at] as number) ^ change
        const altered: Hex = `0x${data.toString('hex')}`
        const found = read(altered)
        if (found !== null) expect(found).toEqual(readByViem(altered))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is refused where it is cut off anywhere', () => {
    const data = byViem([
      { ok: true, data: '0x1234' },
      { ok: false, data: '0x' },
    ])
    // The zeros after the last bytes are not missed.
    for (let end = 2; end < data.length - 2; end += 2) {
      const cut = data.slice(0, end) as Hex
      expect(read(cut), `${end}`).toBeNull()
    }
  })

  it('is refused where it claims more answers than it can hold, before any is made', () => {
    const claim = (length: bigint): Hex =>
      `0x${32n.toString(16).padStart(64, '0')}${length.toString(16).padStart(64, '0')}`
    for (const length of [1n, 2n ** 31n, 2n ** 47n, 2n ** 255n]) expect(read(claim(length))).toBeNull()
    expect(read(claim(0n))).toEqual([])
  })
})
