import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { buildAction } from '@/lib/actions'
import { watched } from '@/lib/chain/events'
import { told } from '@/lib/chain/fake-transaction'
import { EventScan } from '@/lib/chain/logs'
import { type Reading, read } from '@/lib/chain/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second-source'
import { modelOf } from '@/lib/chain/testing'
import { stringify } from '@/lib/chain/wire'
import { type ActionCase, oneOfEachKind } from '../cases'
import { type Opened, openCase } from '../opened'
import { safeCases } from '../safe-cases'
import { modelAt, openScene, readOn, type Scene, send, undone } from '../scene'
import {
  denying,
  elsewhere,
  hiding,
  inventing,
  type Lie,
  lying,
  refusing,
  swapping,
  whitewashing,
} from './nodes'
import { mine, runOf, type Said, saidOf, twoSources } from './said'
import { didHappen } from './truth'

let scene: Scene
let played = 0

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  process.stdout.write(`A node that lies, hides or is silent: ${played} cases\n`)
  await scene.chain.stop()
})

const cases = [...oneOfEachKind, ...safeCases]

const FEES = { type: 'eip1559', gas: 100_000n, maxFeePerGas: 3n, maxPriorityFeePerGas: 1n } as const

/** The transactions of an action as its sender signed them, and sent to nobody. */
function signedOnly({ action, scene: { deployment } }: Opened, by: ActionCase['by']) {
  const { chainId } = deployment
  return Promise.all(
    action.calls.map(async ({ to, data, value }, index) => {
      const { node } = await told(
        { to, data, value, chainId, ...FEES, nonce: 1_000 + index },
        roles[by].account,
      )
      return { hash: node.hash, transaction: node }
    }),
  )
}

/** Two sources, one of which lies; whichever is asked first. */
const besides = (now: Scene, lie: Lie): readonly (readonly Rpc[])[] => {
  const [server, wallet] = twoSources(now) as [Rpc, Rpc]
  const [liar, other] = [lying(server, server.label, lie), lying(wallet, wallet.label, lie)]
  return [[liar, wallet], [server, other], [liar]]
}

const isGreen = ({ outcome }: Said) => outcome === 'ok'

describe.each(cases)('$title', (action) => {
  it('is not said in green on the word of a node that invents its transactions', () =>
    undone(scene, async () => {
      const then = await openCase(scene, action)
      const signed = await signedOnly(then, action.by)
      const run = runOf(
        then.scene,
        then.action,
        signed.map(({ hash }) => hash),
      )
      await then.scene.rpc.request('evm_mine', [])
      const now = await readOn(then.scene)
      for (const sources of besides(now, inventing(signed, now.reading.block))) {
        played++
        const said = await saidOf(now, run, sources)
        expect(isGreen(said)).toBe(false)
        // By itself it is the only one that says anything, and what it says of it is named as its word.
        if (sources.length > 1) expect(said.calls).not.toContain('ok')
      }
    }))

  it('is not said in green where it reverted and a node says that it passed', () =>
    undone(scene, async () => {
      const then = await openCase(scene, action)
      const hashes: Hex[] = []
      for (const { to, data } of then.action.calls) {
        const sent = await send(then.scene, { from: then.action.from, to, data }, 60_000n)
        expect(sent.status).toBe('0x0')
        hashes.push(sent.transactionHash)
      }
      const now = await readOn(then.scene)
      for (const sources of besides(now, whitewashing)) {
        played++
        const said = await saidOf(now, runOf(then.scene, then.action, hashes), sources)
        const happened = didHappen(then.action, { before: then.model, after: modelAt(now) })
        expect(isGreen(said) && !happened).toBe(false)
        if (sources.length > 1) expect(said.calls).not.toContain('ok')
      }
    }))

  it('is not said in green on the word of one node alone, whatever keeps the other from bearing it out', () =>
    undone(scene, async () => {
      const then = await openCase(scene, action)
      const { hashes } = await mine(then.scene, then.action)
      const now = await readOn(then.scene)
      const other = (await signedOnly(then, 'donor'))[0]?.transaction ?? {}
      const run = runOf(then.scene, then.action, hashes)
      const [server, wallet] = twoSources(now) as [Rpc, Rpc]
      for (const lie of [denying, elsewhere, swapping(other), refusing]) {
        played++
        const alone = await saidOf(now, run, [lying(server, server.label, lie)])
        expect(isGreen(alone)).toBe(false)
        expect(alone.calls).not.toContain('ok')
      }
      for (const lie of [denying, elsewhere]) {
        played++
        const said = await saidOf(now, run, [server, lying(wallet, wallet.label, lie)])
        expect(isGreen(said)).toBe(false)
      }
    }))
})

describe('a node that hides the logs of one contract', () => {
  let honest: Scene
  const hidden: { contract: string; reading: Reading; opinion: SecondOpinion }[] = []

  beforeAll(async () => {
    honest = await readOn(scene)
    const { deployment, reading, rpc } = honest
    const wallet: Rpc = { ...rpc, label: 'wallet', kind: 'wallet' }
    for (const contract of watched(deployment)) {
      const liar = lying(rpc, 'the liar', hiding(contract))
      const known = await new EventScan(deployment).upTo(liar, reading.block)
      const told = await read(liar, deployment, reading.block, known, { hasMulticall: true })
      const opinion = await secondOpinion({
        deployment,
        reading: told,
        sources: [liar, wallet],
        serverNodes: [],
      })
      hidden.push({ contract, reading: told, opinion })
    }
  })

  it.each(oneOfEachKind.filter(({ first }) => first === undefined))(
    '$title is the same, or it is contradicted',
    ({ by, request }) => {
      const from = roles[by].address
      const build = (reading: Reading) =>
        buildAction(request(honest), modelOf(honest.deployment, reading), from)
      const truth = build(honest.reading)
      for (const { contract, reading, opinion } of hidden) {
        played++
        const shown = build(reading)
        const isSame = stringify([shown?.calls, shown?.title]) === stringify([truth?.calls, truth?.title])
        expect(isSame || opinion.state === 'different', `${contract}: ${opinion.state}`).toBe(true)
      }
    },
  )
})
