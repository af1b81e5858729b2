import {
  type Abi,
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  pad,
  stringToHex,
  toHex,
} from 'viem'
import {
  callsActionAbi,
  callsActionHash,
  dsPauseAbi,
  migrationActionsAbi,
  migrationActionsHash,
} from '@/lib/abi'
import { type Action, buildAction, type Requirement, readinessOf } from '@/lib/actions'
import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { type Plan, planId } from '@/lib/governance'
import { RAD } from '@/lib/math'
import { fakePrimeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { CEILING, type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, planLog, someone } from '@/lib/testing/fakes/model'
import { because } from '@/lib/testing/stated'

const deployment = fakePrimeDeployment()
const given = (address: Address | null | undefined): Address => {
  if (!address) throw new RangeError('The deployment lacks a contract')
  return address
}
export const pause = given(deployment.governance?.pause)
export const pauseProxy = given(deployment.governance?.pauseProxy)
export const mom = given(deployment.governance?.migrationMom)
export const { vat } = deployment.mcd
export const autoLine = given(deployment.mcd.autoLine)
export const { prime, generator, ilk } = migrating
export const { diamond } = generator.addresses
export const legacyIlk = stringToHex(ilk.ilk, { size: 32 })
export const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const wiring = {
  ...{ diamond, mom: mom, vat: vat, autoLine: autoLine },
  beamState: fakeUnit().beamState,
}

export const encoded = (abi: Abi, functionName: string, ...args: readonly unknown[]): Hex =>
  encodeFunctionData({ abi, functionName, args })

export interface Call {
  readonly target: Address
  readonly data: Hex
}

export const ofCalls = (calls: readonly Call[], changes: Partial<Plan> = {}): Plan => ({
  ...{ usr: someone, tag: callsActionHash, eta: fakeTime },
  fax: encoded(callsActionAbi, 'execute', calls),
  ...changes,
})
export const ofStep = (
  name: string,
  rest: readonly unknown[] = [],
  changes: Partial<typeof wiring> = {},
): Plan => ({
  ...{ usr: someone, tag: migrationActionsHash, eta: fakeTime },
  fax: encoded(migrationActionsAbi, name, { ...wiring, ...changes }, prime.almProxy, ...rest),
})
export const longer = ofCalls([{ target: pause, data: encoded(dsPauseAbi, 'setDelay', 172_800n) }])

export interface Given extends Partial<FakeMigration> {
  readonly outputs?: FakeOutputs
  /** The hash of the code at the address that the plan names. */
  readonly code?: Hex
  readonly ended?: 'exec' | 'drop'
}

export function modelOf(
  plan: Plan,
  { outputs = {}, code = plan.tag, ended, ...state }: Given = {},
): ConsoleModel {
  const logs = [planLog('plot', plan), ...(ended ? [planLog(ended, plan, 2n)] : [])]
  return migratingModel(
    { phase: 'Legacy', Art: 0n, line: 50n * RAD, highest: CEILING, ...state },
    {
      'codeOf(address)': () => [code, 1n],
      'proxy()': (_, to) => [
        to === pause ? pauseProxy : to === diamond ? generator.addresses.almProxy : someone,
      ],
      ...(ended ? { 'plans(bytes32)': () => [false] } : {}),
      ...outputs,
    },
    { plans: logs },
  )
}

export const asked = (plan: Plan) => ({ kind: 'execute-plan', plan: planId(plan) }) as const
export function built(plan: Plan, state: Given = {}): Action {
  const action = buildAction(asked(plan), modelOf(plan, state), someone)
  if (!action) throw new RangeError('Nothing is built')
  return action
}
export const blocked = (plan: Plan, state: Given = {}) => because(readinessOf(built(plan, state)))
export function requirement({ requirements }: Action, id: string): Requirement {
  const found = requirements.find((each) => each.id === id)
  if (!found) throw new RangeError(`There is no requirement ${id}`)
  return found
}
export const placeOf = (plan: Plan) => places.governance.pause.plans(planId(plan))
export const own = places.generators(diamond).primes(prime.slug)
