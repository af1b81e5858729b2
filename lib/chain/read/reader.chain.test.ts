import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import { leavesOf } from '@/lib/leaf/leaves'
import { modelOf, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { EventScan } from '../logs'
import { httpRpc, type Rpc } from '../rpc'
import { read, readHasMulticall, readHead } from './reader'

let scenario: ScenarioReading
beforeAll(async () => {
  scenario = await readScenario()
})
afterAll(() => scenario.chain.stop())

/** What each leaf says, by its path. Which leaf stands above which is a matter of how they are shown. */
const saidBy = (model: ConsoleModel) =>
  new Map(leavesOf(model).map(({ path, leaf }) => [path, leaf.ok ? String(leaf.value) : leaf.reason.message]))

interface Seen {
  readonly method: string
  readonly params: readonly unknown[]
}

/** The node of the scenario, with every HTTP request written down. */
function counted(): { rpc: Rpc; trips: Seen[][] } {
  const trips: Seen[][] = []
  const rpc = httpRpc(scenario.chain.url, {
    timeout: 60_000,
    fetch: (url, init) => {
      const body = JSON.parse(String(init?.body)) as Seen | Seen[]
      trips.push(Array.isArray(body) ? body : [body])
      return fetch(url, init)
    },
  })
  return { rpc, trips }
}

describe('a refresh', () => {
  it('takes three HTTP round trips at first, logs included, and two from then on', async () => {
    const { rpc, trips } = counted()
    const { deployment } = scenario
    const scan = new EventScan(deployment)
    const [head, hasMulticall] = await Promise.all([readHead(rpc), readHasMulticall(rpc)])
    expect(trips).toHaveLength(1)
    const learning = scan.upTo(rpc, head)
    const first = await read(rpc, deployment, head, scenario.reading.known, { hasMulticall, learning })
    expect(trips).toHaveLength(3)

    trips.length = 0
    const next = await readHead(rpc)
    const again = scan.upTo(rpc, next)
    await read(rpc, deployment, next, first.known, {
      hasMulticall,
      learning: again,
      seed: first.answers.keys(),
    })
    expect(trips).toHaveLength(2)
  })

  it('says the same in whichever order the accounts became known', async () => {
    const { rpc, deployment, reading } = scenario
    const { limitKeys, accounts, grants, controls, pairs } = reading.known
    const turned = {
      ...reading.known,
      limitKeys: limitKeys.toReversed(),
      accounts: accounts.toReversed(),
      grants: grants.toReversed(),
      controls: controls.toReversed(),
      pairs: pairs.toReversed(),
    }
    const again = await read(rpc, deployment, reading.block, turned, { hasMulticall: true })
    expect(saidBy(modelOf(deployment, again))).toEqual(saidBy(modelOf(deployment, reading)))
  })

  it('leaves no leaf unread', async () => {
    const model = modelOf(scenario.deployment, scenario.reading)
    const unread = leavesOf(model).filter(({ leaf }) => !leaf.ok && leaf.reason.kind === 'not-read')
    expect(unread).toEqual([])
  })

  it('pins every read to the hash of the head, even while blocks come in', async () => {
    const { rpc, trips } = counted()
    const { deployment, reading } = scenario
    const head = await readHead(rpc)
    let mining = true
    const miner = (async () => {
      while (mining) await scenario.rpc.request('evm_mine', [])
    })()
    const readings = await Promise.all(
      Array.from({ length: 5 }, () => read(rpc, deployment, head, reading.known, { hasMulticall: true })),
    )
    mining = false
    await miner
    expect(BigInt(await scenario.rpc.request<string>('eth_blockNumber', []))).toBeGreaterThan(head.number)
    const pins = trips
      .flat()
      .filter(({ method }) => method === 'eth_call')
      .map(({ params }) => params[1])
    expect(pins.length).toBeGreaterThan(0)
    expect(new Set(pins.map((pin) => JSON.stringify(pin)))).toEqual(
      new Set([JSON.stringify({ blockHash: head.hash, requireCanonical: true })]),
    )
    for (const other of readings) expect(other.answers).toEqual(readings[0]?.answers)
  })

  it('places Multicall3 for the call where the chain lacks it', async () => {
    const { deployment, reading, rpc } = scenario
    const code = await rpc.request('eth_getCode', ['0xcA11bde05977b3631167028862bE2a173976CA11', 'latest'])
    await rpc.request('anvil_setCode', ['0xcA11bde05977b3631167028862bE2a173976CA11', '0x'])
    const head = await readHead(rpc)
    expect(await readHasMulticall(rpc)).toBe(false)
    // Blocks were mined above, without an event that this has to know.
    const known = { ...reading.known, coverage: { ...reading.known.coverage, toBlock: head.number } }
    const without = await read(rpc, deployment, head, known, { hasMulticall: false })
    const model = modelOf(deployment, without)
    expect(leavesOf(model).filter(({ leaf }) => !leaf.ok)).toEqual([])
    await rpc.request('anvil_setCode', ['0xcA11bde05977b3631167028862bE2a173976CA11', code])
  })
})
