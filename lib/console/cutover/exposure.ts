import { type Address, isAddressEqual } from 'viem'
import { type Ceilings, headroomAfterExec, headrooms } from '@/lib/debt'
import { andThen, combine, every, given, type Leaf, map, some, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { type KnownLimitName, type LimitParams, reachableBy, spendableWithin } from '@/lib/limits'
import {
  excess,
  MAX_UINT256,
  max,
  min,
  radToWadDown,
  radToWadUp,
  type Seconds,
  sumOf,
  type Wad,
  wad,
} from '@/lib/math'
import { debtState } from '../derive/debt'
import { freezePlan, type Operated } from '../derive/freeze-plan'
import { noCallerOf, sorlInputs, storedLimit } from '../derive/limits'
import { canMove } from '../derive/pau'
import type { StoredLimitFacts } from '../facts/limits'
import type { MemberList } from '../facts/pau'
import { unitOf } from '../facts/units'
import { allFunds } from '../funds'
import type { ConsoleModel, GeneratorModel, LimitModel } from '../model'
import type { PrimeModel, StoredLimitModel } from '../model/primes'
import { type Funded, fundedPrimes, isShared } from '../shared'
import { limitOfVault } from './limit-of'

/** How long it may take until somebody freezes [s]. */
export const TO_FREEZE: Seconds = 86_400n

/** Where funds come from or go to. */
export type Spot =
  | { readonly of: 'mcd' }
  | { readonly of: 'generator'; readonly name: string }
  | { readonly of: 'vault'; readonly name: string }
  | { readonly of: 'prime'; readonly name: string }
  /** Debt that moves between a legacy ilk and the Generator's: no funds leave. */
  | { readonly of: 'debt'; readonly name: string }
  /** Wherever keys lead that this console does not read or cannot name. */
  | { readonly of: 'elsewhere' }

/** One key of a controller: what goes through it, and from where to where. */
export interface ExposedKey {
  readonly id: string
  /** Null for keys that are not read. */
  readonly limit: StoredLimitModel | null
  readonly from: Spot
  readonly to: Spot
  /** What the key lets through now, and within `TO_FREEZE`: with what refills, not capped; 2^256 − 1 is unlimited. */
  readonly now: Leaf<Wad>
  readonly day: Leaf<Wad>
  /** What is there to move, now and within `TO_FREEZE` with what the same controller can bring there. */
  readonly there: Leaf<Wad>
  readonly thereInADay: Leaf<Wad>
}

/** What a controller can do to the funds of one ALMProxy. */
export interface Exposure {
  /** The controller with the funds that it controls. */
  readonly id: string
  readonly controller: Address
  /** Whether it holds CONTROLLER and the deployment file does not name it: nobody here knows who operates it. */
  readonly stranger: boolean
  /** Whose ALMProxy: a Generator or a Prime. */
  readonly name: string
  readonly prime: string | null
  /** Whether somebody can operate it now, and after every freeze that freezers, revokers and admins of agents can make. */
  readonly before: Leaf<boolean>
  readonly after: Leaf<boolean>
  readonly keys: readonly ExposedKey[]
}

type Model = Pick<ConsoleModel, 'generators' | 'unfunded' | 'mcd' | 'time' | 'callsIn' | 'units'>

/**
 * What whoever operates a controller could move now and until a freeze, for every controller of every ALMProxy. Source:
 * DOMAIN.md §4 and §9.
 */
export function exposures(model: Model): readonly Exposure[] {
  const { generators, unfunded } = model
  const funded = fundedPrimes(generators)
  return allFunds(model).flatMap(({ prime, name, controllers, strangers }) => {
    const generator = prime === null ? generators.find((one) => one.name === name) : undefined
    const own = funded.find(({ id }) => id === prime)
    const alone = unfunded.find(({ id }) => id === prime)
    const known = controllers.map((controller): Exposure => {
      const keys = generator
        ? generatorKeys(generator, model)
        : own
          ? primeKeys(own, controller.id, model)
          : [unreadKey(`${controller.id}/other`, alone?.name ?? name, [], null)]
      return {
        ...{ id: `${prime ?? name}/${controller.id}`, controller: controller.id, name, prime },
        ...{ stranger: false, before: canMove(controller), after: leftAfterFreeze(controller), keys },
      }
    })
    const unnamed = strangers
      .filter(({ active }) => !active.ok || active.value)
      .map(({ id, active }): Exposure => {
        const keys = [
          generator
            ? anythingOfGenerator(id, generator, model)
            : anythingOfPrime(id, own?.at[0].prime.name ?? name, own ?? null),
        ]
        return {
          ...{ id: `${prime ?? name}/${id}`, controller: id, name, prime },
          ...{ stranger: true, before: active, after: active, keys },
        }
      })
    return [...known, ...unnamed]
  })
}

/** Whether somebody operates a controller whom no freeze removes, or whom nobody may remove. Source: DOMAIN.md §9. */
function leftAfterFreeze(controller: Operated): Leaf<boolean> {
  const before = canMove(controller)
  if (before.ok && !before.value) return before
  const { alive, whole } = freezePlan([controller], [])
  if (alive.length > 0) return controller.controllerOnProxy
  return andThen(nobodyMayFreeze(controller), (nobody) => (nobody ? before : map(whole, () => false)))
}

/** Whether a controller has no freezer, or an agent of it that has actors neither revoker nor admin. */
function nobodyMayFreeze({ freezers, agency }: Operated): Leaf<boolean> {
  const any = ({ length }: MemberList) => map(length, (count) => count > 0)
  if (freezers !== null) return map(any(freezers), (found) => !found)
  return some(
    (agency?.allocators.items ?? []).flatMap(({ agent }) =>
      agent === null
        ? []
        : [
            andThen(any(agent.actors), (acts) =>
              acts ? map(some([any(agent.revokers), any(agent.admins)]), (found) => !found) : given(false),
            ),
          ],
    ),
  )
}

/** What goes through a key at its controller: no more than is there. Nothing where nobody operates it. */
export function reach(
  { before, after }: Pick<Exposure, 'before' | 'after'>,
  key: ExposedKey,
  when: 'now' | 'day',
  frozen: boolean,
): Leaf<Wad> {
  const acts = frozen ? after : before
  if (acts.ok && !acts.value) return map(acts, () => wad(0n))
  return combine({ acts, carried: carried(key, when) }, (read) => read.carried)
}

/** What goes through a key: no more than is there [wad]. */
const carried = (key: ExposedKey, when: 'now' | 'day'): Leaf<Wad> =>
  combine({ through: key[when], there: when === 'now' ? key.there : key.thereInADay }, (read) =>
    min(read.through, read.there),
  )

const notNamed = unknown({
  kind: 'not-read',
  message: 'No known name hashes to this key, so nobody knows where it leads.',
})
const noUnit = unknown({
  kind: 'not-read',
  message: 'Its unit is not known: no known name hashes to this key.',
})
const noVault = unknown({
  kind: 'not-read',
  message: 'It leads to no vault that is read here.',
})
const notKnown = {
  kind: 'not-read',
  message: 'It is not a known controller, so nobody here knows what it lets whom move.',
} as const
const heldNotRead = unknown({ kind: 'not-read', message: 'What its ALMProxy holds is not read.' })
const notRead = {
  kind: 'not-read',
  message: 'Only the limits by which it takes from the vault and returns to it are read here.',
} as const

/**
 * What the debt ceilings let a Generator draw [wad]: now, with a call of `AutoLine.exec` before it, which anyone may make
 * and nobody has to; and within `TO_FREEZE` up to the highest ceiling of AutoLine. Source: DOMAIN.md §3.
 */
function drawable(
  { debt }: GeneratorModel,
  { mcd, time, callsIn }: Model,
): Pick<ExposedKey, 'there' | 'thereInADay'> {
  const lesser = ({ ilk, global }: Ceilings) => min(ilk, global)
  const room = attempt(debtState(debt, mcd), (state) =>
    max(lesser(headrooms(state, time)), lesser(headroomAfterExec(state, time, callsIn))),
  )
  const highest = debt.autoLine
    ? combine({ room, most: debt.autoLine.line, debt: debt.debtNow }, (read) =>
        max(read.room, radToWadDown(excess(read.most, read.debt))),
      )
    : room
  return { there: room, thereInADay: highest }
}

/** A vault by its Prime, and by its Generator where several fund the Prime. */
const vaultOf = (prime: PrimeModel, generator: GeneratorModel, { generators }: Model): Spot => ({
  of: 'vault',
  name: isShared(generators, prime) ? `${prime.name} at ${generator.name}` : prime.name,
})

/** USDS that lies in a vault: unknown where it holds another token. */
const idleOf = ({ vault: { idle, totalAssets } }: PrimeModel): Leaf<Wad> =>
  combine({ idle, worth: totalAssets }, (read) => read.idle)

/**
 * Whatever an ALMProxy can be asked for: it makes any call, and no limit binds whoever holds CONTROLLER itself. Bounded by
 * what it has, what it can draw, and what lies in the vaults that it can empty.
 */
function anything(
  controller: Address,
  from: Spot,
  parts: readonly Leaf<Wad>[],
  drawn: Pick<ExposedKey, 'there' | 'thereInADay'> | null,
): ExposedKey {
  const through = unknown(notKnown)
  const withDrawn = (more: Leaf<Wad> | undefined) => map(every(more ? [...parts, more] : parts), sumOf)
  return {
    ...{
      id: `${controller}/anything`,
      limit: null,
      from,
      to: { of: 'elsewhere' },
      now: through,
      day: through,
    },
    ...{ there: withDrawn(drawn?.there), thereInADay: withDrawn(drawn?.thereInADay) },
  }
}

function anythingOfGenerator(controller: Address, generator: GeneratorModel, model: Model): ExposedKey {
  const { name, proxyIdle, bufferIdle, primes } = generator
  const parts = [proxyIdle, bufferIdle, ...primes.map(idleOf)]
  return anything(controller, { of: 'generator', name }, parts, drawable(generator, model))
}

/** @param funded null for a Prime that no Generator funds: what its ALMProxy holds is not read */
function anythingOfPrime(
  controller: Address,
  name: string,
  funded: Funded<GeneratorModel> | null,
): ExposedKey {
  const parts = funded
    ? [funded.at[0].prime.proxyIdle, ...funded.at.map(({ prime }) => idleOf(prime))]
    : [heldNotRead]
  return anything(controller, { of: 'prime', name }, parts, null)
}

/** The keys of a Generator's RateLimits. */
function generatorKeys(generator: GeneratorModel, model: Model): readonly ExposedKey[] {
  const { name, primes, proxyIdle } = generator
  const self: Spot = { of: 'generator', name }
  const byVault = new Map(primes.map((prime) => [prime.addresses.vault, prime]))
  const mint = generator.limits.find((limit) => limit.name?.name === 'LIMIT_USDS_MINT')
  const minted = mint
    ? keyOf(mint, model.time, { from: { of: 'mcd' }, to: self, ...drawable(generator, model) })
    : null
  const withdrawal = (limit: StoredLimitModel, prime: PrimeModel) => {
    const idle = idleOf(prime)
    const from = vaultOf(prime, generator, model)
    return keyOf(limit, model.time, { from, to: self, there: idle, thereInADay: idle })
  }
  const recalled = primes.flatMap((prime) => {
    const limit = limitOfVault(generator, 'LIMIT_4626_WITHDRAW', prime.addresses.vault)
    return limit === null ? [] : [{ prime, key: withdrawal(limit, prime) }]
  })
  const toDeposit = (when: 'now' | 'day') => {
    const free = [proxyIdle, ...(minted === null ? [] : [carried(minted, when)])]
    return exceptOwn(
      map(every(free), sumOf),
      new Map(recalled.map(({ prime, key }) => [prime, carried(key, when)])),
    )
  }
  const [depositNow, depositInADay] = [toDeposit('now'), toDeposit('day')]
  return [
    ...(minted === null ? [] : [minted]),
    ...generator.limits
      .filter((limit) => limit !== mint && !isOfSettlements(limit))
      .map((limit): ExposedKey => {
        const vault = limit.name?.addresses[0]
        const prime = vault === undefined ? undefined : byVault.get(vault)
        if (limit.name === null) return leadingElsewhere(limit, self, noUnit, notNamed)
        if (prime === undefined) return leadingElsewhere(limit, self, noVault, noVault)
        const at = vaultOf(prime, generator, model)
        switch (limit.name.name) {
          case 'LIMIT_4626_DEPOSIT':
            return keyOf(limit, model.time, {
              ...{ from: self, to: at, there: depositNow(prime), thereInADay: depositInADay(prime) },
            })
          case 'LIMIT_4626_WITHDRAW':
            return withdrawal(limit, prime)
          default: {
            const legacy = map(prime.legacyDebt, radToWadUp)
            const spot: Spot = { of: 'debt', name: prime.name }
            return keyOf(limit, model.time, { from: spot, to: spot, there: legacy, thereInADay: legacy })
          }
        }
      }),
  ]
}

/** Limits in sUSDS, which only the settlements of srUSDS use: no relayer moves anything under them. Source: DOMAIN.md §12.2. */
const OF_SETTLEMENTS: readonly KnownLimitName[] = ['LIMIT_SRUSDS_MINT', 'LIMIT_SRUSDS_REDEEM']
const isOfSettlements = ({ name }: StoredLimitModel): boolean =>
  OF_SETTLEMENTS.some((known) => known === name?.name)

/** A key that leads nowhere that is read. What it lets through is in no unit that could be shown with the others. */
const leadingElsewhere = (
  limit: StoredLimitModel,
  from: Spot,
  through: Leaf<Wad>,
  there: Leaf<Wad>,
): ExposedKey => ({
  ...{ id: keyId(limit), limit, from, to: { of: 'elsewhere' } },
  ...{ now: through, day: through, there, thereInADay: there },
})

/**
 * What can be brought into a vault [wad]: what is free, and what the same controller can move out of the other vaults. The
 * sum is made once, since a thousand vaults would make a million, and names no reads of them: those are at their keys.
 */
function exceptOwn(
  free: Leaf<Wad>,
  parts: ReadonlyMap<PrimeModel, Leaf<Wad>>,
): (prime: PrimeModel) => Leaf<Wad> {
  const read = sumOf([...parts.values()].flatMap((part) => (part.ok ? [part.value] : [])))
  const unread = [...parts].filter(([, { ok }]) => !ok)
  return (prime) => {
    const missing = unread.find(([other]) => other !== prime)?.[1]
    if (missing) return missing
    const own = parts.get(prime)
    return map(free, (amount) => sumOf([amount, excess(read, own?.ok ? own.value : wad(0n))]))
  }
}

/** The keys by which one controller of a Prime moves its funds, at every Generator that funds it. */
function primeKeys({ at }: Funded<GeneratorModel>, controller: Address, model: Model): readonly ExposedKey[] {
  const { time } = model
  const [{ prime: first }] = at
  const self: Spot = { of: 'prime', name: first.name }
  const bound = at.flatMap(({ prime, generator }) => {
    const other = prime.otherLimits.find(({ id }) => isAddressEqual(id, controller))
    const limits = isAddressEqual(prime.controllers[0].id, controller) ? prime : other
    if (limits === undefined) return []
    const vault = vaultOf(prime, generator, model)
    const idle = idleOf(prime)
    const take = keyOf(limits.takeLimit, time, { from: vault, to: self, there: idle, thereInADay: idle })
    return [{ prime, vault, take, returnLimit: limits.returnLimit }]
  })
  // The Diamond of a Generator controls the ALMProxy while the Prime migrates: what it moves is told at the Generator.
  if (bound.length === 0) return []
  const held = first.proxyIdle
  const toReturn = (when: 'now' | 'day') =>
    exceptOwn(held, new Map(bound.map(({ prime, take }) => [prime, carried(take, when)])))
  const [returnNow, returnInADay] = [toReturn('now'), toReturn('day')]
  const takes = bound.map(({ take }) => take)
  return [
    ...bound.flatMap(({ prime, vault, take, returnLimit }) => [
      take,
      keyOf(returnLimit, time, {
        ...{ from: self, to: vault, there: returnNow(prime), thereInADay: returnInADay(prime) },
      }),
    ]),
    unreadKey(`${controller}/other`, first.name, takes, held),
  ]
}

/**
 * Whatever else a controller of a Prime may do: at most what its ALMProxy holds, and what it takes.
 * @param held null where that is not read
 */
function unreadKey(
  id: string,
  name: string,
  takes: readonly ExposedKey[],
  held: Leaf<Wad> | null,
): ExposedKey {
  const through = unknown(notRead)
  const there = (when: 'now' | 'day') =>
    map(every([held ?? heldNotRead, ...takes.map((take) => carried(take, when))]), sumOf)
  return {
    ...{ id, limit: null, from: { of: 'prime', name }, to: { of: 'elsewhere' }, now: through, day: through },
    ...{ there: there('now'), thereInADay: there('day') },
  }
}

function keyOf(
  limit: StoredLimitModel,
  time: Seconds,
  rest: Pick<ExposedKey, 'from' | 'to' | 'there' | 'thereInADay'>,
): ExposedKey {
  return {
    ...rest,
    id: keyId(limit),
    limit,
    now: map(limit.current, wad),
    day: dayOf(limit, time),
  }
}

const keyId = ({ rateLimits, id }: StoredLimitModel): string => `${rateLimits}/${id}`

const dayOf = (limit: StoredLimitFacts, time: Seconds): Leaf<Wad> =>
  attempt(storedLimit(limit), (stored) => wad(spendableWithin(stored, time, TO_FREEZE)))

/** What a cBEAM that was taken over could raise a limit to. */
export interface CBeamRamp {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
  readonly now: Leaf<LimitParams>
  /** After `TO_FREEZE`; null where it takes too many steps to compute. */
  readonly inADay: Leaf<LimitParams | null>
}

/** How far a cBEAM could raise each limit in USDS of each Generator until somebody unpairs it; none where none can act. */
export function cBeamRamps(model: Model): readonly CBeamRamp[] {
  const { time } = model
  return model.generators.flatMap((generator) => {
    const { stopped } = unitOf(model, generator).configurator
    const noCaller = noCallerOf(generator)
    return generator.limits
      .filter((limit) => limit.name !== null && !isOfSettlements(limit))
      .map((limit): CBeamRamp => {
        const now = map(storedLimit(limit), ({ maxAmount, slope }) => ({ maxAmount, slope }))
        const inputs = sorlInputs(limit, generator.scope, stopped)
        return {
          ...{ generator, limit, now },
          inADay: combine({ inputs, noCaller, now }, (read) =>
            read.noCaller !== null ? read.now : reachableBy(read.inputs, time, time + TO_FREEZE),
          ),
        }
      })
  })
}

/** Whether an amount stands for no bound. */
export const isUnbounded = (amount: bigint): boolean => amount === MAX_UINT256
