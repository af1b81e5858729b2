import { type EIP1193Provider, type Hex, keccak256, stringToHex } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { type Action, buildAction } from '@/lib/actions'
import { EventScan } from '@/lib/chain/logs'
import { watched } from '@/lib/chain/logs/events'
import { read } from '@/lib/chain/read/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second'
import { track } from '@/lib/chain/track'
import { stringify } from '@/lib/chain/wire'
import type { ConsoleModel } from '@/lib/console/model'
import { advance, isSought, isUnsent, type Run, statusOf } from '@/lib/react/run'
import { RunStore } from '@/lib/react/run/store'
import { encodeApproveHash } from '@/lib/safe'
import { oneOfEachKind } from '../cases'
import { nodeWith } from '../fakes/blocks'
import { browser, openTab } from '../fakes/browser'
import { type Opened, openAs, openCase } from '../opened'
import { report } from '../report'
import { safeCases } from '../safe-cases'
import { safeOf } from '../safe-steps'
import { modelOf } from '../scenario'
import { openScene, play, readOn, type Scene, undone } from '../scene'
import { denials, hiding, lying, whitewashing } from './nodes'
import { saidAsPromised } from './promised'
import { asSources, runOf } from './said'
import { interferences } from './tabs'
import { honest, type PlayedWallet, playedWallet, signing, type Trick, tricks, wentOut } from './wallets'

let scene: Scene
const played = { wallet: 0, node: 0, tab: 0, 'co-owner': 0 }

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  const counts = Object.entries(played).map(([who, count]) => `${who} ${count}`)
  report(`Plays of who lies: ${counts.join(', ')}`)
  await scene.chain.stop()
})
afterEach(() => void vi.unstubAllGlobals())

/** The last block that the browser saw before it asked the wallet; what is sent is in later blocks. */
const HEAD = 10n

type Signed = Awaited<ReturnType<ReturnType<typeof signing>>>

const inBlocks = (all: readonly Signed[]) =>
  Object.fromEntries(all.map((transaction, index) => [String(HEAD + 1n + BigInt(index)), [transaction]]))

/** The logs of a Safe for the transaction that an action executes. */
function executedLogs({ through, calls }: Action) {
  if (through?.step !== 'execute') return []
  const topics = [keccak256(stringToHex('ExecutionSuccess(bytes32,uint256)')), through.proposal?.safeTxHash]
  return [{ address: calls[0]?.to, topics, data: `0x${'00'.repeat(32)}` }]
}

/** An honest node, on which what was sent passed or reverted. */
function nodeOf({ action, scene: { deployment } }: Opened, all: readonly Signed[], reverted = false): Rpc {
  const { chainId } = deployment
  return nodeWith({ chainId, blocks: inBlocks(all), reverted, receiptLogs: executedLogs(action) })
}

interface Told {
  readonly said: ReturnType<typeof saidAsPromised>
  readonly wallet: PlayedWallet
}

/** Signs an action with a wallet, and follows what became of it, like the console. */
async function signedWith(then: Opened, trick: Trick): Promise<Told> {
  const { chainId } = then.scene.deployment
  const wallet = await playedWallet(chainId, trick)
  const store = new RunStore(chainId, null)
  const stop = store.start()
  try {
    store.setHead(HEAD)
    await store.sign(then.action, wallet.provider, () => null)
    const node = nodeOf(then, [wallet.foreign, ...wallet.out.map(({ transaction }) => transaction)])
    store.setSources(asSources(node, node, chainId))
    const runNow = () => store.snapshot().runs[0] as Run
    const isFollowed = (run: Run) =>
      run.calls.every((call) => !isSought(call, run, Date.now()) || call.evidence !== null)
    await vi.waitFor(() => expect(isFollowed(runNow())).toBe(true), { timeout: 20_000, interval: 2 })
    return { said: saidAsPromised(then, runNow(), 1), wallet }
  } finally {
    stop()
  }
}

/** Places where the console shows green for something that is not true, and where it offers again what was sent. */
function faultsOf({ action }: Opened, { said, wallet: { out } }: Told): readonly string[] {
  const isOut = (index: number) => {
    const call = action.calls[index]
    return call !== undefined && wentOut(call, action.from, out)
  }
  const all = action.calls.every((_, index) => isOut(index))
  return [
    ...said.calls.flatMap((state, index) =>
      state === 'ok' && !isOut(index) ? [`transaction ${index} is green, and never went out like that`] : [],
    ),
    ...(said.outcome === 'ok' && !all ? ['all of it is green, and did not go out'] : []),
    ...said.run.calls.flatMap((call, index) =>
      isUnsent(call) && isOut(index) ? [`transaction ${index} is offered anew, and went out`] : [],
    ),
  ]
}

/** What these sources say of transactions in blocks. */
async function saidBy(then: Opened, all: readonly Signed[], sources: readonly Rpc[]) {
  const { action } = then
  const run = {
    ...runOf(
      then.scene,
      action,
      all.map(({ node }) => node.hash),
    ),
    since: HEAD,
  }
  const calls = await Promise.all(
    run.calls.map(async (call) => {
      if (call.dialogue.state !== 'submitted') return call
      return {
        ...call,
        evidence: advance(call, await track(sources, { ...run, ...call, ...call.dialogue }), 0),
      }
    }),
  )
  return saidAsPromised(then, { ...run, calls }, sources.length - 1)
}

describe.each([...oneOfEachKind, ...safeCases])('$title', (action) => {
  let then: Opened
  /** The transactions of the action as its sender signs them. */
  let signed: readonly Signed[]

  beforeAll(async () => {
    then = await undone(scene, () => openCase(scene, action))
    const sign = signing(scene.deployment.chainId)
    const all: Signed[] = []
    for (const call of then.action.calls) all.push(await sign({ ...call, from: then.from }))
    signed = all
  })

  it('is green where wallet and nodes are honest, without which the other tests mean nothing', async () => {
    const told = await signedWith(then, honest)
    expect(told.said.calls.every((state) => state === 'ok')).toBe(true)
    expect(told.said.outcome).toBe(then.action.effects.length > 0 ? 'ok' : 'unknown')
    expect(faultsOf(then, told)).toEqual([])
  })

  it('is green only where exactly this was sent, whatever the wallet does and says', async () => {
    const faults: string[] = []
    for (const [name, trick] of Object.entries(tricks)) {
      played.wallet++
      const told = await signedWith(then, trick)
      faults.push(...faultsOf(then, told).map((fault) => `${name}: ${fault}`))
    }
    expect(faults).toEqual([])
  })

  it('is not green on the word of a node that invents it, or that says that it passed', async () => {
    const { chainId } = scene.deployment
    const invented = [nodeOf(then, signed), nodeOf(then, [])] as const
    const reverted = nodeOf(then, signed, true)
    for (const [liar, other] of [invented, [lying(reverted, whitewashing), reverted]] as const) {
      for (const sources of [asSources(liar, other, chainId), asSources(other, liar, chainId)]) {
        played.node++
        const { calls, outcome } = await saidBy(then, signed, sources)
        expect(calls).not.toContain('ok')
        expect(outcome).not.toBe('ok')
      }
      played.node++
      const alone = await saidBy(then, signed, asSources(liar, liar, chainId).slice(0, 1))
      expect(alone.calls).not.toContain('ok')
      expect(alone.outcome).not.toBe('ok')
    }
  })

  it('is not green on the word of one node, whatever keeps the other from confirming it', async () => {
    const { chainId } = scene.deployment
    const node = nodeOf(then, signed)
    const green: string[] = []
    for (const [name, lie] of Object.entries(denials)) {
      for (const [server, wallet] of [
        [node, lying(node, lie)],
        [lying(node, lie), node],
      ] as const) {
        played.node++
        const { calls } = await saidBy(then, signed, asSources(server, wallet, chainId))
        if (calls.includes('ok')) green.push(name)
      }
    }
    expect(green).toEqual([])
  })

  it('stays what its own tab knows of it, whatever another tab writes', async () => {
    for (const [name, interfere] of Object.entries(interferences)) {
      played.tab++
      const { of, mine, other, run } = await whileAsking(then)
      interfere(of, `generator-pau-console/run/${run.chainId}/${run.id}`, run, signed[0]?.node.hash as Hex)
      expect(mine.store.snapshot().runs, name).toEqual([run])
      // Neither tab may remove it from the list while the wallet asks.
      other.store.dismiss(run.id)
      mine.store.dismiss(run.id)
      const [first] = mine.store.snapshot().runs[0]?.calls ?? []
      expect(first && statusOf(first).state, name).toBe('signing')
      for (const tab of [mine, other]) tab.close()
    }
  })
})

describe('a node that hides the logs of one contract', () => {
  let honest: Scene
  const hidden: { contract: string; model: ConsoleModel; opinion: SecondOpinion }[] = []

  beforeAll(async () => {
    honest = await readOn(scene)
    const { deployment, reading, rpc } = honest
    const other: Rpc = { ...rpc, label: 'wallet', kind: 'wallet' }
    for (const contract of watched(deployment)) {
      const liar = { ...lying(rpc, hiding(contract)), label: 'the liar' }
      const known = await new EventScan(deployment).upTo(liar, reading.block)
      const told = await read(liar, deployment, reading.block, known, { hasMulticall: true })
      const sources = [liar, other]
      const opinion = await secondOpinion({ deployment, reading: told, sources, serverNodes: [] })
      hidden.push({ contract, model: modelOf(deployment, told), opinion })
    }
  })

  it.each(oneOfEachKind.filter(({ first }) => first === undefined))(
    '$title is the same, or the node is contradicted',
    ({ by, request }) => {
      const from = roles[by].address
      const asked = request(honest)
      const textOf = (model: ConsoleModel) => {
        const built = buildAction(asked, model, from)
        return stringify([built?.calls, built?.title])
      }
      const truth = textOf(modelOf(honest.deployment, honest.reading))
      const unnoticed = hidden.filter(({ model, opinion }) => {
        played.node++
        return textOf(model) !== truth && opinion.state !== 'different'
      })
      expect(unnoticed.map(({ contract }) => contract)).toEqual([])
    },
  )
})

/** More than anybody would read for one owner if they came from events. */
const noise = Array.from({ length: 25 }, (_, index): Hex => `0x${(index + 1).toString(16).padStart(64, 'e')}`)

describe('a co-owner of a Safe that approves junk', () => {
  const second = roles.freezerSigner1.address
  it.each(safeCases.filter(({ title }) => title.startsWith('executing')))(
    '$title is still found as approved, before the review and during it',
    (action) =>
      undone(scene, async () => {
        const then = await openCase(scene, action)
        expect(then.action.through).toMatchObject({ step: 'execute' })
        const junk = noise.map((hash) => ({ from: second, to: safeOf(scene), data: encodeApproveHash(hash) }))
        const now = await openAs(await play(then.scene, junk), then.from, then.request)
        played['co-owner']++
        expect(now.action.through?.proposal?.collected).toEqual(then.action.through?.proposal?.collected)
        expect([now.action.title, now.action.calls]).toEqual([then.action.title, then.action.calls])
      }),
  )
})

it('wallets, nodes and tabs are played more than forty times each', () => {
  for (const who of ['wallet', 'node', 'tab'] as const) expect(played[who]).toBeGreaterThan(40)
})

const hanging = { request: () => new Promise(() => undefined) } as unknown as EIP1193Provider

/** A tab whose wallet is being asked, and another tab that only shows it. */
async function whileAsking({ action }: Opened) {
  const of = browser()
  const { chainId } = scene.deployment
  const [mine, other] = [openTab(chainId, of), openTab(chainId, of)]
  mine.store.setHead(HEAD)
  void mine.store.sign(action, hanging, () => null, 'run')
  const asked = () => mine.store.snapshot().runs[0]?.calls[0]?.dialogue.state
  await vi.waitFor(() => expect(asked()).toBe('signing'), { interval: 2 })
  return { of, mine, other, run: mine.store.snapshot().runs[0] as Run }
}
