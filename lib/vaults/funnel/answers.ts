import { excess, min, type Seconds, sumOf, type Wad } from '@/lib/math'
import { depositCall, mintCall, takeCall, withdrawCall } from './calls'
import { amountOf, EVERYTHING, type Rule } from './rule'
import type { Capacity, Constraint, ConstraintId, FunnelInputs, Scope } from './types'

/**
 * What the Prime can take out of its vault at time t, in one go.
 *
 * @param t unix time [s], at or after the last change of what is stored
 */
export function canTake(inputs: FunnelInputs, t: Seconds): Capacity {
  return answerTo(takeCall(inputs), t)
}

/**
 * What the Generator can mint at time t, in one go, for all Primes.
 *
 * @param t unix time [s]
 */
export function canMint(inputs: FunnelInputs, t: Seconds): Capacity {
  return answerTo(mintCall(inputs), t)
}

/**
 * What the Generator can recall from the vault at time t, in one go.
 *
 * @param t unix time [s]
 */
export function canRecall(inputs: FunnelInputs, t: Seconds): Capacity {
  return answerTo(withdrawCall(inputs), t)
}

/**
 * What the Generator can add to the vault at time t, in one go: from what is idle in its ALMProxy, and by minting the
 * rest.
 *
 * @param t unix time [s]
 */
export function canAdd(inputs: FunnelInputs, t: Seconds): Capacity {
  const { idle } = inputs.generator
  const mint = mintCall(inputs)
  const deposit = depositCall(inputs)
  const shared = new Set(deposit.map(({ id }) => id))
  const both = (atMost: Wad) => {
    const minting = onTopOf(idle, measure(mint, t, excess(atMost, idle)))
    return [...minting, ...measure(deposit, t, min(atMost, leastOf(minting)))]
  }
  const measured = mint.some(({ refusesLess }) => refusesLess) ? settled(both) : both(EVERYTHING)
  const [minting, depositing] = [measured.slice(0, mint.length), measured.slice(mint.length)]
  const constraints = [...minting.filter(({ id }) => !shared.has(id)), ...depositing]

  // Where idle funds do not suffice, one more unit has to be minted first.
  const mintsFirst = leastOf(constraints) >= idle
  const order = mintsFirst ? [...minting, ...depositing] : [...depositing, ...minting]
  return answerOf(
    constraints,
    order.map(({ id }) => id),
  )
}

/**
 * The most that the constraints of a scope let through, either the Prime's own or those it shares; 2^256 − 1 where
 * there are none.
 */
export function allowedBy(
  { constraints }: { readonly constraints: readonly Pick<Constraint, 'scope' | 'amount'>[] },
  scope: Scope,
): Wad {
  return leastOf(constraints.filter((one) => one.scope === scope))
}

/**
 * What a call lets through at time t, in one go.
 *
 * @param rules at least one, in the order in which the contracts check
 * @param t unix time [s]
 */
export function answerTo<Id extends string>(rules: readonly Rule<Id>[], t: Seconds): Capacity<Id> {
  const at = (atMost: Wad) => measure(rules, t, atMost)
  return answerOf(rules.some(({ refusesLess }) => refusesLess) ? settled(at) : at(EVERYTHING))
}

/**
 * The measured rules where one of them can refuse an amount and let a larger one through: all are asked again at what
 * the others leave, until nothing more is refused.
 */
function settled<Id extends string>(measureAt: (atMost: Wad) => Measured<Id>[]): Measured<Id>[] {
  for (let found = measureAt(EVERYTHING); ; ) {
    const least = leastOf(found)
    const again = measureAt(least)
    const stricter = found.map((one, index) => {
      const other = again[index]
      return other !== undefined && other.amount < one.amount ? other : one
    })
    if (leastOf(stricter) === least) return stricter
    found = stricter
  }
}

type Measured<Id extends string = ConstraintId> = Omit<Constraint<Id>, 'binding'>

/** What each rule lets through at time t, given what the rules before it leave. */
function measure<Id extends string>(
  rules: readonly Rule<Id>[],
  t: Seconds,
  atMost: Wad = EVERYTHING,
): Measured<Id>[] {
  let least = atMost
  return rules.map(({ id, scope, allows }) => {
    const allowance = allows(t, least)
    const amount = amountOf(allowance)
    least = min(least, amount)
    const { state } = allowance
    return { id, scope, amount, state, reason: state === 'closed' ? allowance.reason : null }
  })
}

/** The constraints on minting, each raised by the idle funds, which need no minting. */
function onTopOf(idle: Wad, measured: readonly Measured[]): Measured[] {
  return measured.map((one) => ({ ...one, amount: min(sumOf([one.amount, idle]), EVERYTHING) }))
}

const leastOf = (constraints: readonly Pick<Measured, 'amount'>[]): Wad =>
  constraints.reduce((least, { amount }) => min(least, amount), EVERYTHING)

/** @param order in which the contracts check */
function answerOf<Id extends string>(
  measured: readonly Measured<Id>[],
  order: readonly Id[] = measured.map(({ id }) => id),
): Capacity<Id> {
  const amount = leastOf(measured)
  const bound = new Set(measured.filter((one) => one.amount === amount).map(({ id }) => id))
  const binding = order.find((id) => bound.has(id))
  if (binding === undefined) throw new RangeError('An answer needs at least one constraint')
  return { amount, binding, constraints: measured.map((one) => ({ ...one, binding: one.id === binding })) }
}
