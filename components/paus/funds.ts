import type { Address } from 'viem'
import type { State } from '@/components/ui/state'
import { routesOf } from '@/lib/actions'
import { type FreezePlan, freezePlan, nobodyLeft } from '@/lib/console/derive/freeze-plan'
import type { StrangerFacts } from '@/lib/console/facts/pau'
import { allFunds, fundsNamed } from '@/lib/console/funds'
import type { ConsoleModel } from '@/lib/console/model'
import type { PauModel } from '@/lib/console/model/paus'
import { eachPrime } from '@/lib/console/shared'
import { plural } from '@/lib/format'
import { every, type Leaf } from '@/lib/leaf'

/** The funds of one Prime: who can move them now, and what ends that. */
export interface Funds {
  readonly id: string
  readonly name: string
  readonly controllers: readonly PauModel[]
  readonly strangers: readonly StrangerFacts[]
  readonly plan: FreezePlan
  /** Whether nobody can move them. */
  readonly safe: Leaf<boolean>
}

/** The funds of every Prime, also of those that no Generator funds yet. */
export function fundsOf(model: Pick<ConsoleModel, 'generators' | 'unfunded'>): readonly Funds[] {
  const primes = [...eachPrime(model.generators), ...model.unfunded]
  const controlled = allFunds(model).filter((funds) => funds.prime !== null)
  return primes.flatMap(({ id, name, controllers, strangers }, index) => {
    const funds = controlled[index]
    return funds === undefined
      ? []
      : [
          {
            ...{ id, name, controllers, strangers },
            plan: freezePlan(funds.controllers, strangers),
            safe: nobodyLeft(funds.controllers, strangers),
          },
        ]
  })
}

/** Who can move the funds of a Prime, in a word. Red is what no freeze of the named controllers ends. */
export function fundsLook({ safe, plan }: Pick<Funds, 'safe' | 'plan'>): {
  readonly state: State
  readonly word: string
} {
  if (!safe.ok) return { state: 'unknown', word: 'Not known who is left' }
  if (safe.value) return { state: 'wrong', word: 'Frozen: nobody is left' }
  return plan.alive.length > 0
    ? { state: 'wrong', word: `${plural(plan.alive.length, 'account')} that no freeze removes` }
    : {
        state: 'ok',
        word: `${plural(new Set(plan.steps.map(({ account }) => account)).size, 'account')} can move its funds`,
      }
}

/** Why somebody cannot freeze funds who may remove nobody. */
export const MAY_NOT = 'Neither FREEZER nor revoker here'

/**
 * Why a freeze cannot be pressed: nobody is left, or the account may remove nobody, neither itself nor through a Safe. A
 * right that could not be read keeps the button, and so does a missing wallet.
 * @param prime slug; undefined for the funds of every Generator and Prime
 */
export function freezeReason(
  model: ConsoleModel,
  prime: string | undefined,
  account: Address | null,
): string | undefined {
  const safe = every(fundsNamed(model, prime).map((one) => nobodyLeft(one.controllers, one.strangers)))
  if (safe.ok && safe.value.every(Boolean)) return 'Frozen already'
  if (account === null) return undefined
  const request =
    prime === undefined ? { kind: 'freeze-funds' as const } : { kind: 'freeze-funds' as const, prime }
  const routes = routesOf(request, model, account)
  if (routes === null || routes.safes.length > 0) return undefined
  return routes.direct.ok && !routes.direct.value ? MAY_NOT : undefined
}
