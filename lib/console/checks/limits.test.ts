import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { checked } from '@/lib/testing/checked'
import { deriveStored } from '../derive/limits'
import type { StoredLimitFacts } from '../facts/limits'
import type { GeneratorModel } from '../model'
import { limitChecks } from './limits'

const NOW = 1_800_000_000n
const [VAULT, LIMITS] = [0x61, 0x33].map((n) => getAddress(pad(toHex(n), { size: 20 })))
const KEY = toHex(1, { size: 32 })
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })

interface Changes {
  readonly maxAmount?: bigint
  readonly slope?: bigint
  readonly lastAmount?: bigint
  readonly lastUpdated?: bigint
  readonly contract?: bigint | null
  readonly name?: { readonly name: string; readonly addresses: readonly string[] } | null
}

/** The checks of a limit of 1,000, of which 400 are left and one refills each second. */
function checksOf({
  contract = 400n,
  name = { name: 'LIMIT_4626_DEPOSIT', addresses: [VAULT!] },
  ...stored
}: Changes) {
  const { maxAmount = 1_000n, slope = 1n, lastAmount = 400n, lastUpdated = NOW } = stored
  const facts = {
    ...{ id: KEY, rateLimits: LIMITS, name },
    ...{ maxAmount: given(maxAmount), slope: given(slope) },
    ...{ lastAmount: given(lastAmount), lastUpdated: given(lastUpdated) },
    contractCurrent: contract === null ? unread : given(contract),
  } as unknown as StoredLimitFacts
  return limitChecks({ limits: [deriveStored(facts, NOW)] } as unknown as GeneratorModel, NOW)
}
const shown = (id: string, changes: Changes) => checked(checksOf(changes), `limits/${id}`)

describe('the checks of a limit', () => {
  it('pass for one that is as RateLimits says, with something left', () => {
    expect(checksOf({}).map(({ id }) => id.split('/')[1])).toEqual(['agrees', 'used-up', 'unprotected'])
    expect(shown('agrees', {})).toEqual({
      state: 'pass',
      title: `RateLimits agrees with the console on LIMIT_4626_DEPOSIT ${VAULT}`,
      found: 'Computed 400, the contract says 400 (smallest units).',
    })
    expect(shown('used-up', {})).toMatchObject({ state: 'pass', found: 'Not used up, or no limit is set.' })
    expect(shown('unprotected', {})).toMatchObject({ state: 'pass', found: 'Protected, or limited.' })
  })

  it('are red where RateLimits says something else, and unknown where it did not answer', () => {
    expect(shown('agrees', { contract: MAX_UINT256 })).toEqual({
      state: 'critical',
      title: `RateLimits and the console differ on LIMIT_4626_DEPOSIT ${VAULT}`,
      found: 'Computed 400, the contract says unlimited (smallest units).',
    })
    expect(shown('agrees', { contract: null })?.state).toBe('unknown')
  })

  it('tell a limit that is used up, to the unit, from one that is not set or that nobody gave anything', () => {
    const used = { maxAmount: 1_000n, slope: 0n, lastAmount: 0n, contract: 0n }
    expect(shown('used-up', used)).toEqual({
      state: 'attention',
      title: `LIMIT_4626_DEPOSIT ${VAULT} is used up`,
      found: 'Nothing is left.',
    })
    expect(shown('used-up', { ...used, lastAmount: 1n })?.state).toBe('pass')
    expect(shown('used-up', { ...used, maxAmount: 0n })?.state).toBe('pass')
  })

  it('tell an unlimited key that a cBEAM can lower from one that it cannot, and from a limited one', () => {
    const open = { maxAmount: MAX_UINT256, slope: 1n }
    expect(shown('unprotected', open)).toEqual({
      state: 'attention',
      title: `LIMIT_4626_DEPOSIT ${VAULT} is unlimited, but a cBEAM can lower it`,
      found: 'It has a slope, which is what lets a cBEAM lower it.',
    })
    expect(shown('unprotected', { ...open, slope: 0n })?.state).toBe('pass')
    expect(shown('unprotected', { ...open, maxAmount: MAX_UINT256 - 1n })?.state).toBe('pass')
  })

  it('ask for the name of a key that has none, and call it a key at the beginning of a sentence', () => {
    expect(shown('named', {})).toBeNull()
    expect(shown('named', { name: null })).toEqual({
      state: 'attention',
      title: `The limit key ${KEY} has no name that is known here`,
      found: 'No known name over known addresses hashes to this key.',
    })
    expect(shown('used-up', { name: null })?.title).toBe(`Key ${KEY} has capacity left`)
    expect(shown('agrees', { name: null })?.title).toBe(`RateLimits agrees with the console on key ${KEY}`)
    const bare = { name: { name: 'LIMIT_USDS_MINT', addresses: [] } }
    expect(shown('used-up', bare)?.title).toBe('LIMIT_USDS_MINT has capacity left')
  })
})
