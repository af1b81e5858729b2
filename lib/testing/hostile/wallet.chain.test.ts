import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Action } from '@/lib/actions'
import { isSought } from '@/lib/react/run'
import { RunStore } from '@/lib/react/run-store'
import { oneOfEachKind } from '../cases'
import { type Opened, openCase } from '../opened'
import { safeCases } from '../safe-cases'
import { modelAt, openScene, readOn, type Scene, undone } from '../scene'
import { type Said, saidOfTracked, twoSources } from './said'
import { didHappen } from './truth'
import { playedWallet, type Trick, tricks, type WentOut, wentOut } from './wallets'

let scene: Scene
let played = 0

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  process.stdout.write(`A wallet that does or says something else: ${played} cases\n`)
  await scene.chain.stop()
})

interface Told {
  readonly said: Said
  readonly out: readonly WentOut[]
  readonly happened: boolean
}

/** Signs an action with a wallet, and follows what became of it as the console does. */
async function signedWith(then: Opened, trick: Trick): Promise<Told> {
  const { scene: ready, action } = then
  const { provider, out } = await playedWallet(ready, trick)
  const before = await readOn(ready)
  const store = new RunStore(ready.deployment.chainId, null)
  const stop = store.start()
  try {
    store.setHead(before.reading.block.number)
    await store.sign(action, provider, () => null)
    const sources = twoSources(ready)
    store.setSources(sources)
    await vi.waitFor(() => expect(store.snapshot().runs[0]?.calls.every(isFollowed)).toBe(true), {
      timeout: 20_000,
      interval: 10,
    })
    const [run] = store.snapshot().runs
    if (!run) throw new RangeError('There is no run')
    const now = await readOn(ready)
    const happened = didHappen(action, { before: modelAt(before), after: modelAt(now) })
    return { said: await saidOfTracked(now, run, sources), out, happened }
  } finally {
    stop()
  }
}

const isFollowed = (call: Parameters<typeof isSought>[0]) => !isSought(call) || call.evidence !== null

const honest = tricks['does what it is asked for']

/** Where green is said of something that is not so; and where it is not said of what the wallet did honestly. */
function faultsIn({ said, out, happened }: Told, action: Action, isHonest: boolean): string[] {
  const untrue = action.calls.flatMap((call, index) =>
    said.calls[index] === 'ok' && !wentOut({ ...action, calls: [call] }, out) ? [`transaction ${index}`] : [],
  )
  return [
    ...untrue.map((which) => `${which} is said in green, and never went out like that`),
    ...(said.outcome === 'ok' && !(wentOut(action, out) && happened)
      ? ['said in green, did not happen']
      : []),
    ...(isHonest && said.outcome !== 'ok' ? [`said ${said.outcome} of what did happen`] : []),
  ]
}

describe.each([...oneOfEachKind, ...safeCases])('$title', (action) => {
  it('is said in green only where just that went out and happened, whatever the wallet does and says', async () => {
    const faults = await undone(scene, async () => {
      const then = await openCase(scene, action)
      const found: string[] = []
      for (const [name, trick] of Object.entries(tricks)) {
        played++
        const told = await undone(then.scene, () => signedWith(then, trick))
        found.push(...faultsIn(told, then.action, trick === honest).map((fault) => `${name}: ${fault}`))
      }
      return found
    })
    expect(faults).toEqual([])
  })
})
