import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArtifact } from '@/contracts/script/artifacts'
import { type RoleName, roles } from '@/contracts/script/roles'
import { read, readHead } from '@/lib/chain/read/reader'
import { isAsStated } from '@/lib/console/diff'
import { isEmittedAsStated } from '@/lib/console/emitted'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import { paceExecuted } from '@/lib/testing/preparations'
import { reviewFor } from '@/lib/testing/prove-review'
import { operationIn } from '@/lib/testing/requests'
import { openScene, play, type Scene, undone } from '@/lib/testing/scene'
import { deployedUnit } from '@/lib/testing/units'
import { readinessOf } from '..'

let scene: Scene

beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.chain.stop())

/** The scene as it is read from nothing, with what was learned from logs changed. */
async function readWith(of: Scene, change: Partial<Watchlist>): Promise<Scene> {
  const known = { ...of.reading.known, ...change }
  const reading = await read(of.rpc, of.deployment, await readHead(of.rpc), known, { hasMulticall: true })
  return { ...of, reading }
}

type Ending = readonly [
  title: string,
  by: RoleName,
  kind: 'cancel-operation' | 'execute-operation',
  of: string,
]

const endings: readonly Ending[] = [
  ['executing one that is due', 'keeper', 'execute-operation', 'addCBeam'],
  ['executing one that waited for another', 'keeper', 'execute-operation', 'addInitRateLimits'],
  ['cancelling one that is due', 'coreCouncil', 'cancel-operation', 'addCBeam'],
  ['cancelling one that waited for another', 'coreCouncil', 'cancel-operation', 'addInitRateLimits'],
  ['cancelling the last that was scheduled', 'coreCouncil', 'cancel-operation', 'addInitControllerActions'],
]

/** Proves that an operation ends as stated, in a timelock that is read in some way. */
const ends = (by: RoleName, kind: Ending[2], of: string, reread: (scene: Scene) => Promise<Scene>) =>
  undone(scene, async () => {
    const after = await play(scene, paceExecuted(scene))
    const now = await reread(after)
    const review = await reviewFor(now, roles[by].address, operationIn(now, kind, of))
    expect(review.state).toBe('simulated')
    if (review.state !== 'simulated') return
    expect(readinessOf(review.action).state).toBe('ready')
    expect(review.diff.unexpected).toEqual([])
    expect(isAsStated(review.diff)).toBe(true)
    expect(isEmittedAsStated(review.events)).toBe(true)
  })

describe('an operation of a timelock of which no log was seen', () => {
  it.each(endings)('ends as stated: %s', (_, by, kind, of) =>
    ends(by, kind, of, (after) => readWith(after, { timelock: [] })),
  )
})

describe('an operation of the older timelock, which only counts', () => {
  beforeAll(async () => {
    const { deployedBytecode } = readArtifact('CountingTimelock')
    await scene.rpc.request('anvil_setCode', [deployedUnit(scene.deployment).timelock, deployedBytecode])
    await scene.rpc.request('evm_mine', [])
    scene = await readWith(scene, {})
  })

  it.each(endings)('ends as stated: %s', (_, by, kind, of) =>
    ends(by, kind, of, (after) => readWith(after, {})),
  )
})
