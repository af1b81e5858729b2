import {
  type Address,
  decodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  pad,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { approvalId } from '@/lib/console/facts/entries'
import { titleOf } from '@/lib/console/model/check'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, higherRate, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const deployment = fakePrimeDeployment()
const [{ beamState: unit, configurator }] = deployment.units as [(typeof deployment.units)[number]]
const [generator] = deployment.generators
const { diamond } = generator!.addresses
const prime = generator!.primes[0]!
const STRANGER: Address = getAddress(pad(toHex(0x99), { size: 20 }))
const [rate, rollback] = [higherRate(prime.vault), rollbackCall(prime.almProxy)]

interface Entries {
  readonly data?: Hex
  /** Where it is approved, and whether it still is; null could not be read. */
  readonly on?: Readonly<Record<Address, boolean | null>>
  readonly seen?: boolean
  readonly others?: FakeOutputs
}

function modelOf({ data = rate, on = { [diamond]: true }, seen = true, others = {} }: Entries) {
  const approvals = Object.keys(on).map((controller) => ({
    ...{ beamState: unit, key: keccak256(data), controller: controller as Address, blockNumber: 1n },
  }))
  const runs = seen ? [{ configurator, controller: diamond, data, blockNumber: 2n, logIndex: 0 }] : []
  return fakeModel(
    {
      'initControllerActions(bytes32,address)': ([, controller]) => {
        const active = on[controller as Address] ?? null
        return active === null ? null : [active]
      },
      ...others,
    },
    fakeTime,
    deployment,
    { approvals, runs },
  )
}
const asked = (controller: Address = diamond, data = rate) =>
  ({ kind: 'delete-approval', unit, key: keccak256(data), controller }) as const
const built = (entries: Entries = {}, controller?: Address) =>
  buildAction(asked(controller, entries.data), modelOf(entries), someone)!
const entry = (data: Hex, controller: Address = diamond) => ({
  [pathTo(places.units(unit).configurator.approvals(approvalId(controller, keccak256(data))).active)]: false,
})
const approved = pathTo(places.generators(diamond).primes(prime.slug).migration.rollbackApproved)
const warnings = ({ requirements }: ReturnType<typeof built>) =>
  requirements.filter(({ weight, holds }) => weight === 'warn' && holds.ok && !holds.value).map(titleOf)

describe('deleting the approval of a call', () => {
  it('is one call of BeamState, which reads back as what was asked for', () => {
    const action = built()
    expect(action.title).toBe(
      `Delete the approval on the controller of ${generator!.name} of a call: let ${diamond} deposit into ${prime.vault} at up to 2 assets a share`,
    )
    expect(action.calls.map((call) => [call.to, call.value])).toEqual([[unit, 0n]])
    expect(decodeFunctionData({ abi: beamStateAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'delInitControllerActions',
      args: [keccak256(rate), diamond],
    })
    expect(eventsBy(beamStateAbi, action.events)).toEqual([
      {
        address: unit,
        eventName: 'DelInitControllerActions',
        args: { key: keccak256(rate), controller: diamond },
      },
    ])
    expect(readBack(action, modelOf({})).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...action, request: asked(STRANGER) }
    expect(readBack(other, modelOf({}))[0]?.faults[0]).toMatch(/^The arguments are/)
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual(entry(rate))
    expect(action.disables).toEqual([
      `A cBEAM can no longer make this call on the controller of ${generator!.name}.`,
    ])
  })

  it('names the hash of a call that was not seen', () => {
    expect(built({ seen: false }).title).toBe(
      `Delete the approval on the controller of ${generator!.name} of call ${keccak256(rate)}, which was not seen`,
    )
  })

  it('takes the approval of a rollback, unless another entry keeps it', () => {
    const of = (on: Entries['on'], controller?: Address) =>
      effectsBy(built({ data: rollback, ...(on ? { on } : {}) }, controller).effects)
    const general = entry(rollback, zeroAddress)
    expect(of({ [diamond]: true })).toEqual({ ...entry(rollback), [approved]: false })
    expect(of({ [diamond]: true, [zeroAddress]: true })).toEqual({ ...entry(rollback), [approved]: true })
    expect(of({ [diamond]: true, [zeroAddress]: false })).toEqual({ ...entry(rollback), [approved]: false })
    expect(of({ [diamond]: false, [zeroAddress]: true }, zeroAddress)).toEqual({
      ...general,
      [approved]: false,
    })
    expect(of({ [diamond]: true, [zeroAddress]: true }, zeroAddress)).toEqual({
      ...general,
      [approved]: true,
    })
    // What the other entry says was not read, so nothing is stated of the two together.
    expect(of({ [diamond]: true, [zeroAddress]: null })).toEqual(entry(rollback))
    expect(of({ [STRANGER]: true }, STRANGER)).toEqual(entry(rollback, STRANGER))
  })

  it('says that a cutover can then not be rolled back', () => {
    const bars = `A cutover of ${prime.name} can no longer be rolled back by a cBEAM, and so governance cannot cut it over.`
    expect(built({ data: rollback }).disables).toContain(bars)
    const both = { [diamond]: true, [zeroAddress]: true }
    expect(built({ data: rollback, on: both }).disables).not.toContain(bars)
  })

  it('warns where it stays approved by another entry, or is a general one', () => {
    expect(warnings(built())).toEqual([])
    const both = { [diamond]: true, [zeroAddress]: true }
    expect(warnings(built({ on: both }))).toEqual(['It stays approved on every controller'])
    expect(warnings(built({ on: both }, zeroAddress))).toEqual([
      expect.stringMatching(/^It is a general entry: it counts for every controller, \d+ known here \(/),
      `It stays approved on the controller of ${generator!.name}`,
    ])
    expect(warnings(built({ on: { [diamond]: true, [STRANGER]: true } }))).toEqual([])
  })

  it('is refused where it is not approved, and stays possible where that could not be read', () => {
    const over = built({ on: { [diamond]: false } })
    expect(because(readinessOf(over))).toEqual(['It is not approved by this entry'])
    expect(over.requirements[0]?.already).toBe(true)
    const unread = built({ on: { [diamond]: null } })
    expect(readinessOf(unread).state).toBe('unknown')
    expect(readinessOf(built({ on: {} })).state).toBe('unknown')
  })
})
