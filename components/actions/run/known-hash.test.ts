import { pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { domainOf } from '@/lib/console/derive/safe-domain'
import { safeTransaction, safeTxHash } from '@/lib/safe'
import { fakeModel, operation, someone } from '@/lib/testing/fakes/model'
import { knownAs } from './known-hash'

const model = fakeModel({ 'VERSION()': () => ['1.4.1'], 'nonce()': () => [5n] })
const safe = model.safes[0]!
const call = { to: someone, data: '0x1234', value: 0n } as const

describe('a hash that is no transaction’s', () => {
  it('knows a hash that a transaction of a watched Safe has', () => {
    expect(knownAs(operation, model, someone, call)).toBe(`a transaction of ${safe.name} (its safeTxHash)`)
  })

  it('knows a hash that a Safe as the wallet makes of the call, at a nonce near its own', () => {
    const domain = domainOf(safe, model.chainId)
    if (!domain.ok) throw new Error(domain.reason.message)
    const hashAt = (nonce: bigint) => safeTxHash(domain.value, safeTransaction([call], nonce))
    for (const nonce of [2n, 5n, 21n])
      expect(knownAs(hashAt(nonce), model, safe.id, call)).toContain(safe.name)
    expect(knownAs(hashAt(500n), model, safe.id, call)).toBeNull()
    expect(knownAs(hashAt(5n), model, someone, call)).toBeNull()
  })

  it('knows nothing of a hash that no Safe makes', () => {
    expect(knownAs(pad('0x12'), model, safe.id, call)).toBeNull()
  })
})
