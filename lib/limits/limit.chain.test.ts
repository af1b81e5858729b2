import fc from 'fast-check'
import { type Address, encodeDeployData, encodeFunctionData, type Hex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateLimitsAbi as abi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  LAST_TIME,
  type Outcome,
  outcome,
  START,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { isUint256Error, MAX_UINT256 } from '@/lib/math'
import { amount, describeCase, storedLimit } from '@/lib/testing/states/limits'
import { afterRestore, amountAvailableAt, currentLimit } from './limit'
import type { RateLimit } from './types'

const ADMIN_ROLE = toHex(0n, { size: 32 })

let chain: TestChain
let client: Client
let admin: Address
let controller: Address
let rateLimits: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin, controller] = chain.accounts
  rateLimits = await deploy(
    client,
    admin,
    encodeDeployData({ abi, bytecode: creationCode('RateLimits'), args: [admin] }),
  )
  const role = await client.readContract({ address: rateLimits, abi, functionName: 'CONTROLLER' })
  expect(role).not.toBe(ADMIN_ROLE)
  const data = encodeFunctionData({ abi, functionName: 'grantRole', args: [role, controller] })
  await send(client, admin, rateLimits, data)
})

afterAll(() => chain?.stop())

async function store(key: Hex, { maxAmount, slope, lastAmount, lastUpdated }: RateLimit): Promise<void> {
  const args = [key, maxAmount, slope, lastAmount, lastUpdated] as const
  await send(client, admin, rateLimits, encodeFunctionData({ abi, functionName: 'setRateLimitData', args }))
}

function currentOnChain(key: Hex, t: bigint): Promise<Outcome> {
  const data = encodeFunctionData({ abi, functionName: 'getCurrentRateLimit', args: [key] })
  return outcome(client, admin, rateLimits, data, t)
}

function decrease(key: Hex, wanted: bigint, t: bigint): Promise<Outcome> {
  const data = encodeFunctionData({ abi, functionName: 'triggerRateLimitDecrease', args: [key, wanted] })
  return outcome(client, controller, rateLimits, data, t)
}

function increase(key: Hex, amount: bigint, t: bigint): Promise<Outcome> {
  const data = encodeFunctionData({ abi, functionName: 'triggerRateLimitIncrease', args: [key, amount] })
  return outcome(client, controller, rateLimits, data, t)
}

/** What the contract answers to an amount that is given back: the new limit, which it stores. */
function restored(limit: RateLimit, amount: bigint, t: bigint): Outcome {
  try {
    const { maxAmount, lastAmount } = afterRestore(limit, amount, t)
    return { data: toHex(maxAmount === MAX_UINT256 ? maxAmount : lastAmount, { size: 32 }) }
  } catch (error) {
    if (!isUint256Error(error)) throw error
    return { revert: 'Panic(0x11)' }
  }
}

function computed(limit: RateLimit, t: bigint): Outcome {
  try {
    return { data: toHex(currentLimit(limit, t), { size: 32 }) }
  } catch (error) {
    if (!isUint256Error(error)) throw error
    return { revert: 'Panic(0x11)' }
  }
}

describe(`a rate limit against RateLimits on a chain (seed ${seed})`, () => {
  const time = fc.oneof(
    fc.bigInt({ min: START - 10n, max: START + 10n ** 7n }),
    fc.bigInt({ min: 1n, max: 2n ** 40n }),
  )
  const cases = fc.sample(
    fc.record({
      limit: storedLimit(START),
      t: time,
      amount,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    {
      numRuns: 300,
      seed,
    },
  )

  it('allows at any time what the contract allows, and fails where the contract reverts', async () => {
    for (const [index, { limit, t }] of cases.entries()) {
      const key = toHex(index, { size: 32 })
      await store(key, limit)
      for (const at of [t, limit.lastUpdated, limit.lastUpdated - 1n]) {
        expect(await currentOnChain(key, at), describeCase(limit, at)).toEqual(computed(limit, at))
      }
    }
  })

  it('takes an amount back as the contract does, up to the maximum', async () => {
    for (const [index, { limit, t, amount: back }] of cases.entries()) {
      const key = toHex(index, { size: 32 })
      const at = t < limit.lastUpdated ? limit.lastUpdated : t
      await store(key, limit)
      const told = await increase(key, back, at)
      const what = `${back} back to ${describeCase(limit, at)}`
      if (limit.maxAmount === 0n) {
        expect(told, what).toEqual({ revert: 'RateLimits/zero-maxAmount' })
        expect(afterRestore(limit, back, at), what).toBe(limit)
      } else {
        expect(told, what).toEqual(restored(limit, back, at))
      }
    }
  })

  it('lets an amount through from the second that it names, and not one second before', async () => {
    for (const [index, { limit, amount: any, share }] of cases.entries()) {
      const key = toHex(index, { size: 32 })
      const part = (limit.maxAmount * BigInt(Math.floor(share * 1_000_000))) / 1_000_000n
      for (const wanted of [part, limit.maxAmount, any]) {
        const when = amountAvailableAt(limit, wanted)
        const what = `${wanted} of ${describeCase(limit, when.at ?? 0n)}`
        if (when.at === undefined) {
          for (const later of [0n, 1n, 10n ** 9n]) {
            expect(await decrease(key, wanted, limit.lastUpdated + later), what).toHaveProperty('revert')
          }
        } else if (when.at < LAST_TIME) {
          expect(await decrease(key, wanted, when.at), what).toHaveProperty('data')
          if (when.at === limit.lastUpdated) continue
          expect(await decrease(key, wanted, when.at - 1n), what).toEqual({
            revert: 'RateLimits/rate-limit-exceeded',
          })
        }
      }
    }
  })
})
