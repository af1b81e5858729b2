import type { Abi, Address, Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { beamStateAbi } from '@/lib/abi'
import type { Deployment } from '@/lib/deployment'
import { proveNoLie, proveReview, reviewFor } from '@/lib/testing/prove-review'
import { readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { play, type Scene, undone } from '@/lib/testing/scene'
import { stageOf } from '@/lib/testing/stages/migration'
import type { ReplaceKind } from '..'

let scene: Scene
let scenario: ScenarioReading

beforeAll(async () => {
  scenario = await readScenario()
  await scenario.rpc.request('anvil_setBlockTimestampInterval', [12])
  scene = { ...scenario, stage: stageOf(scenario.deployment) }
})
afterAll(() => scenario.chain.stop())

/** Every controller of a Prime that has a setRelayer, with the Unit in whose scope it is. */
function controllersOf({ generators, primes, units }: Deployment) {
  return [...generators.flatMap((generator) => generator.primes), ...primes].flatMap(
    ({ name, unit, controllers }) =>
      controllers.flatMap(({ reader, controller }) =>
        reader === 'eip2535' || reader === 'faceted'
          ? [{ name, reader, controller, unit: units.find((one) => one.name === unit) }]
          : [],
      ),
  )
}

const { address: cBeam } = roles.cBeam
const kinds: readonly ReplaceKind[] = ['replace-relayer', 'replace-freezer']

/** Governance registers the controller of a Prime in its Unit and pairs the cBEAM with it. */
async function paired(beamState: Address, controller: Address): Promise<Scene> {
  const of = (functionName: string, ...args: readonly unknown[]) =>
    scene.stage.govern(beamState, beamStateAbi as Abi, functionName, ...args)
  return play(scene, [
    of('addController', controller),
    of('addCBeam', cBeam),
    of('setCBeamForController', controller, cBeam),
  ])
}

describe.each(kinds)('%s on a controller of a Prime', (kind) => {
  it.each(['eip2535', 'faceted'] as const)('does what it states, on one of the kind %s', (of) =>
    undone(scene, async () => {
      const found = controllersOf(scene.deployment).find(({ reader }) => reader === of)
      if (!found?.unit) throw new RangeError(`The scenario has no ${of} controller in a Unit`)
      const { beamState: unit } = found.unit
      const ready = await paired(unit, found.controller)
      const request = { kind, unit, controller: found.controller, account: roles.keeper.address } as const
      const review = await reviewFor(ready, cBeam, request)
      expect(review.action.title).toContain(found.unit.name)
      proveNoLie(review, request)
      const snapshot = await ready.rpc.request<Hex>('evm_snapshot', [])
      await proveReview(ready, review)
      await ready.rpc.request('evm_revert', [snapshot])
    }),
  )
})
