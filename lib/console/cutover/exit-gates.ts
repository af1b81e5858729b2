import { type Address, isAddressEqual } from 'viem'
import { all, combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import type { KnownLimitName, LimitStanding } from '@/lib/limits'
import { excess, min, rad, radToWadDown } from '@/lib/math'
import { relayerState } from '../derive/beams'
import { functions, mayDeposit, serves } from '../derive/funnel'
import { operatorState, takes } from '../derive/pau'
import { recordedAsNamed } from '../derive/recorded'
import { agrees, type Compared, comparedViews, keepsPromise } from '../derive/vault-views'
import type { GeneratorModel, Unchecked } from '../model'
import type { Place } from '../model/check'
import type {
  ConditionOf,
  ExitCondition,
  ExitFacts,
  ExitGate,
  ExitGateId,
  FundingWire,
  Room,
  VaultWire,
} from '../model/exit-gates'
import type { IlkModel, PrimeModel } from '../model/primes'
import { eachPrime, isShared } from '../shared'
import { limitOfVault } from './limit-of'

/** An entry of the compatibility list of the deployment file. */
interface Listed {
  readonly ilk: string
  readonly reason: string
}

type Model = Pick<Unchecked, 'generators' | 'unfunded' | 'block' | 'mcd'>

/**
 * The four gates before Phase 7, each with its evidence. Source: the acceptance criteria of Phase 6, DOMAIN.md §7.
 *
 * @param compatibility legacy ilks that may keep debt, by the deployment file
 */
export function exitGates(model: Model, compatibility: readonly Listed[]): readonly ExitGate[] {
  return [
    gate('funding', fundingOf(model)),
    gate('ilks', [...ilksOf(model, compatibility), ...recordedOf(model)]),
    gate('vaults', vaultsOf(model)),
    gate('settlement', settlementOf(model)),
  ]
}

/** Whether Phase 6 is complete: every gate is open. */
export const isComplete = (gates: readonly ExitGate[]): Leaf<boolean> => all(gates.map(({ open }) => open))

const gate = (id: ExitGateId, conditions: readonly ExitCondition[]): ExitGate => ({
  id,
  conditions,
  open: all(conditions.map(({ holds }) => holds)),
})

type Holds = {
  readonly [G in ExitGateId]: { readonly [Id in keyof ExitFacts[G]]: (fact: ExitFacts[G][Id]) => boolean }
}

const none = (list: readonly unknown[]): boolean => list.length === 0
const isClosed = ({ now, highest, debt, isFull }: Room): boolean => isFull || (now === 0n && highest <= debt)
const letsThrough = (standing: LimitStanding): boolean => standing === 'limited' || standing === 'unlimited'

/** When each condition holds. Those of the settlement bring their own verdict. */
const HOLDS: Omit<Holds, 'settlement'> = {
  funding: {
    exists: (count) => count > 0,
    code: (size) => size > 0n,
    wired: none,
    operated: (state) => state === 'active',
    headroom: (room) => !isClosed(room),
    closed: isClosed,
  },
  ilks: {
    debt: ({ Art, reason }) => Art === 0n || reason !== null,
    growth: isClosed,
    named: (is) => is,
  },
  vaults: {
    vault: (has) => has,
    asset: ({ found, expected }) => isAddressEqual(found, expected),
    'deposit-limit': letsThrough,
    'withdraw-limit': letsThrough,
    wired: none,
    views: none,
    promises: none,
  },
}

function condition<G extends keyof typeof HOLDS, Id extends keyof (typeof HOLDS)[G] & keyof ExitFacts[G]>(
  of: G,
  id: Id & string,
  subject: string,
  shownAt: Place | null,
  fact: Leaf<ExitFacts[G][Id]>,
): ExitCondition {
  const holds = HOLDS[of][id] as (fact: ExitFacts[G][Id]) => boolean
  const made: ConditionOf<G, Id> = { gate: of, id, subject, shownAt, holds: map(fact, holds), fact }
  // The compiler does not see that a condition of a given gate and id is one of the union.
  return made as unknown as ExitCondition
}

const DIAMOND: Place = { page: 'diamond' }
const SRUSDS: Place = { page: 'srusds' }

function fundingOf({ generators, unfunded, mcd }: Model): readonly ExitCondition[] {
  return [
    condition('funding', 'exists', '', { page: 'overview' }, given(generators.length)),
    ...generators.flatMap((generator) => {
      const { name, diamond, roles, debt } = generator
      return [
        condition('funding', 'code', name, DIAMOND, diamond.code.size),
        condition('funding', 'wired', name, DIAMOND, missing(fundingWires(generator))),
        condition('funding', 'operated', name, { page: 'emergency' }, relayerState(roles.relayer)),
        condition('funding', 'headroom', debt.id, { page: 'overview' }, roomUnder(debt, mcd)),
      ]
    }),
    ...legacyOf({ generators, unfunded }).map(({ ilk, at }) =>
      condition('funding', 'closed', ilk.id, at, roomOf(ilk)),
    ),
  ]
}

function ilksOf(model: Model, compatibility: readonly Listed[]): readonly ExitCondition[] {
  return legacyOf(model).flatMap(({ ilk, at }) => {
    const reason = compatibility.find((listed) => listed.ilk === ilk.id)?.reason ?? null
    const debt = combine({ Art: ilk.Art, debt: ilk.debtNow }, (read) => ({ ...read, reason }))
    return [
      condition('ilks', 'debt', ilk.id, at, debt),
      ...(reason === null ? [] : [condition('ilks', 'growth', ilk.id, at, roomOf(ilk))]),
    ]
  })
}

/** An ilk that the migration of a Prime records and the deployment file does not name would be in no gate. */
function recordedOf({ generators }: Pick<Model, 'generators'>): readonly ExitCondition[] {
  return generators.flatMap(({ primes }) =>
    primes.flatMap((prime) =>
      prime.migration
        ? [
            condition(
              'ilks',
              'named',
              prime.name,
              { page: 'prime', id: prime.id },
              recordedAsNamed(prime, prime.migration),
            ),
          ]
        : [],
    ),
  )
}

function vaultsOf(model: Model): readonly ExitCondition[] {
  const { generators, unfunded } = model
  return [
    ...eachPrime(generators).map(({ id, name }) =>
      condition('vaults', 'vault', name, { page: 'prime', id }, given(true)),
    ),
    ...unfunded.map(({ id, name }) =>
      condition('vaults', 'vault', name, { page: 'prime', id }, given(false)),
    ),
    ...generators.flatMap((generator) =>
      generator.primes.flatMap((prime) => vaultConditions(prime, generator, model)),
    ),
  ]
}

function vaultConditions(
  prime: PrimeModel,
  generator: GeneratorModel,
  { generators, block }: Model,
): readonly ExitCondition[] {
  const { vault, addresses } = prime
  const shared = isShared(generators, prime)
  const subject = shared ? `${prime.name} at ${generator.name}` : prime.name
  const at: Place = shared
    ? { page: 'vault', id: prime.id, generator: generator.id }
    : { page: 'prime', id: prime.id }
  const compared = comparedViews(prime, block.timestamp)
  const promises = compared.filter(({ view }) => view.startsWith('max'))
  const expected = generator.addresses.usds
  return [
    condition(
      'vaults',
      'asset',
      subject,
      at,
      map(vault.asset, (found) => ({ found, expected })),
    ),
    condition(
      'vaults',
      'deposit-limit',
      subject,
      at,
      standingOf(generator, 'LIMIT_4626_DEPOSIT', addresses.vault),
    ),
    condition(
      'vaults',
      'withdraw-limit',
      subject,
      at,
      standingOf(generator, 'LIMIT_4626_WITHDRAW', addresses.vault),
    ),
    condition('vaults', 'wired', subject, at, missing(vaultWires(prime, generator))),
    condition('vaults', 'views', subject, at, faulty(compared, agrees)),
    condition('vaults', 'promises', subject, at, faulty(promises, keepsPromise)),
  ]
}

/** Gate (d): at least one Generator issues srUSDS, and each that does keeps what srUSDS asks for. */
function settlementOf({ generators }: Model): readonly ExitCondition[] {
  const issuing = generators.flatMap(({ name, srUsds }) => (srUsds ? [{ name, srUsds }] : []))
  const deployed: ConditionOf<'settlement', 'deployed'> = {
    ...{ gate: 'settlement', id: 'deployed', subject: '', shownAt: SRUSDS },
    ...{ holds: given(issuing.length > 0), fact: given(issuing.length) },
  }
  return [
    deployed,
    ...issuing.flatMap(({ name, srUsds }) =>
      srUsds.exit.map(
        ({ id, holds }): ExitCondition => ({
          ...{ gate: 'settlement', id, subject: name, shownAt: SRUSDS },
          ...{ holds, fact: given(srUsds) },
        }),
      ),
    ),
  ]
}

interface Legacy {
  readonly ilk: IlkModel
  readonly at: Place
}

/** Every legacy ilk once, also those of Primes that no Generator funds. */
function legacyOf({ generators, unfunded }: Pick<Model, 'generators' | 'unfunded'>): readonly Legacy[] {
  const all = [...generators.flatMap(({ primes }) => primes), ...unfunded]
  const found = new Map<string, Legacy>()
  for (const { id, legacy } of all)
    for (const ilk of legacy) if (!found.has(ilk.id)) found.set(ilk.id, { ilk, at: { page: 'prime', id } })
  return [...found.values()]
}

function roomOf({ headroom, autoLine, debtNow }: IlkModel): Leaf<Room> {
  return combine(
    { now: headroom, highest: autoLine ? autoLine.line : given(rad(0n)), debt: debtNow },
    (read) => ({ ...read, isFull: false }),
  )
}

/** The room of the Generator's ilk, which the ceiling of all debt bounds too. */
function roomUnder(debt: IlkModel, { debt: all, Line }: Model['mcd']): Leaf<Room> {
  return combine({ room: roomOf(debt), all, Line }, (read) => {
    const left = radToWadDown(excess(read.Line, read.all))
    return { ...read.room, now: min(read.room.now, left), isFull: left === 0n }
  })
}

const notListed = unknown({ kind: 'not-read', message: 'The limit was not read.' })

const standingOf = (generator: GeneratorModel, name: KnownLimitName, vault: Address): Leaf<LimitStanding> =>
  limitOfVault(generator, name, vault)?.state ?? notListed

type Wires<Id extends string> = Readonly<Record<Id, Leaf<boolean>>>

const is = (found: Leaf<Address>, expected: Address) => map(found, (at) => isAddressEqual(at, expected))

function fundingWires(generator: GeneratorModel): Wires<FundingWire> {
  const { wires, addresses } = generator
  return {
    vault: is(wires.vault, addresses.allocatorVault),
    ilk: map(wires.vaultIlk, (ilk) => ilk === wires.ilk),
    proxy: is(wires.proxy, addresses.almProxy),
    'rate-limits': is(wires.rateLimits, addresses.rateLimits),
    'controller-on-proxy': wires.controllerOnProxy,
    'controller-on-rate-limits': wires.controllerOnRateLimits,
    'proxy-ward': wires.proxyWardOnVault,
    'buffer-allowance': map(wires.bufferAllowance, (allowance) => allowance > 0n),
    'vat-live': map(wires.vatLive, (live) => live === 1n),
    'mint-function': serves(generator, functions.mint),
  }
}

function vaultWires(prime: PrimeModel, generator: GeneratorModel): Wires<VaultWire> {
  const { wires, addresses } = prime
  const [controller] = prime.controllers
  return {
    taker: wires.taker,
    'depositor-takes': map(wires.depositorTakes, (does) => !does),
    depositor: mayDeposit(prime),
    'take-function': takes(prime),
    'deposit-function': serves(generator, functions.deposit),
    'withdraw-function': serves(generator, functions.withdraw),
    'exchange-rate': map(prime.vault.maxExchangeRate, (most) => most > 0n),
    operator: map(operatorState(controller), (state) => state === 'active'),
    proxy: is(controller.proxy, addresses.almProxy),
    'rate-limits': is(controller.rateLimits, addresses.rateLimits),
    'controller-on-proxy': controller.controllerOnProxy,
    'controller-on-rate-limits': controller.controllerOnRateLimits,
  }
}

/** The wires that are known not to be in place; unknown where none is and one could not be read. */
const missing = <Id extends string>(wires: Wires<Id>): Leaf<readonly Id[]> =>
  named((Object.keys(wires) as Id[]).map((id) => [id, wires[id]] as const))

const faulty = (compared: readonly Compared[], right: (one: Compared) => Leaf<boolean>) =>
  named(compared.map((one) => [one.view, right(one)] as const))

/** The names of what is known not to hold; unknown where nothing is and something could not be read. */
function named<Id extends string>(parts: readonly (readonly [Id, Leaf<boolean>])[]): Leaf<readonly Id[]> {
  const failed = parts.filter(([, leaf]) => leaf.ok && !leaf.value)
  const told = every((failed.length > 0 ? failed : parts).map(([, leaf]) => leaf))
  return map(told, () => failed.map(([id]) => id))
}
