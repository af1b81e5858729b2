import {
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  pad,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, type Told } from '@/lib/testing/fakes/model'
import { listing } from '@/lib/testing/fakes/timelock'
import { modelUnit } from '@/lib/testing/units'
import { approvedCalls, isApproved } from './approved-calls'

const deployment = fakePrimeDeployment()
const [{ beamState, configurator }] = deployment.units as [(typeof deployment.units)[number]]
const [generator] = deployment.generators
const { diamond } = generator!.addresses
const OTHER: Address = getAddress(pad(toHex(0x99), { size: 20 }))
const CALL: Hex = '0x12345678aa'

const approval = (data: Hex, controller: Address = diamond, blockNumber = 1n, of = beamState) =>
  ({ beamState: of, key: keccak256(data), controller, blockNumber }) as const
const run = (data: Hex, controller: Address = diamond, blockNumber = 5n, of = configurator) =>
  ({ configurator: of, controller, data, blockNumber, logIndex: 0 }) as const
const scheduling = (data: Hex, target = beamState) => ({
  calls: [
    {
      target,
      value: 0n,
      data: encodeFunctionData({
        abi: beamStateAbi,
        functionName: 'addInitControllerActions',
        args: [data, diamond],
      }),
    },
  ],
  predecessor: pad('0x', { size: 32 }),
  salt: pad('0x', { size: 32 }),
})

function callsOf(told: Told, outputs: FakeOutputs = {}) {
  const model = fakeModel(outputs, fakeTime, deployment, { timelock: [], ...told })
  return approvedCalls(model, modelUnit(model))
}

describe('the calls that BeamState approves', () => {
  it('are those of its own events, each once for each controller, since it was approved last', () => {
    const approvals = [
      approval(CALL),
      approval(CALL, zeroAddress, 2n),
      approval(CALL, diamond, 7n),
      approval(CALL, diamond, 9n, OTHER),
    ]
    expect(callsOf({ approvals }).map(({ controller, approvedIn }) => [controller, approvedIn])).toEqual([
      [diamond, 7n],
      [zeroAddress, 2n],
    ])
  })

  it('are known from what was scheduled, from what was called, and from the deployment', () => {
    const dataOf = (data: Hex, told: Told, outputs?: FakeOutputs) =>
      callsOf({ approvals: [approval(data)], ...told }, outputs).map((call) => call.data)
    expect(dataOf(CALL, {})).toEqual([null])
    expect(dataOf(CALL, {}, listing([scheduling(CALL)]))).toEqual([CALL])
    expect(dataOf(CALL, {}, listing([scheduling(CALL, OTHER)]))).toEqual([null])
    expect(dataOf(CALL, {}, listing([scheduling(`${CALL}00`)]))).toEqual([null])
    expect(dataOf(CALL, { runs: [run(CALL)] })).toEqual([CALL])
    expect(dataOf(CALL, { runs: [run(CALL, diamond, 5n, OTHER)] })).toEqual([null])
    const rollback = rollbackCall(generator!.primes[0]!.almProxy)
    expect(dataOf(rollback, {})).toEqual([rollback])
  })

  it('count how often they were made on their controller, or on any for one on every', () => {
    const runs = [run(CALL), run(CALL, OTHER, 6n), run(CALL, diamond, 8n), run(`${CALL}00`, diamond, 9n)]
    const approvals = [approval(CALL), approval(CALL, zeroAddress), approval(CALL, OTHER)]
    const blocks = callsOf({ approvals, runs }).map((call) => call.runs.map(({ blockNumber }) => blockNumber))
    expect(blocks).toEqual([[5n, 8n], [5n, 6n, 8n], [6n]])
  })
})

describe('whether a call is approved', () => {
  const approved = (approvals: Told['approvals'], active: (controller: unknown) => boolean | null) => {
    const model = fakeModel(
      {
        'initControllerActions(bytes32,address)': ([, controller]) => {
          const answer = active(controller)
          return answer === null ? null : [answer]
        },
      },
      fakeTime,
      deployment,
      approvals ? { approvals } : {},
    )
    return isApproved(modelUnit(model), diamond, CALL)
  }
  const both = [approval(CALL), approval(CALL, zeroAddress)]

  it('is told by the entry of the controller or by that for all', () => {
    expect(approved(both, () => true)).toMatchObject({ ok: true, value: true })
    for (const one of [diamond, zeroAddress]) {
      expect(approved(both, (controller) => controller === one)).toMatchObject({ ok: true, value: true })
      // Whatever the other entry says, one is enough.
      const half = approved(both, (controller) => (controller === one ? true : null))
      expect(half).toMatchObject({ ok: true, value: true })
    }
    expect(approved(both, () => false)).toMatchObject({ ok: true, value: false })
    expect(approved(both, (controller) => (controller === diamond ? false : null)).ok).toBe(false)
  })

  it('is not known where no event approves these bytes there', () => {
    expect(approved([], () => true).ok).toBe(false)
    expect(approved([approval(`${CALL}00`)], () => true).ok).toBe(false)
    expect(approved([approval(CALL, OTHER)], () => true).ok).toBe(false)
  })
})
