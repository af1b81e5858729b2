import { type Address, encodeFunctionData, type Hex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import type { GeneratorModel } from '@/lib/console/model'
import { given } from '@/lib/leaf'
import { limitKeyFor } from '@/lib/limits'
import { tellCall } from './calls'

const vault: Address = '0x1111111111111111111111111111111111111111'
const limits: Address = '0x2222222222222222222222222222222222222222'
const beamState: Address = '0x3333333333333333333333333333333333333333'

const names = new Map<Address, string>([
  [vault, 'Spark vault'],
  [limits, 'RateLimits'],
])
const nameOf = (address: Address) => names.get(address)

const deposit = {
  id: limitKeyFor('LIMIT_4626_DEPOSIT', vault),
  name: { name: 'LIMIT_4626_DEPOSIT', addresses: [vault] },
  unit: { symbol: given('USDS'), decimals: given(18), token: given(vault) },
}
const generators = [
  {
    limits: [deposit],
    addresses: { usds: limits, rateLimits: limits, diamond: beamState },
    primes: [
      {
        addresses: { vault, almProxy: beamState, rateLimits: vault, controller: vault },
        controllers: [{ id: vault, expected: { rateLimits: vault } }],
      },
    ],
  },
] as unknown as readonly GeneratorModel[]

const grant = (key: Hex, rateLimits: Address = limits) => ({
  target: beamState,
  data: encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'addInitRateLimits',
    args: [key, rateLimits, 25n * 10n ** 24n, 10n ** 18n],
  }),
})

describe('tellCall', () => {
  it('names a limit and tells its amounts in its token', () => {
    const { text } = tellCall(grant(deposit.id), generators, nameOf)
    expect(text).toContain('Spark vault deposit limit')
    expect(text).toContain('25,000,000 USDS')
  })

  it('names a limit that was never set, in the unit of its vault', () => {
    const key = limitKeyFor('LIMIT_LEGACY_MIGRATION', vault)
    const { text } = tellCall(grant(key), generators, nameOf)
    expect(text).toContain('Spark vault migration limit')
    expect(text).toContain('25,000,000 USDS')
  })

  it('names the PAUs that an init for all of them concerns', () => {
    const { text } = tellCall(grant(deposit.id, zeroAddress), generators, nameOf)
    expect(text).toContain('every RateLimits without its own (of those known here: RateLimits, Spark vault)')
  })

  it('guesses neither name nor unit of a key that nothing explains', () => {
    const key: Hex = `0x${'ab'.repeat(32)}`
    const { text } = tellCall(grant(key), generators, nameOf)
    expect(text).toContain(key)
    expect(text).toContain('smallest unit')
  })
})
