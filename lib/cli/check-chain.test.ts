import { describe, expect, it } from 'vitest'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment } from '@/lib/deployment'
import { checkChain } from './check-chain'

const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const

const deployment: Deployment = {
  name: 'test',
  chainId: 1,
  blockTimeSeconds: 12,
  explorer: null,
  publicRpc: null,
  startBlock: 0,
  configurator: { beamState: at(1), configurator: at(2), timelock: at(3), mom: at(4), guardianCouncil: null },
  governance: null,
  mcd: { vat: at(5), jug: at(6), usdsJoin: at(7), usds: at(8) },
  generators: [
    {
      name: 'Generator',
      reader: 'eip2535',
      ilk: 'ALLOCATOR-GENERATOR-A',
      addresses: {
        diamond: at(9),
        almProxy: at(10),
        rateLimits: at(11),
        allocatorVault: at(12),
        allocatorBuffer: at(13),
      },
      facets: [{ name: 'Admin', address: at(14) }],
      primes: [],
    },
  ],
  safes: [{ name: 'Freezer', address: at(15) }],
  names: {},
}

type Answers = { chainId?: string; withoutCode?: string; failing?: string }

/** A node at the transport; any method that the check does not need is refused. */
function node(label: string, { chainId = '0x1', withoutCode, failing }: Answers = {}) {
  const asked: string[] = []
  const rpc: Rpc = {
    label,
    kind: 'node',
    async request<T>(method: string, params: readonly unknown[]): Promise<T> {
      asked.push(method)
      if (failing === method) throw new Error('could not be reached')
      if (method === 'eth_chainId') return chainId as T
      if (method === 'eth_getCode') return (params[0] === withoutCode ? '0x' : '0x6001') as T
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
    expect(asked.filter((method) => method === 'eth_getCode')).toHaveLength(
      contractEntries(deployment).length,
    )
  })

  it('refuses a node of another chain, also where it is not the preferred one', async () => {
    await expect(check(node('a.example'), node('b.example', { chainId: '0x7a69' }))).rejects.toThrow(
      'x.json: chainId: the file says 1, b.example says 31337',
    )
  })

  it('names file, field and address of a contract without code', async () => {
    await expect(check(node('a.example', { withoutCode: at(14) }))).rejects.toThrow(
      `x.json: generators[0].facets[0].address: no code at ${at(14)} on chain 1 (a.example)`,
    )
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

  it('starts when the node goes away between chain id and code, and says so', async () => {
    expect(await check(node('a.example', { failing: 'eth_getCode' }))).toEqual([
      'a.example did not give the code of every contract (could not be reached)',
    ])
  })
})
