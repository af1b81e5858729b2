import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/contracts/script/chain'
import { type DeployedSafe, deployFreezerSafe } from '@/contracts/script/safe'
import { type Client, seed, startTestChain, type TestChain } from '@/lib/cli/test-chain'
import { anyTransaction } from '@/lib/testing/states/safes'
import { safeAbi } from './abi'
import { domainSeparator, safeTxHash } from './hash'
import type { SafeDomain } from './types'

const CHAIN_ID = 31_337n

let chain: TestChain
let client: Client
let deployed: DeployedSafe
let domain: SafeDomain

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  deployed = await deployFreezerSafe(connect(client.transport.url ?? ''), chain.accounts, 2n)
  domain = { chainId: CHAIN_ID, safe: deployed.safe, version: '1.4.1' }
})

afterAll(() => chain?.stop())

describe(`hashes against a Safe (seed ${seed})`, () => {
  it('are those of the contract for any transaction and nonce', async () => {
    for (const transaction of fc.sample(anyTransaction, { numRuns: 200, seed })) {
      const { to, value, data, operation, nonce, ...refund } = transaction
      const { safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = refund
      const hash = await client.readContract({
        address: deployed.safe,
        abi: safeAbi,
        functionName: 'getTransactionHash',
        args: [to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce],
      })
      expect(safeTxHash(domain, transaction)).toBe(hash)
    }
  })

  it('bind the Safe and the chain as the contract does', async () => {
    const chainIds = fc.sample(fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }), { numRuns: 10, seed })
    for (const chainId of [...chainIds, CHAIN_ID]) {
      await client.request({ method: 'anvil_setChainId' as never, params: [Number(chainId)] as never })
      for (const address of [deployed.safe, deployed.singleton]) {
        const separator = await client.readContract({
          address,
          abi: safeAbi,
          functionName: 'domainSeparator',
        })
        expect(domainSeparator({ chainId, safe: address, version: '1.4.1' })).toBe(separator)
      }
    }
  })
})
