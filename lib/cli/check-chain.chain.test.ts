import { type Address, getAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { readHead } from '@/lib/chain/read/reader'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import type { Deployment } from '@/lib/deployment'
import { deployedUnit } from '@/lib/testing/units'
import { checkChain, lateFault } from './check-chain'
import { claimsOf, identify } from './check-kinds'
import { type ScenarioChain, startScenarioChain } from './scenario-chain'

let chain: ScenarioChain
let rpc: Rpc
beforeAll(async () => {
  chain = await startScenarioChain({ now: BigInt(Date.UTC(2026, 10, 20, 8, 0, 0) / 1000) })
  rpc = httpRpc(chain.url, { label: 'anvil', timeout: 60_000 })
})
afterAll(() => chain.stop())

/** The deployment with two addresses swapped. */
function swapped(one: Address, other: Address): Deployment {
  const swap = (address: Address) => (address === one ? other : address === other ? one : address)
  return JSON.parse(JSON.stringify(chain.deployment), (_, value: unknown) =>
    typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value) ? swap(getAddress(value)) : value,
  ) as Deployment
}

/** The same node, asked once for the same: nothing here changes the chain. */
function askedOnce(of: Rpc): Rpc {
  const answers = new Map<string, Promise<unknown>>()
  const request: Rpc['request'] = <T>(method: string, params: readonly unknown[]) => {
    const key = JSON.stringify([method, params])
    const answer = answers.get(key) ?? of.request<unknown>(method, params)
    answers.set(key, answer)
    return answer as Promise<T>
  }
  return { ...of, request }
}

describe('a deployment file against the chain', () => {
  it('is accepted as it was deployed', async () => {
    expect(await checkChain(chain.deployment, 'x.json', [rpc])).toEqual([])
  })

  it('is refused for every swap of two contracts of different kinds', async () => {
    const first = new Map(claimsOf(chain.deployment).map((claim) => [claim.kind, claim]))
    const claims = [...first.values()]
    const node = askedOnce(rpc)
    for (const [index, one] of claims.entries()) {
      for (const other of claims.slice(index + 1)) {
        const file = swapped(one.value, other.value)
        await expect(checkChain(file, 'x.json', [node]), `${one.kind} and ${other.kind}`).rejects.toThrow(
          /^x\.json: .*(is not|does not fit)/,
        )
      }
    }
  })

  it('is refused for an AllocatorVault in the place of another', async () => {
    const { addresses, primes } = chain.deployment.generators[0]!
    const legacy = primes[0]!.legacyIlks[0]!.allocatorVault
    await expect(checkChain(swapped(addresses.allocatorVault, legacy), 'x.json', [rpc])).rejects.toThrow(
      'works on ilk',
    )
    // So is one of a Prime that no Generator funds.
    const [unfunded] = chain.deployment.primes[0]!.legacyIlks
    const found = await identify(swapped(unfunded!.allocatorVault, legacy), rpc)
    expect(found.flatMap(({ path, fault }) => (fault === null ? [] : [path]))).toEqual([
      'generators[0].primes[0].legacyIlks[0].allocatorVault',
      'primes[0].legacyIlks[0].allocatorVault',
    ])
  })

  it('has its events begin before the first of its contracts, and not one block later', async () => {
    const { beamState } = deployedUnit(chain.deployment)
    const { number } = await readHead(rpc)
    const stands = async (block: number) =>
      (await rpc.request<string>('eth_getCode', [beamState, `0x${block.toString(16)}`])) !== '0x'
    let created = 0
    while (!(await stands(created))) created += 1
    expect(BigInt(created)).toBeLessThan(number)
    const from = (startBlock: number) => lateFault({ ...chain.deployment, startBlock }, rpc)
    expect(await from(0)).toBeNull()
    expect(await from(1)).toBeNull()
    expect(await from(created + 1)).toMatch(/^startBlock: 0x\w{40} stood before block \d+ already/)
  })

  it('is refused for a Safe that is an account without code', async () => {
    const [safe] = chain.deployment.safes
    const file = { ...chain.deployment, safes: [{ name: safe!.name, address: roles.deployer.address }] }
    await expect(checkChain(file, 'x.json', [rpc])).rejects.toThrow(
      `x.json: safes[0].address: ${roles.deployer.address} is not a Safe`,
    )
  })
})
