import { type Address, type Hex, keccak256, stringToHex, toFunctionSelector, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  administeredAgentAbi,
  almProxyAbi,
  beaconAbi,
  controllerAbi,
  facetedControllerAbi,
  mainnetControllerAbi,
  rateLimitsAbi,
  usdsAbi,
} from '@/lib/abi'
import { startAnvil } from '@/lib/cli/anvil'
import { freePort } from '@/lib/cli/ports'
import { foundryTool } from '@/lib/cli/tools'
import { WAD } from '@/lib/math'
import { drawLegacyDebt } from './acts/legacy'
import { limitsOfPrimes } from './acts/limits'
import { connect, type ScenarioChain } from './chain'
import { workingOf } from './controllers'
import { type Deployed, deploy } from './deploy'
import { keys } from './keys'
import { burning, isDispatched, minting } from './operations'
import { FEWEST_PRIMES, type PauStage, type Prime, primesOf, UNFUNDED } from './primes'
import { roles } from './roles'
import { type Cast, type Stage, stageWith } from './stage'

const START = Date.UTC(2026, 9, 1, 6, 0, 0) / 1000
const PLANNED: readonly Prime[] = [...primesOf(FEWEST_PRIMES), ...UNFUNDED]

const hashed = (name: string): Hex => keccak256(stringToHex(name))

let anvil: Awaited<ReturnType<typeof startAnvil>>
let chain: ScenarioChain
let deployed: Deployed
let stage: Stage

beforeAll(async () => {
  anvil = await startAnvil({ port: await freePort(), timestamp: START })
  chain = connect(anvil.url)
  await chain.holdTime()
  await chain.rpc('anvil_autoImpersonateAccount', [true])
  deployed = await deploy(chain, anvil.url, PLANNED, roles.freezer.address, foundryTool('forge'))
  stage = stageWith(chain, deployed, PLANNED)
  await chain.rpc('anvil_setBalance', [pauseProxy(), toHex(10n ** 24n)])
  await chain.sendAll(pauseProxy(), limitsOfPrimes(stage))
})

afterAll(() => anvil?.stop())

const pauseProxy = () => deployed.core.governance.pauseProxy
const all = (): readonly Cast[] => [...stage.primes, ...stage.unfunded]
const primeAt = (at: PauStage): Cast => all().find((prime) => prime.stage === at)!
const stagedAt = (at: PauStage) => primeAt(at).contracts.staged!
const balanceOf = (account: Address) =>
  chain.read({ address: deployed.core.mcd.usds, abi: usdsAbi, functionName: 'balanceOf', args: [account] })

describe('a chain with a Prime at each stage', () => {
  it('has launched each in its order, with the controllers of its stage and no others', () => {
    expect(all().map(({ stage: at }) => at)).toEqual([
      ...['parallel', 'faceted', 'diamond', 'monolithic', 'dispatch'],
    ])
    const has = all().map(({ contracts: { staged } }) =>
      staged === null
        ? null
        : [staged.monolithic, staged.faceted, staged.dispatch].map(
            ({ controller }) => controller !== zeroAddress,
          ),
    )
    expect(has).toEqual([
      [true, false, true],
      [false, true, false],
      null,
      [true, false, false],
      [false, false, true],
    ])
    expect(all().map(({ contracts }) => isDispatched(workingOf(contracts)))).toEqual([
      ...[true, false, false, false, true],
    ])
  })

  it('has given a vault to all but the one that no Generator funds', () => {
    expect(all().map(({ contracts: { vault } }) => vault === zeroAddress)).toEqual([
      ...[false, false, false, false, true],
    ])
  })

  it('lets every Prime draw and repay through its own controller', async () => {
    await drawLegacyDebt(stage)
    for (const { contracts, legacy } of all()) {
      expect(await balanceOf(contracts.pau.almProxy)).toBe(1_000n * WAD * (legacy[0]?.draws ?? 0n))
    }
    const before = await Promise.all(all().map((prime) => balanceOf(prime.contracts.pau.almProxy)))
    await chain.sendAll(
      roles.primeRelayer.address,
      all().map(({ contracts }) => burning(workingOf(contracts), WAD)),
    )
    const after = await Promise.all(all().map((prime) => balanceOf(prime.contracts.pau.almProxy)))
    expect(after).toEqual(before.map((balance) => balance - WAD))
  })

  it('has two controllers on one ALMProxy where they are parallel, each with limits of its own', async () => {
    const { monolithic, dispatch, almProxy, vault } = stagedAt('parallel')
    expect([monolithic.almProxy, dispatch.almProxy]).toEqual([almProxy, almProxy])
    for (const controller of [monolithic.controller, dispatch.controller]) {
      const args = [hashed('CONTROLLER'), controller] as const
      expect(await chain.read({ address: almProxy, abi: almProxyAbi, functionName: 'hasRole', args })).toBe(
        true,
      )
    }
    const limitOn = (address: Address) =>
      chain.read({
        address,
        abi: rateLimitsAbi,
        functionName: 'getCurrentRateLimit',
        args: [keys.take(vault)],
      })
    expect(await limitOn(monolithic.rateLimits)).toBeGreaterThan(0n)
    expect(await limitOn(dispatch.rateLimits)).toBeGreaterThan(await limitOn(monolithic.rateLimits))
  })

  it('lets a freezer end each, and each only for itself', async () => {
    const before = await chain.rpc('evm_snapshot')
    const { monolithic, dispatch } = stagedAt('parallel')
    await chain.send(roles.freezer.address, monolithic.controller, {
      abi: mainnetControllerAbi,
      functionName: 'removeRelayer',
      args: [roles.primeRelayer.address],
    })
    await chain.sendAll(roles.primeRelayer.address, [minting(workingOf(primeAt('parallel').contracts), WAD)])
    await chain.send(roles.freezer.address, dispatch.agent, {
      abi: administeredAgentAbi,
      functionName: 'removeActor',
      args: [roles.primeRelayer.address],
    })
    await expect(
      chain.sendAll(roles.primeRelayer.address, [minting(workingOf(primeAt('parallel').contracts), WAD)]),
    ).rejects.toThrow(toFunctionSelector('NotActor()'))
    for (const at of ['monolithic', 'faceted', 'diamond', 'dispatch'] as const) {
      await chain.sendAll(roles.primeRelayer.address, [minting(workingOf(primeAt(at).contracts), WAD)])
    }
    await chain.rpc('evm_revert', [before])
  })

  it('has every Controller as the Beacon recommends', async () => {
    const beacon = deployed.beacon!.beacon
    const recommended = await chain.read({ address: beacon, abi: beaconAbi, functionName: 'integrations' })
    expect(recommended).toHaveLength(4)
    for (const at of ['dispatch', 'parallel'] as const) {
      const address = stagedAt(at).dispatch.controller
      expect(await chain.read({ address, abi: controllerAbi, functionName: 'integrations' })).toEqual(
        recommended,
      )
    }
  })

  it('gives the fixed controller the facets of the Diamonds', async () => {
    const address = stagedAt('faceted').faceted.controller
    const { facets } = deployed.core.generator
    expect(await chain.read({ address, abi: facetedControllerAbi, functionName: 'usdsFacet' })).toBe(
      facets.usds,
    )
    expect(await chain.read({ address, abi: facetedControllerAbi, functionName: 'erc4626Facet' })).toBe(
      deployed.currentErc4626Facet,
    )
  })
})
