import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debtMillions } from '@/contracts/script/amounts'
import {
  type Cutover,
  cutOver,
  cutOverAgain,
  migrateInTenSteps,
  prepareCutover,
  retire,
  rollBack,
  scheduleIt,
  setVaultLimits,
  startDualRun,
  useLegacyAgain,
} from '@/contracts/script/cutover'
import { deploymentOf } from '@/contracts/script/deployment-file'
import { autoLineAbi, vatAbi } from '@/lib/abi'
import { EventScan } from '@/lib/chain/logs'
import { read, readBlock, readHasMulticall } from '@/lib/chain/read/reader'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { type LocalChain, startAnvil } from '@/lib/cli/anvil'
import { freePort } from '@/lib/cli/ports'
import { foundryTool } from '@/lib/cli/tools'
import type { Deployment } from '@/lib/deployment'
import type { Leaf } from '@/lib/leaf'
import { issuing } from '@/lib/testing/fakes/srusds'
import { modelOf, readAgain } from '@/lib/testing/scenario'
import type { ExitGate, ExitGateId } from '../model/exit-gates'
import { exitGates, isComplete } from './exit-gates'

/** A midnight. */
const START = 1_795_132_800n

let chain: LocalChain
let rpc: Rpc
let cutover: Cutover
let deployment: Deployment
/** First block that the story plays after the deployment. */
let first: bigint

beforeAll(async () => {
  chain = await startAnvil({ port: await freePort(), timestamp: Number(START) })
  rpc = httpRpc(chain.url, { timeout: 60_000 })
  cutover = await prepareCutover(chain.url, foundryTool('forge'))
  deployment = deploymentOf(cutover.deployed, [cutover.prime], cutover.safe)
  first = await createPublicClient({ transport: http(chain.url) }).getBlockNumber()
})
afterAll(() => chain?.stop())

const modelNow = async () => modelOf(deployment, await readAgain(rpc, deployment))

async function gatesNow(): Promise<readonly ExitGate[]> {
  return exitGates(await modelNow(), deployment.compatibilityIlks)
}

const verdict = (leaf: Leaf<boolean>) => (leaf.ok ? leaf.value : 'unknown')
/** What keeps each gate closed, as condition and subject; nothing for a gate that is open. */
function shut(gates: readonly ExitGate[]): Readonly<Record<ExitGateId, readonly string[]>> {
  const of = (id: ExitGateId) =>
    (gates.find((gate) => gate.id === id)?.conditions ?? [])
      .filter(({ holds }) => verdict(holds) !== true)
      .map((one) => `${one.id} ${one.subject}`.trim())
  return {
    funding: of('funding'),
    ilks: of('ilks'),
    vaults: of('vaults'),
    settlement: of('settlement'),
  }
}

const PRYSM = 'ALLOCATOR-PRYSM-A'
const OSERO = 'ALLOCATOR-OSERO-A'

describe('the gates before Phase 7 over a scripted cutover', () => {
  it('begin closed: legacy debt, a legacy ceiling, no limits of the vault, no day of srUSDS settled', async () => {
    expect(shut(await gatesNow())).toEqual({
      funding: [`closed ${PRYSM}`],
      ilks: [`debt ${PRYSM}`, `debt ${OSERO}`],
      vaults: ['deposit-limit Osero', 'withdraw-limit Osero'],
      settlement: ['on-time USDS Generator', 'identities USDS Generator'],
    })
  })

  it('stay closed while the Prime is scheduled and in dual-run', async () => {
    await scheduleIt(cutover)
    await startDualRun(cutover)
    const { funding, ilks } = shut(await gatesNow())
    expect([funding, ilks]).toEqual([[`closed ${PRYSM}`], [`debt ${PRYSM}`, `debt ${OSERO}`]])
  })

  it('excuse an ilk on the compatibility list only as far as it can no longer be drawn on', async () => {
    const model = await modelNow()
    const listed = [PRYSM, OSERO].map((ilk) => ({ ilk, reason: 'Stays for now.' }))
    expect(shut(exitGates(model, listed)).ilks).toEqual([`growth ${PRYSM}`])
  })

  it('open for the legacy ilks once ten steps have moved all debt', async () => {
    await migrateInTenSteps(cutover)
    const { funding, ilks } = shut(await gatesNow())
    expect([funding, ilks]).toEqual([[`closed ${PRYSM}`], []])
  })

  it('open for the only funding path with the cutover', async () => {
    await cutOver(cutover)
    const { funding, ilks } = shut(await gatesNow())
    expect([funding, ilks]).toEqual([[], []])
  })

  it('close again with the rollback, and with new legacy debt', async () => {
    await rollBack(cutover)
    expect(shut(await gatesNow())).toMatchObject({ funding: [`closed ${PRYSM}`], ilks: [] })
    await useLegacyAgain(cutover)
    expect(shut(await gatesNow())).toMatchObject({ funding: [`closed ${PRYSM}`], ilks: [`debt ${PRYSM}`] })
  })

  it('open with the second cutover, and the vault gate once its limits are set', async () => {
    await cutOverAgain(cutover)
    await retire(cutover)
    expect(shut(await gatesNow())).toEqual({
      funding: [],
      ilks: [],
      vaults: ['deposit-limit Osero', 'withdraw-limit Osero'],
      settlement: ['on-time USDS Generator', 'identities USDS Generator'],
    })
    await setVaultLimits(cutover)
    const gates = await gatesNow()
    expect(shut(gates)).toEqual({
      funding: [],
      ilks: [],
      vaults: [],
      settlement: ['on-time USDS Generator', 'identities USDS Generator'],
    })
    expect(verdict(isComplete(gates))).toBe(false)
    expect(verdict(isComplete(exitGates(issuing(await modelNow()), [])))).toBe(true)
  })

  it('say at every block what the Vat and AutoLine say there', async () => {
    const client = createPublicClient({ transport: http(chain.url) })
    const last = await client.getBlockNumber()
    const hasMulticall = await readHasMulticall(rpc)
    const { vat, autoLine } = cutover.deployed.core.mcd
    const { legacy } = cutover.prime.contracts
    let opened = 0
    for (let blockNumber = first; blockNumber <= last; blockNumber++) {
      const block = await readBlock(rpc, blockNumber)
      if (block === null) throw new Error(`Block ${blockNumber} is not there`)
      const known = await new EventScan(deployment).upTo(rpc, block)
      const model = modelOf(deployment, await read(rpc, deployment, block, known, { hasMulticall }))
      const { funding, ilks } = shut(exitGates(model, []))
      const raw = await Promise.all(
        legacy.map(async ({ ilk }) => {
          const args = [ilk] as const
          const [Art, , , line] = await client.readContract({
            ...{ address: vat, abi: vatAbi, functionName: 'ilks', args, blockNumber },
          })
          const [most] = await client.readContract({
            ...{ address: autoLine, abi: autoLineAbi, functionName: 'ilks', args, blockNumber },
          })
          return { Art, line, most }
        }),
      )
      expect(ilks.length, `block ${blockNumber}`).toBe(raw.filter(({ Art }) => Art > 0n).length)
      // Its ceiling keeps a gap of 20M, so an ilk with a ceiling has room at every block of this story.
      const drawable = raw.filter(({ line, most }) => line > 0n || most > 0n)
      expect(funding.length, `block ${blockNumber}`).toBe(drawable.length)
      for (const { line } of drawable) expect(line).toBeGreaterThan(debtMillions(1n))
      if (ilks.length === 0 && funding.length === 0) opened += 1
    }
    expect(opened).toBeGreaterThan(0)
  })
})
