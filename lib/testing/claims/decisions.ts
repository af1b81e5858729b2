import { type Address, encodeFunctionData, type Hex } from 'viem'
import { roles } from '@/contracts/script/roles'
import {
  beamStateAbi,
  beamTimeLockAbi,
  callsActionAbi,
  callsActionHash,
  dsPauseAbi,
  migrationActionsAbi,
  migrationActionsHash,
} from '@/lib/abi'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { type Call, call } from '../stages/simulate'
import { type Change, type Setting, value } from './setting'
import { ANYONE, bytes32 } from './stage'

/** Decisions that have not been executed yet: operations of the timelock, plans of governance. */
export const decisions: Readonly<Record<string, Change>> = {
  cancellation: (s) => {
    const pending = modelUnit(s.model).timelock.operations.filter(({ state }) =>
      ['waiting', 'ready'].includes(value(state)),
    )
    const [first, ...rest] = pending.map(({ id }) => id)
    if (first === undefined) return []
    const id = s.random.one(first, ...rest)
    const { timelock } = deployedUnit(s.stage.scene.deployment)
    return [
      call(roles.coreCouncil.address, timelock, { abi: beamTimeLockAbi, functionName: 'cancel', args: [id] }),
    ]
  },
  'operation after another': (s) => {
    const { timelock, beamState } = deployedUnit(s.stage.scene.deployment)
    const payload = encodeFunctionData({ abi: beamStateAbi, functionName: 'addCBeam', args: [ANYONE] })
    const before = s.random.one(
      bytes32('never scheduled'),
      ...modelUnit(s.model).timelock.operations.map(({ id }) => id),
    )
    const delay = value(modelUnit(s.model).timelock.minDelay)
    const args = [[beamState], [0n], [payload], before, bytes32('claims'), delay]
    return [
      call(roles.coreCouncil.address, timelock, {
        abi: beamTimeLockAbi,
        functionName: 'scheduleBatch',
        args,
      }),
    ]
  },
  plan: (s) => plotted(s),
}

/** A plan by the holder of the hat: a step of a migration, calls, or unknown code. */
function plotted({ stage, random, prime, model, generator, t }: Setting): readonly Call[] {
  const { governance, mcd } = stage.scene.deployment
  const { beamState } = deployedUnit(stage.scene.deployment)
  const hat = model.governance?.hat
  const delay = model.governance?.pause?.delay
  if (!governance?.pause || !governance.migrationMom || !hat?.ok || !delay?.ok || !mcd.autoLine) return []
  const wiring = {
    ...{ diamond: generator.id, mom: governance.migrationMom, vat: mcd.vat },
    ...{ autoLine: mcd.autoLine, beamState },
  }
  const eta = t + delay.value + random.one(0n, 3_600n * BigInt(random.one(1, 5, 8)))
  const step = (functionName: 'startDualRun' | 'cutOver' | 'retire') =>
    encodeFunctionData({ abi: migrationActionsAbi, functionName, args: [wiring, prime.almProxy] })
  const calls = (target: Address, data: Hex) =>
    encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [[{ target, data }]] })
  const stop = encodeFunctionData({ abi: beamStateAbi, functionName: 'stop' })
  const migrations = [stage.named('MigrationActions'), migrationActionsHash] as const
  const ofCalls = [stage.named('CallsAction'), callsActionHash] as const
  const [[usr, tag], fax] = random.one<readonly [readonly [Address, Hex], Hex]>(
    [migrations, step('startDualRun')],
    [migrations, step('startDualRun')],
    [migrations, step('cutOver')],
    [migrations, step('retire')],
    [ofCalls, calls(beamState, stop)],
    [[ofCalls[0], migrationActionsHash], calls(beamState, stop)],
  )
  return [
    call(hat.value, governance.pause, { abi: dsPauseAbi, functionName: 'plot', args: [usr, tag, fax, eta] }),
  ]
}
