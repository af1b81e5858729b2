import { beamTimeLockAbi, dsPauseAbi } from '@/lib/abi'
import { isExecutable } from '@/lib/console/derive/executable'
import type { Executable } from '@/lib/console/model/executable'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { executableWords } from '@/lib/words/executable'
import { type Call, call, simulate } from '../stages/simulate'
import type { Picture } from './picture'
import { ANYONE } from './stage'

/** Proves for every operation and every plan whether anyone can execute it, and from when. */
export async function proveAnyone(picture: Picture): Promise<void> {
  const { model, stage } = picture
  const { timelock } = deployedUnit(stage.scene.deployment)
  for (const { id, queued, executable } of modelUnit(model).timelock.operations) {
    const { calls, predecessor, salt } = queued
    if (!executable.ok || executable.value === null || predecessor === null) continue
    const args = [
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ data }) => data),
      predecessor,
      salt,
    ]
    const execute = call(ANYONE, timelock, { abi: beamTimeLockAbi, functionName: 'executeBatch', args })
    await prove(picture, 'an operation', id, execute, executable.value)
  }
  const pause = stage.scene.deployment.governance?.pause
  for (const { id, event, executable } of model.governance?.pause?.plans ?? []) {
    if (!pause || !executable.ok || executable.value === null) continue
    const args = [event.usr, event.tag, event.fax, event.eta]
    const exec = call(ANYONE, pause, { abi: dsPauseAbi, functionName: 'exec', args })
    await prove(picture, 'a plan', id, exec, executable.value)
  }
}

async function prove(
  { stage, at, tally }: Picture,
  kind: string,
  id: string,
  execute: Call,
  found: Executable,
) {
  const play = async (time: bigint) => (await simulate(stage.client, [{ time, calls: [execute] }]))[0]?.[0]
  const what = `${id} at ${at}: ${executableWords(found)}`
  const now = await play(at)
  if (isExecutable(found)) {
    // Nothing is promised of unknown code.
    if (found.certain) tally.outcome(`${kind} that anyone can execute`, now, null, what)
    return
  }
  tally.claim(`${kind} that nobody can execute`, now?.revert !== undefined, () => `${what}, and it passed`)
  if (found.at === null || !found.certain) return
  tally.outcome(`${kind} from its moment on`, await play(found.at), null, what)
  const early = await play(found.at - 1n)
  tally.claim(
    `${kind} a second earlier`,
    early?.revert !== undefined,
    () => `${what}, and it passed a second earlier`,
  )
}
