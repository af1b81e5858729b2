import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { collectState } from '@/lib/safe'
import { type Approvals, countWords, stillToSign } from './approvals'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const titleOf = (account: Address): string => `Owner ${Number(account)}`

/** Of three owners, what each said; null for one that could not be read. */
const asked = (said: readonly (boolean | null)[], threshold = 2n): Pick<Approvals, 'collected'> => {
  const owners = said.map((_, index) => at(index + 1))
  const known = owners.flatMap((owner, index) => {
    const approved = said[index]
    return typeof approved === 'boolean' ? [[owner, approved] as const] : []
  })
  const none = { safeNonce: 0n, nonce: 0n, connected: null }
  return { collected: collectState({ ...none, owners, threshold, approvals: new Map(known) }) }
}
const still = (...of: Parameters<typeof asked>) => stillToSign(asked(...of), titleOf)

describe('who else must sign', () => {
  it('names how many, and of whom', () => {
    expect(still([true, false, false])).toBe('Still to sign: 1 of Owner 2, Owner 3.')
    expect(still([true, false, false], 3n)).toBe('Still to sign: Owner 2 and Owner 3.')
  })

  it('counts nobody who could not be read as having signed', () => {
    expect(still([true, null, false])).toBe('Still to sign: 1 of Owner 3, Owner 2.')
    expect(countWords(asked([true, null, false]))).toContain('could not be read')
    expect(countWords(asked([true, false, false]))).toBe('1 of 2 owners that are needed approved')
  })

  it('is nobody once enough have, and never for a Safe that was not set up', () => {
    expect(still([true, true, false])).toBe('Enough owners have signed: anyone can execute.')
    expect(still([false], 0n)).toBe('The Safe was never set up, and executes nothing.')
  })
})
