import { type Address, getAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import type { Deployment } from '@/lib/deployment'
import { checkChain } from './check-chain'
import { claimsOf } from './check-kinds'
import { type ScenarioChain, startScenarioChain } from './scenario-chain'

let chain: ScenarioChain
let rpc: Rpc
beforeAll(async () => {
  chain = await startScenarioChain({ now: BigInt(Date.UTC(2026, 10, 20, 8, 0, 0) / 1000) })
  rpc = httpRpc(chain.url, { label: 'anvil', timeout: 60_000 })
})
afterAll(() => chain.stop())

/** The deployment with one address in the place of another, and the other way round. */
function swapped(one: Address, other: Address): Deployment {
  const swap = (address: Address) => (address === one ? other : address === other ? one : address)
  return JSON.parse(JSON.stringify(chain.deployment), (_, value: unknown) =>
    typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value) ? swap(getAddress(value)) : value,
  ) as Deployment
}

describe('a deployment file against the chain', () => {
  it('is fine as it was deployed', async () => {
    expect(await checkChain(chain.deployment, 'x.json', [rpc])).toEqual([])
  })

  it('is refused for every two contracts of different kinds that are swapped', async () => {
    const first = new Map(claimsOf(chain.deployment).map((claim) => [claim.kind, claim]))
    const claims = [...first.values()]
    for (const [index, one] of claims.entries()) {
      for (const other of claims.slice(index + 1)) {
        // A Generator and a Prime are PAUs of the same contracts here: which is whose, the checks of the wiring say.
        if (one.kind === 'diamond' && other.kind === 'controller') continue
        const file = swapped(one.value, other.value)
        await expect(checkChain(file, 'x.json', [rpc]), `${one.kind} and ${other.kind}`).rejects.toThrow(
          /^x\.json: .*(is not|does not fit)/,
        )
      }
    }
  }, 120_000)

  it('is refused for an AllocatorVault in the place of another', async () => {
    const { addresses, primes } = chain.deployment.generators[0]!
    const legacy = primes[0]!.legacyIlks[0]!.allocatorVault
    await expect(checkChain(swapped(addresses.allocatorVault, legacy), 'x.json', [rpc])).rejects.toThrow(
      'works on ilk',
    )
  })

  it('is refused for a Safe that is an account without code', async () => {
    const [safe] = chain.deployment.safes
    const file = { ...chain.deployment, safes: [{ name: safe!.name, address: roles.deployer.address }] }
    await expect(checkChain(file, 'x.json', [rpc])).rejects.toThrow(
      `x.json: safes[0].address: ${roles.deployer.address} is not a Safe`,
    )
  })
})
