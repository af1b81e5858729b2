import { getAddress, pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { safeTxHash } from './hash'
import { nonceProposed } from './proposed'
import { safeTransaction } from './transaction'

const domain = {
  chainId: 31_337n,
  safe: getAddress(pad('0xa1', { size: 20 })),
  version: '1.4.1',
} as const
const call = { to: getAddress(pad('0xb2', { size: 20 })), value: 0n, data: '0x1234' } as const
const hashAt = (calls: readonly (typeof call)[], nonce: bigint) =>
  safeTxHash(domain, safeTransaction(calls, nonce))

describe('the nonce of a proposal', () => {
  it('is found from three before the present one to 28 after it, and no further', () => {
    for (const nonce of [7n, 10n, 38n])
      expect(nonceProposed(domain, [call], 10n, hashAt([call], nonce))).toBe(nonce)
    for (const nonce of [6n, 39n])
      expect(nonceProposed(domain, [call], 10n, hashAt([call], nonce))).toBeNull()
    expect(nonceProposed(domain, [call], 1n, hashAt([call], 0n))).toBe(0n)
  })

  it('is that of all calls in their order, whatever the letters of the hash', () => {
    const more = { ...call, data: '0x5678' as never }
    const hash = hashAt([call, more], 10n)
    expect(nonceProposed(domain, [call, more], 10n, hash.toUpperCase().replace('0X', '0x') as never)).toBe(
      10n,
    )
    expect(nonceProposed(domain, [more, call], 10n, hash)).toBeNull()
    expect(nonceProposed(domain, [call], 10n, hash)).toBeNull()
    expect(nonceProposed(domain, [], 10n, hash)).toBeNull()
  })
})
