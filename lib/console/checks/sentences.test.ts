import { type Address, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { addressBook } from '@/lib/deployment'
import { PHASES } from '@/lib/migration'
import { fakeDeployment, fakePrimeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeModel, fakeTime, operation, someone } from '@/lib/testing/fakes/model'
import type { TimelockLog } from '@/lib/timelock'
import { kindOf } from '@/lib/words/alike'
import type { ConsoleModel } from '../model'
import { type Check, checkState, titleOf } from '../model/check'
import { allChecks } from '.'

const scheduled: TimelockLog = {
  eventName: 'CallScheduled',
  args: {
    ...{ id: operation, index: 0n, target: someone, value: 0n },
    ...{ data: '0x', predecessor: zeroHash, delay: 0n },
  },
  blockNumber: 1n,
  logIndex: 0,
}
const nobody: FakeOutputs = {
  'getRoleMemberCount(bytes32)': () => [0n],
  'hasRole(bytes32,address)': () => [false],
  'frozen(address)': () => [false],
  'stopped()': () => [false],
  'paused()': () => [false],
}
const elsewhere: FakeOutputs = {
  'owner()': () => [zeroAddress],
  'authority()': () => [zeroAddress],
  'facets()': () => [[]],
  'maxExchangeRates(address)': () => [0n],
}

const models: Readonly<Record<string, ConsoleModel>> = {
  'sample answers': fakeModel(),
  'no Generator': fakeModel({}, fakeTime, fakeDeployment({ generators: [] })),
  'sample answers and a Prime': fakeModel({}, fakeTime, fakePrimeDeployment()),
  'an operation that is due': fakeModel(
    { 'getTimestamp(bytes32)': () => [fakeTime], 'paused()': () => [false] },
    fakeTime,
    undefined,
    { timelock: [scheduled] },
  ),
  'nobody with a role': fakeModel(nobody, fakeTime, fakePrimeDeployment()),
  'nothing set': fakeModel(elsewhere, fakeTime, fakePrimeDeployment()),
  'reads that fail': fakeModel(
    { 'paused()': () => null, 'getOwners()': () => null, 'hasRole(bytes32,address)': () => null },
    fakeTime,
    fakeDeployment(),
  ),
  ...Object.fromEntries(
    PHASES.flatMap((phase) => [
      [`a Prime that is ${phase}, as it should`, migratingModel({ phase })],
      [
        `a Prime that is ${phase}, and all else reversed`,
        migratingModel({
          phase,
          held: phase === 'Legacy' || phase === 'Retired',
          approved: true,
          stopped: true,
          frozen: true,
        }),
      ],
    ]),
  ),
}

/** Every check of every model, with where it was seen. */
const seen: readonly (readonly [where: string, check: Check])[] = Object.entries(models).flatMap(
  ([where, model]) => allChecks(model).map((check) => [`${check.id} with ${where}`, check] as const),
)

/** A negation that a program could write: it says what is not, and leaves it to the reader to find out what is. */
const MECHANICAL = /^(does not hold|not |no longer:|failed|it is not (so|true) that)|: (no|false|failed)$/i

const faultsOf = ({ holds, fails }: Check['says']): readonly string[] => [
  ...(holds === fails ? ['has one sentence for both'] : []),
  ...(MECHANICAL.test(fails) || fails.includes(holds) ? ['only denies'] : []),
  ...[holds, fails].flatMap((sentence) => [
    ...(/^[\p{Lu}1-9]/u.test(sentence) ? [] : ['begins in the middle']),
    ...(/[.:;,\s]$/.test(sentence) ? ['ends with a stop'] : []),
    ...(/undefined|null|NaN|\[object|\bnot known unknown\b/.test(sentence)
      ? ['holds a value of the language']
      : []),
  ]),
]

/** A check that does not fail has nothing to count: "0 facets have no code". */
const told = ({ holds, fails }: Check['says']): Check['says'] => ({ holds, fails: fails.replace(/^0/, '1') })

describe('what a check says', () => {
  it('is tested over every kind of check, holding, failing and unknown', () => {
    const stated = (state: boolean | null) =>
      new Set(
        seen.flatMap(([, check]) =>
          (check.holds.ok ? check.holds.value : null) === state ? [kindOf(check)] : [],
        ),
      )
    const all = new Set(seen.map(([, check]) => kindOf(check)))
    expect(all.size).toBeGreaterThanOrEqual(57)
    expect(stated(false).size).toBeGreaterThanOrEqual(40)
    expect(stated(true).size).toBeGreaterThanOrEqual(40)
    expect(stated(null).size).toBeGreaterThan(0)
  })

  it('is a different sentence where it holds and where it fails', () => {
    const faulty = seen.flatMap(([where, { says, holds }]) =>
      faultsOf(holds.ok && !holds.value ? says : told(says)).map(
        (fault) => `${where} ${fault}: ${says.holds} / ${says.fails}`,
      ),
    )
    expect([...new Set(faulty)]).toEqual([])
  })

  it('shows the sentence that is true, or what has to hold where nobody knows', () => {
    for (const [where, check] of seen) {
      const expected = checkState(check) === 'pass' || !check.holds.ok ? check.says.holds : check.says.fails
      expect(titleOf(check), where).toBe(expected)
    }
  })

  it('has evidence that says what was found, and no bare yes or no beside it', () => {
    const bare = seen.filter(([, { found, expected }]) =>
      [expected, ...(found.ok ? [found.value] : [])].some((text) => /^(yes|no|true|false)\.?$/i.test(text)),
    )
    expect([...new Set(bare.map(([, { id }]) => id))]).toEqual([])
  })

  it('expects of a right and of a registration what is found where it holds', () => {
    const flags = seen.filter(
      ([, { found }]) => found.ok && /^(Not g|G)ranted\.$|^(Not r|R)egistered\.$/.test(found.value),
    )
    expect(new Set(flags.map(([, { expected }]) => expected))).toEqual(new Set(['Granted.', 'Registered.']))
  })

  it('leads to the page that shows it, and to the entry on it', () => {
    // A check of a controller is named by it, and shown on the page of its Prime.
    const { generators } = fakePrimeDeployment()
    const primeOf = new Map<string | undefined, string>(
      generators.flatMap(({ primes }) =>
        primes.flatMap(({ slug, controllers }) => controllers.map(({ controller }) => [controller, slug])),
      ),
    )
    const page = ({ id, shownAt }: Check) => {
      const last = id.split('/').at(-1)
      if (shownAt.page === 'limit') return shownAt.key === last ? 'limit' : 'another limit'
      if (shownAt.page === 'prime')
        return shownAt.id === (primeOf.get(last) ?? last) ? 'prime' : 'another Prime'
      return shownAt.page
    }
    const pages = new Map(seen.map(([, check]) => [check.id.split('/').slice(0, 2).join('/'), page(check)]))
    const of = (wanted: string) => [...pages].flatMap(([kind, found]) => (found === wanted ? [kind] : []))
    const areas = (wanted: string) => new Set(of(wanted).map((kind) => kind.split('/')[0]))
    expect(of('overview').filter((kind) => !kind.startsWith('wiring/'))).toEqual(['coverage/events'])
    expect(areas('emergency')).toEqual(new Set(['emergency', 'coverage', 'guardians', 'safes']))
    expect(areas('queue')).toEqual(new Set(['timelock']))
    expect(areas('identities')).toEqual(new Set(['accounting']))
    expect(of('governance').toSorted()).toEqual(
      [
        ...['ready', 'code', 'understood', 'pause-proxy', 'authority', 'owner', 'protego'].map(
          (name) => `governance/${name}`,
        ),
        ...['wired', 'ilk'].map((name) => `line-mom/${name}`),
      ].toSorted(),
    )
    expect(areas('limit')).toEqual(new Set(['limits']))
    expect(areas('prime')).toEqual(new Set(['prime', 'paus', 'guardrails', 'migration']))
    expect(of('primes').toSorted()).toEqual(
      ['known', 'mom', 'mom-deployed', 'auto-line'].map((name) => `migration/${name}`).toSorted(),
    )
    expect(areas('diamond')).toEqual(new Set(['facets', 'governance', 'wiring']))
    const places = [
      'overview',
      'emergency',
      'identities',
      'governance',
      'queue',
      'limit',
      'prime',
      'primes',
      'diamond',
    ]
    expect(places.flatMap(of)).toHaveLength(pages.size)
  })

  it('is found faulty where it only denies, is cut off or is the same twice', () => {
    const holds = 'The Vat is live'
    expect(faultsOf({ holds, fails: 'Does not hold: The Vat is live' })).toEqual(['only denies'])
    expect(faultsOf({ holds, fails: holds })).toContain('has one sentence for both')
    expect(faultsOf({ holds, fails: 'the Vat is caged' })).toEqual(['begins in the middle'])
    expect(faultsOf({ holds, fails: 'The Vat is caged.' })).toEqual(['ends with a stop'])
  })
})

describe('a check that fails says who, what and how many', () => {
  const failing = (where: string, id: string) => {
    const check = seen.find(([at]) => at.startsWith(id) && at.endsWith(` with ${where}`))?.[1]
    expect(check?.holds, id).toMatchObject({ ok: true, value: false })
    return check && titleOf(check)
  }

  it.each([
    ['Retired', 'retired, but the Diamond still'],
    ['Legacy', 'legacy, but the Diamond already'],
  ])('names who holds CONTROLLER on the ALMProxy of a Prime that is %s', (phase, words) => {
    expect(failing(`a Prime that is ${phase}, and all else reversed`, 'migration/permission/')).toBe(
      `Spark is ${words} controls its ALMProxy`,
    )
  })

  it('tells a Generator without relayers from one whose relayers guardians froze', () => {
    expect(failing('nobody with a role', 'emergency/relayer/')).toMatch(/ has no relayer$/)
    expect(failing('a Prime that is DualRun, and all else reversed', 'emergency/relayer/')).toMatch(
      /^Guardians froze the only relayer of /,
    )
  })

  it('names a timelock operation that is due', () => {
    expect(failing('an operation that is due', 'timelock/ready')).toBe('1 timelock operation can be executed')
  })
})

describe('the names in the sentences of checks', () => {
  const deployment = fakeStagesDeployment()
  const names = addressBook(deployment)
  const named = (text: string) =>
    text.replaceAll(
      /0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/g,
      (address) => names.get(address as Address) ?? address,
    )
  const told = allChecks(fakeModel({}, fakeTime, deployment)).map(({ says }) =>
    Object.values(says).map(named),
  )
  const owners = [...deployment.generators.flatMap(({ primes }) => primes), ...deployment.primes]

  it('say whose a controller is once: its name has the name of its Prime', () => {
    expect(told.flat()).toContain('Everybody who operates Keel controller is listed')
    expect(told.flat()).toContain('Spark controller 2 is wired as the deployment file says')
    for (const { name } of owners) {
      const twice = new RegExp(`\\b${name}('s)? \\w+ ${name}\\b`)
      expect(told.flat().filter((text) => twice.test(text))).toEqual([])
    }
  })
})
