import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { buildAction } from '@/lib/actions'
import { watched } from '@/lib/chain/events'
import { EventScan } from '@/lib/chain/logs'
import { read } from '@/lib/chain/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { type SecondOpinion, secondOpinion } from '@/lib/chain/second-source'
import { modelOf } from '@/lib/chain/testing'
import { stringify } from '@/lib/chain/wire'
import type { ConsoleModel } from '@/lib/console/model'
import { encodeApproveHash } from '@/lib/safe'
import { oneOfEachKind } from '../cases'
import { openAs, openCase } from '../opened'
import { safeCases, safeOf } from '../safe-cases'
import { openScene, play, readOn, type Scene, undone } from '../scene'
import { elsewhere, hiding, lying, remembering } from './nodes'
import { asSources, mine, runOf, saidOf } from './said'

let scene: Scene
let played = 0

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  process.stdout.write(`Nodes with a chain of their own, or that hide: ${played} plays\n`)
  await scene.chain.stop()
})

/** What is signed is mined on a branch that one node keeps to; the other follows the chain, which goes on without it. */
describe.each([...oneOfEachKind, ...safeCases])('$title', (action) => {
  it('is not green where one node has it mined with all that it does, and the chain has not', () =>
    undone(scene, async () => {
      const then = await openCase(scene, action)
      const { rpc, deployment } = then.scene
      const run = (hashes: readonly Hex[]) => runOf(then.scene, then.action, hashes)
      const onFork = { ...then.scene, rpc: remembering(rpc) }
      const forked = await undone(then.scene, async () => {
        const { hashes } = await mine(then.scene, then.action)
        const now = await readOn(onFork)
        const said = await saidOf(
          now,
          run(hashes),
          asSources(onFork.rpc, lying(rpc, elsewhere), deployment.chainId),
        )
        return { hashes, now, said }
      })
      played++
      // It is there, and the other node is on another chain: that is one source.
      expect(forked.said).toMatchObject({
        calls: run(forked.hashes).calls.map(() => 'unknown'),
        outcome: 'unknown',
      })
      await rpc.request('anvil_mine', [`0x${forked.hashes.length.toString(16)}`])
      for (const sources of [
        asSources(onFork.rpc, rpc, deployment.chainId),
        asSources(rpc, onFork.rpc, deployment.chainId),
      ]) {
        played++
        const { calls, outcome } = await saidOf(forked.now, run(forked.hashes), sources)
        expect(calls).toEqual(run(forked.hashes).calls.map(() => 'wrong'))
        expect(outcome).toBe('wrong')
      }
    }))
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
        played++
        return textOf(model) !== truth && opinion.state !== 'different'
      })
      expect(unnoticed.map(({ contract }) => contract)).toEqual([])
    },
  )
})

/** More than anybody reads of one owner, were they taken from events. */
const noise = Array.from({ length: 25 }, (_, index): Hex => `0x${(index + 1).toString(16).padStart(64, 'e')}`)

describe('a co-owner of a Safe that approves junk', () => {
  const second = roles.freezerSigner1.address
  it.each(safeCases.filter(({ title }) => title.startsWith('executing')))(
    '$title is found as approved all the same, before the review and during it',
    (action) =>
      undone(scene, async () => {
        const then = await openCase(scene, action)
        expect(then.action.through).toMatchObject({ step: 'execute' })
        const junk = noise.map((hash) => ({ from: second, to: safeOf(scene), data: encodeApproveHash(hash) }))
        const now = await openAs(await play(then.scene, junk), then.from, then.request)
        played++
        expect(now.action.through?.proposal?.collected).toEqual(then.action.through?.proposal?.collected)
        expect([now.action.title, now.action.calls]).toEqual([then.action.title, then.action.calls])
      }),
  )
})

it('is played more than forty times', () => expect(played).toBeGreaterThan(40))
