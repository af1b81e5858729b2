import {
  type Address,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  multicall3Abi,
  parseAbi,
  stringToHex,
  toFunctionSelector,
  zeroHash,
} from 'viem'
import { describe, expect, it } from 'vitest'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment } from '@/lib/deployment'
import { checkChain } from './check-chain'
import { claimsOf } from './check-kinds'
import { KINDS, type KindId, MARKS, type Mark } from './contract-kinds'

const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const

const deployment: Deployment = {
  name: 'test',
  chainId: 1,
  blockTimeSeconds: 12,
  explorer: null,
  publicRpc: null,
  startBlock: 0,
  units: [
    {
      ...{ name: 'PAS', beamState: at(1), configurator: at(2), timelock: at(3), mom: at(4) },
      ...{ operators: null, freezeRegistry: null, guardianCouncil: null },
    },
  ],
  governance: null,
  mcd: { vat: at(5), jug: at(6), usdsJoin: at(7), usds: at(8) },
  generators: [
    {
      name: 'Generator',
      unit: 'PAS',
      reader: 'eip2535',
      ilk: 'ALLOCATOR-GENERATOR-A',
      addresses: {
        diamond: at(9),
        almProxy: at(10),
        rateLimits: at(11),
        allocatorVault: at(12),
        allocatorBuffer: at(13),
      },
      migrationMom: null,
      srUsds: null,
      facets: [{ name: 'Admin', address: at(14) }],
      primes: [],
    },
  ],
  primes: [],
  compatibilityIlks: [],
  safes: [{ name: 'Freezer', address: at(15) }],
  names: {},
  codeHashes: {},
}

/** The kind of contract at each address of the file, and the ilk that it serves. */
type Contracts = ReadonlyMap<Address, { readonly kind: KindId; readonly ilk: string }>

const contracts = (changes: readonly (readonly [Address, KindId, string?])[] = []): Contracts =>
  new Map(
    [...claimsOf(deployment).map(({ value, kind }) => [value, kind] as const), ...changes].map(
      ([address, kind, ilk = 'ALLOCATOR-GENERATOR-A']) => [address, { kind, ilk }],
    ),
  )

type Answers = { chainId?: string; withoutCode?: string; failing?: string; at?: Contracts }

/** What a contract of a kind answers, including what all kinds that it may be confused with answer. */
const answersOf = (kind: KindId): readonly Mark[] =>
  Object.entries(KINDS).flatMap(([id, { answers, unless = [] }]) =>
    id === kind || unless.includes(kind) ? answers : [],
  )

/** The answers of contracts to a batch of calls; a call that is no mark of their kind gets none. */
function multicall(at: Contracts, data: Hex): Hex {
  const { functionName, args } = decodeFunctionData({ abi: multicall3Abi, data })
  if (functionName !== 'aggregate3') throw new Error(`unexpected call ${functionName}`)
  const [calls] = args
  const results = calls.map(({ target, callData }) => {
    const found = at.get(target.toLowerCase() as Address)
    const view = parseAbi(MARKS).find((item) => toFunctionSelector(item) === callData.slice(0, 10))
    if (!found || !view || !answersOf(found.kind).includes(view.name))
      return { success: false, returnData: '0x' as const }
    const words =
      view.name === 'ilk' ? stringToHex(found.ilk, { size: 32 }) : (`0x${'0'.repeat(640)}` as const)
    return { success: true, returnData: words }
  })
  return encodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', result: results })
}

const BLOCK = { number: '0x10', hash: zeroHash, parentHash: zeroHash, timestamp: '0x1' }

/** A node as a transport; it refuses any method that the check does not need. */
function node(
  label: string,
  { chainId = '0x1', withoutCode, failing, at: found = contracts() }: Answers = {},
) {
  const asked: string[] = []
  const rpc: Rpc = {
    label,
    kind: 'node',
    async request<T>(method: string, params: readonly unknown[]): Promise<T> {
      asked.push(method)
      if (failing === method) throw new Error('could not be reached')
      if (method === 'eth_chainId') return chainId as T
      if (method === 'eth_getCode') return (params[0] === withoutCode ? '0x' : '0x6001') as T
      if (method === 'eth_getBlockByNumber') return BLOCK as T
      if (method === 'eth_call') return multicall(found, (params[0] as { data: Hex }).data) as T
      throw new Error(`unexpected method ${method}`)
    },
  }
  return { rpc, asked }
}

const check = (...nodes: { rpc: Rpc }[]) =>
  checkChain(
    deployment,
    'x.json',
    nodes.map(({ rpc }) => rpc),
  )

describe('checkChain', () => {
  it('asks for the code of every contract of the file once, and finds nothing wrong', async () => {
    const { rpc, asked } = node('a.example')
    expect(await check({ rpc })).toEqual([])
    // One more read asks for Multicall3.
    expect(asked.filter((method) => method === 'eth_getCode')).toHaveLength(
      contractEntries(deployment).length + 1,
    )
  })

  it('refuses a node of another chain, even if it is not the preferred one', async () => {
    await expect(check(node('a.example'), node('b.example', { chainId: '0x7a69' }))).rejects.toThrow(
      'x.json: chainId: the file says 1, b.example says 31337',
    )
  })

  it('names file, field and address of a contract without code', async () => {
    await expect(check(node('a.example', { withoutCode: at(14) }))).rejects.toThrow(
      `x.json: generators[0].facets[0].address: no code at ${at(14)} on chain 1 (a.example)`,
    )
  })

  it('names the start block where the chain has not reached it yet', async () => {
    const late = { ...deployment, startBlock: 17 }
    const { rpc } = node('a.example')
    await expect(checkChain(late, 'x.json', [rpc])).rejects.toThrow(
      'x.json: startBlock: 17 is after the newest block 16 of chain 1 (a.example)',
    )
    expect(await checkChain({ ...deployment, startBlock: 16 }, 'x.json', [rpc])).toEqual([])
  })

  it('says in its own words what is no valid answer', async () => {
    expect(await check(node('a.example', { chainId: 'one' }))).toEqual([
      'a.example does not answer (gave something else than a number to eth_chainId)',
      'No RPC answers: the console starts anyway and reads when one does',
    ])
  })

  it('goes on without a node that is down, and asks the next one for code', async () => {
    const second = node('b.example')
    expect(await check(node('a.example', { failing: 'eth_chainId' }), second)).toEqual([
      'a.example does not answer (could not be reached)',
    ])
    expect(second.asked).toContain('eth_getCode')
  })

  it('starts when no node answers, and says so', async () => {
    expect(await check(node('a.example', { failing: 'eth_chainId' }))).toEqual([
      'a.example does not answer (could not be reached)',
      'No RPC answers: the console starts anyway and reads when one does',
    ])
  })

  it('finds two contracts that are swapped', async () => {
    const at = contracts([
      [deployment.mcd.vat, 'jug'],
      [deployment.mcd.jug, 'vat'],
    ])
    await expect(check(node('a.example', { at }))).rejects.toThrow(
      `x.json: mcd.vat: ${deployment.mcd.vat} is not a Vat: it does not answer Line(); it answers as a Jug (a.example)`,
    )
  })

  it('finds an address that is no Safe', async () => {
    const [safe] = deployment.safes
    const at = new Map([...contracts()].filter(([address]) => address !== safe?.address))
    await expect(check(node('a.example', { at }))).rejects.toThrow(
      `x.json: safes[0].address: ${safe?.address} is not a Safe: it does not answer getThreshold() and domainSeparator() (a.example)`,
    )
  })

  it('says that a reader does not fit the code at its address', async () => {
    const { diamond } = deployment.generators[0]!.addresses
    await expect(check(node('a.example', { at: contracts([[diamond, 'controller']]) }))).rejects.toThrow(
      `x.json: generators[0].reader: "eip2535" does not fit the code at generators[0].addresses.diamond (${diamond}): ` +
        'it does not answer facetAddresses(); it answers as the controller of a PAU (a.example)',
    )
  })

  it('recognises a contract without a view of its own by what other kinds answer', async () => {
    const { almProxy, rateLimits } = deployment.generators[0]!.addresses
    const at = contracts([
      [almProxy, 'rateLimits'],
      [rateLimits, 'almProxy'],
    ])
    await expect(check(node('a.example', { at }))).rejects.toThrow(
      `x.json: generators[0].addresses.almProxy: ${almProxy} is not an ALMProxy: it answers as a RateLimits (a.example)`,
    )
  })

  it('finds an AllocatorVault of another ilk', async () => {
    const { allocatorVault } = deployment.generators[0]!.addresses
    const at = contracts([[allocatorVault, 'allocatorVault', 'ALLOCATOR-SPARK-A']])
    await expect(check(node('a.example', { at }))).rejects.toThrow(
      `x.json: generators[0].addresses.allocatorVault: ${allocatorVault} works on ilk "ALLOCATOR-SPARK-A", not on "ALLOCATOR-GENERATOR-A"`,
    )
  })

  it('starts when the node does not say what the contracts are, and says so', async () => {
    expect(await check(node('a.example', { failing: 'eth_call' }))).toEqual([
      'a.example did not tell what every contract is (could not be reached)',
    ])
  })

  it('starts when the node goes away between chain id and code, and says so', async () => {
    expect(await check(node('a.example', { failing: 'eth_getCode' }))).toEqual([
      'a.example did not give the code of every contract (could not be reached)',
    ])
  })
})
