import { type Address, encodeDeployData, encodeFunctionData, getAddress, type Hex, zeroAddress } from 'viem'
import { callsActionAbi, chiefAbi, migrationActionsAbi, spellAbi, timedSpellAbi } from '@/lib/abi'
import { DAY, HOUR } from '../amounts'
import { readArtifact } from '../artifacts'
import { type Call, callOf } from '../chain'
import { GSM_DELAY } from '../plan'
import { roles } from '../roles'
import type { Stage } from '../stage'

/** How long before its cast a spell is plotted [s]: an hour longer than it has to wait. */
export const LEAD: bigint = GSM_DELAY + HOUR

/** How long a spell may be scheduled after its creation [s]. */
const TERM = 30n * DAY

/** The most calls of one spell. A spell stores their calldata, which has to fit into one transaction. */
const TOGETHER = 48

/** What the pause proxy will run. */
export interface Plan {
  readonly description: string
  /** Code that the pause proxy runs. */
  readonly action: Address
  readonly sig: Hex
}

type MigrationStep = Extract<(typeof migrationActionsAbi)[number], { type: 'function' }>['name']

/** As few plans as are needed for a list of calls. */
export function plansOf({ deployed }: Stage, description: string, calls: readonly Call[]): Plan[] {
  const list = calls.map(({ title, to, data }) => {
    if (to === undefined) throw new RangeError(`${title} is not a call`)
    return { target: to, data }
  })
  const count = Math.ceil(list.length / TOGETHER)
  return Array.from({ length: count }, (_, part) => ({
    description: count === 1 ? description : `${description} (${part + 1} of ${count})`,
    action: deployed.callsAction,
    sig: encodeFunctionData({
      abi: callsActionAbi,
      functionName: 'execute',
      args: [list.slice(part * TOGETHER, (part + 1) * TOGETHER)],
    }),
  }))
}

/** A plan for one step of a migration. @param args arguments of the step after the wiring */
export function migrationPlan(
  { deployed }: Stage,
  description: string,
  functionName: MigrationStep,
  ...args: readonly unknown[]
): Plan {
  const { mcd, unit, generator } = deployed.core
  const wiring = {
    diamond: generator.pau.diamond,
    mom: generator.migrationMom,
    vat: mcd.vat,
    autoLine: mcd.autoLine,
    beamState: unit.beamState,
  }
  return {
    description,
    action: deployed.migrationActions,
    sig: encodeFunctionData({ abi: migrationActionsAbi, functionName, args: [wiring, ...args] } as never),
  }
}

/** Creates spells, gives the hat to each in turn and lets it plot its plan. */
export async function plot({ chain, deployed }: Stage, plans: readonly Plan[]): Promise<Address[]> {
  const { chief, pause } = deployed.core.governance
  const { bytecode } = readArtifact('TimedSpell')
  const expiration = (await chain.time()) + TERM
  const creations = plans.map(({ description, action, sig }): Call => {
    const args = [pause, action, sig, description, expiration] as const
    return {
      title: `A spell (${description})`,
      data: encodeDeployData({ abi: timedSpellAbi, bytecode, args }),
    }
  })
  const receipts = await chain.sendAll(roles.deployer.address, creations)
  const spells = receipts.map(({ contractAddress }) => getAddress(contractAddress ?? zeroAddress))
  await chain.sendAll(
    roles.votes.address,
    spells.flatMap((spell) => [
      callOf(chief, { abi: chiefAbi, functionName: 'lift', args: [spell] }),
      callOf(spell, { abi: spellAbi, functionName: 'schedule' }),
    ]),
  )
  return spells
}

/** Anyone casts spells whose delay has passed. */
export async function cast({ chain }: Stage, spells: readonly Address[]): Promise<void> {
  await chain.sendAll(
    roles.keeper.address,
    spells.map((spell) => callOf(spell, { abi: spellAbi, functionName: 'cast' })),
  )
}

/** Governance acts at a time: its spells are plotted before and cast then. @param at time of the cast [unix s] */
export async function govern(stage: Stage, at: bigint, plans: readonly Plan[]): Promise<void> {
  await stage.chain.at(at - LEAD)
  const spells = await plot(stage, plans)
  await stage.chain.at(at)
  await cast(stage, spells)
}
