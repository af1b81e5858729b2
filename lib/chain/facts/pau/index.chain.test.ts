import {
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  pad,
  toFunctionSelector,
  toHex,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArtifact } from '@/contracts/script/artifacts'
import { callOf, connect } from '@/contracts/script/chain'
import {
  accessControlsAbi,
  administeredAgentAbi,
  almProxyAbi,
  beaconAbi,
  controllerAbi,
  mainnetControllerAbi,
} from '@/lib/abi'
import { buildAction } from '@/lib/actions'
import { nobodyLeft } from '@/lib/console/derive/freeze-plan'
import { canMove, operatorsOf } from '@/lib/console/derive/pau'
import type { ConsoleModel } from '@/lib/console/model'
import { checkState } from '@/lib/console/model/check'
import type { Deployment } from '@/lib/deployment'
import { leavesOf } from '@/lib/leaf/leaves'
import { textOf } from '@/lib/leaf/path'
import { limitKeyFor } from '@/lib/limits'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { roleHash } from '../roles'

const account = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [admin, actor, second, relayer, freezer] = [0xa1, 0xa2, 0xa3, 0xa4, 0xa5].map(account) as [
  Address,
  Address,
  Address,
  Address,
  Address,
]

let scenario: ScenarioReading
let chain: ReturnType<typeof connect>
let pauseProxy: Address
let dispatched: Address
let beacon: Address
let transfer: Address
let accessControls: Address
let agent: Address
let monolith: Address

/** The Prime with a Diamond. */
let index: number
const prime = () => scenario.deployment.generators[0]!.primes[index]!
const own = () => prime().controllers[0]

async function create(contract: string, args: readonly unknown[] = []): Promise<Address> {
  const { abi, bytecode } = readArtifact(contract)
  const receipt = await chain.create(admin, encodeDeployData({ abi, bytecode, args } as never))
  return getAddress(receipt.contractAddress!)
}

const granted = (to: Address, role: Hex, who: Address) =>
  callOf(to, { abi: accessControlsAbi, functionName: 'grantRole', args: [role, who] })

/** A facet with its functions under the names that the controller has for them. */
const wired = (facet: Address, prefix: string, signatures: readonly string[]) => ({
  facet,
  wires: signatures.map((signature) => ({
    callSelector: toFunctionSelector(`${prefix}_${signature}`),
    delegateSelector: toFunctionSelector(signature),
  })),
})

/** Puts a production controller and a monolithic one beside the Diamond of a Prime, on its ALMProxy. */
beforeAll(async () => {
  scenario = await readScenario()
  const [generator] = scenario.deployment.generators
  index = generator!.primes.findIndex(({ controllers }) => controllers[0].reader === 'eip2535')
  chain = connect(scenario.chain.url)
  pauseProxy = scenario.deployment.governance!.pauseProxy!
  await chain.rpc('anvil_autoImpersonateAccount', [true])
  for (const each of [admin, pauseProxy, freezer])
    await chain.rpc('anvil_setBalance', [each, toHex(10n ** 24n)])

  const { almProxy, legacyIlks } = prime()
  const { rateLimits } = own()
  accessControls = await create('AccessControls', [admin])
  agent = await create('AdministeredAgent', [admin])
  beacon = await create('Beacon', [admin])
  dispatched = await create('Controller', [accessControls, beacon, almProxy, rateLimits])
  monolith = await create('MainnetController', [admin, almProxy, rateLimits, legacyIlks[0]!.allocatorVault])
  const spark = await create('DispatchSparkVaultFacet')
  transfer = await create('DispatchTransferAssetFacet')
  const ids = ['SPARK_VAULT', 'TRANSFER_ASSET'].map((id) => toHex(id, { size: 32 }))
  const configs = [
    wired(spark, 'sparkVault', ['take(address,uint256)', 'getTakeRateLimitKey(address)']),
    wired(transfer, 'transferAsset', [
      'transfer(address,address,uint256)',
      'getTransferRateLimitKey(address,address)',
    ]),
  ]
  const byAgent = (functionName: 'addActor' | 'addRevoker', who: Address) =>
    callOf(agent, { abi: administeredAgentAbi, functionName, args: [who] })
  await chain.sendAll(
    admin,
    [
      ...ids.map((id, i) =>
        callOf(beacon, { abi: beaconAbi, functionName: 'setIntegration', args: [id, configs[i]!] }),
      ),
      callOf(dispatched, { abi: controllerAbi, functionName: 'updateIntegrations', args: [ids] }),
      granted(accessControls, roleHash('ALLOCATOR_ROLE'), agent),
      byAgent('addActor', actor),
      byAgent('addActor', second),
      byAgent('addRevoker', freezer),
      granted(monolith, roleHash('RELAYER'), relayer),
      granted(monolith, roleHash('FREEZER'), freezer),
    ],
    1,
  )
  await chain.sendAll(pauseProxy, [
    ...[dispatched, monolith].flatMap((controller) => [
      granted(almProxy, roleHash('CONTROLLER'), controller),
      granted(rateLimits, roleHash('CONTROLLER'), controller),
    ]),
    // Neither its Diamond nor that of the Generator controls the ALMProxy any more.
    ...[own().controller, generator!.addresses.diamond].map((diamond) =>
      callOf(almProxy, {
        abi: almProxyAbi,
        functionName: 'revokeRole',
        args: [roleHash('CONTROLLER'), diamond],
      }),
    ),
  ])
})
afterAll(() => scenario?.chain.stop())

/** The deployment with these controllers for that Prime. */
function deploymentWith(named: 'production' | 'both'): Deployment {
  const { rateLimits } = own()
  const none = { accessControls: null, agent: null }
  const controllers: ReturnType<typeof prime>['controllers'] = [
    { reader: 'diamond-pau', controller: dispatched, rateLimits, accessControls, agent },
    ...(named === 'both'
      ? [{ reader: 'monolithic' as const, controller: monolith, rateLimits, ...none }]
      : []),
    { reader: 'eip2535', ...none, controller: own().controller, rateLimits },
  ]
  return withControllers(controllers)
}

const withControllers = (controllers: ReturnType<typeof prime>['controllers']): Deployment => ({
  ...scenario.deployment,
  generators: scenario.deployment.generators.map((generator) => ({
    ...generator,
    primes: generator.primes.map((one) => (one.slug === prime().slug ? { ...one, controllers } : one)),
  })),
})

async function modelWith(named: 'production' | 'both'): Promise<ConsoleModel> {
  const deployment = deploymentWith(named)
  return modelOf(deployment, await readAgain(scenario.rpc, deployment))
}

/** A limit without where its values were read. */
const valuesOf = (limit: ReturnType<typeof primeIn>['takeLimit']) => [
  ...[limit.id, limit.rateLimits, limit.name],
  ...leavesOf({ limit }).map(({ path, leaf }) => [textOf(path), leaf.ok ? leaf.value : leaf.reason.kind]),
]

const primeIn = (model: ConsoleModel) => model.generators[0]!.primes[index]!
const check = (model: ConsoleModel, id: string) => model.checks.find((one) => one.id === id)!

describe('controllers of several stages on one ALMProxy', () => {
  it('are read in full, each by its reader, as the chain has them', async () => {
    const model = await modelWith('both')
    const unread = leavesOf({ controllers: primeIn(model).controllers }).filter(({ leaf }) => !leaf.ok)
    expect(unread.map(({ path }) => textOf(path))).toEqual([])
    const [production, older, diamond] = primeIn(model).controllers
    expect(operatorsOf(production).map((one) => [one.account, one.endedBy])).toEqual([
      [actor, { contract: agent, call: 'removeActor' }],
      [second, { contract: agent, call: 'removeActor' }],
    ])
    expect(operatorsOf(older!).map((one) => [one.account, one.endedBy])).toEqual([
      [relayer, { contract: monolith, call: 'removeRelayer' }],
    ])
    expect([production, older!, diamond!].map(canMove)).toMatchObject(
      [true, true, false].map((value) => ({ ok: true, value })),
    )
    const { functions } = production
    expect(functions?.ok && functions.value.map(({ signature }) => signature)).toEqual(
      expect.arrayContaining(['sparkVault_take(address,uint256)']),
    )
  })

  it('have their limits under the keys that the controller tells', async () => {
    const { takeLimit, returnLimit, wires, addresses } = primeIn(await modelWith('both'))
    const { usds } = scenario.deployment.mcd
    expect(takeLimit.id).toBe(limitKeyFor('LIMIT_SPARK_VAULT_TAKE', addresses.vault))
    expect(returnLimit.id).toBe(limitKeyFor('LIMIT_ASSET_TRANSFER', usds, addresses.vault))
    expect(wires.takeKey).toMatchObject({ ok: true, value: takeLimit.id })
    expect(wires.takeFacet?.ok && wires.takeFacet.value).toMatch(/^0x[0-9a-fA-F]{40}$/)
  })

  it('have the limits of each read as they are of the one that takes', async () => {
    const { otherLimits } = primeIn(await modelWith('both'))
    const all = deploymentWith('both').generators[0]!.primes[index]!.controllers
    expect(otherLimits.map(({ id }) => id)).toEqual(all.slice(1).map(({ controller }) => controller))
    for (const other of otherLimits) {
      const first = all.find(({ controller }) => controller === other.id)!
      const turned = withControllers([first, ...all.filter((one) => one !== first)])
      const { takeLimit, returnLimit } = primeIn(modelOf(turned, await readAgain(scenario.rpc, turned)))
      expect(takeLimit.maxAmount.ok && returnLimit.maxAmount.ok).toBe(true)
      const read = [other.takeLimit, other.returnLimit].map(valuesOf)
      expect(read).toEqual([takeLimit, returnLimit].map(valuesOf))
    }
  })

  it('are red where the file does not name one of them, by the event that made it one', async () => {
    const model = await modelWith('production')
    expect(primeIn(model).strangers.map(({ id }) => id)).toContain(monolith)
    const { slug } = prime()
    expect(checkState(check(model, `paus/only-named/${slug}`))).toBe('critical')
    expect(checkState(check(await modelWith('both'), `paus/only-named/${slug}`))).toBe('pass')
  })
})

describe('a reader that does not fit', () => {
  it('lists nobody, says so, and leaves the rest as it is', async () => {
    const [production, ...others] = deploymentWith('both').generators[0]!.primes[index]!.controllers
    const changed = withControllers([{ ...production, reader: 'monolithic' }, ...others])
    const model = modelOf(changed, await readAgain(scenario.rpc, changed))
    expect(checkState(check(model, `paus/operators/${production.controller}`))).toBe('unknown')
    expect(checkState(check(model, `paus/operators/${monolith}`))).toBe('pass')
    const { controllers, strangers } = primeIn(model)
    expect(nobodyLeft(controllers, strangers)).toMatchObject({ ok: true, value: false })
    expect(canMove(controllers[0]).ok).toBe(false)
  })
})

describe('a controller of which the file does not say how it is read', () => {
  it('is asked what it is, and read as that', async () => {
    const named = deploymentWith('both')
    const { controllers } = named.generators[0]!.primes[index]!
    const open = withControllers(
      controllers.map((one) => ({ ...one, reader: null })) as unknown as typeof controllers,
    )
    const [model, told] = await Promise.all(
      [open, named].map(async (one) => modelOf(one, await readAgain(scenario.rpc, one))),
    )
    const found = primeIn(model!).controllers
    expect(found.map((pau) => [pau.probed?.ok, pau.reader])).toEqual(
      controllers.map(({ reader }) => [true, reader]),
    )
    expect(found.map(operatorsOf)).toEqual(primeIn(told!).controllers.map(operatorsOf))
    expect(primeIn(model!).takeLimit.id).toBe(primeIn(told!).takeLimit.id)
    const said = check(model!, `paus/operators/${dispatched}`)
    expect(checkState(said)).toBe('pass')
    expect(said.found.ok && said.found.value).toContain('the deployment file does not say')
  })

  it('is nothing that is known where it answers as none, and nobody is said to be left out', async () => {
    const [production, ...others] = deploymentWith('both').generators[0]!.primes[index]!.controllers
    const other = withControllers([{ ...production, reader: null, controller: agent }, ...others])
    const model = modelOf(other, await readAgain(scenario.rpc, other))
    const [unknown, ...rest] = primeIn(model).controllers
    expect(unknown.reader).toBeNull()
    expect(unknown.probed).toMatchObject({ ok: false, reason: { kind: 'undecodable' } })
    expect(canMove({ ...unknown, controllerOnProxy: { ok: true, value: true, from: [] } }).ok).toBe(false)
    expect(checkState(check(model, `paus/operators/${agent}`))).toBe('unknown')
    expect(rest.map((pau) => pau.probed)).toEqual([null, null])
  })
})

describe('a production controller and its Beacon', () => {
  const drift = async () => {
    const model = await modelWith('both')
    const { holds, found } = check(model, `paus/beacon/${dispatched}`)
    return [holds.ok && holds.value, found.ok && found.value]
  }
  const recommend = (id: string, facet: Address, wires: readonly string[]) =>
    chain.send(admin, beacon, {
      abi: beaconAbi,
      functionName: 'setIntegration',
      args: [toHex(id, { size: 32 }), wired(facet, 'transferAsset', wires)],
    })

  it('are alike until one of them changes, and each difference has a name', async () => {
    const before = await chain.rpc('evm_snapshot')
    expect(await drift()).toEqual([true, 'Nothing differs.'])
    await recommend('TRANSFER_ASSET', transfer, ['transfer(address,address,uint256)'])
    expect(await drift()).toEqual([false, 'TRANSFER_ASSET: of another facet or other wires.'])
    await recommend('NEW', transfer, ['getTransferRateLimitKey(address,address)'])
    await chain.send(admin, beacon, {
      abi: beaconAbi,
      functionName: 'removeIntegration',
      args: [toHex('SPARK_VAULT', { size: 32 })],
    })
    const [holds, found] = await drift()
    expect(holds).toBe(false)
    expect(String(found).slice(0, -1).split('; ').sort()).toEqual([
      'NEW: not taken over',
      'SPARK_VAULT: no longer recommended',
      'TRANSFER_ASSET: of another facet or other wires',
    ])
    await chain.rpc('evm_revert', [before])
  })

  it('leave it unknown where the Beacon reverts, and nothing else', async () => {
    const code = await chain.rpc('eth_getCode', [beacon, 'latest'])
    await chain.rpc('anvil_setCode', [beacon, '0x5f5ffd'])
    await chain.rpc('evm_mine')
    const model = await modelWith('both')
    expect(checkState(check(model, `paus/beacon/${dispatched}`))).toBe('unknown')
    expect(checkState(check(model, `paus/operators/${dispatched}`))).toBe('pass')
    expect(checkState(check(model, `paus/wired/${dispatched}`))).toBe('pass')
    await chain.rpc('anvil_setCode', [beacon, code])
    await chain.rpc('evm_mine')
  })
})

describe('a freeze over all controllers', () => {
  const request = () => ({ kind: 'freeze-funds', prime: prime().slug }) as const

  it('leaves out whom another freezer removed, and is proven when nobody is left', async () => {
    const before = await modelWith('both')
    const first = buildAction(request(), before, freezer)!
    expect(first.calls).toHaveLength(3)
    expect(first.permission.holds).toMatchObject({ ok: true, value: true })

    // Somebody who was faster: the same call reverts now, and is not made any more.
    const removal = { abi: administeredAgentAbi, functionName: 'removeActor', args: [actor] } as const
    await chain.send(admin, agent, removal)
    await expect(chain.send(freezer, agent, removal)).rejects.toThrow(toFunctionSelector('AccountNotActor()'))
    const now = buildAction(request(), await modelWith('both'), freezer)!
    expect(now.calls).toHaveLength(2)
    expect(now.calls.map(({ data }) => data)).not.toContain(encodeFunctionData(removal))

    await chain.sendAll(
      freezer,
      now.calls.map(({ to, data }) => ({ title: 'A call of the freeze', to, data })),
    )
    const after = await modelWith('both')
    const { controllers, strangers } = primeIn(after)
    expect(nobodyLeft(controllers, strangers)).toMatchObject({ ok: true, value: true })
    expect(
      await chain.read({
        address: monolith,
        abi: mainnetControllerAbi,
        functionName: 'getRoleMemberCount',
        args: [roleHash('RELAYER')],
      }),
    ).toBe(0n)
    const again = buildAction(request(), after, freezer)!
    expect(again.calls).toEqual([])
    expect(again.requirements.find(({ id }) => id === 'somebody-left')).toMatchObject({
      already: true,
      holds: { ok: true, value: false },
    })
  })
})
