import { type Address, encodeAbiParameters, encodeEventTopics, type Hex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { almProxyAbi, beamStateAbi, configuratorAbi } from '@/lib/abi'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import { fakeStagesDeployment, fakeUnitsDeployment, SECOND_UNIT } from '@/lib/testing/fakes/deployment'
import { roleHash } from '../facts/roles'
import { learnFrom, type RpcLog, watched } from './events'

const deployment = fakeUnitsDeployment()
const [account, target]: readonly Address[] = [
  '0x0000000000000000000000000000000000000051',
  '0x0000000000000000000000000000000000000052',
]
const log = (address: Address, topics: readonly Hex[]): RpcLog => ({
  ...{ address, topics, data: '0x', blockNumber: '0x1', logIndex: '0x0' },
  ...{ blockHash: toHex(1, { size: 32 }), transactionHash: toHex(2, { size: 32 }), transactionIndex: '0x0' },
})
const topicsOf = (...input: Parameters<typeof encodeEventTopics>) => encodeEventTopics(...input) as Hex[]
const granted = (role: string) =>
  topicsOf({
    abi: almProxyAbi,
    eventName: 'RoleGranted',
    args: { role: roleHash(role), account, sender: account },
  })
const known = (...logs: readonly RpcLog[]) => learnFrom(nothingKnown(0n), deployment, logs)

describe('the events of several Units', () => {
  it('are all watched', () => {
    for (const { beamState, timelock, freezeRegistry } of deployment.units) {
      expect(watched(deployment)).toEqual(expect.arrayContaining([beamState, timelock, freezeRegistry]))
    }
  })

  it('tell of a pair in which BeamState it is', () => {
    const topics = topicsOf({
      abi: beamStateAbi,
      eventName: 'SetCBeamForRateLimits',
      args: { rateLimits_: target, cBeam: account },
    })
    const pairs = deployment.units.map(({ beamState }) => known(log(beamState, topics)).pairs)
    expect(pairs).toEqual(
      deployment.units.map(({ beamState }) => [{ beamState, kind: 'rateLimits', target, cBeam: account }]),
    )
    const both = deployment.units.map(({ beamState }) => log(beamState, topics))
    expect(known(...both).pairs).toHaveLength(2)
  })
})

describe('the entries of a BeamState', () => {
  const key = toHex(7, { size: 32 })

  it('are learned from the events that set them, in which BeamState and in which block', () => {
    const { beamState } = deployment.units[1]!
    const init = log(
      beamState,
      topicsOf({ abi: beamStateAbi, eventName: 'AddInitRateLimits', args: { key, rateLimits_: target } }),
    )
    const approved = topicsOf({
      abi: beamStateAbi,
      eventName: 'AddInitControllerActions',
      args: { key, controller: target },
    })
    const numbers = encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [1n, 2n])
    const learned = known(
      ...[{ ...init, data: numbers }, log(beamState, approved)],
      ...[
        { ...init, data: numbers },
        { ...log(beamState, approved), blockNumber: '0x9' as const },
      ],
    )
    expect(learned.inits).toEqual([{ beamState, key, rateLimits: target }])
    expect(learned.approvals.map(({ blockNumber }) => blockNumber)).toEqual([1n, 9n])
    expect(learned.approvals[0]).toEqual({ beamState, key, controller: target, blockNumber: 1n })
  })

  it('are used in calls that its Configurator passes on, each counted once', () => {
    const { configurator } = deployment.units[1]!
    expect(watched(deployment)).toContain(configurator)
    const topics = topicsOf({
      abi: configuratorAbi,
      eventName: 'CallControllerAction',
      args: { controller: target },
    })
    const run = {
      ...log(configurator, topics),
      data: encodeAbiParameters([{ type: 'bytes' }], ['0x12345678']),
    }
    const limit = topicsOf({
      abi: configuratorAbi,
      eventName: 'SetRateLimit',
      args: { rateLimits: target, key },
    })
    const set = {
      ...log(configurator, limit),
      data: encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [1n, 2n]),
    }
    expect(known(run, set, run, { ...run, logIndex: '0x3' as const }).runs).toEqual(
      [0, 3].map((logIndex) => ({
        ...{ configurator, controller: target, data: '0x12345678', blockNumber: 1n, logIndex },
      })),
    )
  })
})

describe('the controllers of Primes in the scope of a Unit', () => {
  const [first] = deployment.generators
  const [{ controller }] = first!.primes[0]!.controllers

  it('tell whom they made a relayer, and nothing else', () => {
    expect(watched(deployment)).toContain(controller)
    expect(known(log(controller, granted('RELAYER'))).grants).toEqual([
      { contract: controller, role: roleHash('RELAYER'), account },
    ])
    expect(known(log(controller, granted('FREEZER'))).grants).toEqual([])
  })

  it('are watched where guardians may freeze their relayers', () => {
    const stages = fakeStagesDeployment()
    const inScope = {
      ...stages,
      units: deployment.units,
      generators: stages.generators.map((generator) => ({
        ...generator,
        primes: generator.primes.map((prime) => ({ ...prime, unit: SECOND_UNIT })),
      })),
      primes: stages.primes.map((prime) => ({ ...prime, unit: SECOND_UNIT })),
    }
    const controllers = [...inScope.generators.flatMap(({ primes }) => primes), ...inScope.primes].flatMap(
      (prime) => prime.controllers,
    )
    for (const { reader, controller: at } of controllers) {
      expect(watched(inScope).includes(at), String(reader)).toBe(reader === 'faceted')
      expect(watched(stages)).not.toContain(at)
    }
  })
})
