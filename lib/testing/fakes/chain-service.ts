import { encodeAbiParameters, getAddress, pad, toFunctionSelector } from 'viem'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { ChainService, type Update } from '@/lib/server/chain-service'
import { ChainNode } from '@/lib/server/node'
import { fakeDeployment } from './deployment'
import { type FakeAnswers, FakeChain, FakeNode } from './node'

const uint = (value: bigint) => ({ ok: true, data: encodeAbiParameters([{ type: 'uint256' }], [value]) })
const members = toFunctionSelector('getRoleMemberCount(bytes32)')
const member = toFunctionSelector('getRoleMember(bytes32,uint256)')
const limit = toFunctionSelector('getRateLimitData(bytes32)')

/**
 * Answers with one holder of each role, which takes a second round to read, and limits that change with every block.
 */
const answers: FakeAnswers = ({ data }, block) => {
  if (data.startsWith(members)) return uint(1n)
  if (data.startsWith(member)) return uint(0xabcdn)
  if (data.startsWith(limit)) {
    const four = { type: 'uint256[4]' } as const
    return { ok: true, data: encodeAbiParameters([four], [[block.number + 10n, 1n, 0n, 0n]]) }
  }
  return null
}

/** Its holder is one of the accounts that the deployment names. */
const names = { [getAddress(pad('0xabcd', { size: 20 }))]: 'Relayer' }

/**
 * A chain of ten blocks, as many nodes as a test starts with, and the service that watches them, all new for each test.
 */
export class PlayedService {
  chain = new FakeChain()
  nodes: FakeNode[] = []
  updates: Update[] = []
  private running: ChainService | null = null

  constructor() {
    beforeEach(() => {
      vi.useFakeTimers()
      this.chain = new FakeChain()
      this.chain.mine(10)
      this.nodes = []
    })
    afterEach(() => {
      this.service.close()
      for (const node of this.nodes) expect(node.unexpected).toEqual([])
      vi.useRealTimers()
    })
  }

  get service(): ChainService {
    if (this.running === null) throw new Error('The test has not started it.')
    return this.running
  }

  startWith(count = 1, blockTimeSeconds: number | null = null, prepare: () => void = () => {}): void {
    const deployment = fakeDeployment({ blockTimeSeconds, names })
    this.nodes = Array.from({ length: count }, (_, index) => {
      const name = ['a', 'b', 'c'][index]
      return new FakeNode(this.chain, answers, `http://${name}.test/v1/secret-key-${name}`)
    })
    prepare()
    const watched = this.nodes.map(
      (node) =>
        new ChainNode({ url: node.url, label: new URL(node.url).host }, deployment.chainId, node.fetch),
    )
    this.running = new ChainService(deployment, watched)
    this.updates = []
    this.running.subscribe({ onUpdate: (update) => this.updates.push(update) })
    this.running.start()
  }

  node(index: number): FakeNode {
    const node = this.nodes[index]
    if (!node) throw new Error(`There is no node ${index}.`)
    return node
  }

  elapse(ms: number) {
    return vi.advanceTimersByTimeAsync(ms)
  }

  shown() {
    return this.service.live?.reading.block
  }

  states() {
    return this.service.status().nodes.map(({ state }) => state)
  }

  reads(index = 0): number {
    return this.node(index).requests.filter((methods) => methods.includes('eth_call')).length
  }
}
