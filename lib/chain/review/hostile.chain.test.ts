import { getAddress, type Hex, toHex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { isAsStated } from '@/lib/console/diff'
import { isEmittedAsStated } from '@/lib/console/emitted'
import { type HostileFacet, replaceAdminFacet, THIEF } from '@/lib/testing/hostile/facets'
import { reviewFor } from '@/lib/testing/prove-review'
import { readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { RpcError } from '../errors'
import type { Rpc } from '../rpc'
import type { SimulatedFinding } from '.'

let whole: ScenarioReading
let scenario: ScenarioReading
let snapshot: Hex

beforeAll(async () => {
  whole = await readScenario()
})
afterAll(() => whole.chain.stop())
beforeEach(async () => {
  scenario = whole
  snapshot = await whole.rpc.request<Hex>('evm_snapshot', [])
})
afterEach(async () => {
  await whole.rpc.request('evm_revert', [snapshot])
})

const diamondOf = () => whole.deployment.generators[0]!.addresses.diamond

/** The review of a freeze by a freezer, which goes through the AdminFacet. */
async function reviewFreeze(
  sources?: readonly Rpc[],
  deployment = whole.deployment,
): Promise<SimulatedFinding> {
  const request = { kind: 'freeze-relayer', generator: diamondOf(), relayer: roles.relayer1.address } as const
  const review = await reviewFor({ ...scenario, deployment }, roles.freezer.address, request, sources)
  if (review.state !== 'simulated')
    throw new Error(JSON.stringify(review, (_, v) => (typeof v === 'bigint' ? String(v) : v)).slice(0, 500))
  return review
}

/** The chain with another facet in the place of the AdminFacet. */
async function withFacet(facet: HostileFacet): Promise<string> {
  const { rpc, deployment } = whole
  const admin = await replaceAdminFacet(
    {
      code: (address) => rpc.request<Hex>('eth_getCode', [address, 'latest']),
      setCode: async (address, code) => void (await rpc.request('anvil_setCode', [address, code])),
    },
    deployment,
    facet,
  )
  await rpc.request('anvil_setBalance', [diamondOf(), toHex(10n ** 18n)])
  await rpc.request('evm_mine', [])
  scenario = { ...whole, reading: await readAgain(rpc, deployment) }
  return admin
}

const verdictAt = ({ code }: SimulatedFinding, address: string) =>
  code.contracts.find((contract) => contract.address.toLowerCase() === address.toLowerCase())?.verdict

const unexpected = ({ events }: SimulatedFinding) =>
  events.emitted.flatMap(({ log, expected }) => (expected ? [] : [log]))

describe('the honest AdminFacet', () => {
  it('is known, does the same in two blocks, and emits what is stated', async () => {
    const review = await reviewFreeze()
    expect(review.code.contracts.map(({ verdict }) => verdict)).toEqual(['known', 'known'])
    expect(review.code.problems).toEqual([])
    expect(review.conditions).toMatchObject({ problem: null, differences: [], isWrong: false, ether: true })
    expect(isEmittedAsStated(review.events)).toBe(true)
    expect(review.events.emitted).toHaveLength(2)
    expect(review.shortfalls).toEqual([])
    expect(review.compared).toMatchObject({ unread: 0 })
    expect(review.compared.values).toBeGreaterThan(1_000)
  })
})

describe('a facet with other code', () => {
  it('is red before signing, by the deployment file, although every effect is as stated', async () => {
    const admin = await withFacet('ThiefFacet')
    const review = await reviewFreeze()
    expect(isAsStated(review.diff)).toBe(true)
    expect(verdictAt(review, admin)).toBe('different')
  })

  it('is red by the allowlist of governance where the file names no hash', async () => {
    const admin = await withFacet('ThiefFacet')
    const review = await reviewFreeze(undefined, { ...whole.deployment, codeHashes: {} })
    expect(review.code.contracts.find(({ address }) => address === admin)).toMatchObject({
      verdict: 'different',
      by: 'FacetAllowlist of governance',
    })
  })

  it('is unnamed where nobody says what is right, each contract separately', async () => {
    const { governance, ...rest } = whole.deployment
    const silent = {
      ...rest,
      codeHashes: {},
      governance: governance && { ...governance, facetAllowlist: null },
    }
    const scenarioBefore = scenario
    scenario = { ...scenarioBefore, reading: await readAgain(whole.rpc, silent) }
    const review = await reviewFreeze(undefined, silent)
    expect(review.code.contracts.map(({ verdict }) => verdict)).toEqual(['unnamed', 'unnamed'])
  })

  it('is red when other code stood there before and nobody says what is right', async () => {
    const { governance, ...rest } = whole.deployment
    const silent = {
      ...rest,
      codeHashes: {},
      governance: governance && { ...governance, facetAllowlist: null },
    }
    const earlier = scenario.reading.block.number
    // The node counts a block as final once it has 64 blocks on top.
    await whole.rpc.request('anvil_mine', [toHex(64)])
    const admin = await withFacet('ThiefFacet')
    scenario = { ...scenario, reading: await readAgain(whole.rpc, silent) }
    const review = await reviewFreeze(undefined, silent)
    const [changed] = review.code.contracts.filter(({ address }) => address === admin)
    expect(changed).toMatchObject({
      verdict: 'different',
      by: expect.stringMatching(/^this chain at block \d+$/),
    })
    expect(BigInt(changed?.by?.match(/\d+/)?.[0] ?? 0)).toBeGreaterThanOrEqual(earlier)
    // Contracts that did not change are not more right because of that.
    expect(review.code.contracts.find(({ address }) => address === diamondOf())).toMatchObject({
      ...{ verdict: 'unnamed', by: null, since: expect.any(BigInt) },
    })
  })
})

describe('a facet that approves a thief', () => {
  // Each facet recognises a simulation by one thing that simulations used to lack.
  it.each(['ThiefFacet', 'GasPriceFacet', 'BaseFeeFacet', 'CoinbaseFacet'] as const)(
    'is seen by the event of the approval, which nothing stated: %s',
    async (facet) => {
      await withFacet(facet)
      const review = await reviewFreeze()
      expect(isAsStated(review.diff)).toBe(true)
      expect(isEmittedAsStated(review.events)).toBe(false)
      const [approval, ...more] = unexpected(review)
      expect(more).toEqual([])
      expect(getAddress(approval!.address)).toBe(whole.deployment.mcd.usds)
      expect(approval!.topics[2]).toBe(`0x${THIEF.slice(2).padStart(64, '0')}`)
    },
  )

  it('is noticed in another block where it waits for another builder than the next one', async () => {
    await whole.rpc.request('anvil_setCoinbase', ['0x0000000000000000000000000000000000000002'])
    await withFacet('OddCoinbaseFacet')
    const review = await reviewFreeze()
    expect(isEmittedAsStated(review.events)).toBe(true)
    expect(review.conditions).toMatchObject({
      isWrong: true,
      differences: [expect.stringMatching(/emits an event that was not stated/)],
    })
  })

  it('is noticed where it waits for the next builder', async () => {
    await whole.rpc.request('anvil_setCoinbase', ['0x0000000000000000000000000000000000000002'])
    await withFacet('EvenCoinbaseFacet')
    expect(unexpected(await reviewFreeze())).toHaveLength(1)
  })
})

describe('a facet that recognises the block', () => {
  it('is reported to behave differently where it refuses in one of two blocks', async () => {
    await withFacet('RefusingFacet')
    const request = {
      kind: 'freeze-relayer',
      generator: diamondOf(),
      relayer: roles.relayer1.address,
    } as const
    const review = await reviewFor(scenario, roles.freezer.address, request)
    // The hash of the parent decides which of the two blocks it refuses in.
    if (review.state === 'would-revert') expect(review.reason).toBe('RefusingFacet/not-now')
    else
      expect(review).toMatchObject({
        conditions: { differences: ['transaction 1 would revert: RefusingFacet/not-now'], isWrong: false },
      })
  })

  it('is exposed by its gas where it writes something that no value of the console shows', async () => {
    await withFacet('SilentFacet')
    const review = await reviewFreeze()
    expect(isAsStated(review.diff)).toBe(true)
    expect(isEmittedAsStated(review.events)).toBe(true)
    expect(review.conditions.differences).toEqual([expect.stringMatching(/gas instead of/)])
  })
})

describe('what moves outside of the model', () => {
  it('is listed when it is ether', async () => {
    await withFacet('EtherFacet')
    const review = await reviewFreeze()
    expect(unexpected(review).map(({ address }) => address)).toEqual([
      '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',
    ])
  })

  it('leaves the code of the receiver of ether alone', async () => {
    await withFacet('EtherFacet')
    const { code } = await reviewFreeze()
    expect(code.contracts.map(({ verdict }) => verdict)).not.toContain('changes')
  })

  it('is listed when it is an unknown token, even with an event of an unknown kind', async () => {
    await withFacet('ForeignFacet')
    const review = await reviewFreeze()
    expect(unexpected(review)).toHaveLength(2)
    expect(verdictAt(review, '0x00000000000000000000000000000000000000B7')).toBe('unnamed')
  })
})

describe('a node', () => {
  const without = (answer: (method: string, params: readonly unknown[]) => unknown): Rpc => ({
    ...whole.rpc,
    request: async (method, params) => {
      const other = await answer(method, params)
      return (other === undefined ? whole.rpc.request(method, params) : other) as never
    },
  })
  const asks = (params: readonly unknown[]) => JSON.stringify(params).includes('baseFeePerGas')

  it('gives the smaller check where it refuses conditions, and the review says so', async () => {
    const refusing = without((method, params) => {
      if (method === 'eth_simulateV1' && asks(params))
        throw new RpcError(method, -32602, 'unknown override', null)
    })
    const review = await reviewFreeze([refusing])
    expect(isAsStated(review.diff)).toBe(true)
    expect(review.conditions).toMatchObject({
      first: null,
      second: null,
      problem: 'the node refuses them (unknown override)',
    })
  })

  it('is noticed to ignore the conditions by what a contract sees', async () => {
    const deaf = without((method, params) => {
      if (method !== 'eth_simulateV1') return undefined
      const [payload, base] = params as [{ blockStateCalls: { blockOverrides: object }[] }, Hex]
      const bare = payload.blockStateCalls.map(({ blockOverrides, ...block }) => {
        const { number, time } = blockOverrides as { number: Hex; time: Hex }
        return { ...block, blockOverrides: { number, time } }
      })
      return whole.rpc.request(method, [{ ...payload, blockStateCalls: bare }, base])
    })
    const { conditions } = await reviewFreeze([deaf])
    expect(conditions.problem).toMatch(/coinbase \((0|another) instead of what was asked for\)/)
  })

  it('leaves the contracts except for the target unknown where it makes no access lists', async () => {
    const silent = without((method) => {
      if (method === 'eth_createAccessList') throw new RpcError(method, -32601, 'not available', null)
    })
    const { code } = await reviewFreeze([silent])
    expect(code.contracts.map(({ address }) => address)).toEqual([diamondOf()])
    expect(code.problems).toEqual([expect.stringContaining('not available')])
  })

  it('says that a sender without ether cannot pay, and still what the transaction would do', async () => {
    await whole.rpc.request('anvil_setBalance', [roles.freezer.address, '0x0'])
    await whole.rpc.request('evm_mine', [])
    scenario = { ...whole, reading: await readAgain(whole.rpc, whole.deployment) }
    const review = await reviewFreeze()
    expect(isAsStated(review.diff)).toBe(true)
    expect(review.shortfalls).toEqual([
      { account: roles.freezer.address, balance: 0n, needed: expect.any(BigInt) },
    ])
    expect(review.shortfalls[0]!.needed).toBeGreaterThan(0n)
  })

  it('compares the code of what is entered with the right code even without simulation', async () => {
    const admin = await withFacet('ThiefFacet')
    const small = without((method) => {
      if (method === 'eth_simulateV1') throw new RpcError(method, -32601, 'not available', null)
    })
    const request = {
      kind: 'freeze-relayer',
      generator: diamondOf(),
      relayer: roles.relayer1.address,
    } as const
    const review = await reviewFor(scenario, roles.freezer.address, request, [small])
    if (review.state !== 'dry-run') throw new Error(review.state)
    expect(review.code.contracts.find(({ address }) => address === admin)?.verdict).toBe('different')
  })
})
