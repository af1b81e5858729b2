import type { Address } from 'viem'
import { freezeReason } from '@/components/paus/funds'
import { safeTitle } from '@/components/safe/safe-title'
import { type FreezeFundsRequest, type GuardianFreezeAllRequest, routed, routesOf } from '@/lib/actions'
import { allFunds, planOf, stepsBy, stepsOf } from '@/lib/console/funds'
import { stepsOfGuardian } from '@/lib/console/guarded'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'

/** What the one press that freezes all does for an account. */
export interface FreezeAbility {
  /** What the account may freeze now, as a sentence. */
  readonly may: string
  /** How that is signed; null where it may freeze nobody who can move funds. */
  readonly how: string | null
  /** Why the press is off. */
  readonly reason: string | undefined
  /** The press by which a guardian freezes every BEAM that is left; null for anybody else, and where none is left. */
  readonly beams: BeamsAbility | null
}

export interface BeamsAbility {
  readonly request: GuardianFreezeAllRequest
  /** How that is signed. */
  readonly how: string
}

/** What an account may freeze over every Generator and Prime: itself, through a Safe that it owns, or as a guardian. */
export function freezeAbility(model: ConsoleModel, account: Address | null): FreezeAbility {
  const reason = freezeReason(model, undefined, account)
  if (account === null) {
    return {
      may: 'Whoever connects freezes all that the account, or its Safe, may.',
      how: null,
      reason,
      beams: null,
    }
  }
  const { guarding, beams } = asGuardian(model, account)
  if (reason !== undefined) return { may: guarding ?? NOBODY, how: null, reason, beams }
  const request = routed({ kind: 'freeze-funds' }, model, account) as FreezeFundsRequest
  const safe = model.safes.find(({ id }) => id === request.through)
  const funds = allFunds(model)
  const own = stepsBy(funds, safe?.id ?? account).length
  const all = stepsOf(funds).length
  const whole = planOf(funds).every((plan) => plan.whole.ok)
  const known = whole ? '' : ' that are known'
  const removed = own === all ? `all ${all}` : `${own} of the ${all}`
  const who = `${removed} relayers and actors${known}`
  const direct = routesOf(request, model, account)?.direct
  const may = safe
    ? `Through ${safe.name} it may freeze ${who}.`
    : direct?.ok
      ? `It may freeze ${who}.`
      : `Whether it may freeze could not be read; this would be ${who}.`
  return {
    may: guarding === null ? may : `${may} ${guarding}`,
    how: safe
      ? `One transaction of ${safeTitle(safe)}: its owners approve, then anyone executes.`
      : `${plural(own, 'transaction')}, each confirmed in the wallet.`,
    reason,
    beams,
  }
}

/** What an account may freeze as a guardian, itself or through a Safe that it owns. */
function asGuardian(
  model: ConsoleModel,
  account: Address,
): { readonly guarding: string | null; readonly beams: BeamsAbility | null } {
  const routes = routesOf({ kind: 'guardian-freeze-all' }, model, account)
  const isNone = routes?.direct.ok === true && !routes.direct.value
  if (routes === null || (isNone && routes.safes.length === 0)) return { guarding: null, beams: null }
  const request = routed({ kind: 'guardian-freeze-all' }, model, account) as GuardianFreezeAllRequest
  const safe = model.safes.find(({ id }) => id === request.through)
  const count = stepsOfGuardian(model, safe?.id ?? account).length
  const known = safe !== undefined || routes.direct.ok
  const guarding = !known
    ? 'Whether it is a guardian could not be read.'
    : count === 0
      ? 'As a guardian it finds every BEAM frozen.'
      : `As a guardian it may freeze ${plural(count, 'BEAM')}.`
  if (count === 0) return { guarding, beams: null }
  const how = safe
    ? `One transaction of ${safeTitle(safe)}: its owners approve, then anyone executes.`
    : `${plural(count, 'transaction')}, each confirmed in the wallet.`
  return { guarding, beams: { request, how } }
}

const NOBODY = 'It may freeze nobody.'
