import { AbiCoder, Interface, keccak256 } from 'ethers'
import { type Address, getAddress, type Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { readNote } from './note'
import { type Plan, planId } from './plan'
import { latestPlans, type PlanLog, rebuildPlans } from './plans'
import { isPending, planState } from './state'

const at = (n: number): Address => getAddress(`0x${n.toString(16).padStart(40, '0')}`)
const HAT = at(0xa1)
const ANYONE = at(0xa2)
const plan: Plan = {
  usr: '0x35D1b3F3D7966A1DFe207aa4514C12a259A0492B',
  tag: `0x${'5a'.repeat(32)}`,
  fax: '0x0123456789',
  eta: 1_800_086_400n,
}
const other: Plan = { ...plan, eta: plan.eta + 1n }

/** Encodes independently of the code under test. */
const coder = AbiCoder.defaultAbiCoder()
const pause = new Interface(
  ['plot', 'exec', 'drop', 'ploy'].map(
    (name) => `function ${name}(address usr, bytes32 tag, bytes fax, uint256 eta)`,
  ),
)
const calldataOf = (kind: string, { usr, tag, fax, eta }: Plan) =>
  pause.encodeFunctionData(kind, [usr, tag, fax, eta]) as Hex

/** A note as ds-note writes it. */
const noteOf = (kind: string, guy: Address, calldata: Hex) => ({
  topics: [
    pause.getFunction(kind)!.selector.padEnd(66, '0') as Hex,
    coder.encode(['address'], [guy]) as Hex,
    `0x${calldata.slice(10, 74)}` as Hex,
    `0x${calldata.slice(74, 138)}` as Hex,
  ],
  data: coder.encode(['uint256', 'bytes'], [0, calldata]) as Hex,
})

describe('planId', () => {
  it('is the hash of the four parts of a plan', () => {
    const encoded = coder.encode(
      ['address', 'bytes32', 'bytes', 'uint256'],
      [plan.usr, plan.tag, plan.fax, plan.eta],
    )
    expect(planId(plan)).toBe(keccak256(encoded))
    expect(planId(other)).not.toBe(planId(plan))
  })
})

describe('readNote', () => {
  it.each(['plot', 'exec', 'drop'])('reads %s with who did it', (kind) => {
    expect(readNote(noteOf(kind, HAT, calldataOf(kind, plan)))).toEqual({ kind, guy: HAT, plan })
  })

  it('reads a plan without calldata', () => {
    const empty = { ...plan, fax: '0x' as Hex }
    expect(readNote(noteOf('plot', HAT, calldataOf('plot', empty)))?.plan).toEqual(empty)
  })

  it('reads a plan whose bytes lie where only its offset says', () => {
    const plain = calldataOf('plot', plan)
    const [head, length, bytes] = [plain.slice(2, 266), plain.slice(266, 330), plain.slice(330)]
    const moved = head.slice(0, 136) + 'a0'.padStart(64, '0') + head.slice(200)
    const unusual = `0x${moved}${'ff'.repeat(32)}${length}${bytes}` as Hex
    expect(readNote(noteOf('plot', HAT, unusual))?.plan).toEqual(plan)
  })

  it('returns nothing for a note of anything but a plan', () => {
    const calldata = calldataOf('ploy', plan)
    expect(readNote(noteOf('ploy', HAT, calldata))).toBeNull()
    const { topics, data } = noteOf('plot', HAT, calldataOf('plot', plan))
    expect(readNote({ topics: [], data })).toBeNull()
    expect(readNote({ topics: topics.slice(0, 1), data })).toBeNull()
    // An event with a signature of its own that happens to begin like the selector.
    expect(readNote({ topics: [`${topics[0]!.slice(0, -1)}1` as Hex, ...topics.slice(1)], data })).toBeNull()
  })

  it.each<[string, Hex]>([
    ['no calldata', '0x'],
    ['less than a selector', calldataOf('plot', plan).slice(0, 8) as Hex],
    ['nothing behind the selector', calldataOf('plot', plan).slice(0, 10) as Hex],
    ['a missing argument', calldataOf('plot', plan).slice(0, 10 + 3 * 64) as Hex],
    ['bytes that end too early', calldataOf('plot', plan).slice(0, -58) as Hex],
    ['an offset out of the data', calldataOf('plot', plan).replace(/0{62}80/, 'f'.repeat(64)) as Hex],
  ])('takes nothing from a note with %s', (_, calldata) => {
    expect(readNote(noteOf('plot', HAT, calldata))).toBeNull()
  })

  it('reads nothing from a note whose data is cut off', () => {
    const { topics, data } = noteOf('plot', HAT, calldataOf('plot', plan))
    expect(readNote({ topics, data: '0x' })).toBeNull()
    expect(readNote({ topics, data: data.slice(0, 2 + 64) as Hex })).toBeNull()
  })
})

describe('rebuildPlans', () => {
  const log = (kind: PlanLog['kind'], blockNumber: bigint, of = plan, guy = HAT): PlanLog => ({
    ...{ kind, guy, plan: of },
    ...{ blockNumber, logIndex: 0 },
  })
  const one = (...logs: PlanLog[]) => {
    const plans = rebuildPlans(logs)
    expect(plans).toHaveLength(1)
    return plans[0]!
  }

  it('tells who plotted and who ended a plan, and in which block', () => {
    expect(one(log('plot', 5n))).toEqual({
      ...plan,
      id: planId(plan),
      status: 'plotted',
      plottedBy: HAT,
      plottedIn: 5n,
      endedBy: null,
      endedIn: null,
    })
    const executed = { status: 'executed', plottedBy: HAT, plottedIn: 5n, endedBy: ANYONE, endedIn: 9n }
    expect(one(log('plot', 5n), log('exec', 9n, plan, ANYONE))).toMatchObject(executed)
    expect(one(log('plot', 5n), log('drop', 6n))).toMatchObject({ status: 'dropped', endedIn: 6n })
  })

  it('takes notes in any order and more than once', () => {
    const logs = [log('plot', 5n), log('drop', 6n), log('plot', 7n), log('exec', 9n, plan, ANYONE)]
    const once = rebuildPlans(logs)
    expect(rebuildPlans([...logs.toReversed(), ...logs])).toEqual(once)
    expect(once[0]).toMatchObject({ status: 'executed', plottedIn: 7n })
    const inOneBlock = [
      { ...log('drop', 5n), logIndex: 2 },
      { ...log('plot', 5n), logIndex: 1 },
    ]
    expect(one(...inOneBlock).status).toBe('dropped')
  })

  it('keeps different plans apart, and counts a plan that was plotted again once', () => {
    const logs = [log('plot', 5n), log('plot', 5n, other), log('drop', 6n), log('plot', 8n)]
    const plans = rebuildPlans(logs.map((entry, logIndex) => ({ ...entry, logIndex })))
    expect(plans.map(({ id, status, plottedIn, endedIn }) => [id, status, plottedIn, endedIn])).toEqual([
      [planId(plan), 'plotted', 8n, null],
      [planId(other), 'plotted', 5n, null],
    ])
  })

  it('knows only the end of a plan whose plotting was not seen', () => {
    expect(one(log('drop', 6n))).toMatchObject({ status: 'dropped', plottedBy: null, plottedIn: null })
  })
})

describe('latestPlans', () => {
  it('keeps every plan that has not ended, and the latest of those that have', () => {
    const plans = [9n, null, 3n, 7n, null, 8n].map((endedIn, n) => ({
      ...{ ...plan, id: planId({ ...plan, eta: BigInt(n) }), plottedBy: HAT, plottedIn: 1n },
      ...{ status: endedIn === null ? ('plotted' as const) : ('dropped' as const), endedBy: HAT, endedIn },
    }))
    const kept = (most: number) => latestPlans(plans, most).map(({ endedIn }) => endedIn)
    expect(kept(2)).toEqual([9n, null, null, 8n])
    expect(kept(4)).toEqual([9n, null, 3n, 7n, null, 8n])
    expect(kept(0)).toEqual([null, null])
  })
})

describe('planState', () => {
  const stateAt = (t: bigint, plotted = true) => planState(plotted, 'plotted', plan.eta, t)

  it('says that a plan is ready from the second of its eta on', () => {
    expect(stateAt(plan.eta - 1n)).toBe('waiting')
    expect(stateAt(plan.eta)).toBe('ready')
  })

  it('asks the pause whether a plan ended, and its notes how it ended', () => {
    expect(planState(false, 'executed', plan.eta, plan.eta)).toBe('executed')
    expect(planState(false, 'dropped', plan.eta, 0n)).toBe('dropped')
    expect(stateAt(plan.eta, false)).toBe('ended')
    // Plotted again, in an event that was not seen.
    expect(planState(true, 'dropped', plan.eta, 0n)).toBe('waiting')
  })

  it('says that a plan is pending while it is plotted', () => {
    expect((['waiting', 'ready'] as const).every(isPending)).toBe(true)
    expect((['executed', 'dropped', 'ended'] as const).some(isPending)).toBe(false)
  })
})
