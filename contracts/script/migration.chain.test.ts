import {
  type Address,
  createPublicClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  parseEventLogs,
  stringToHex,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  almProxyAbi,
  beamStateAbi,
  beamTimeLockAbi,
  callsActionAbi,
  chiefAbi,
  dsPauseAbi,
  legacyMigrationFacetAbi,
  migrationActionsAbi,
  migrationMomAbi,
  primeVaultAbi,
  spellAbi,
  vatAbi,
} from '@/lib/abi'
import { type ScenarioChain, startScenarioChain } from '@/lib/cli/scenario-chain'
import type { Deployment } from '@/lib/deployment'
import { RAD, WAD } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import { DAY, debtMillions, HOUR, millions, thousands } from './amounts'
import { roles } from './scenario'

const NOW = BigInt(Date.UTC(2026, 10, 20, 8, 0, 0) / 1000)
const [LEGACY, DUAL_RUN, RETIRED] = [0, 1, 3]

let chain: ScenarioChain
let client: ReturnType<typeof createPublicClient>
let deployment: Deployment
let generator: Deployment['generators'][number]

beforeAll(async () => {
  chain = await startScenarioChain({ now: NOW })
  client = createPublicClient({ transport: http(chain.url) })
  deployment = chain.deployment
  generator = deployment.generators[0]!
})

afterAll(() => chain?.stop())

const prime = (slug: string) => generator.primes.find((entry) => entry.slug === slug)!
const governance = () => deployment.governance!
const diamond = () => generator.addresses.diamond

const migrationOf = (slug: string) =>
  client.readContract({
    address: diamond(),
    abi: legacyMigrationFacetAbi,
    functionName: 'migration',
    args: [prime(slug).almProxy],
  })

const rollbackOf = (slug: string): Hex =>
  encodeFunctionData({
    abi: legacyMigrationFacetAbi,
    functionName: 'rollback',
    args: [prime(slug).almProxy],
  })

const isApproved = (slug: string) =>
  client.readContract({
    address: deployedUnit(deployment).beamState,
    abi: beamStateAbi,
    functionName: 'isControllerActionEnabled',
    args: [keccak256(rollbackOf(slug)), diamond()],
  })

const isController = (slug: string) =>
  client.readContract({
    address: prime(slug).almProxy,
    abi: almProxyAbi,
    functionName: 'hasRole',
    args: [keccak256(stringToHex('CONTROLLER')), diamond()],
  })

/** The ceiling that the Mom may restore, for each legacy ilk of a Prime [rad]. */
const restorable = (slug: string) =>
  Promise.all(
    prime(slug).legacyIlks.map(({ ilk }) =>
      client.readContract({
        address: governance().migrationMom!,
        abi: migrationMomAbi,
        functionName: 'ceilings',
        args: [stringToHex(ilk, { size: 32 })],
      }),
    ),
  )

describe('Obex is retired', () => {
  it('all debt of Obex has moved to the Generator, in two steps', async () => {
    const { phase, migrated, migratedBack, epoch, cutOverAt, retiredAt, rolledBackAt } =
      await migrationOf('obex')
    expect(phase).toBe(RETIRED)
    // Plus the fees of two weeks.
    expect(migrated / thousands(1n)).toBe(25_051n)
    expect([migratedBack, rolledBackAt]).toEqual([0n, 0n])
    expect(cutOverAt).toBeGreaterThanOrEqual(epoch)
    expect(retiredAt).toBeGreaterThan(cutOverAt)
    const [art] = await client.readContract({
      address: deployment.mcd.vat,
      abi: vatAbi,
      functionName: 'ilks',
      args: [stringToHex('ALLOCATOR-OBEX-A', { size: 32 })],
    })
    expect(art).toBe(0n)
  })

  it('exactly one permission of Obex has been left behind', async () => {
    expect(await isController('obex')).toBe(true)
    expect(await restorable('obex')).toEqual([0n])
    expect(await isApproved('obex')).toBe(false)
  })
})

describe('Keel is in dual-run', () => {
  it('six tenths of the legacy debt of Keel have been migrated, in four steps', async () => {
    const { phase, migrated, migratedBack } = await migrationOf('keel')
    expect(phase).toBe(DUAL_RUN)
    expect([migrated, migratedBack]).toEqual([thousands(84_600n), 0n])
    const [art, rate] = await client.readContract({
      address: deployment.mcd.vat,
      abi: vatAbi,
      functionName: 'ilks',
      args: [stringToHex('ALLOCATOR-NOVA-A', { size: 32 })],
    })
    const left = (art * rate * WAD) / RAD
    expect((migrated * 100n) / (migrated + left)).toBe(60n)
  })

  it('the way back of Keel is approved, and the permissions that it needs are given', async () => {
    expect(await isController('keel')).toBe(true)
    expect(await isApproved('keel')).toBe(true)
    expect(await restorable('keel')).toEqual([debtMillions(170n)])
  })

  it('the epoch of Keel is set, outside of the Processing Window', async () => {
    const { epoch } = await migrationOf('keel')
    expect(epoch).toBe(NOW + 5n * DAY + HOUR)
  })
})

describe('Grove is scheduled', () => {
  it('both ilks of Grove are recorded, one without a ceiling to restore, and no permission is given yet', async () => {
    const { phase, vault, epoch, ilks, migrated, dualRunAt } = await migrationOf('grove')
    expect([phase, vault, migrated, dualRunAt]).toEqual([LEGACY, prime('grove').vault, 0n, 0n])
    expect(epoch).toBe(NOW + 21n * DAY + HOUR)
    expect(ilks.map(({ ceiling }) => ceiling)).toEqual([debtMillions(1_115n), 0n])
    expect(await restorable('grove')).toEqual([debtMillions(1_115n), 0n])
    expect(await isController('grove')).toBe(false)
  })

  it('the rollback of Grove is queued in the timelock, and not approved yet', async () => {
    expect(await isApproved('grove')).toBe(false)
    const { timelock, beamState } = deployedUnit(deployment)
    const payload = encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackOf('grove'), diamond()],
    })
    const logs = parseEventLogs({
      abi: beamTimeLockAbi,
      eventName: 'CallScheduled',
      logs: await client.getLogs({ address: timelock, fromBlock: 0n }),
    })
    const queued = logs.filter(({ args }) => args.data === payload && args.target === beamState)
    expect(queued).toHaveLength(1)
    const ready = await client.readContract({
      address: timelock,
      abi: beamTimeLockAbi,
      functionName: 'getTimestamp',
      args: [queued[0]!.args.id],
    })
    expect(ready).toBe(NOW - 36n * HOUR + 14n * DAY)
  })

  it('the spell that starts the dual-run of Grove is plotted, to be cast tomorrow', async () => {
    const spell = await client.readContract({
      address: governance().chief!,
      abi: chiefAbi,
      functionName: 'hat',
    })
    const read = { address: spell, abi: spellAbi } as const
    const [action, tag, sig, eta, done, description] = await Promise.all([
      client.readContract({ ...read, functionName: 'action' }),
      client.readContract({ ...read, functionName: 'tag' }),
      client.readContract({ ...read, functionName: 'sig' }),
      client.readContract({ ...read, functionName: 'eta' }),
      client.readContract({ ...read, functionName: 'done' }),
      client.readContract({ ...read, functionName: 'description' }),
    ])
    expect([done, description]).toEqual([false, 'Start the dual-run of Grove'])
    expect(deployment.names[action]).toBe('MigrationActions')
    expect(eta).toBeGreaterThan(NOW + 18n * HOUR)
    const pause = { address: governance().pause!, abi: dsPauseAbi } as const
    const id = keccak256(planBytes(action, tag, sig, eta))
    expect(await client.readContract({ ...pause, functionName: 'plans', args: [id] })).toBe(true)
  })

  /** The bytes of which a plan's id is the hash: `abi.encode(usr, tag, fax, eta)`. */
  function planBytes(usr: Address, tag: Hex, fax: Hex, eta: bigint): Hex {
    const args = [usr, tag, fax, eta] as const
    return `0x${encodeFunctionData({ abi: dsPauseAbi, functionName: 'plot', args }).slice(10)}`
  }
})

describe('Spark is legacy', () => {
  it('the migration of Spark is not scheduled', async () => {
    const all = await client.readContract({
      address: diamond(),
      abi: legacyMigrationFacetAbi,
      functionName: 'migrations',
    })
    const names = all.map((entry) => generator.primes.find(({ almProxy }) => almProxy === entry.prime)?.name)
    expect(names).toEqual(['Obex', 'Keel', 'Grove'])
    expect((await migrationOf('spark')).phase).toBe(LEGACY)
  })
})

describe('governance', () => {
  it('governance is an account without a known key', async () => {
    for (const { address } of Object.values(roles)) {
      const isAdmin = await client.readContract({
        address: prime('keel').vault,
        abi: primeVaultAbi,
        functionName: 'hasRole',
        args: [`0x${'00'.repeat(32)}`, address],
      })
      expect(isAdmin).toBe(false)
    }
  })

  it('the spells of governance say what they do: lists of calls, and steps of migrations', async () => {
    const lifted = parseEventLogs({
      abi: chiefAbi,
      eventName: 'Lift',
      logs: await client.getLogs({ address: governance().chief!, fromBlock: 0n }),
    })
    const actions = new Map<string, Set<string>>()
    for (const { args } of lifted) {
      const read = { address: args.whom, abi: spellAbi } as const
      const action = deployment.names[await client.readContract({ ...read, functionName: 'action' })] ?? ''
      const sig = await client.readContract({ ...read, functionName: 'sig' })
      actions.set(action, (actions.get(action) ?? new Set()).add(sig.slice(0, 10)))
    }
    expect([...actions.keys()].sort()).toEqual(['CallsAction', 'MigrationActions'])
    expect(actions.get('CallsAction')?.size).toBe(callsActionAbi.filter(isFunction).length)
    // No spell used the actions `retire` and `recordCeilings`.
    expect(actions.get('MigrationActions')?.size).toBe(migrationActionsAbi.filter(isFunction).length - 2)
  })

  const isFunction = ({ type }: { readonly type: string }) => type === 'function'
})

describe('the guardrails of the vaults', () => {
  const guardrailsOf = (slug: string) =>
    client.readContract({ address: prime(slug).vault, abi: primeVaultAbi, functionName: 'guardrails' })

  it('the guardrails are conservative from the first day, except where the operator has loosened them', async () => {
    const policies = await Promise.all(
      generator.primes.map(async ({ slug }) => {
        const { share, period } = await guardrailsOf(slug)
        return [slug, (share * 100n) / WAD, period]
      }),
    )
    expect(policies).toEqual([
      ['spark', 75n, DAY],
      ['grove', 100n, DAY],
      ['keel', 75n, DAY],
      ['obex', 75n, DAY],
    ])
  })

  it('the withdrawal policy of Spark is partly used', async () => {
    const { lastUpdated, lastLeft } = await guardrailsOf('spark')
    expect(lastUpdated).toBe(NOW - 3n * HOUR)
    // Three quarters of 13 million, less the 6 million that were taken.
    expect(lastLeft).toBe((millions(13n) * 3n) / 4n - millions(6n))
  })

  it('the team of the cBEAM may pause the vaults, and none is paused now', async () => {
    for (const { slug, vault } of generator.primes) {
      const { takesPausedUntil, withdrawalsPausedUntil, bounds } = await guardrailsOf(slug)
      expect([takesPausedUntil, withdrawalsPausedUntil]).toEqual([0n, 0n])
      expect(bounds.maxPause).toBe(3n * DAY)
      const args = [keccak256(stringToHex('GUARDRAIL_ROLE')), roles.cBeam.address] as const
      const holds = { address: vault, abi: primeVaultAbi, functionName: 'hasRole', args } as const
      expect(await client.readContract(holds)).toBe(true)
    }
  })
})
