import { type Address, getAddress, type Hex, pad, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { checked } from '@/lib/testing/checked'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, plan } from '@/lib/testing/fakes/model'
import type { AllowlistFacts } from '../facts/governance'
import type { GeneratorModel, Unchecked } from '../model'
import type { Executable } from '../model/executable'
import type { GovernanceModel, PauseModel, PlanModel } from '../model/governance'
import { governanceChecks } from './governance'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [ELSEWHERE, ANN] = [at(0x99), at(1)]
const CODE: Hex = `0x${'11'.repeat(32)}`
const OTHER: Hex = `0x${'99'.repeat(32)}`
const model: Unchecked = fakeModel({}, fakeTime, fakePrimeDeployment())
const governance = model.governance!
const sampledPause = governance.pause!
const sampled = model.generators[0]!
const { pause, pauseProxy, chief, facetAllowlist } = governance.addresses as Record<string, Address>
const open: Executable = { holds: [], at: null, certain: true }
const paused: Executable = { holds: [{ why: 'code' }], at: null, certain: true }

const planOf = (id: number, more: Partial<Record<keyof PlanModel, unknown>> = {}): PlanModel =>
  ({
    ...{ id: toHex(id, { size: 32 }), event: { ...plan, tag: CODE, status: 'plotted' } },
    ...{ state: given('ready'), executable: given(paused), intact: given(true), content: { certain: true } },
    ...{ code: { hash: given(CODE), size: given(1n) } },
    ...more,
  }) as unknown as PlanModel

interface Changes {
  readonly pause?: Partial<Record<keyof PauseModel, unknown>> | null
  readonly governance?: Partial<Record<keyof GovernanceModel, unknown>>
  readonly allowlist?: Partial<AllowlistFacts> | null
  readonly generator?: Partial<Record<keyof GeneratorModel, unknown>>
  readonly coverage?: Partial<Unchecked['coverage']>
}
function checksOf({ pause: own = {}, allowlist = {}, ...changes }: Changes = {}) {
  const wired = { proxy: given(pauseProxy), authority: given(chief), owner: given(zeroAddress), plans: [] }
  return governanceChecks({
    ...model,
    coverage: { ...model.coverage, ...changes.coverage },
    governance: {
      ...governance,
      pause: own && ({ ...sampledPause, ...wired, ...own } as PauseModel),
      protegoPause: given(pause!),
      allowlist: allowlist && {
        ...governance.allowlist!,
        enforced: given(true),
        ofDiamonds: [{ id: sampled.id, list: given(facetAllowlist!) }] as never,
        ...allowlist,
      },
      ...changes.governance,
    } as GovernanceModel,
    generators: [
      {
        ...sampled,
        roles: { ...sampled.roles, admin: admin(pauseProxy!) },
        ...changes.generator,
      } as GeneratorModel,
    ],
  })
}
const admin = (...accounts: readonly Address[]) => ({
  ...sampled.roles.admin,
  members: {
    length: given(accounts.length),
    items: accounts.map((account, index) => ({ id: String(index), account: given(account) })),
  },
})
const shown = (name: string, changes: Changes = {}) => checked(checksOf(changes), `governance/${name}`)
const plans = (...all: readonly PlanModel[]): Changes => ({ pause: { plans: all } })

describe('the checks of the plans', () => {
  it('pass with how many are pending', () => {
    const ended = planOf(2, {
      state: given('ended'),
      intact: given(false),
      content: { certain: false },
      executable: given(null),
    })
    for (const name of ['ready', 'code', 'understood']) {
      expect(shown(name, plans(planOf(1), ended))).toMatchObject({
        state: 'pass',
        found: 'None of 1 pending plan.',
      })
    }
    expect(shown('ready', plans(planOf(1), planOf(2)))?.found).toBe('None of 2 pending plans.')
  })

  it('tell since when anyone can execute a plan, or call for its execution', () => {
    const SINCE = '2027-01-15 08:00 UTC'
    const two = plans(
      planOf(1, { executable: given(open) }),
      planOf(2),
      planOf(3, { executable: given({ ...open, certain: false }) }),
    )
    expect(shown('ready', two)).toEqual({
      state: 'attention',
      title: '2 plans of governance can be executed',
      found: `Plan ${toHex(1, { size: 32 })}, by anyone, since ${SINCE}. Plan ${toHex(3, { size: 32 })}, since ${SINCE}: anyone can call for its execution; what its code then does is not known here.`,
    })
  })

  it('tell other code than was decided, also where its hash was not read', () => {
    const { id, event } = planOf(1)
    expect(shown('code', plans(planOf(1, { intact: given(false), code: { hash: given(OTHER) } })))).toEqual({
      state: 'critical',
      title: 'The code of 1 plan is not the code that was decided',
      found: `Plan ${id} was decided with code ${CODE}; ${event.usr} has ${OTHER}.`,
    })
    expect(shown('code', plans(planOf(1, { intact: given(false), code: { hash: unread } })))?.found).toBe(
      `Plan ${id} was decided with code ${CODE}; ${event.usr} has other code.`,
    )
    expect(shown('code', plans(planOf(1, { intact: unread })))?.state).toBe('unknown')
  })

  it('tell what is not known here', () => {
    const { id, event } = planOf(1)
    expect(shown('understood', plans(planOf(1, { content: { certain: false } })))).toEqual({
      state: 'attention',
      title: 'What 1 plan of governance would do is not known here',
      found: `Plan ${id} runs ${event.usr}.`,
    })
  })

  it('are sure of a plan at fault, and of nothing where events may tell of more', () => {
    const faulty = planOf(1, { intact: given(false) })
    const dark = planOf(2, { state: unread, intact: unread, executable: unread })
    const unseen = { coverage: { problem: null, toBlock: null } }
    const [, sure] = checksOf({ ...plans(faulty, dark), ...unseen })
    expect(sure).toMatchObject({
      id: 'governance/code',
      level: 'critical',
      holds: { ok: true, value: false },
    })
    expect(shown('code', plans(planOf(1), dark))?.state).toBe('unknown')
    const reason = (coverage: Partial<Unchecked['coverage']>) => {
      const check = checksOf({ ...plans(planOf(1)), coverage }).find(({ id }) => id === 'governance/code')
      return check && !check.holds.ok && check.holds.reason
    }
    expect(reason(unseen.coverage)).toEqual({
      kind: 'not-read',
      message: 'The events that tell of plans are still being read.',
    })
    expect(reason({ problem: 'No node answered.' })).toEqual({
      kind: 'not-read',
      message: 'No node answered.',
    })
  })
})

describe('the checks of the pause', () => {
  it.each<[name: string, found: NonNullable<Changes['pause']>, state: string, title: string, told: string]>([
    [
      'pause-proxy',
      { proxy: given(ELSEWHERE) },
      'critical',
      'The pause executes as another contract than the pause proxy',
      ELSEWHERE,
    ],
    [
      'authority',
      { authority: given(ELSEWHERE) },
      'critical',
      'Another contract than the Chief says who may plot',
      ELSEWHERE,
    ],
    ['authority', { authority: given(zeroAddress) }, 'critical', 'No authority says who may plot', 'None.'],
    ['owner', { owner: given(ANN) }, 'attention', 'The pause has an owner, who plots without a vote', ANN],
  ])('say what is wrong with %s: %#', (name, found, state, title, told) => {
    expect(shown(name)?.state).toBe('pass')
    expect(shown(name, { pause: found })).toEqual({ state, title, found: told })
  })

  it('expect nobody for an owner, and the Chief to say who plots', () => {
    const expected = (name: string) => checksOf().find(({ id }) => id === `governance/${name}`)?.expected
    expect([expected('owner'), expected('authority')]).toEqual(['None', chief])
    expect(shown('owner')?.found).toBe('None.')
  })

  it('hold Protego against this pause, where there is one', () => {
    expect(shown('protego', { governance: { protegoPause: given(ELSEWHERE) } })).toEqual({
      state: 'attention',
      title: 'Protego drops plans of another pause',
      found: ELSEWHERE,
    })
    expect(shown('protego', { governance: { protegoPause: null } })).toBeNull()
  })

  it('are not there for what the deployment file does not name', () => {
    const addresses = { ...governance.addresses, chief: null, pauseProxy: null }
    const changes = { governance: { addresses } }
    for (const name of ['authority', 'pause-proxy', 'admin']) expect(shown(name, changes)).toBeNull()
    expect(shown('owner', changes)?.state).toBe('pass')
    expect(governanceChecks({ ...model, governance: null })).toEqual([])
    expect(checksOf({ pause: null }).map(({ id }) => id.split('/')[1])).toEqual([
      ...['allowlist-enforced', 'admin', 'allowlist', 'approved'],
    ])
  })
})

describe('the check of who administers a Diamond', () => {
  const of = (...accounts: readonly Address[]) =>
    shown('admin', { generator: { roles: { ...sampled.roles, admin: admin(...accounts) } } })

  it.each<[accounts: readonly Address[], title: string, found: string]>([
    [[], 'Nobody administers Generator', 'No address holds DEFAULT_ADMIN_ROLE.'],
    [[ANN], '1 account in place of governance administers Generator', ANN],
    [[ANN, ELSEWHERE], '2 accounts in place of governance administer Generator', `${ANN}, ${ELSEWHERE}`],
    [[pauseProxy!, ANN], '1 account besides governance administers Generator', `${pauseProxy}, ${ANN}`],
    [
      [ANN, pauseProxy!, ELSEWHERE],
      '2 accounts besides governance administer Generator',
      `${ANN}, ${pauseProxy}, ${ELSEWHERE}`,
    ],
  ])('counts everybody but governance: %s', (accounts, title, found) => {
    expect(of(...accounts)).toEqual({ state: 'critical', title, found })
  })

  it('passes for governance alone, and does not say who where that was not read', () => {
    expect(of(pauseProxy!)?.state).toBe('pass')
    expect(of(pauseProxy!, pauseProxy!)?.state).toBe('critical')
    const dark = { ...admin(ANN), members: { ...admin(ANN).members, length: unread } }
    const check = checksOf({ generator: { roles: { ...sampled.roles, admin: dark } } }).find(({ id }) =>
      id.startsWith('governance/admin'),
    )
    expect(check?.holds.ok).toBe(false)
    expect(check?.says.fails).toBe('Somebody besides governance administers Generator')
  })
})

describe('the checks of the allowlist', () => {
  const facets = (
    approved: readonly (Leaf<boolean> | null)[],
    length: Leaf<number> = given(approved.length),
  ) => ({
    diamond: {
      ...sampled.diamond,
      facets: {
        length,
        items: approved.map((leaf, index) => ({
          ...sampled.diamond.facets.items[0]!,
          id: at(index + 1),
          approved: leaf,
        })),
      },
    },
  })

  it('say whether it is enforced, and which one a Diamond asks', () => {
    expect(shown('allowlist-enforced')).toMatchObject({ state: 'pass', found: 'Enforced.' })
    expect(shown('allowlist-enforced', { allowlist: { enforced: given(false) } })).toEqual({
      state: 'attention',
      title: 'The allowlist of facets is switched off',
      found: 'Switched off.',
    })
    const list = (at: Leaf<Address>) => ({
      allowlist: { ofDiamonds: [{ id: sampled.id, list: at }] as never },
    })
    expect(shown('allowlist')).toMatchObject({ state: 'pass', found: facetAllowlist })
    const two = [
      { id: ELSEWHERE, list: given(ELSEWHERE) },
      { id: sampled.id, list: given(facetAllowlist!) },
    ]
    expect(shown('allowlist', { allowlist: { ofDiamonds: two as never } })?.state).toBe('pass')
    expect(shown('allowlist', list(given(ELSEWHERE)))).toEqual({
      state: 'critical',
      title: 'Generator is held to another allowlist',
      found: ELSEWHERE,
    })
    expect(shown('allowlist', list(given(zeroAddress)))).toEqual({
      state: 'critical',
      title: 'Generator is held to no allowlist',
      found: 'It asks no list.',
    })
  })

  it('are not there without a list, and for a Diamond that was not asked or a list that is not named', () => {
    const ids = (changes: Changes) => checksOf(changes).map(({ id }) => id.split('/')[1])
    expect(ids({ allowlist: null })).not.toContain('allowlist-enforced')
    expect(ids({ allowlist: null })).not.toContain('approved')
    expect(shown('allowlist', { allowlist: { ofDiamonds: [] } })).toBeNull()
    const addresses = { ...governance.addresses, facetAllowlist: null }
    expect(shown('allowlist', { governance: { addresses } })).toBeNull()
  })

  it('name each facet that is not approved while the list is enforced', () => {
    expect(shown('approved', { generator: facets([given(true), given(true)]) })).toMatchObject({
      state: 'pass',
      found: '2 facets, all approved.',
    })
    const one = facets([given(true), given(false), null, given(false)])
    expect(shown('approved', { generator: one })).toEqual({
      state: 'critical',
      title: 'Governance does not approve 2 facets of Generator',
      found: `Not approved: ${at(2)}, ${at(4)}.`,
    })
    expect(shown('approved', { generator: one, allowlist: { enforced: given(false) } })?.state).toBe('pass')
    for (const dark of [facets([given(true), unread]), facets([given(true)], unread)]) {
      expect(shown('approved', { generator: dark })).toMatchObject({
        state: 'unknown',
        found: 'It reverted.',
      })
    }
  })
})
