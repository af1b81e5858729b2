import { type Address, type Hex, isAddressEqual, toFunctionSelector, zeroAddress } from 'viem'
import {
  adminFacetAbi,
  allocatorVaultAbi,
  controllerAbi,
  diamondLoupeFacetAbi,
  facetedControllerAbi,
  legacyMigrationFacetAbi,
} from '@/lib/abi'
import { contractEntries, type Deployment, type PrimeDeployment } from '@/lib/deployment'
import { field, type Leaf } from '@/lib/leaf'
import type { BlockRef } from '@/lib/leaf/source'
import { MULTI_SEND_CALL_ONLY, storedAddress } from '@/lib/safe'
import { readerOf } from '../facts/pau/probe'
import { Ask, type Request, type Returned } from '../read/ask'
import { multicallAddress } from '../read/lens'
import { fetchAnswers } from '../read/planner'
import { readHasMulticall, readHead } from '../read/reader'
import type { Rpc } from '../rpc'

/** Where proxies of ERC-1967 keep the address of the code that they run. */
const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc'

/** Where a Safe keeps the address of the code that it runs. */
const SINGLETON_SLOT = '0x0'

/**
 * The code hash of every contract that transactions of a deployment enter, as the chain has them now, in the form of
 * `codeHashes` of a deployment file. The hash tells what stands there, not that it is right: that is up to the person
 * who writes the file, best right after deploying.
 *
 * @throws TransportError, RpcError, ChunkError
 */
export async function readCodeHashes(rpc: Rpc, deployment: Deployment): Promise<Deployment['codeHashes']> {
  const block = await readHead(rpc)
  const hasMulticall = await readHasMulticall(rpc)
  const behind = await readImplementations(rpc, deployment, block)
  const answers = new Map<string, Returned>()
  for (;;) {
    const ask = new Ask(answers)
    const codes = [...contractsOf(ask, deployment), ...behind].map(
      (contract) => [contract, ask.code(contract)] as const,
    )
    if (ask.missing.size === 0) return Object.fromEntries(codes.flatMap(entryOf))
    const requests: readonly Request[] = [...ask.missing.values()]
    for (const [key, answer] of await fetchAnswers(rpc, block, requests, { hasMulticall })) {
      answers.set(key, answer)
    }
  }
}

function entryOf([contract, code]: readonly [Address, Leaf<readonly [Hex, bigint]>]): [Address, Hex][] {
  return code.ok && code.value[1] > 0n ? [[contract, code.value[0]]] : []
}

/** The contracts that the file names, those that have the same address on every chain, and those that these use. */
function contractsOf(ask: Ask, deployment: Deployment): readonly Address[] {
  const named = [
    ...contractEntries(deployment).map(({ value }) => value),
    ...deployment.safes.map(({ address }) => address),
    multicallAddress,
    MULTI_SEND_CALL_ONLY,
  ]
  const used = [
    ...deployment.generators.flatMap(({ addresses, primes }) => [
      ...usedByDiamond(ask, addresses.diamond),
      ...usedByAllocator(ask, addresses.allocatorVault),
      ...primes.flatMap((prime) => usedByPrime(ask, prime)),
    ]),
    ...deployment.primes.flatMap((prime) => usedByPrime(ask, prime)),
  ].flatMap((leaf) => (leaf.ok && !isAddressEqual(leaf.value, zeroAddress) ? [leaf.value] : []))
  return [...named, ...used]
}

const FACETS = ['adminFacet', 'sparkVaultFacet', 'transferAssetFacet'] as const

const DISPATCHED = [
  'sparkVault_take(address,uint256)',
  'transferAsset_transfer(address,address,uint256)',
].map((signature) => toFunctionSelector(signature))

/** A freeze, a take and a return enter each controller, and the facet that serves them there. */
const usedByPrime = (
  ask: Ask,
  { controllers, legacyIlks }: Deployment['primes'][number] | PrimeDeployment,
): readonly Leaf<Address>[] => [
  ...controllers.flatMap(({ controller, reader: named }) => {
    const reader = readerOf(ask, { controller, reader: named })
    if (!reader.ok) return []
    if (reader.value === 'eip2535') return facetsOf(ask, controller)
    if (reader.value === 'faceted') {
      return FACETS.map((facet) => ask.call(controller, facetedControllerAbi, facet))
    }
    if (reader.value !== 'diamond-pau') return []
    return DISPATCHED.map((selector) =>
      field(ask.call(controller, controllerAbi, 'getDispatch', selector), 'facet'),
    )
  }),
  ...legacyIlks.flatMap(({ allocatorVault }) => usedByAllocator(ask, allocatorVault)),
]

function facetsOf(ask: Ask, diamond: Address): readonly Leaf<Address>[] {
  const facets = ask.call(diamond, diamondLoupeFacetAbi, 'facetAddresses')
  return facets.ok ? facets.value.map((value): Leaf<Address> => ({ ok: true, value, from: [] })) : []
}

function usedByDiamond(ask: Ask, diamond: Address): readonly Leaf<Address>[] {
  return [
    ask.call(diamond, adminFacetAbi, 'parameterRegistry'),
    ask.call(diamond, adminFacetAbi, 'beamState'),
    ask.call(diamond, adminFacetAbi, 'facetAllowlist'),
    ask.call(diamond, legacyMigrationFacetAbi, 'migrationMom'),
    ...facetsOf(ask, diamond),
  ]
}

function usedByAllocator(ask: Ask, allocatorVault: Address): readonly Leaf<Address>[] {
  return [
    ask.call(allocatorVault, allocatorVaultAbi, 'roles'),
    ask.call(allocatorVault, allocatorVaultAbi, 'buffer'),
  ]
}

/** The code behind proxies; on public chains vaults, USDS and Safes are proxies. */
async function readImplementations(
  rpc: Rpc,
  { generators, mcd, safes }: Deployment,
  { hash }: BlockRef,
): Promise<readonly Address[]> {
  const vaults = generators.flatMap(({ primes }) => primes.map(({ vault }) => vault))
  const slots = [
    ...[mcd.usds, ...vaults].map((proxy) => [proxy, IMPLEMENTATION_SLOT] as const),
    ...safes.map(({ address }) => [address, SINGLETON_SLOT] as const),
  ]
  const words = await Promise.all(
    slots.map((slot) => rpc.request<Hex>('eth_getStorageAt', [...slot, { blockHash: hash }])),
  )
  return words
    .flatMap((word) => storedAddress(word) ?? [])
    .filter((address) => !isAddressEqual(address, zeroAddress))
}
