import { encodeDeployData, getAddress, keccak256, stringToHex, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readArtifact } from '@/contracts/script/artifacts'
import { connect } from '@/contracts/script/chain'
import { roles } from '@/contracts/script/roles'
import { almProxyAbi, diamondCutFacetAbi, diamondLoupeFacetAbi, rateLimitsAbi } from '@/lib/abi'
import { factsOf } from '@/lib/chain/read/reader'
import type { Facts } from '@/lib/console/facts'
import { checkState } from '@/lib/console/model/check'
import type { Deployment } from '@/lib/deployment'
import { leavesOf } from '@/lib/leaf/leaves'
import { textOf } from '@/lib/leaf/path'
import { FUNCTIONS } from '@/lib/testing/funnel/stage'
import { modelOf, readAgain } from '@/lib/testing/scenario'
import { openScene, play, type Scene } from '@/lib/testing/scene'

const CONTROLLER = keccak256(stringToHex('CONTROLLER'))
const ADD = 0

let scene: Scene
let before: Facts
let snapshot: string

beforeAll(async () => {
  scene = await openScene()
  before = factsOf(scene.deployment, scene.reading)
})
afterAll(() => scene?.chain.stop())
beforeEach(async () => {
  snapshot = await scene.rpc.request<string>('evm_snapshot', [])
})
afterEach(() => scene.rpc.request('evm_revert', [snapshot]))

/**
 * Every value of every Prime but one, and of the Generator that funds them, by its path; without what contracts compute
 * for the time of a block, which goes on.
 */
function besides({ generators, unfunded }: Facts, slug: string): Readonly<Record<string, unknown>> {
  const others = {
    unfunded: unfunded.filter(({ id }) => id !== slug),
    generators: generators.map((one) => ({ ...one, primes: one.primes.filter(({ id }) => id !== slug) })),
  }
  return Object.fromEntries(
    leavesOf(others)
      .map(({ path, leaf }) => [textOf(path), leaf.ok ? leaf.value : leaf.reason] as const)
      .filter(([path]) => !/\/contract[A-Z]\w*$/.test(path)),
  )
}

const primeOf = ({ generators }: Pick<Deployment, 'generators'>, slug: string) =>
  generators.flatMap(({ primes }) => primes).find((prime) => prime.slug === slug)!
const factsAbout = ({ generators }: Facts, slug: string) =>
  generators.flatMap(({ primes }) => primes).find(({ id }) => id === slug)!

describe('an upgrade of one Prime', () => {
  it('by a cut of its Diamond leaves every other Prime as it was', async () => {
    const { deployment, stage } = scene
    const chain = connect(scene.chain.url)
    const { controller } = primeOf(deployment, 'keel').controllers[0]
    // The facet with which the Generator deposits, whose code governance approved for it.
    const facets = await chain.read({
      ...{ address: stage.diamond, abi: diamondLoupeFacetAbi, functionName: 'facets' },
    })
    const { facetAddress, functionSelectors } = facets.find((facet) =>
      facet.functionSelectors.includes(FUNCTIONS.deposit),
    )!
    const after = await play(scene, [
      stage.govern(
        controller,
        diamondCutFacetAbi,
        'diamondCut',
        [{ facetAddress, action: ADD, functionSelectors }],
        zeroAddress,
        '0x',
      ),
    ])
    const facts = factsOf(deployment, after.reading)
    const facetsOf = (of: Facts) => factsAbout(of, 'keel').controllers[0].facets?.items.map(({ id }) => id)
    expect(facetsOf(before)).not.toContain(facetAddress)
    expect(facetsOf(facts)).toContain(facetAddress)
    expect(besides(facts, 'keel')).toEqual(besides(before, 'keel'))
  })

  it('by a second controller on its ALMProxy leaves every other Prime as it was, named or not yet', async () => {
    const { deployment, stage } = scene
    const chain = connect(scene.chain.url)
    const { almProxy, controllers, legacyIlks } = primeOf(deployment, 'obex')
    const { abi, bytecode } = readArtifact('MainnetController')
    const { rateLimits } = controllers[0]
    const args = [stage.pauseProxy, almProxy, rateLimits, legacyIlks[0]!.allocatorVault]
    const creation = encodeDeployData({ abi, bytecode, args } as never)
    const second = getAddress((await chain.create(roles.deployer.address, creation)).contractAddress!)
    const after = await play(scene, [
      stage.govern(almProxy, almProxyAbi, 'grantRole', CONTROLLER, second),
      stage.govern(rateLimits, rateLimitsAbi, 'grantRole', CONTROLLER, second),
    ])
    expect(besides(factsOf(deployment, after.reading), 'obex')).toEqual(besides(before, 'obex'))
    // Nobody named it yet: what it can do is shown as what nobody knows.
    const unnamed = modelOf(deployment, after.reading).checks.find(({ id }) => id === 'paus/only-named/obex')!
    expect(checkState(unnamed)).toBe('critical')

    const none = { accessControls: null, agent: null }
    const named: Deployment = {
      ...deployment,
      generators: deployment.generators.map((generator) => ({
        ...generator,
        primes: generator.primes.map((prime) =>
          prime.slug === 'obex'
            ? {
                ...prime,
                controllers: [
                  ...controllers,
                  { reader: 'monolithic', controller: second, rateLimits, ...none },
                ],
              }
            : prime,
        ),
      })),
    }
    const reading = await readAgain(scene.rpc, named)
    expect(besides(factsOf(named, reading), 'obex')).toEqual(besides(before, 'obex'))
    expect(factsAbout(factsOf(named, reading), 'obex').controllers.map(({ id }) => id)).toEqual([
      controllers[0].controller,
      second,
    ])
    const told = modelOf(named, reading).checks.find(({ id }) => id === 'paus/only-named/obex')!
    expect(checkState(told)).toBe('pass')
  })
})
