import {
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  getAddress,
  type Hex,
  pad,
  slice,
  toFunctionSelector,
  toHex,
  zeroAddress,
} from 'viem'
import { describe, expect, it } from 'vitest'
import { callsActionHash, dsPauseAbi } from '@/lib/abi'
import { learnFrom, type RpcLog, watched } from '@/lib/chain/logs/events'
import type { Deployment } from '@/lib/deployment'
import { type Plan, planId } from '@/lib/governance'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, plan, planLog, someone } from '@/lib/testing/fakes/model'
import { nothingKnown, type Watchlist } from '../facts/watchlist'
import type { ConsoleModel } from '../model'
import { type CheckState, checkState } from '../model/check'
import type { PlanModel } from '../model/governance'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const deployment = fakePrimeDeployment()
const governance = deployment.governance!
const { pause, pauseProxy, chief, facetAllowlist } = governance as Record<string, Address>
const diamond = deployment.generators[0]!.addresses.diamond
const otherCode: Hex = `0x${'99'.repeat(32)}`

/** Everything as it should be, except for a plan that is due. */
const wired: FakeOutputs = {
  'codeOf(address)': () => [callsActionHash, 1n],
  'proxy()': (_, to) => [to === pause ? pauseProxy : someone],
  'owner()': (_, to) => [to === pause ? zeroAddress : someone],
  'authority()': (_, to) => [to === pause ? chief : someone],
  'pause()': () => [pause],
  'facetAllowlist()': () => [facetAllowlist],
  'getRoleMember(bytes32,uint256)': () => [pauseProxy],
}

interface Given {
  readonly outputs?: FakeOutputs
  readonly time?: bigint
  readonly known?: Partial<Watchlist>
  readonly of?: Deployment
}

const modelOf = ({ outputs, time = fakeTime, known, of = deployment }: Given = {}): ConsoleModel =>
  fakeModel({ ...wired, ...outputs }, time, of, known)

const checkOf = (id: string, given: Given = {}) => modelOf(given).checks.find((check) => check.id === id)

const found = (id: string, given: Given = {}) => {
  const check = checkOf(id, given)
  return check?.found.ok ? check.found.value : null
}

const verdict = (id: string, given: Given = {}): CheckState | undefined => {
  const check = checkOf(id, given)
  return check && checkState(check)
}

const plotted = (...plans: Plan[]) => ({ plans: plans.map((each, n) => planLog('plot', each, BigInt(n))) })

describe('the plans of governance', () => {
  const planOf = (given: Given = {}) => modelOf(given).governance?.pause?.plans[0]
  const holds = (of: PlanModel | undefined) =>
    of?.executable.ok ? of.executable.value?.holds.map(({ why }) => why) : 'unknown'
  const value = (leaf: { ok: boolean; value?: unknown } | undefined) => (leaf?.ok ? leaf.value : 'unknown')

  it('wait, are due, and end as their notes say', () => {
    const early = { time: fakeTime - 1n }
    expect(value(planOf(early)?.state)).toBe('waiting')
    expect(value(planOf()?.state)).toBe('ready')
    const gone = { 'plans(bytes32)': () => [false] }
    expect(value(planOf({ outputs: gone })?.state)).toBe('ended')
    const known = { plans: [planLog('plot', plan), planLog('exec', plan, 2n)] }
    expect(value(planOf({ outputs: gone, known })?.state)).toBe('executed')
  })

  it('can be executed when they are due and their code is the one that was decided', () => {
    expect(holds(planOf())).toEqual([])
    expect(holds(planOf({ time: fakeTime - 1n }))).toEqual(['delay'])
    const changed = { outputs: { 'codeOf(address)': () => [otherCode, 1n] } }
    expect(value(planOf(changed)?.intact)).toBe(false)
    expect(holds(planOf(changed))).toEqual(['code'])
  })

  it('cannot be executed while they wait, whatever their code is', () => {
    const unread = { outputs: { 'codeOf(address)': () => null } }
    expect(holds(planOf({ ...unread, time: fakeTime - 1n }))).toEqual(['delay'])
    expect(holds(planOf(unread))).toBe('unknown')
  })

  it('do not exist without a pause, and without governance there is none of it', () => {
    const none = Object.fromEntries(Object.keys(governance).map((key) => [key, null]))
    const of = { ...deployment, governance: none as unknown as typeof governance }
    expect(modelOf({ of }).governance?.pause).toBeNull()
    expect(modelOf({ of }).checks.filter(({ id }) => id.startsWith('governance/'))).toEqual([])
    expect(modelOf({ of: { ...deployment, governance: null } }).governance).toBeNull()
  })
})

describe('the check of plans that can be executed', () => {
  it('is amber from the second in which anyone can execute one', () => {
    expect(verdict('governance/ready', { time: fakeTime - 1n })).toBe('pass')
    expect(verdict('governance/ready')).toBe('attention')
    expect(found('governance/ready')).toBe(`Plan ${planId(plan)}, by anyone, since 2027-01-15 08:00 UTC.`)
  })

  it('has not passed while a plan is unknown, or may be missing', () => {
    const early = { time: fakeTime - 1n }
    expect(verdict('governance/ready', { ...early, outputs: { 'plans(bytes32)': () => null } })).toBe(
      'unknown',
    )
    const problem = 'The events could not be read.'
    const broken = { coverage: { fromBlock: 0n, toBlock: 1n, problem, by: [] } }
    const check = checkOf('governance/ready', { ...early, known: broken })
    expect(check?.holds).toMatchObject({ ok: false, reason: { message: problem } })
    const unread = { coverage: { fromBlock: 0n, toBlock: null, problem: null, by: [] } }
    expect(verdict('governance/ready', { ...early, known: unread })).toBe('unknown')
  })

  it('is sure of what it found, even if other plans are unknown', () => {
    const other = { ...plan, eta: plan.eta + 1n }
    const outputs: FakeOutputs = { 'plans(bytes32)': ([id]) => (id === planId(plan) ? [true] : null) }
    const coverage = { fromBlock: 0n, toBlock: null, problem: 'Nothing was read.', by: [] }
    expect(verdict('governance/ready', { outputs, known: { ...plotted(plan, other), coverage } })).toBe(
      'attention',
    )
  })
})

describe('the check of the code that was decided', () => {
  const changed = { 'codeOf(address)': () => [otherCode, 1n] }

  it('is red for a pending plan with other code, and tells both hashes', () => {
    expect(verdict('governance/code')).toBe('pass')
    expect(verdict('governance/code', { outputs: changed })).toBe('critical')
    expect(found('governance/code', { outputs: changed })).toBe(
      `Plan ${planId(plan)} was decided with code ${callsActionHash}; ${someone} has ${otherCode}.`,
    )
  })

  it('does not look at plans that have ended', () => {
    const ended = { 'plans(bytes32)': () => [false] }
    expect(verdict('governance/code', { outputs: { ...changed, ...ended } })).toBe('pass')
    expect(verdict('governance/code', { outputs: { ...ended, 'codeOf(address)': () => null } })).toBe('pass')
    expect(found('governance/code', { outputs: ended })).toBe('None of 0 pending plans.')
  })

  it('is unknown where the code could not be read', () => {
    expect(verdict('governance/code', { outputs: { 'codeOf(address)': () => null } })).toBe('unknown')
  })
})

describe('the check of what plans do', () => {
  it('is amber for unknown code, and for calldata that the code does not take', () => {
    const other = plotted({ ...plan, tag: otherCode })
    expect(verdict('governance/understood')).toBe('pass')
    expect(verdict('governance/understood', { known: other })).toBe('attention')
    expect(verdict('governance/understood', { known: plotted({ ...plan, fax: '0x' }) })).toBe('attention')
    const ended = { 'plans(bytes32)': () => [false] }
    expect(verdict('governance/understood', { known: other, outputs: ended })).toBe('pass')
  })
})

describe('the wiring of governance', () => {
  it.each<[string, string, unknown, CheckState]>([
    ['pause-proxy', 'proxy()', someone, 'critical'],
    ['authority', 'authority()', someone, 'critical'],
    ['authority', 'authority()', zeroAddress, 'critical'],
    ['owner', 'owner()', someone, 'attention'],
    ['protego', 'pause()', someone, 'attention'],
    [`allowlist/${diamond}`, 'facetAllowlist()', someone, 'critical'],
    [`allowlist/${diamond}`, 'facetAllowlist()', zeroAddress, 'critical'],
    ['allowlist-enforced', 'enforced()', false, 'attention'],
  ])('is checked for %s by %s', (id, signature, answer, expected) => {
    expect(verdict(`governance/${id}`)).toBe('pass')
    expect(verdict(`governance/${id}`, { outputs: { [signature]: () => [answer] } })).toBe(expected)
    expect(verdict(`governance/${id}`, { outputs: { [signature]: () => null } })).toBe('unknown')
  })

  it('lets nobody but the pause proxy administer the Diamond', () => {
    const id = `governance/admin/${diamond}`
    const members = (...accounts: Address[]): FakeOutputs => ({
      'getRoleMemberCount(bytes32)': () => [BigInt(accounts.length)],
      'getRoleMember(bytes32,uint256)': ([, index]) => [accounts[Number(index)]],
    })
    const proxy = pauseProxy as Address
    expect(verdict(id, { outputs: members(proxy) })).toBe('pass')
    expect(verdict(id, { outputs: members() })).toBe('critical')
    expect(verdict(id, { outputs: members(someone) })).toBe('critical')
    expect(verdict(id, { outputs: members(proxy, someone) })).toBe('critical')
    expect(found(id, { outputs: members(proxy, at(0x52)) })).toBe(`${proxy}, ${at(0x52)}`)
    expect(verdict(id, { outputs: { 'getRoleMember(bytes32,uint256)': () => null } })).toBe('unknown')
  })

  it('lets no unapproved code into the Diamond while the list is enforced', () => {
    const id = `governance/approved/${diamond}`
    const not = { 'isApproved(address)': () => [false] }
    expect(verdict(id)).toBe('pass')
    expect(verdict(id, { outputs: not })).toBe('critical')
    expect(found(id, { outputs: not })).toBe(`Not approved: ${someone}.`)
    expect(verdict(id, { outputs: { ...not, 'enforced()': () => [false] } })).toBe('pass')
    expect(verdict(id, { outputs: { 'isApproved(address)': () => null } })).toBe('unknown')
    expect(verdict(id, { outputs: { 'facets()': () => null } })).toBe('unknown')
  })
})

describe('the log of the pause', () => {
  const calldata = encodeFunctionData({
    abi: dsPauseAbi,
    functionName: 'plot',
    args: [plan.usr, plan.tag, plan.fax, plan.eta],
  })
  const log = (address: Address, sig: Hex): RpcLog => ({
    address,
    topics: [pad(sig, { dir: 'right' }), pad(someone), pad(plan.usr), plan.tag],
    data: encodeAbiParameters([{ type: 'uint256' }, { type: 'bytes' }], [0n, calldata]),
    ...{ blockNumber: '0x7', blockHash: otherCode, transactionHash: otherCode },
    ...{ transactionIndex: '0x0', logIndex: '0x3' },
  })
  const plot = slice(calldata, 0, 4)
  const told = (...logs: RpcLog[]) => learnFrom(nothingKnown(0n), deployment, logs).plans

  it('is watched where the deployment names a pause', () => {
    expect(watched(deployment)).toContain(pause)
    expect(watched({ ...deployment, governance: null })).not.toContain(pause)
  })

  it('tells what was plotted, with its place', () => {
    expect(told(log(pause as Address, plot))).toEqual([
      { kind: 'plot', guy: someone, plan, blockNumber: 7n, logIndex: 3 },
    ])
  })

  it('tells nothing by other notes, nor by another contract', () => {
    expect(told(log(pause as Address, toFunctionSelector('setDelay(uint256)')))).toEqual([])
    expect(told(log(at(0x99), plot))).toEqual([])
  })
})
