import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { keysOf } from './keys'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const failed = unknown({ kind: 'reverted', message: 'It reverted.' })
const [SAFE, OTHER] = [at(1), at(2)]

const safe = (threshold: Leaf<bigint>, owners: Leaf<readonly Address[]>) => [{ id: SAFE, threshold, owners }]
const sized = (size: Leaf<bigint>) => keysOf([], new Map([[OTHER, size]]), OTHER)

describe('by how many keys an account acts', () => {
  it('is told by its code', () => {
    expect(sized(given(0n))).toMatchObject({ value: { kind: 'key' } })
    expect(sized(given(23n))).toMatchObject({ value: { kind: 'delegated' } })
    expect(sized(given(22n))).toMatchObject({ value: { kind: 'contract' } })
    expect(sized(given(24n))).toMatchObject({ value: { kind: 'contract' } })
  })

  it('is what a Safe of the deployment says, whatever its code', () => {
    const safes = safe(given(2n), given([at(3), at(4), at(5)]))
    expect(keysOf(safes, new Map([[SAFE, given(0n)]]), SAFE)).toMatchObject({
      value: { kind: 'safe', threshold: 2n, owners: 3 },
    })
  })

  it('is unknown where nobody answered, and never one key', () => {
    expect(sized(failed).ok).toBe(false)
    expect(keysOf([], new Map(), OTHER).ok).toBe(false)
    expect(keysOf(safe(failed, given([at(3)])), new Map(), SAFE).ok).toBe(false)
    expect(keysOf(safe(given(1n), failed), new Map(), SAFE).ok).toBe(false)
  })
})
