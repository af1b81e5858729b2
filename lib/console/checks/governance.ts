import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { formatUtc, plural } from '@/lib/format'
import { isPending } from '@/lib/governance'
import { andThen, combine, every, given, type Leaf, map, orElse, unknown } from '@/lib/leaf'
import { executableWords } from '@/lib/words/executable'
import { isExecutable } from '../derive/executable'
import type { AllowlistFacts } from '../facts/governance'
import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { GovernanceModel, PauseModel, PlanModel } from '../model/governance'

type Model = Unchecked

/** What governance has decided and not yet done, whether only governance decides, and what code it lets in. */
export function governanceChecks(model: Model): readonly Check[] {
  const { governance, generators } = model
  if (governance === null) return []
  const { pause, allowlist } = governance
  return [
    ...(pause ? [...planChecks(pause, model), ...pauseChecks(pause, governance)] : []),
    ...(allowlist ? [enforcedCheck(allowlist)] : []),
    ...generators.flatMap((generator) => [
      ...adminCheck(generator, governance),
      ...(allowlist ? allowlistChecks(generator, allowlist, governance.addresses.facetAllowlist) : []),
    ]),
  ]
}

const base = { area: 'governance', shownAt: { page: 'governance' } } as const
const onDiamond = { area: 'governance', shownAt: { page: 'diamond' } } as const

function planChecks({ plans }: PauseModel, model: Model): readonly Check[] {
  const pending = plans.filter(({ state }) => state.ok && isPending(state.value))
  const check = ({ fine, text, says, ...words }: PlanStatement): Check => {
    const faulty = plans.filter((plan) => isFalse(fine(plan)))
    const holds = allFine(plans.map(fine), coveredBy(model))
    return {
      ...base,
      ...words,
      says: { holds: says.holds, fails: says.fails(plural(faulty.length, 'plan')) },
      holds,
      found: map(holds, () =>
        faulty.length === 0
          ? `None of ${plural(pending.length, 'pending plan')}.`
          : faulty.map(text).join(' '),
      ),
    }
  }
  return statements.map(check)
}

/** A statement about every plan. */
interface PlanStatement extends Pick<Check, 'id' | 'level' | 'expected' | 'remedy'> {
  /** `plans` is the number of plans that are not fine: "2 plans". */
  readonly says: { readonly holds: string; readonly fails: (plans: string) => string }
  readonly fine: (plan: PlanModel) => Leaf<boolean>
  /** What is told of a plan that is not fine. */
  readonly text: (plan: PlanModel) => string
}

const statements: readonly PlanStatement[] = [
  {
    id: 'governance/ready',
    says: {
      holds: 'No plan of governance can be executed',
      fails: (plans) => `${plans} of governance can be executed`,
    },
    level: 'attention',
    fine: ({ executable }) => map(executable, (found) => found === null || !isExecutable(found)),
    text: ({ id, event, executable }) =>
      executable.ok && executable.value?.certain === false
        ? `Plan ${id}, since ${formatUtc(event.eta)}: ${executableWords(executable.value)}.`
        : `Plan ${id}, by anyone, since ${formatUtc(event.eta)}.`,
    expected: 'No plan that is plotted, due, of the code that was decided, and whose steps pass at this hour',
    remedy: 'Anyone can execute it now. Protego drops it if it should not take effect.',
  },
  {
    id: 'governance/code',
    says: {
      holds: 'Every pending plan runs the code that was decided',
      fails: (plans) => `The code of ${plans} is not the code that was decided`,
    },
    level: 'critical',
    fine: ({ state, intact }) => andThen(state, (now) => (isPending(now) ? intact : given(true))),
    text: ({ id, event, code }) =>
      `Plan ${id} was decided with code ${event.tag}; ${event.usr} has ${orElse(code.hash, 'other code')}.`,
    expected: 'The code hash that each plan names',
    remedy: 'It reverts when it is executed. Find out who changed its code, and drop it.',
  },
  {
    id: 'governance/understood',
    says: {
      holds: 'What every pending plan does is known',
      fails: (plans) => `What ${plans} of governance would do is not known here`,
    },
    level: 'attention',
    fine: ({ state, content }) => map(state, (now) => !isPending(now) || content.certain),
    text: ({ id, event }) => `Plan ${id} runs ${event.usr}.`,
    expected: 'Code that is known here, with calldata that it takes',
    remedy: 'Read its code before its time comes: the console cannot say what it does.',
  },
]

const isNone = (leaf: Leaf<Address>): boolean => leaf.ok && leaf.value === zeroAddress

const isFalse = (leaf: Leaf<boolean>): boolean => leaf.ok && !leaf.value

/**
 * A plan that is found at fault is proof, whatever else is unknown. That none is at fault needs every leaf, and every
 * event that could tell of more plans.
 */
function allFine(fine: readonly Leaf<boolean>[], covered: Leaf<true>): Leaf<boolean> {
  const faulty = fine.filter(isFalse)
  return faulty.length > 0
    ? map(every(faulty), () => false)
    : combine({ all: every(fine), covered }, () => true)
}

/** Plans are known from their events alone: the pause keeps no count of them. */
function coveredBy({ coverage: { problem, toBlock } }: Pick<Model, 'coverage'>): Leaf<true> {
  if (problem === null && toBlock !== null) return given(true)
  const message = problem ?? 'The events that tell of plans are still being read.'
  return unknown({ kind: 'not-read', message })
}

function pauseChecks(pause: PauseModel, { addresses, protegoPause }: GovernanceModel): readonly Check[] {
  const address = (
    id: string,
    says: Check['says'],
    found: Leaf<Address>,
    expected: Address | null,
    rest: Pick<Check, 'level' | 'remedy'>,
  ): Check[] =>
    expected === null
      ? []
      : [
          {
            ...base,
            id: `governance/${id}`,
            says,
            holds: map(found, (value) => isAddressEqual(value, expected)),
            found: map(found, (value) => (value === zeroAddress ? 'None.' : value)),
            expected: expected === zeroAddress ? 'None' : expected,
            ...rest,
          },
        ]
  return [
    ...address(
      'pause-proxy',
      {
        holds: 'The pause executes as the pause proxy',
        fails: 'The pause executes as another contract than the pause proxy',
      },
      pause.proxy,
      addresses.pauseProxy,
      {
        level: 'critical',
        remedy: 'What the pause proxy owns is not governed by this pause.',
      },
    ),
    ...address(
      'authority',
      {
        holds: 'The Chief says who may plot',
        fails: isNone(pause.authority)
          ? 'No authority says who may plot'
          : 'Another contract than the Chief says who may plot',
      },
      pause.authority,
      addresses.chief,
      {
        level: 'critical',
        remedy:
          'Another contract decides who plots and drops plans: the votes for the hat decide nothing here.',
      },
    ),
    ...address(
      'owner',
      {
        holds: 'Nobody plots besides the hat',
        fails: 'The pause has an owner, who plots without a vote',
      },
      pause.owner,
      zeroAddress,
      {
        level: 'attention',
        remedy:
          'Governance sets the owner to nobody by spell. Until then the owner drops plans without a vote too.',
      },
    ),
    ...(protegoPause
      ? address(
          'protego',
          {
            holds: 'Protego drops plans of this pause',
            fails: 'Protego drops plans of another pause',
          },
          protegoPause,
          addresses.pause,
          {
            level: 'attention',
            remedy: 'It cannot drop a plan here: another contract has to be elected for that.',
          },
        )
      : []),
  ]
}

function adminCheck(
  generator: GeneratorModel,
  { addresses: { pauseProxy } }: GovernanceModel,
): readonly Check[] {
  if (pauseProxy === null) return []
  const { length, items } = generator.roles.admin.members
  const members = combine(
    { length, accounts: every(items.map(({ account }) => account)) },
    (read) => read.accounts,
  )
  return [
    {
      ...onDiamond,
      id: `governance/admin/${generator.id}`,
      says: {
        holds: `Only governance administers ${generator.name}`,
        fails: members.ok
          ? otherAdmins(generator.name, members.value, pauseProxy)
          : `Somebody besides governance administers ${generator.name}`,
      },
      level: 'critical',
      holds: map(
        members,
        (accounts) =>
          accounts.length === 1 && accounts.every((account) => isAddressEqual(account, pauseProxy)),
      ),
      found: map(members, (accounts) => accounts.join(', ') || 'No address holds DEFAULT_ADMIN_ROLE.'),
      expected: `${pauseProxy} alone holds DEFAULT_ADMIN_ROLE`,
      remedy:
        'Whoever else holds it cuts the Diamond at once, without the delay; without it governance cannot.',
    },
  ]
}

/** The accounts other than governance that administer a Diamond. */
function otherAdmins(name: string, accounts: readonly Address[], pauseProxy: Address): string {
  const others = accounts.filter((account) => !isAddressEqual(account, pauseProxy))
  if (accounts.length === 0) return `Nobody administers ${name}`
  return others.length === accounts.length
    ? `${plural(others.length, 'account')} in place of governance ${others.length === 1 ? 'administers' : 'administer'} ${name}`
    : `${plural(others.length, 'account')} besides governance ${others.length === 1 ? 'administers' : 'administer'} ${name}`
}

function enforcedCheck({ enforced }: AllowlistFacts): Check {
  return {
    ...onDiamond,
    id: 'governance/allowlist-enforced',
    says: {
      holds: 'The allowlist of facets is enforced',
      fails: 'The allowlist of facets is switched off',
    },
    level: 'attention',
    holds: enforced,
    found: map(enforced, (on) => (on ? 'Enforced.' : 'Switched off.')),
    expected: 'enforced() says yes',
    remedy: 'A cut of the Diamond may bring in any code.',
  }
}

function allowlistChecks(
  { id, name, diamond }: GeneratorModel,
  { enforced, ofDiamonds }: AllowlistFacts,
  expected: Address | null,
): readonly Check[] {
  const own = ofDiamonds.find((entry) => entry.id === id)
  const { length, items } = diamond.facets
  const approvals = every(items.flatMap(({ approved }) => (approved ? [approved] : [])))
  const missing = items.filter(({ approved }) => approved?.ok && !approved.value)
  return [
    ...(own && expected
      ? [
          {
            ...onDiamond,
            id: `governance/allowlist/${id}`,
            says: {
              holds: `${name} is held to the allowlist`,
              fails: `${name} is held to ${isNone(own.list) ? 'no allowlist' : 'another allowlist'}`,
            },
            level: 'critical',
            holds: map(own.list, (list) => isAddressEqual(list, expected)),
            found: map(own.list, (list) => (list === zeroAddress ? 'It asks no list.' : list)),
            expected,
            remedy: 'Cuts of this Diamond are not held to the code that governance approved.',
          } satisfies Check,
        ]
      : []),
    {
      ...onDiamond,
      id: `governance/approved/${id}`,
      says: {
        holds: `Every facet of ${name} is approved`,
        fails: `Governance does not approve ${plural(missing.length, 'facet')} of ${name}`,
      },
      level: 'critical',
      holds: combine({ enforced, length, approvals }, (read) => !read.enforced || missing.length === 0),
      found: combine({ length, approvals }, () =>
        missing.length === 0
          ? `${plural(items.length, 'facet')}, all approved.`
          : `Not approved: ${missing.map((facet) => facet.id).join(', ')}.`,
      ),
      expected: 'Each code hash on the allowlist, while it is enforced',
      remedy:
        'Code runs in the Diamond that governance did not approve, or no longer approves. Have it cut out.',
    },
  ]
}
