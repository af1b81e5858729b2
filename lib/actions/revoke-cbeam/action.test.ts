import { type Address, decodeFunctionData, getAddress, pad, toHex, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { checkState } from '@/lib/console/model/check'
import { given } from '@/lib/leaf'
import {
  decodeMultiSend,
  domainSeparator,
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
} from '@/lib/safe'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from '@/lib/testing/fakes/model'
import { modelUnit, withUnit } from '@/lib/testing/units'
import { type Action, type ActionRequest, buildAction, readBack, readinessOf, routed, routesOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const safe = at(0x15)
const beamState = at(0x11)
const [rateLimits, diamond, otherPau] = [at(0x33), at(0x31), at(0x52)] as const
const fails = () => null
const calm: FakeOutputs = { 'frozen(address)': () => [false] }
const request = { kind: 'revoke-cbeam', unit: beamState, cBeam: someone } as const

const built = (model: ConsoleModel, asked: ActionRequest = request, from = someone) =>
  buildAction(asked, model, from) as Action

const told = ({ calls }: Pick<Action, 'calls'>) =>
  calls.map(({ data }) => decodeFunctionData({ abi: beamStateAbi, data }))

/** A model in which the Safe is the Core Council and `someone` is one of its owners. */
function ofSafe(multiSend = MULTI_SEND_CALL_ONLY_CODE_HASH): ConsoleModel {
  const model = fakeModel({
    ...calm,
    'hasUserRole(address,uint8)': ([account]) => [account === safe],
    'getOwners()': () => [[someone, at(0x81)]],
  })
  const [user] = modelUnit(model).configurator.users
  const council = { ...user!, id: safe, immediate: given(true) }
  const taken = { roles: given(zeroHash), rateLimits: given([]), controllers: given([]) }
  const beam = { id: safe, frozen: given(false), votesToLift: given(0n), taken }
  const { guardians } = modelUnit(model).configurator
  return {
    ...withUnit(model, {
      configurator: {
        users: [...modelUnit(model).configurator.users, council],
        guardians: guardians && { ...guardians, beams: [...guardians.beams, beam] },
      },
    }),
    safes: model.safes.map((entry) => ({
      ...entry,
      threshold: given(2n),
      nonce: given(5n),
      version: given('1.4.1'),
      domainSeparator: given(domainSeparator({ chainId: 31_337n, safe, version: '1.4.1' })),
      multiSend: { hash: given(multiSend), size: given(1n) },
      watched: [],
    })),
  }
}

describe('revoking a cBEAM', () => {
  it('a revocation unsets every pair, also with PAUs outside of the deployment, and the registration last', () => {
    const action = built(fakeModel(calm))
    expect(told(action)).toEqual([
      { functionName: 'unsetCBeamForController', args: [diamond, someone] },
      { functionName: 'unsetCBeamForRateLimits', args: [rateLimits, someone] },
      { functionName: 'unsetCBeamForController', args: [otherPau, someone] },
      { functionName: 'delCBeam', args: [someone] },
    ])
    expect(action.calls.every(({ to, value }) => to === beamState && value === 0n)).toBe(true)
    expect(readinessOf(action).state).toBe('ready')
  })

  it('a revocation leaves out pairs that are unset, and includes those that could not be read', () => {
    const only = built(fakeModel({ ...calm, 'controllersCBeams(address,address)': () => [0n] }))
    expect(told(only).map(({ functionName }) => functionName)).toEqual([
      'unsetCBeamForRateLimits',
      'delCBeam',
    ])
    const unread = built(fakeModel({ ...calm, 'controllersCBeams(address,address)': fails }))
    expect(unread.calls).toHaveLength(4)
  })

  it('a revocation states every leaf that it changes', () => {
    const { effects } = built(fakeModel(calm))
    const scope = `generators/${diamond}/scope/pairs`
    expect(effects.map(({ path }) => path)).toEqual([
      `${scope}/controller-${someone}/active`,
      `${scope}/rateLimits-${someone}/active`,
      `units/${beamState}/configurator/otherPairs/controller-${otherPau}-${someone}/active`,
      `units/${beamState}/configurator/cBeams/${someone}/registered`,
      `${scope}/rateLimits-${someone}/registered`,
      `${scope}/controller-${someone}/registered`,
    ])
    expect(effects.every(({ after }) => after !== 'gone' && after.value === false)).toBe(true)
  })

  it('a revocation is blocked where the cBEAM has no rights, and for a Core Council that lost its role to a freeze', () => {
    const none = fakeModel({
      ...calm,
      'cBeams(address)': () => [0n],
      'rateLimitsCBeams(address,address)': () => [0n],
      'controllersCBeams(address,address)': () => [0n],
    })
    expect(readinessOf(built(none))).toMatchObject({ state: 'blocked', because: [{ id: 'has-rights' }] })
    const frozen = fakeModel({
      'frozen(address)': () => [true],
      'hasUserRole(address,uint8)': () => [false],
    })
    expect(readinessOf(built(frozen))).toMatchObject({ state: 'blocked', because: [{ id: 'immediate' }] })
  })

  it('a revocation warns while events are missing, as one may be about a pair', () => {
    const model = fakeModel(calm)
    const weight = (coverage: ConsoleModel['coverage']) =>
      built({ ...model, coverage }).requirements.find(({ id }) => id === 'pairs-read')
    expect(weight(model.coverage)).toMatchObject({ weight: 'warn', holds: { ok: true, value: true } })
    for (const coverage of [
      { ...model.coverage, toBlock: null },
      { ...model.coverage, toBlock: 0n },
      { ...model.coverage, problem: 'The node refused.' },
    ]) {
      expect(weight(coverage)).toMatchObject({ holds: { ok: true, value: false } })
    }
  })
})

describe('a cBEAM of which a node left out all logs', () => {
  const hidden = at(0x99)
  const { prime, ...paired } = { prime: at(0x64), diamond, rateLimits }
  const deployment = { ...fakePrimeDeployment(), names: { [hidden]: 'Second GovOps team' } }
  /** A cBEAM paired with the controllers of Generator and Prime, registered or not, with no event about it. */
  const model = (registered: bigint, told: Told = {}, of = deployment) =>
    fakeModel(
      {
        ...calm,
        'cBeams(address)': ([account]) => [account === hidden ? registered : 0n],
        'rateLimitsCBeams(address,address)': () => [0n],
        'controllersCBeams(address,address)': ([, account]) => [account === hidden ? 1n : 0n],
      },
      fakeTime,
      of,
      { pairs: [], ...told },
    )

  it.each([1n, 0n])(
    'a cBEAM without logs is found by asking, and loses every pair (registered: %s)',
    (registered) => {
      const action = built(model(registered), { kind: 'revoke-cbeam', unit: beamState, cBeam: hidden })
      expect(told(action)).toEqual([
        { functionName: 'unsetCBeamForController', args: [paired.diamond, hidden] },
        { functionName: 'unsetCBeamForController', args: [prime, hidden] },
        { functionName: 'delCBeam', args: [hidden] },
      ])
      expect(modelUnit(model(registered)).configurator.cBeams.map(({ id }) => id)).toContain(hidden)
      expect(readinessOf(action).state).toBe('ready')
      expect(action.requirements.find(({ id }) => id === 'pairs-asked')).toMatchObject({
        says: {
          holds:
            'BeamState was asked about its pairs with every RateLimits and controller of this deployment (4)',
        },
        holds: { ok: true, value: true },
      })
    },
  )

  it('the pairs of an account that was not asked about are never said to be known in full', () => {
    const stranger: ActionRequest = { kind: 'revoke-cbeam', unit: beamState, cBeam: at(0x98) }
    const asked = built(model(1n), stranger).requirements.find(({ id }) => id === 'pairs-asked')
    expect(asked).toMatchObject({ weight: 'warn', holds: { ok: false, reason: { kind: 'not-read' } } })
  })

  it('a revocation names the node that gave the logs about other PAUs', () => {
    const action = built(fakeModel(calm))
    expect(action.requirements.find(({ id }) => id === 'pairs-read')?.says.holds).toBe(
      'Pairs with other PAUs are known, by the logs of node.test up to block 1',
    )
  })
})

describe('known accounts', () => {
  const many = (count: number) =>
    fakeModel(calm, fakeTime, {
      ...fakeDeployment(),
      names: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [at(0x1000 + index), `${index}`]),
      ),
    })
  const check = (model: ConsoleModel) => model.checks.find(({ id }) => id === 'coverage/accounts')!

  it('known accounts are asked about for every role, wherever they are known from', () => {
    const model = many(3)
    const asked = modelUnit(model).configurator.asked.map(({ id }) => id)
    for (const account of [someone, safe, beamState, at(0x1000), at(0x1002)]) expect(asked).toContain(account)
    expect(checkState(check(model))).toBe('pass')
    const unread = fakeModel({ ...calm, 'userRoles(address)': fails })
    expect(checkState(check(unread))).toBe('unknown')
  })

  it('known accounts are asked about up to a limit, and a check says when it is reached', () => {
    const model = many(300)
    expect(modelUnit(model).configurator.asked).toHaveLength(200)
    expect(modelUnit(model).configurator.asked.map(({ id }) => id)).toContain(someone)
    expect(checkState(check(model))).toBe('attention')
    expect(check(model).found).toMatchObject({
      value: '200 accounts asked at BeamState and the timelock, 109 more are known.',
    })
  })
})

describe('revoking a cBEAM through a Safe', () => {
  const through: ActionRequest = { ...request, through: safe }

  it('a revocation through a Safe is one delegate call of MultiSendCallOnly with all calls', () => {
    const model = ofSafe()
    const action = built(model, through)
    // Only one requirement is unknown: the Safe has not been asked for this new hash yet.
    expect(readinessOf(action)).toMatchObject({ state: 'unknown', because: [{ id: 'safe-hash' }] })
    const { transaction } = action.through!.proposal!
    expect(transaction).toMatchObject({ to: MULTI_SEND_CALL_ONLY, operation: 1, nonce: 5n })
    expect(decodeMultiSend(transaction.data)).toHaveLength(4)
    const [back] = readBack(action, model)
    expect(back).toMatchObject({ faults: [], inner: { length: 4 } })
  })

  it('a revocation through a Safe is refused where it would leave out a pair', () => {
    const model = ofSafe()
    const action = built(model, through)
    const { otherPairs } = modelUnit(model).configurator
    const otherwise = withUnit(model, {
      configurator: {
        otherPairs: [...otherPairs, { ...otherPairs[0]!, kind: 'rateLimits' as const, target: at(0x53) }],
      },
    })
    expect(readBack(action, otherwise)[0]?.faults).toEqual([
      `The transaction leaves out unsetCBeamForRateLimits(${at(0x53)}, ${someone}).`,
    ])
  })

  it('a revocation is not offered through any other code than MultiSendCallOnly', () => {
    const action = built(ofSafe(`0x${'11'.repeat(32)}`), through)
    expect(action.calls).toEqual([])
    expect(action.through?.next).toContain("Unset each pair from the Safe's own interface.")
  })

  it('an owner who does not hold the role itself is routed through the Safe', () => {
    const model = ofSafe()
    expect(routed(request, model, someone)).toEqual(through)
    expect(routesOf(request, model, someone)).toMatchObject({
      direct: { ok: true, value: false },
      safes: [{ id: safe }],
    })
    // A holder of the role acts directly, and a Safe without the role is no route.
    expect(routed(request, fakeModel(calm), someone)).toEqual(request)
    expect(routesOf(request, fakeModel(calm), someone)?.safes).toEqual([])
  })
})
