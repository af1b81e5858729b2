import { type Hex, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Rpc } from '../rpc'
import type { CodeCheck, ContractCode } from '.'
import { againstEarlier } from './earlier'

const contract = '0x00000000000000000000000000000000000000E1'
const other = '0x00000000000000000000000000000000000000e2'
const [now, then] = ['0x6001', '0x6002'] as const
const head = { number: 200n, hash: `0x${'aa'.repeat(32)}`, parentHash: `0x${'ab'.repeat(32)}` } as const
const block = { ...head, timestamp: 9_000n }

const of = (change: Partial<ContractCode> = {}): CodeCheck => ({
  contracts: [{ address: contract, verdict: 'unnamed', hash: keccak256(now), by: null, ...change }],
  problems: [],
})

/** A node with the code of the contract by block; `null` where it no longer has the state. */
const node = (codes: Readonly<Record<string, Hex | null>>, finalized: bigint | null = 150n) => {
  const asked: string[] = []
  const rpc: Rpc = {
    label: 'node',
    kind: 'node',
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      if (method === 'eth_getBlockByNumber') {
        if (finalized === null) throw new Error('no such tag')
        const found = { ...head, number: `0x${finalized.toString(16)}`, timestamp: '0x1' }
        return found as T
      }
      const [address, at] = params as readonly [string, Hex]
      asked.push(`${method} ${address === contract ? 'contract' : address} ${BigInt(at)}`)
      const code = codes[String(BigInt(at))]
      if (code === null || code === undefined) throw new Error('missing trie node')
      return code as T
    },
  }
  return { rpc, asked }
}

const checked = async (
  codes: Readonly<Record<string, Hex | null>>,
  check = of(),
  finalized?: bigint | null,
) => {
  const { rpc, asked } = node(codes, finalized)
  const { contracts, problems } = await againstEarlier(rpc, check, { startBlock: 90, block })
  expect(problems).toEqual(check.problems)
  return { ...contracts[0]!, asked }
}

describe('code for which nobody says what is right', () => {
  it('is reported as different from that at the block from which the deployment is read', async () => {
    expect(await checked({ 90: then })).toMatchObject({
      ...{ verdict: 'different', by: 'this chain at block 90', hash: keccak256(now) },
    })
  })

  it('is reported as different from that in the last final block, where older state is missing or the contract is younger', async () => {
    for (const old of [null, '0x'] as const) {
      expect(await checked({ 90: old, 150: then })).toMatchObject({
        ...{ verdict: 'different', by: 'this chain at block 150' },
      })
    }
  })

  it('is reported as different where it differed in between, even if it was the same before', async () => {
    expect(await checked({ 90: now, 150: then })).toMatchObject({ verdict: 'different' })
  })

  it('is not proven right because it stood there before, but its age is told', async () => {
    expect(await checked({ 90: now, 150: now })).toMatchObject({ verdict: 'unnamed', by: null, since: 90n })
    expect(await checked({ 90: null, 150: now })).toMatchObject({ verdict: 'unnamed', since: 150n })
  })

  it('stays unnamed where there is nothing earlier', async () => {
    for (const codes of [{}, { 90: '0x', 150: '0x' }] as const) {
      const { verdict, since } = await checked(codes)
      expect([verdict, since]).toEqual(['unnamed', undefined])
    }
    expect(await checked({ 90: '0x' }, of(), null)).toMatchObject({ verdict: 'unnamed' })
    expect((await checked({ 90: '0x', 300: then }, of(), 300n)).verdict).toBe('unnamed')
  })

  it('may be delegated to an account by its owner, who may change that', async () => {
    const delegation = `0xef0100${'11'.repeat(20)}` as const
    expect((await checked({ 90: delegation })).verdict).toBe('unnamed')
  })

  it('is compared with earlier code only where nobody says what is right', async () => {
    for (const verdict of ['known', 'different', 'unread', 'changes', 'none'] as const) {
      const { asked, ...found } = await checked({ 90: then, 150: then }, of({ verdict, by: 'somebody' }))
      expect(asked).toEqual([])
      expect(found).toMatchObject({ verdict, by: 'somebody' })
    }
    const two = of()
    const { rpc, asked } = node({ 90: then, 150: then })
    await againstEarlier(
      rpc,
      { ...two, contracts: [...two.contracts, { ...two.contracts[0]!, address: other }] },
      { startBlock: 90, block },
    )
    expect(asked).toHaveLength(4)
  })
})
