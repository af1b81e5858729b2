import { type Address, type Hex, keccak256, stringToHex, toFunctionSelector, toHex } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import {
  allocatorBufferAbi,
  allocatorRolesAbi,
  allocatorVaultAbi,
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  vatAbi,
} from '@/lib/abi'
import { type ActionRequest, readinessOf } from '@/lib/actions'
import type { Gate } from '@/lib/console/model/gates'
import { RAD, WAD } from '@/lib/math'
import { rollbackHash } from '@/lib/migration'
import { clientAt } from '@/lib/testing/funnel/stage'
import { proveNoLie, proveReview, reviewFor, soonAfter } from '@/lib/testing/prove-review'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import {
  back,
  ILK,
  known,
  LIMIT,
  over,
  primeIn,
  reasonOf,
  type Stage,
  stageOf,
  text,
  wide,
} from '@/lib/testing/stages/migration'
import { type Block, type Call, call, simulate } from '@/lib/testing/stages/simulate'
import { deployedUnit } from '@/lib/testing/units'
import { tellGate } from '@/lib/words/gates'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'

let scenario: ScenarioReading
let start: ScenarioReading
let stage: Stage
let snapshot: Hex

beforeAll(async () => {
  start = await readScenario()
  scenario = start
  stage = stageOf(start.deployment)
  await start.rpc.request('anvil_autoImpersonateAccount', [true])
  await start.rpc.request('anvil_setBalance', [stage.pauseProxy, toHex(10n ** 18n)])
  snapshot = await start.rpc.request<Hex>('evm_snapshot', [])
})
afterEach(async () => {
  await start.rpc.request('evm_revert', [snapshot])
  snapshot = await start.rpc.request<Hex>('evm_snapshot', [])
  scenario = start
})
afterAll(() => start.chain.stop())

/** Makes the calls, and reads the chain again. */
async function settle(calls: readonly Call[]): Promise<void> {
  const { rpc, deployment, chain } = start
  for (const { from, to, data } of calls) {
    const { status } = await rpc.request<{ status: Hex }>('eth_sendTransactionSync', [
      { from, to, data, gas: toHex(10_000_000) },
    ])
    expect(status).toBe('0x1')
  }
  scenario = { rpc, deployment, chain, reading: await readAgain(rpc, deployment) }
}

type Direction = 'migrate' | 'migrateBack'

/** The console's answer at time t [s], and what the chain does with that amount and with one wei more. */
async function tried(direction: Direction, t: bigint, slug = 'keel') {
  const { deployment, reading, chain } = scenario
  const prime = primeIn(modelOf(deployment, reading, t), slug)
  const [step] = prime.migration.steps
  const answer = known(step?.[direction === 'migrate' ? 'canMigrate' : 'canMigrateBack'])
  const of = (amount: bigint) =>
    call(roles.relayer1.address, stage.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: direction,
      args: [prime.addresses.almProxy, prime.legacy[0]!.ilk, amount],
    })
  // With a step that is closed altogether, rounding would refuse a single wei before the closed check does.
  const tooMuch = answer.amount === 0n ? WAD : answer.amount + 1n
  const blocks: Block[] = [{ time: t, calls: [of(tooMuch), of(answer.amount)] }]
  const [outcomes] = await simulate(clientAt(chain.url), blocks)
  const [more, whole] = outcomes!
  return { answer, more: more!, whole: whole! }
}

describe.each([
  ['migrate', over],
  ['migrateBack', back],
] as const)('the answer about %s', (direction, cases) => {
  it.each(cases)('goes through, and one wei more is refused, where %s binds', async (id, calls, reason) => {
    await settle(calls(stage, modelOf(start.deployment, start.reading)))
    const { answer, more, whole } = await tried(direction, soonAfter(scenario))
    expect(answer.binding).toBe(id)
    expect(more.revert).toBe(reasonOf(reason, stage))
    if (answer.amount > 0n) expect(BigInt(whole.data ?? '0x0')).toBe(answer.amount)
  })
})

describe('the answer about a step', () => {
  it.each([
    ['migrate', 'legacy-debt'],
    ['migrateBack', 'vault-outstanding'],
  ] as const)(
    'is all that there is, and %s moves just that where more is asked for',
    async (direction, id) => {
      await settle(wide(stage))
      const { answer, more } = await tried(direction, soonAfter(scenario))
      expect(answer.binding).toBe(id)
      expect(BigInt(more.data ?? '0x0')).toBe(answer.amount)
    },
  )

  it('allows nothing from 13:00 to 16:00 UTC, to the second', async () => {
    const day = start.reading.block.timestamp - (start.reading.block.timestamp % 86_400n)
    for (const [second, binding] of [
      [13n * 3_600n - 1n, 'migration-limit'],
      [13n * 3_600n, 'window'],
      [16n * 3_600n - 1n, 'window'],
      [16n * 3_600n, 'migration-limit'],
    ] as const) {
      const { answer, more } = await tried('migrate', day + second)
      expect(answer.binding).toBe(binding)
      expect(more.revert).toBe(binding === 'window' ? 'LegacyMigrationFacet/processing-window' : LIMIT)
    }
  })

  it.each([
    ['spark', 'scheduled-vault', 'LegacyMigrationFacet/unknown-prime'],
    ['grove', 'phase', 'LegacyMigrationFacet/wrong-phase'],
    ['obex', 'phase', 'LegacyMigrationFacet/wrong-phase'],
  ])('allows nothing for %s, by its %s', async (slug, binding, reason) => {
    for (const direction of ['migrate', 'migrateBack'] as const) {
      const { answer, more } = await tried(direction, soonAfter(scenario), slug)
      expect(answer).toMatchObject({ amount: 0n, binding })
      expect(more.revert).toBe(reason)
    }
  })
})

/** Governance cuts Keel over an hour after its epoch. */
async function cutKeelOver(): Promise<void> {
  const { govern, autoLine, diamond, keel } = stage
  const model = modelOf(start.deployment, start.reading)
  const epoch = known(primeIn(model).migration.epoch)
  const mom = known(model.generators[0]!.migration!.mom.address)
  await start.rpc.request('evm_setNextBlockTimestamp', [Number(epoch + 3_600n)])
  await settle([
    govern(mom, migrationMomAbi, 'close', text(ILK)),
    govern(autoLine, autoLineAbi, 'remIlk', text(ILK)),
    govern(diamond, legacyMigrationFacetAbi, 'cutOver', keel.almProxy),
  ])
}

const rollback = (): ActionRequest => ({ kind: 'rollback', generator: stage.diamond, prime: 'keel' })

describe('a rollback', () => {
  it('does what it states and nothing else, at any hour', async () => {
    await cutKeelOver()
    const review = await reviewFor(scenario, roles.cBeam.address, rollback())
    proveNoLie(review, rollback())
    await proveReview(scenario, review)
    const again = modelOf(start.deployment, await readAgain(start.rpc, start.deployment))
    expect(known(primeIn(again).migration.phaseName)).toBe('DualRun')
    expect(known(primeIn(again).legacy[0]!.line)).toBe(170n * 10n ** 6n * RAD)
  })

  it("gives the reason of the inner call's failure, which the Configurator hides", async () => {
    await cutKeelOver()
    const { govern } = stage
    const mom = known(modelOf(start.deployment, scenario.reading).generators[0]!.migration!.mom.address)
    await settle([govern(mom, migrationMomAbi, 'delist', text(ILK))])
    expect(await reviewFor(scenario, roles.cBeam.address, rollback())).toMatchObject({
      state: 'would-revert',
      reason: 'Configurator/call-failed',
      innerReason: 'LegacyMigrationFacet/nothing-to-restore',
    })
  })

  it('is refused by phase, and by a stopped Configurator, in the words of the chain', async () => {
    const early = await reviewFor(scenario, roles.cBeam.address, rollback())
    expect(early).toMatchObject({
      state: 'would-revert',
      reason: 'Configurator/call-failed',
      innerReason: 'LegacyMigrationFacet/wrong-phase',
    })
    expect(readinessOf(early.action)).toMatchObject({ state: 'blocked', because: [{ id: 'cut-over' }] })

    await cutKeelOver()
    const { beamState } = deployedUnit(start.deployment)
    await settle([call(roles.coreCouncil.address, beamState, { abi: beamStateAbi, functionName: 'stop' })])
    const stopped = await reviewFor(scenario, roles.cBeam.address, rollback())
    expect(stopped).toMatchObject({ state: 'would-revert', reason: 'Configurator/stopped' })
    expect(stopped).not.toHaveProperty('innerReason')
    expect(readinessOf(stopped.action)).toMatchObject({ state: 'blocked', because: [{ id: 'running' }] })
  })
})

describe('the migration of the scenario', () => {
  const model = () => modelOf(start.deployment, start.reading)

  it('stands in three phases, with one permission left behind', () => {
    const phases = model().generators[0]!.primes.map(({ migration }) => known(migration!.phaseName))
    expect(phases).toEqual(['Legacy', 'Legacy', 'DualRun', 'Retired'])
    expect(failedIn(model())).toEqual(['migration/permission/obex'])
    expect(known(primeIn(model(), 'obex').migration.permission)).toBe('left-behind')
  })

  it('has an approval of the rollback in the queue of the timelock', () => {
    const { migration } = primeIn(model(), 'grove')
    const queued = known(migration.rollbackQueued)!
    expect(queued.executable.holds.map(({ why }) => why)).toEqual(['delay'])
    expect(queued.executable.at).toBeGreaterThan(start.reading.block.timestamp)
    const approved = migration!.rollback.gates.find(({ id }) => id === 'approved')!
    expect(known(approved.holds)).toBe(false)
    expect(known(tellGate(approved, model().time).found)).toContain(
      `Operation ${queued.operation} of the timelock approves it: its delay ends`,
    )
    // An approval that is scheduled already need not be scheduled again.
    const remedyOf = (gate: Gate) => tellGate(gate, model().time).remedy
    expect(remedyOf(approved)).not.toContain('schedules')
    expect(remedyOf(primeIn(model(), 'spark').migration!.rollback.gates[0]!)).not.toBe(remedyOf(approved))
  })
})

const failedIn = ({ checks }: ConsoleModel) =>
  checks.filter((check) => check.area === 'migration' && checkState(check) !== 'pass').map(({ id }) => id)

describe('the gates of the cutover', () => {
  /** How long after the epoch the cutover is tried [s]. */
  const HOUR = 3_600n
  const lower = () => stage.govern(stage.mcd.vat, vatAbi, 'file', text(ILK), text('line'), 0n)
  const remove = () => stage.govern(stage.autoLine, autoLineAbi, 'remIlk', text(ILK))
  const mom = () => known(modelOf(start.deployment, start.reading).generators[0]!.migration!.mom.address)
  const caged = () => stage.govern(stage.mcd.vat, vatAbi, 'cage')
  const revoked = (of: Address, role: string, account: Address) =>
    stage.govern(of, almProxyAbi, 'revokeRole', keccak256(stringToHex(role)), account)
  const disallowed = () => {
    const buffer = known(primeIn(modelOf(start.deployment, start.reading)).legacyWires[0]!.buffer)
    return stage.govern(buffer, allocatorBufferAbi, 'approve', stage.mcd.usds, stage.keel.almProxy, 1n)
  }
  const denied = () => stage.govern(stage.legacyVault, allocatorVaultAbi, 'deny', stage.keel.almProxy)
  let allocatorRoles: Address
  beforeAll(async () => {
    const { legacyVault: address } = stage
    allocatorRoles = await clientAt(start.chain.url).readContract({
      address,
      abi: allocatorVaultAbi,
      functionName: 'roles',
    })
  })
  const allowedByRoles = (...functions: readonly string[]) => {
    const govern = (name: string, ...args: readonly unknown[]) =>
      stage.govern(allocatorRoles, allocatorRolesAbi, name, ...args)
    return [
      govern('setIlkAdmin', text(ILK), stage.pauseProxy),
      govern('setUserRole', text(ILK), stage.keel.almProxy, 0, true),
      ...functions.map((name) =>
        govern('setRoleAction', text(ILK), 0, stage.legacyVault, toFunctionSelector(name), true),
      ),
    ]
  }

  it.each<readonly [string | null, bigint, () => readonly Call[]]>([
    [null, 0n, () => [lower(), remove()]],
    ['LegacyMigrationFacet/before-epoch', -1n, () => [lower(), remove()]],
    ['LegacyMigrationFacet/processing-window', 4n * HOUR, () => [lower(), remove()]],
    ['LegacyMigrationFacet/ceiling-not-zero', HOUR, () => [remove()]],
    ['LegacyMigrationFacet/in-auto-line', HOUR, () => [lower()]],
    [
      'LegacyMigrationFacet/rollback-not-approved',
      HOUR,
      () => {
        const { beamState } = deployedUnit(start.deployment)
        const args = [rollbackHash(stage.keel.almProxy), stage.diamond]
        const withdraw = { abi: beamStateAbi, functionName: 'delInitControllerActions', args }
        return [lower(), remove(), call(roles.coreCouncil.address, beamState, withdraw)]
      },
    ],
    [
      'LegacyMigrationFacet/rollback-not-possible',
      HOUR,
      () => [lower(), remove(), stage.govern(mom(), migrationMomAbi, 'list', text(ILK), 1n)],
    ],
    [
      'LegacyMigrationFacet/rollback-not-possible',
      HOUR,
      () => [lower(), remove(), stage.govern(stage.mcd.vat, vatAbi, 'deny', mom())],
    ],
    [
      'LegacyMigrationFacet/rollback-not-possible',
      HOUR,
      () => {
        const { configurator } = deployedUnit(start.deployment)
        return [lower(), remove(), revoked(stage.diamond, 'CONFIGURATOR', configurator)]
      },
    ],
    ['LegacyMigrationFacet/vat-not-live', HOUR, () => [lower(), remove(), caged()]],
    [
      'LegacyMigrationFacet/not-controller',
      HOUR,
      () => [lower(), remove(), revoked(stage.keel.almProxy, 'CONTROLLER', stage.diamond)],
    ],
    ['LegacyMigrationFacet/legacy-allowance-too-low', HOUR, () => [lower(), remove(), disallowed()]],
    ['LegacyMigrationFacet/legacy-right-missing', HOUR, () => [lower(), remove(), denied()]],
    // With AllocatorRoles it may draw but not repay; then it may do both.
    [
      'LegacyMigrationFacet/legacy-right-missing',
      HOUR,
      () => [lower(), remove(), denied(), ...allowedByRoles('draw(uint256)')],
    ],
    [null, HOUR, () => [lower(), remove(), denied(), ...allowedByRoles('draw(uint256)', 'wipe(uint256)')]],
    [
      'LegacyMigrationFacet/ceiling-too-low',
      HOUR,
      () => [
        stage.govern(stage.mcd.vat, vatAbi, 'file', text(ILK), text('line'), 1n),
        stage.govern(stage.diamond, legacyMigrationFacetAbi, 'recordCeilings', stage.keel.almProxy),
        ...[lower(), remove()],
      ],
    ],
    [
      'LegacyMigrationFacet/total-ceiling-too-low',
      HOUR,
      () => [lower(), remove(), stage.govern(stage.mcd.vat, vatAbi, 'file', text('Line'), 1n)],
    ],
    [
      'LegacyMigrationFacet/legacy-collateral-too-low',
      HOUR,
      () => [lower(), remove(), stage.govern(stage.mcd.vat, vatAbi, 'file', text(ILK), text('spot'), 1n)],
    ],
  ])('are open exactly where the facet does not say %s', async (reason, sinceEpoch, calls) => {
    await settle(calls())
    const { epoch } = primeIn(modelOf(start.deployment, scenario.reading)).migration
    const time = known(epoch) + sinceEpoch
    const { cutover } = primeIn(modelOf(start.deployment, scenario.reading, time)).migration
    const { diamond, keel, govern } = stage
    const cutOver = govern(diamond, legacyMigrationFacetAbi, 'cutOver', keel.almProxy)
    const [outcomes] = await simulate(clientAt(start.chain.url), [{ time, calls: [cutOver] }])
    expect(outcomes?.[0]?.revert ?? null).toBe(reason)
    expect(known(cutover.ready)).toBe(reason === null)
    expect(cutover.gates.filter(({ holds }) => !known(holds))).toHaveLength(reason === null ? 0 : 1)
  })

  it('leave nothing red or amber behind once the Prime is cut over', async () => {
    await cutKeelOver()
    const later = modelOf(start.deployment, scenario.reading)
    expect(known(primeIn(later).migration.phaseName)).toBe('CutOver')
    expect(known(primeIn(later).migration.rollback.ready)).toBe(true)
    expect(failedIn(later)).toEqual(['migration/permission/obex'])
  })
})
