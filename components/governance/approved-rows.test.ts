import { type Address, keccak256, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { approvedCalls } from '@/lib/console/approved-calls'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import {
  type FakeOutputs,
  fakeModel,
  fakeTime,
  higherRate,
  someone,
  type Told,
} from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { approvalSentence, isInForce, rolledBackBy, runOffers } from './approved-rows'

const deployment = fakePrimeDeployment()
const [{ beamState, configurator }] = deployment.units as [(typeof deployment.units)[number]]
const [generator] = deployment.generators
const { diamond } = generator!.addresses
const prime = generator!.primes[0]!
const data = higherRate(prime.vault)
const STRANGER: Address = '0x0000000000000000000000000000000000000099'

const calm: FakeOutputs = { 'stopped()': () => [false], 'frozen(address)': () => [false] }
function offered(told: Told = {}, outputs: FakeOutputs = {}, account: Address | null = someone) {
  const model = fakeModel({ ...calm, ...outputs }, fakeTime, deployment, told)
  const unit = modelUnit(model)
  const [call] = approvedCalls(model, unit)
  if (!call) throw new Error('No call is approved')
  return { call, offers: runOffers(call, unit, model, account), back: rolledBackBy(call, unit, model) }
}
const seen = { runs: [{ configurator, controller: diamond, data, blockNumber: 5n, logIndex: 0 }] }
const entry = (bytes = data, controller: Address = diamond) => ({
  approvals: [{ beamState, key: keccak256(bytes), controller, blockNumber: 1n }],
})

describe('an approved call', () => {
  it('says since when, and how often it was made', () => {
    const run = (blockNumber: bigint) => ({ controller: diamond, data, blockNumber })
    const { call } = offered(seen)
    expect(approvalSentence({ ...call, runs: [] }, 1n)).toBe('Approved in block 1; never made.')
    expect(approvalSentence({ ...call, runs: [] }, 2n)).toBe('Approved in block 1, 1 block ago; never made.')
    expect(approvalSentence({ ...call, runs: [run(5n)] }, 1_003n)).toBe(
      'Approved in block 1, 1,002 blocks ago; made 1 time, last in block 5.',
    )
    expect(approvalSentence({ ...call, runs: [run(5n), run(1_000n)] }, 3n)).toBe(
      'Approved in block 1, 2 blocks ago; made 2 times, last in block 1,000.',
    )
  })

  it('stays in force until it is known to be deleted', () => {
    const answer = (value: boolean | null): FakeOutputs => ({
      'initControllerActions(bytes32,address)': () => (value === null ? null : [value]),
    })
    expect([true, null, false].map((value) => isInForce(offered({}, answer(value)).call))).toEqual([
      ...[true, true, false],
    ])
  })

  it('is offered to whoever is paired with the controller, and to nobody connected', () => {
    for (const account of [someone, null]) {
      expect(offered(seen, {}, account).offers).toEqual([
        {
          on: `the controller of ${generator!.name}`,
          request: { kind: 'controller-action', unit: beamState, controller: diamond, data },
          reason: undefined,
        },
      ])
    }
    const unpaired = { 'controllersCBeams(address,address)': () => [0n] }
    expect(offered(seen, unpaired).offers[0]?.reason).toBe('No cBEAM that is paired with this controller')
    const stopped = { 'stopped()': () => [true] }
    expect(offered(seen, stopped).offers[0]?.reason).toMatch(/^The Configurator is stopped/)
  })

  it('is not offered where what to call was not seen, or on a controller that nobody is paired with', () => {
    expect(offered().offers).toEqual([])
    const { offers } = offered({
      ...entry(data, STRANGER),
      runs: [{ configurator, controller: STRANGER, data, blockNumber: 5n, logIndex: 0 }],
    })
    expect(offers.map(({ on, reason }) => [on, reason])).toEqual([
      [null, 'No cBEAM is known to be paired with it'],
    ])
  })

  it('on every controller is offered on each Generator of the Unit', () => {
    const { offers } = offered({ ...entry(data, zeroAddress), ...seen })
    expect(offers.map(({ request }) => request.controller)).toEqual([diamond])
  })

  it('that is a rollback belongs to the Prime that it rolls back', () => {
    expect(offered(seen).back).toBeNull()
    const { back } = offered(entry(rollbackCall(prime.almProxy)))
    expect(back).toMatchObject({ generator: diamond, prime: { id: prime.slug } })
  })
})
