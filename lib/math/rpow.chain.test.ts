import fc from 'fast-check'
import { type Address, encodeDeployData, encodeFunctionData, type Hex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jugAbi, vatAbi } from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  outcome,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { rpow } from './arith'
import { RAY } from './units'

const DUTY = toHex('duty', { size: 32 })

let chain: TestChain
let client: Client
let admin: Address
let vat: Address
let jug: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin] = chain.accounts
  vat = await deploy(client, admin, creationCode('Vat'))
  jug = await deploy(
    client,
    admin,
    encodeDeployData({ abi: jugAbi, bytecode: creationCode('Jug'), args: [vat] }),
  )
  await send(client, admin, vat, encodeFunctionData({ abi: vatAbi, functionName: 'rely', args: [jug] }))
})

afterAll(() => chain?.stop())

/** Sets up an ilk with a duty, in the second in which the Jug accepts one; returns that second. */
async function open(ilk: Hex, duty: bigint): Promise<bigint> {
  await send(client, admin, vat, encodeFunctionData({ abi: vatAbi, functionName: 'init', args: [ilk] }))
  const { timestamp } = await client.getBlock()
  const rho = timestamp + 1n
  for (const data of [
    encodeFunctionData({ abi: jugAbi, functionName: 'init', args: [ilk] }),
    encodeFunctionData({ abi: jugAbi, functionName: 'file', args: [ilk, DUTY, duty] }),
  ]) {
    await client.setNextBlockTimestamp({ timestamp: rho })
    await send(client, admin, jug, data)
  }
  return rho
}

describe(`rpow against the Jug on a chain (seed ${seed})`, () => {
  it('gives the rate to which a drip brings an ilk that started at the rate 1', async () => {
    const real = fc.bigInt({ min: RAY, max: RAY + 10n ** 20n })
    const cases = fc.sample(
      fc.record({ duty: real, elapsed: fc.bigInt({ min: 1n, max: 5n * 31_536_000n }) }),
      { numRuns: 100, seed },
    )
    for (const [index, { duty, elapsed }] of cases.entries()) {
      const ilk = toHex(`ILK-${index}`, { size: 32 })
      const rho = await open(ilk, duty)
      const drip = encodeFunctionData({ abi: jugAbi, functionName: 'drip', args: [ilk] })
      expect(await outcome(client, admin, jug, drip, rho + elapsed), `${duty}^${elapsed}`).toEqual({
        data: toHex(rpow(duty, elapsed, RAY), { size: 32 }),
      })
    }
  })
})
