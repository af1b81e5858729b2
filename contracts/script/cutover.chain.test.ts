import { type Address, createPublicClient, http, keccak256, stringToHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  chiefAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  usdsAbi,
  vatAbi,
} from '@/lib/abi'
import { type LocalChain, startAnvil } from '@/lib/cli/anvil'
import { freePort } from '@/lib/cli/ports'
import { foundryTool } from '@/lib/cli/tools'
import { rollbackOf } from './acts/migration'
import { DAY, debtMillions, millions } from './amounts'
import {
  type Cutover,
  cutOver,
  cutOverAgain,
  legacyDraw,
  migrateInTenSteps,
  prepareCutover,
  retire,
  rollBack,
  STEPS,
  scheduleIt,
  startDualRun,
  useLegacyAgain,
} from './cutover'
import { roles } from './roles'

/** A midnight. */
const START = 1_795_132_800n
const [LEGACY, DUAL_RUN, CUT_OVER, RETIRED] = [0, 1, 2, 3]

let chain: LocalChain
let client: ReturnType<typeof createPublicClient>
let cutover: Cutover

beforeAll(async () => {
  chain = await startAnvil({ port: await freePort(), timestamp: Number(START) })
  client = createPublicClient({ transport: http(chain.url) })
  cutover = await prepareCutover(chain.url, foundryTool('forge'))
})

afterAll(() => chain?.stop())

const core = () => cutover.deployed.core
const almProxy = () => cutover.prime.contracts.pau.almProxy
const diamond = () => core().generator.pau.diamond

const migrationNow = () =>
  client.readContract({
    address: diamond(),
    abi: legacyMigrationFacetAbi,
    functionName: 'migration',
    args: [almProxy()],
  })

/** What the Vat, AutoLine and the Mom store about both legacy ilks now. */
const ilksNow = () =>
  Promise.all(
    cutover.prime.contracts.legacy.map(async ({ ilk, vault }) => {
      const vat = { address: core().mcd.vat, abi: vatAbi } as const
      const [Art, , , line] = await client.readContract({ ...vat, functionName: 'ilks', args: [ilk] })
      const [, art] = await client.readContract({ ...vat, functionName: 'urns', args: [ilk, vault] })
      const [most] = await client.readContract({
        ...{ address: core().mcd.autoLine, abi: autoLineAbi, functionName: 'ilks', args: [ilk] },
      })
      const restorable = await client.readContract({
        ...{
          address: core().generator.migrationMom,
          abi: migrationMomAbi,
          functionName: 'ceilings',
          args: [ilk],
        },
      })
      return { Art, art, line, most, restorable }
    }),
  )

/** The permissions of the migration: on the Prime's ALMProxy, and for the way back. */
async function permissionsNow() {
  const controller = await client.readContract({
    address: almProxy(),
    abi: almProxyAbi,
    functionName: 'hasRole',
    args: [keccak256(stringToHex('CONTROLLER')), diamond()],
  })
  const enabled = (controllerOf: Address) =>
    client.readContract({
      address: core().unit.beamState,
      abi: beamStateAbi,
      functionName: 'isControllerActionEnabled',
      args: [keccak256(rollbackOf(cutover.prime)), controllerOf],
    })
  return { controller, rollback: (await enabled(diamond())) || (await enabled(zeroAddress)) }
}

/** Whether a draw of the Prime on its legacy ilk is refused. */
async function legacyDrawRefused(): Promise<boolean> {
  const { to, data } = legacyDraw(cutover.prime, millions(1n))
  return client.call({ account: roles.primeRelayer.address, to: to ?? zeroAddress, data }).then(
    () => false,
    () => true,
  )
}

const funds = () =>
  client.readContract({
    ...{ address: core().mcd.usds, abi: usdsAbi, functionName: 'balanceOf', args: [almProxy()] },
  })

describe('the cutover of a Prime, from spells and relayer calls alone', () => {
  it('the Prime begins with debt on two legacy ilks', async () => {
    const [drawn, woundDown] = await ilksNow()
    // In units of normalised debt. After the fees of the first days, one unit is worth a little more than 1 USDS.
    expect([drawn, woundDown].map((ilk) => (ilk?.Art ?? 0n) / millions(1n))).toEqual([199n, 16n])
    expect([drawn?.line, woundDown?.line]).toEqual([debtMillions(220n), 0n])
    expect((await migrationNow()).vault).toBe(zeroAddress)
    expect(await permissionsNow()).toEqual({ controller: false, rollback: false })
    expect(await funds()).toBe(millions(217n))
  })

  it('the Prime is scheduled, with its ceilings recorded and the way back approved', async () => {
    await scheduleIt(cutover)
    const { phase, ilks } = await migrationNow()
    expect(phase).toBe(LEGACY)
    expect(ilks.map(({ ceiling }) => ceiling)).toEqual([debtMillions(220n), 0n])
    expect((await ilksNow()).map(({ restorable }) => restorable)).toEqual([debtMillions(220n), 0n])
    expect(await permissionsNow()).toEqual({ controller: false, rollback: true })
  })

  it('the dual-run starts', async () => {
    await startDualRun(cutover)
    expect((await migrationNow()).phase).toBe(DUAL_RUN)
    expect(await permissionsNow()).toEqual({ controller: true, rollback: true })
    expect(await legacyDrawRefused()).toBe(false)
  })

  it('ten steps move all debt, and leave the funds of the Prime alone', async () => {
    const before = await steps('DebtMigrated')
    await migrateInTenSteps(cutover)
    expect((await steps('DebtMigrated')) - before).toBe(STEPS)
    expect((await ilksNow()).map(({ Art, art }) => [Art, art])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ])
    const { migrated } = await migrationNow()
    expect(migrated).toBeGreaterThan(millions(217n))
    expect(await funds()).toBe(millions(217n))
  })

  it('the cutover closes the legacy ilks of the Prime', async () => {
    await cutOver(cutover)
    const { phase, epoch, cutOverAt } = await migrationNow()
    expect(phase).toBe(CUT_OVER)
    expect(cutOverAt).toBeGreaterThanOrEqual(epoch)
    expect((await ilksNow()).map(({ line, most }) => [line, most])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ])
    expect(await legacyDrawRefused()).toBe(true)
  })

  it('the cBEAM rolls the Prime back inside the Processing Window, which restores the ceiling', async () => {
    await rollBack(cutover)
    const { phase, rolledBackAt } = await migrationNow()
    expect(phase).toBe(DUAL_RUN)
    expect((rolledBackAt % DAY) / 3_600n).toBe(14n)
    expect((await ilksNow()).map(({ line }) => line)).toEqual([debtMillions(220n), 0n])
    expect(await legacyDrawRefused()).toBe(false)
  })

  it('the legacy ilk works again after the rollback: the Prime draws on it, and debt moves back', async () => {
    await useLegacyAgain(cutover)
    expect((await migrationNow()).migratedBack).toBe(millions(3n))
    const [drawn] = await ilksNow()
    expect(drawn?.Art).toBeGreaterThan(millions(7n))
    expect(await funds()).toBe(millions(217n + 5n))
  })

  it('the Prime is cut over again, with no legacy debt left', async () => {
    await cutOverAgain(cutover)
    expect((await migrationNow()).phase).toBe(CUT_OVER)
    expect((await ilksNow()).map(({ Art, line }) => [Art, line])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ])
    expect(await legacyDrawRefused()).toBe(true)
  })

  it('the retirement leaves no debt, to the wei, and no permission', async () => {
    await retire(cutover)
    const { phase, retiredAt } = await migrationNow()
    expect([phase, retiredAt > 0n]).toEqual([RETIRED, true])
    expect(await ilksNow()).toEqual([
      { Art: 0n, art: 0n, line: 0n, most: 0n, restorable: 0n },
      { Art: 0n, art: 0n, line: 0n, most: 0n, restorable: 0n },
    ])
    expect(await permissionsNow()).toEqual({ controller: false, rollback: false })
    expect(await funds()).toBe(millions(217n + 5n))
  })

  it('the whole cutover uses accounts of the story only: governance acts by spells, and nobody impersonates it', async () => {
    const { chief, pauseProxy } = core().governance
    const senders = new Set<Address>()
    const last = await client.getBlockNumber()
    for (let blockNumber = 1n; blockNumber <= last; blockNumber++) {
      const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true })
      for (const { from, to } of transactions) {
        senders.add(from)
        if (from === roles.votes.address.toLowerCase()) expect(await isChiefOrSpell(to)).toBe(true)
      }
    }
    const known = Object.values(roles).map(({ address }) => address.toLowerCase())
    expect([...senders].filter((sender) => !known.includes(sender.toLowerCase()))).toEqual([])
    expect(senders).not.toContain(pauseProxy)

    async function isChiefOrSpell(target: Address | null): Promise<boolean> {
      if (target?.toLowerCase() === chief.toLowerCase()) return true
      const lifts = await client.getContractEvents({
        ...{ address: chief, abi: chiefAbi, eventName: 'Lift', fromBlock: 0n },
      })
      return lifts.some(({ args }) => args.whom?.toLowerCase() === target?.toLowerCase())
    }
  })

  const steps = async (eventName: 'DebtMigrated') =>
    (
      await client.getContractEvents({
        ...{ address: diamond(), abi: legacyMigrationFacetAbi, eventName, fromBlock: 0n },
      })
    ).length
})
