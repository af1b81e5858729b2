import { type Address, encodeFunctionData, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  adminFacetAbi,
  callsActionAbi,
  callsActionHash,
  migrationActionsAbi,
  migrationActionsHash,
} from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { contentOf, type NotedPlan } from '@/lib/governance'
import { planCoverage, tellPlan } from './plans'

const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const [action, diamond, mom, vat, autoLine, beamState] = [at(1), at(2), at(3), at(4), at(5), at(6)]
const [almProxy, vault, allocator, stranger] = [at(0x11), at(0x12), at(0x13), at(0x99)]
const otherCode: Hex = `0x${'99'.repeat(32)}`

const names = new Map<Address, string>([
  [action, 'CallsAction'],
  [diamond, 'USDS Generator Diamond'],
  [vault, 'Spark vault'],
  [allocator, 'AllocatorVault of ALLOCATOR-SPARK-A'],
])
const nameOf = (address: Address) => names.get(address)

const spark = { name: 'Spark', addresses: { almProxy, vault }, controllers: [] }
const modelOf = (migrationMom: Address | null = mom) =>
  ({
    generators: [{ id: diamond, unit: beamState, limits: [], addresses: { usds: at(9) }, primes: [spark] }],
    governance: { addresses: { migrationMom } },
    mcd: { addresses: { vat, autoLine } },
    units: [{ id: beamState }],
  }) as unknown as ConsoleModel

const tell = (tag: Hex, fax: Hex, model = modelOf()) =>
  tellPlan({ content: contentOf({ tag, fax }), event: { usr: action, tag, fax } as NotedPlan }, model, nameOf)

const wiring = { diamond, mom, vat, autoLine, beamState }
const step = (
  functionName: 'startDualRun' | 'recordCeilings' | 'cutOver' | 'retire',
  prime = almProxy,
  wires = wiring,
) => encodeFunctionData({ abi: migrationActionsAbi, functionName, args: [wires, prime] })
const schedule = (into: Address) =>
  encodeFunctionData({
    abi: migrationActionsAbi,
    functionName: 'schedule',
    args: [wiring, almProxy, into, 1_800_000_000n, [allocator]],
  })

describe('tellPlan', () => {
  it('tells each call of a plan, with its arguments', () => {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'setRelayer', args: [stranger] })
    const calls = [
      { target: diamond, data },
      { target: stranger, data: '0xdeadbeef' as Hex },
    ]
    const fax = encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [calls] })
    const { steps, caution } = tell(callsActionHash, fax)
    expect(caution).toBeNull()
    expect(steps.map(({ text, faults }) => ({ text, faults }))).toEqual([
      { text: 'make 0x0000…0099 the only relayer of USDS Generator Diamond', faults: [] },
      {
        text: 'call 0xdeadbeef of 0x0000…0099, unknown here',
        faults: ['What this call does is not known here.'],
      },
    ])
    expect(steps[0]?.call).toMatchObject({
      target: diamond,
      data,
      words: { signature: 'setRelayer(address)' },
    })
  })

  it('tells each step of a migration', () => {
    const texts = [
      schedule(vault),
      step('startDualRun'),
      step('recordCeilings'),
      step('cutOver'),
      step('retire'),
    ].map((fax) => {
      const { steps, caution } = tell(migrationActionsHash, fax)
      expect(steps).toHaveLength(1)
      expect(steps[0]).toMatchObject({ call: null, faults: [] })
      expect(caution).toBeNull()
      return steps[0]?.text
    })
    expect(texts).toEqual([
      'schedule the migration of Spark from AllocatorVault of ALLOCATOR-SPARK-A into Spark vault, to be cut over from 2027-01-15 08:00 UTC on, or from its execution on if that is later',
      'start the dual-run of Spark: USDS Generator Diamond gets CONTROLLER on its ALMProxy where governance administers it, and the ceilings that a rollback restores are recorded anew',
      'record the ceilings of the legacy ilks of Spark anew: a rollback restores these',
      'cut Spark over: its legacy ilks leave AutoLine, their ceilings become 0 and that of all debt falls by as much',
      'retire the legacy ilks of Spark: USDS Generator Diamond loses CONTROLLER on its ALMProxy where governance administers it, and its rollback is possible no more',
    ])
  })

  it('names the parts of a step that are not as in the deployment', () => {
    const faults = (fax: Hex, model = modelOf()) => tell(migrationActionsHash, fax, model).steps[0]?.faults
    expect(faults(step('cutOver', almProxy, { ...wiring, vat: stranger }))).toEqual([
      `It works on the Vat ${stranger}, not on that of this deployment, ${vat}.`,
    ])
    expect(faults(step('cutOver'), modelOf(null))).toEqual([
      `It works on the MigrationMom ${mom}, which this deployment does not name.`,
    ])
    expect(faults(step('cutOver', almProxy, { ...wiring, diamond: stranger }))).toEqual([
      `It works on the Diamond ${stranger}, which this deployment does not name.`,
    ])
    expect(faults(step('retire', stranger))).toEqual([`${stranger} is no Prime of this deployment.`])
    expect(faults(schedule(stranger))).toEqual([`The vault of Spark is another one: ${vault}.`])
  })

  it('warns that other code may do other things with the same calldata', () => {
    const { steps, caution } = tell(otherCode, step('retire'))
    expect(steps).toHaveLength(1)
    expect(caution).toBe(
      'This is what the calldata says. The code of CallsAction is not known here, and may do anything.',
    )
  })

  it('makes nothing up for calldata that nothing explains', () => {
    expect(tell(callsActionHash, '0xdeadbeef')).toEqual({
      steps: [],
      caution: 'What CallsAction does with this calldata is not known here.',
    })
  })
})

describe('planCoverage', () => {
  const said = (toBlock: bigint | null, problem: string | null = null) =>
    planCoverage({
      coverage: { fromBlock: 5n, toBlock, problem, by: [] },
      block: { number: 9n } as ConsoleModel['block'],
    })

  it('says how far the log was read, and that there is no count to compare with', () => {
    expect(said(9n)).toBe(
      'Every plan that was plotted from block 5 to block 9, by the log of the pause, which keeps no count of them.',
    )
  })

  it('says that plans may be missing', () => {
    expect(said(8n)).toContain('Block 9 is not read yet.')
    expect(said(null)).toContain('Plans may be missing')
    expect(said(7n, 'The node is down.')).toBe('Plans may be missing. The node is down.')
  })
})
