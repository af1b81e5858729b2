import { type Address, getAddress, pad, toFunctionSelector, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { leavesOf } from '@/lib/leaf/leaves'
import { limitKey } from '@/lib/limits'
import { fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { rightsOf } from '../authority'
import { checkState } from '../model/check'
import { freezePlan, mayFreeze, nobodyLeft } from './freeze-plan'
import { canMove, operatorState } from './pau'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [production, older, accessControls, agent] = [at(0x64), at(0x68), at(0x66), at(0x67)]
const [actor, relayer, freezer, revoker, stranger] = [at(0x301), at(0x302), at(0x303), at(0x304), at(0x305)]
const FREEZER = limitKey('FREEZER')
const fails = () => null

/** One actor through one agent, one relayer on the older controller, and who may remove each. */
const running: FakeOutputs = {
  'accessControls()': () => [accessControls],
  'proxy()': (_, to) => [to === at(0x84) ? at(0x82) : at(0x62)],
  'rateLimits()': (_, to) => [to === older ? at(0x69) : to === at(0x84) ? at(0x83) : at(0x63)],
  'getRoleMember(bytes32,uint256)': ([role], to) => [
    to === accessControls ? agent : role === FREEZER ? freezer : relayer,
  ],
  'actorCount()': () => [1n],
  'getActor(uint256)': () => [actor],
  'getRevoker(uint256)': () => [revoker],
  'frozen(address)': () => [false],
}

const modelOf = (outputs: FakeOutputs = {}, grantees: readonly Address[] = []) =>
  fakeModel({ ...running, ...outputs }, fakeTime, fakeStagesDeployment(), {
    controls: grantees.map((controller) => ({ almProxy: at(0x62), controller })),
  })
const primeOf = (model: ReturnType<typeof modelOf>) => model.generators[0]!.primes[0]!
const check = (model: ReturnType<typeof modelOf>, id: string) => model.checks.find((one) => one.id === id)!

describe('a production controller beside an older one', () => {
  it('is operated by the actors of its agent, and the older by its relayers', () => {
    const { steps, alive, whole } = freezePlan(primeOf(modelOf()).controllers, [])
    expect(steps).toEqual([
      { controller: production, contract: agent, call: 'removeActor', account: actor },
      { controller: older, contract: older, call: 'removeRelayer', account: relayer },
    ])
    expect(alive).toEqual([])
    expect(whole.ok).toBe(true)
  })

  it('lets each be frozen by whoever may: the revoker of the agent, the FREEZER of the controller', () => {
    const { controllers } = primeOf(modelOf())
    const may = (account: Address) =>
      freezePlan(controllers, []).steps.map((step) => mayFreeze(step, controllers, account))
    const told = (leaves: ReturnType<typeof may>) => leaves.map((leaf) => leaf.ok && leaf.value)
    expect(told(may(revoker))).toEqual([true, false])
    expect(told(may(freezer))).toEqual([false, true])
    expect(told(may(actor))).toEqual([false, false])
    const unread = primeOf(modelOf({ 'getRevoker(uint256)': fails })).controllers
    const [step] = freezePlan(unread, []).steps
    expect(mayFreeze(step!, unread, revoker).ok).toBe(false)
  })

  it('leaves out who is gone already, so that no call reverts because another freezer was faster', () => {
    const { controllers } = primeOf(modelOf({ 'actorCount()': () => [0n] }))
    expect(freezePlan(controllers, []).steps.map(({ call }) => call)).toEqual(['removeRelayer'])
    expect(operatorState(controllers[0])).toMatchObject({ ok: true, value: 'none' })
  })

  it('makes no call for a controller that no longer controls the ALMProxy', () => {
    const { controllers } = primeOf(
      modelOf({ 'hasRole(bytes32,address)': ([, account]) => [account !== older] }),
    )
    expect(freezePlan(controllers, []).steps.map(({ call }) => call)).toEqual(['removeActor'])
  })

  it('is proven to be without anybody only where every list says so', () => {
    const proof = (outputs: FakeOutputs, grantees: readonly Address[] = []) => {
      const { controllers, strangers } = primeOf(modelOf(outputs, grantees))
      return nobodyLeft(controllers, strangers)
    }
    const gone = {
      'actorCount()': () => [0n],
      'getRoleMemberCount(bytes32)': (_: unknown, to: Address) => [to === older ? 0n : 1n],
    }
    expect(proof(gone)).toMatchObject({ ok: true, value: true })
    expect(proof({})).toMatchObject({ ok: true, value: false })
    expect(proof({ 'actorCount()': () => [0n] })).toMatchObject({ ok: true, value: false })
    expect(proof({ ...gone, 'actorCount()': fails }).ok).toBe(false)
    expect(proof(gone, [stranger])).toMatchObject({ ok: true, value: false })
  })

  it('is known to let its actors act, and nobody else', () => {
    const model = modelOf()
    const right = (account: Address) =>
      rightsOf(model, account).find(({ id }) => id.startsWith('prime-relayer'))?.holds
    expect(right(actor)).toMatchObject({ ok: true, value: true })
    expect(right(relayer)).toMatchObject({ ok: true, value: true })
    expect(right(revoker)).toMatchObject({ ok: true, value: false })
  })

  it('says which of its functions no known interface has, and by which selector the facet is called', () => {
    const known = toFunctionSelector('balanceOf(address)')
    const { controllers } = primeOf(
      modelOf({
        'integrations()': () => [
          [
            {
              id: toHex('X', { size: 32 }),
              config: {
                facet: at(0x99),
                wires: [
                  { callSelector: known, delegateSelector: '0x00000002' },
                  { callSelector: '0x00000001', delegateSelector: '0x00000001' },
                ],
              },
            },
          ],
        ],
      }),
    )
    expect(controllers[0].functions).toMatchObject({
      ok: true,
      value: [
        { selector: known, signature: 'balanceOf(address)', facet: at(0x99), as: '0x00000002' },
        { selector: '0x00000001', signature: null, facet: at(0x99), as: null },
      ],
    })
    expect(controllers[1]?.functions).toBeNull()
  })
})

describe('an agent', () => {
  it('that is an account without code operates itself, and no freeze removes it', () => {
    const { controllers } = primeOf(modelOf({ 'codeOf(address)': () => [toHex(0, { size: 32 }), 0n] }))
    expect(operatorState(controllers[0])).toMatchObject({ ok: true, value: 'active' })
    expect(freezePlan(controllers, []).alive).toEqual([
      { controller: production, account: agent, why: 'no-agent' },
    ])
  })

  it('that claims more actors than are listed is unknown, and leaves the other controller known', () => {
    for (const count of [101n, 2n ** 256n - 1n]) {
      const model = modelOf({ 'actorCount()': () => [count] })
      const { controllers } = primeOf(model)
      expect(operatorState(controllers[0])).toMatchObject({ ok: false, reason: { kind: 'out-of-range' } })
      expect(canMove(controllers[1]!)).toMatchObject({ ok: true, value: true })
      const { steps, whole } = freezePlan(controllers, [])
      expect([steps.length, whole.ok]).toEqual([1, false])
      expect(checkState(check(model, `paus/operators/${production}`))).toBe('unknown')
      expect(checkState(check(model, `paus/operators/${older}`))).toBe('pass')
    }
  })
})

describe('a reader that does not fit', () => {
  it('makes unknown what it reads, only in its place, and says why', () => {
    const broken: FakeOutputs = {
      'accessControls()': fails,
      'integrations()': fails,
      'getDispatch(bytes4)': fails,
      'sparkVault_getTakeRateLimitKey(address)': fails,
      'transferAsset_getTransferRateLimitKey(address,address)': fails,
    }
    const [fit, unfit] = [modelOf(), modelOf(broken)]
    const unread = (model: typeof fit) =>
      leavesOf({ ...model, sources: [] }).flatMap(({ path, leaf }) => (leaf.ok ? [] : [String(path)]))
    const fresh = unread(unfit).filter((path) => !unread(fit).includes(path))
    expect(fresh.length).toBeGreaterThan(5)
    expect(fresh.filter((path) => !/primes\/spark|checks\//.test(path))).toEqual([])
    const { takeLimit, canTake, controllers } = primeOf(unfit)
    expect(takeLimit.maxAmount).toMatchObject({ ok: false, reason: { kind: 'reverted' } })
    expect(canTake.ok).toBe(false)
    expect(controllers[1]?.relayers?.members.length.ok).toBe(true)
  })
})

describe('somebody who controls an ALMProxy and whom no file names', () => {
  it('is shown red, and is no part of a freeze', () => {
    const model = modelOf({}, [stranger, production])
    const { strangers, controllers } = primeOf(model)
    expect(strangers.map(({ id }) => id)).toEqual([stranger])
    expect(checkState(check(model, 'paus/only-named/spark'))).toBe('critical')
    expect(check(model, 'paus/only-named/spark').found).toMatchObject({
      value: `${stranger} holds CONTROLLER on ${at(0x62)}.`,
    })
    expect(freezePlan(controllers, strangers).alive).toEqual([
      { controller: stranger, account: stranger, why: 'stranger' },
    ])
  })

  it('is nobody where its role was revoked or was never granted', () => {
    const revoked = modelOf({ 'hasRole(bytes32,address)': ([, account]) => [account !== stranger] }, [
      stranger,
    ])
    expect(checkState(check(revoked, 'paus/only-named/spark'))).toBe('pass')
    expect(checkState(check(modelOf(), 'paus/only-named/spark'))).toBe('pass')
    expect(checkState(check(modelOf(), 'paus/only-named/keel'))).toBe('pass')
  })
})

describe('a Prime that no Generator funds yet', () => {
  it('has its legacy debt and its controllers, and no vault', () => {
    const [keel] = modelOf().unfunded
    expect(keel?.legacy.map(({ id }) => id)).toEqual(['ALLOCATOR-NOVA-A'])
    expect(keel?.legacyDebt.ok).toBe(true)
    expect(keel?.controllers.map((pau) => [pau.reader, canMove(pau)])).toMatchObject([
      ['faceted', { ok: true, value: true }],
    ])
    expect(keel).not.toHaveProperty('vault')
  })
})
