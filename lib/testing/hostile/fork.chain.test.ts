import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oneOfEachKind } from '../cases'
import { openCase } from '../opened'
import { report } from '../report'
import { safeCases } from '../safe-cases'
import { openScene, readOn, type Scene, undone } from '../scene'
import { elsewhere, lying, remembering } from './nodes'
import { asSources, mine, runOf, saidOf } from './said'

let scene: Scene
let played = 0

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  report(`A node with a branch of its own: ${played} plays`)
  await scene.chain.stop()
})

/** An approval is a call to the Safe, whatever it approves. */
const executions = safeCases.filter(({ title }) => title.startsWith('executing'))

/**
 * What is signed is mined on a branch that only one node stays on; the other node follows the chain, which goes on
 * without it.
 */
describe.each([...oneOfEachKind, ...executions])('$title', (action) => {
  it('is not green where one node has it mined with all its effects, and the chain does not', () =>
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
      // One node has the transaction and the other is on another chain, so there is only one source.
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

it('is played more than forty times', () => expect(played).toBeGreaterThan(40))
