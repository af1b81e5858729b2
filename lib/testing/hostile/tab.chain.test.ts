import type { EIP1193Provider, Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { storedText } from '@/lib/react/parse-run'
import { type Run, statusOf } from '@/lib/react/run'
import { type Browser, browser, openTab, type Tab } from '../browser'
import { oneOfEachKind } from '../cases'
import { type Opened, openCase } from '../opened'
import { safeCases } from '../safe-cases'
import { openScene, type Scene, send, undone } from '../scene'
import { runOf, saidOf } from './said'

let scene: Scene
let foreign: Hex
let played = 0

beforeAll(async () => {
  scene = await openScene()
  const nobody = roles.donor.address
  foreign = (await send(scene, { from: nobody, to: nobody, data: '0x' })).transactionHash
})
afterAll(async () => {
  process.stdout.write(`Another tab that writes what it likes: ${played} cases\n`)
  await scene.chain.stop()
})
beforeEach(() => () => vi.unstubAllGlobals())

const hanging = { request: () => new Promise(() => undefined) } as unknown as EIP1193Provider

/** Something that another tab does to what is stored of a run. */
type Interference = (of: Browser, key: string, run: Run) => void

const write: (of: Browser, key: string, text: string) => void = ({ entries, tell }, key, text) => {
  entries.set(key, text)
  tell(key, text)
}

const changed = (run: Run, changes: Partial<Run>) => storedText({ ...run, ...changes })

const interferences: Readonly<Record<string, Interference>> = {
  'removes it': ({ entries, tell }, key) => {
    entries.delete(key)
    tell(key, null)
  },
  'empties the storage': ({ entries, tell }) => {
    entries.clear()
    tell(null, null)
  },
  'writes what is no JSON': (of, key) => write(of, key, '{broken'),
  'writes what is no run': (of, key) => write(of, key, '{"version":"2"}'),
  'writes null': (of, key) => write(of, key, 'null'),
  'says that it was sent as something that is mined': (of, key, run) =>
    write(
      of,
      key,
      changed(run, {
        calls: run.calls.map((call) => ({
          ...call,
          dialogue: { state: 'submitted', hash: foreign, nonce: null, at: 0 },
        })),
      }),
    ),
  'says that its owner rejected it': (of, key, run) =>
    write(
      of,
      key,
      changed(run, { calls: run.calls.map((call) => ({ ...call, dialogue: { state: 'rejected' } })) }),
    ),
  'says that it changes nothing': (of, key, run) => write(of, key, changed(run, { effects: [] })),
  'says that it calls something else': (of, key, run) =>
    write(of, key, changed(run, { calls: run.calls.map((call) => ({ ...call, data: '0x' })) })),
}

const key = (run: Run) => `generator-pau-console/run/${run.chainId}/${run.id}`

/** A tab in which the wallet is being asked, and another one that only shows it. */
async function whileAsking({
  action,
  reading,
}: Opened): Promise<{ of: Browser; mine: Tab; other: Tab; run: Run }> {
  const of = browser()
  const { chainId } = scene.deployment
  const [mine, other] = [openTab(chainId, of), openTab(chainId, of)]
  mine.store.setHead(reading.block.number)
  void mine.store.sign(action, hanging, () => null, 'run')
  await vi.waitFor(() => expect(mine.store.snapshot().runs[0]?.calls[0]?.dialogue.state).toBe('signing'))
  const [run] = mine.store.snapshot().runs
  if (!run) throw new RangeError('There is no run')
  return { of, mine, other, run }
}

describe.each([...oneOfEachKind, ...safeCases])('$title', (action) => {
  it('stays what its own tab knows of it, whatever another tab writes', async () => {
    const then = await undone(scene, () => openCase(scene, action))
    for (const [name, interfere] of Object.entries(interferences)) {
      played++
      const { of, mine, other, run } = await whileAsking(then)
      interfere(of, key(run), run)
      expect(mine.store.snapshot().runs, name).toEqual([run])
      // Neither may offer it anew while the wallet asks.
      other.store.dismiss(run.id)
      mine.store.dismiss(run.id)
      expect(mine.store.snapshot().runs[0]?.calls.map((call) => statusOf(call).state)[0], name).toBe(
        'signing',
      )
      for (const tab of [mine, other]) tab.close()
    }
  })

  it('is not green in the tab that was told of a hash that is not its own', async () => {
    const then = await undone(scene, () => openCase(scene, action))
    const run = runOf(
      then.scene,
      then.action,
      then.action.calls.map(() => foreign),
    )
    played++
    const said = await saidOf(scene, { ...run, since: 0n })
    expect(said.calls).toEqual(run.calls.map(() => 'wrong'))
    expect(said.outcome).toBeNull()
  })
})
