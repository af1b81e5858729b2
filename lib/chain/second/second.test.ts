import { encodeAbiParameters, encodeEventTopics, type Hex, keccak256, pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { deployedUnit } from '@/lib/testing/units'
import { RpcError } from '../errors'
import { EventScan } from '../logs'
import { codeLensAddress } from '../read/lens'
import { overServer } from '../read/read-by'
import { type Reading, read } from '../read/reader'
import type { Rpc } from '../rpc'
import { secondOpinion } from '.'
import { ListCheck } from './list-check'

const deployment = fakeDeployment()
const { beamState } = deployedUnit(deployment)
const cBeam = pad('0x51', { size: 20 })
const code = {
  ok: true,
  data: encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [keccak256('0x00'), 1n]),
}

/** A chain of so many blocks. In the tenth, a cBEAM is paired with the Diamond, unless that log is hidden. */
function chainOf(blocks: number, hidden = false): FakeChain {
  const chain = new FakeChain()
  chain.mine(10)
  const [generator] = deployment.generators
  if (!hidden) {
    const topics = encodeEventTopics({
      abi: beamStateAbi,
      eventName: 'SetCBeamForController',
      args: { controller: generator!.addresses.diamond, cBeam },
    })
    chain.log({ address: beamState, topics: topics as Hex[], data: '0x' })
  }
  chain.mine(blocks - 10)
  return chain
}

const nodeOf = (chain: FakeChain, name: string) =>
  new FakeNode(chain, ({ to }) => (to.toLowerCase() === codeLensAddress ? code : null), `http://${name}/key`)

async function pictureBy(rpc: Rpc, { head }: FakeChain): Promise<Reading> {
  const known = await new EventScan(deployment).upTo(rpc, head)
  return read(rpc, deployment, head, known, { hasMulticall: true })
}

const wallet = (node: FakeNode): Rpc => ({ ...node.rpc(), label: 'Test wallet', kind: 'wallet' })
const opinion = (reading: Reading, sources: readonly Rpc[], serverNodes: readonly string[] = []) =>
  secondOpinion({ deployment, reading, sources, serverNodes })

describe('a second source', () => {
  it('reads everything again, including lists and codes, and names both sides', async () => {
    const chain = chainOf(20)
    const reading = overServer(await pictureBy(nodeOf(chain, 'node.test').rpc(), chain))
    expect(await opinion(reading, [wallet(nodeOf(chain, 'own.test'))])).toMatchObject({
      state: 'same',
      first: "this console's server (node.test)",
      by: 'Test wallet',
      logs: { from: 0n, to: 20n },
      gaps: [],
    })
  })

  it('is red where the first source lacks logs, and names what they would add', async () => {
    const lying = chainOf(20, true)
    const reading = await pictureBy(nodeOf(lying, 'node.test').rpc(), lying)
    expect(await opinion(reading, [wallet(nodeOf(chainOf(20), 'own.test'))])).toMatchObject({
      state: 'different',
      first: 'node.test',
      by: 'Test wallet',
      what: expect.stringMatching(/^its logs have 1 entry that the first does not have: cBEAM 0x0+51 paired/),
    })
  })

  it('is never the source of the picture, whatever its name', async () => {
    const chain = chainOf(20)
    const node = nodeOf(chain, 'node.test')
    const none = { state: 'none', by: null }
    // The wallet gave the picture, and only the wallet is left.
    const byWallet = await pictureBy(wallet(node), chain)
    expect(await opinion(byWallet, [wallet(node)])).toEqual({ ...none, first: 'Test wallet' })
    // The server gave the picture; its proxy and the node that it asked are the same source.
    const byServer = overServer(await pictureBy(node.rpc(), chain))
    const proxy: Rpc = { ...node.rpc(), label: "this console's server", kind: 'server' }
    expect(await opinion(byServer, [proxy, node.rpc({ label: 'NODE.test' })])).toMatchObject(none)
    // The proxy gave the picture; the node behind it is the same source.
    const byProxy = await pictureBy(proxy, chain)
    expect(await opinion(byProxy, [node.rpc()], ['node.test (2)'])).toMatchObject(none)
    const local = await pictureBy(node.rpc({ label: '127.0.0.1:8545' }), chain)
    expect(await opinion(local, [node.rpc({ label: 'localhost:8545' })])).toMatchObject(none)
  })

  it('is another source than the wallet where the wallet gave the picture', async () => {
    const chain = chainOf(20)
    const own = wallet(nodeOf(chain, 'own.test'))
    const open = nodeOf(chain, 'public.test').rpc()
    const byWallet = await pictureBy(own, chain)
    expect(await opinion(byWallet, [open, own])).toMatchObject({
      state: 'same',
      first: 'Test wallet',
      by: 'public.test',
    })
  })

  it('is the next source where one does not answer', async () => {
    const chain = chainOf(20)
    const reading = await pictureBy(nodeOf(chain, 'node.test').rpc(), chain)
    const dead = nodeOf(chain, 'own.test')
    dead.state = 'down'
    const open = nodeOf(chain, 'public.test')
    expect(await opinion(reading, [wallet(dead), open.rpc()])).toMatchObject({ by: 'public.test' })
    open.lag = 5
    expect(await opinion(reading, [wallet(dead), open.rpc()])).toMatchObject({
      state: 'could-not-check',
      by: 'Test wallet',
      problem: 'could not be reached; public.test: it does not have block 20 yet',
    })
  })

  it('says which logs it did not give, and checks at least the newest', async () => {
    const lying = chainOf(1_000, true)
    const reading = await pictureBy(nodeOf(lying, 'node.test').rpc(), lying)
    const pruned = nodeOf(chainOf(1_000), 'own.test')
    const rpc: Rpc = {
      ...pruned.rpc(),
      request: <T>(method: string, params: readonly unknown[]) => {
        const [filter] = params as [{ fromBlock: Hex }]
        return method === 'eth_getLogs' && BigInt(filter.fromBlock) < 500n
          ? Promise.reject(new RpcError(method, -32000, 'history was pruned', null))
          : pruned.rpc().request<T>(method, params)
      },
    }
    expect(await opinion(reading, [rpc])).toMatchObject({
      state: 'same',
      logs: { from: 500n, to: 1_000n },
      gaps: ['its logs before block 500 could not be read (history was pruned)'],
    })
  })

  it('says what it lacks itself, and what could not be asked', async () => {
    const chain = chainOf(20)
    const reading = await pictureBy(nodeOf(chain, 'node.test').rpc(), chain)
    const other = nodeOf(chainOf(20, true), 'own.test')
    other.refusals.set('eth_getCode', { code: -32601, message: 'not offered' })
    expect(await opinion(reading, [wallet(other)])).toMatchObject({
      state: 'same',
      codes: 0,
      gaps: [
        'the code of contracts could not be read (not offered)',
        expect.stringMatching(/^its logs lack 1 entry that the first has: cBEAM/),
      ],
    })
  })

  it('proves nothing against a source that says that its own logs are incomplete', async () => {
    const lying = chainOf(20, true)
    const whole = await pictureBy(nodeOf(lying, 'node.test').rpc(), lying)
    const coverage = { ...whole.known.coverage, problem: 'Events are still being read: block 5 of 20.' }
    const reading = { ...whole, known: { ...whole.known, coverage } }
    const found = await opinion(reading, [wallet(nodeOf(chainOf(20), 'own.test'))])
    expect(found).toMatchObject({
      state: 'same',
      gaps: [
        'Events are still being read: block 5 of 20.',
        expect.stringMatching(/^its logs have 1 entry more/),
      ],
    })
  })

  it('goes on into the past even where the newest logs took all of its time', async () => {
    const chain = chainOf(1_000)
    const found = await new ListCheck(nodeOf(chain, 'own.test').rpc(), deployment).upTo(chain.head, 0)
    expect(found).toMatchObject({ from: 0n, to: 1_000n, gap: null })
  })

  it('continues with new blocks without reading the old ones again', async () => {
    const chain = chainOf(1_000)
    const first = nodeOf(chain, 'node.test').rpc()
    const second = nodeOf(chain, 'own.test')
    const rpc = wallet(second)
    await opinion(await pictureBy(first, chain), [rpc])
    for (let block = 0; block < 300; block += 50) {
      chain.mine(50)
      const state = await opinion(await pictureBy(first, chain), [rpc])
      expect(state).toMatchObject({ state: 'same', logs: { from: 0n, to: chain.head.number }, gaps: [] })
    }
    expect(second.unexpected).toEqual([])
  })
})
