import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActionCase } from '../cases'
import { checkOf, judge, type Opened, openCase } from '../opened'
import { report } from '../report'
import { openScene, type Scene, undone } from '../scene'
import { breakers } from './breakers'
import { faultsOf, faultsUndisturbed, type Interference, requirementsOf } from './front-run'
import { overtakings } from './overtake'
import { isUnbreakable, type Target } from './target'

/** Tests that play everything that somebody else can do to each of these actions, each on its own chain. */
export function playFrontRunner(cases: readonly ActionCase[]): void {
  let scene: Scene
  let played = 0
  const spared = new Set<string>()

  beforeAll(async () => {
    scene = await openScene()
  })
  afterAll(async () => {
    report(
      `A front-runner between review and signature: ${played} cases, ${spared.size} requirements that no state breaks`,
    )
    await scene.chain.stop()
  })

  describe.each(cases)('$title', (action) => {
    it('is not signed as what it no longer is, nor said to have happened where it did not', async () => {
      const faults = await undone(scene, async () => {
        const then = await openCase(scene, action)
        const check = await checkOf(then)
        expect(judge(then, check).blocked).toBeNull()
        // Without this, nothing below would mean anything.
        expect(await undone(then.scene, () => faultsUndisturbed(then))).toEqual([])
        const found: string[] = []
        for (const interference of interferencesIn(then, spared)) {
          const { name, breaks } = interference
          const told = await undone(then.scene, () => faultsOf(then, check, interference))
          found.push(...told.map((fault) => `${breaks ?? 'another action'} (${name}): ${fault}`))
          played++
        }
        return found
      })
      expect(faults).toEqual([])
    })
  })

  it('plays more than forty ways', () => expect(played).toBeGreaterThan(40))
}

/** Everything that somebody else can do to it. */
function interferencesIn(
  { scene: at, model, action, request }: Opened,
  spared: Set<string>,
): readonly Interference[] {
  const holder = action.through?.safe.id ?? action.from
  const target: Target = { scene: at, model, action, request, holder }
  const broken = requirementsOf(action).flatMap(({ id, holds }): Interference[] => {
    const ways = breakers.get(id)?.(target)
    if (!ways) throw new RangeError(`Nobody has said how the requirement ${id} is broken`)
    if (isUnbreakable(ways)) {
      spared.add(id)
      return []
    }
    // A requirement that did not hold from the start cannot be broken any more.
    if (!holds.ok || !holds.value) return []
    return Object.entries(ways).map(([name, steps]) => ({ name, steps, breaks: id }))
  })
  const overtaken = Object.entries(overtakings(target)).map(([name, steps]) => ({
    name,
    steps,
    breaks: null,
  }))
  return [...broken, ...overtaken]
}
