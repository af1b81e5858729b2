import { isExpired, type StarRefusal } from '@/lib/governance'
import { andThen, combine, given, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { StarGuardFacts, StarSpellFacts } from '../facts/star-guard'
import type { StarGuardModel } from '../model/star-guard'

/** The StarGuard of a Prime at time `t` [s]; what its spell says of itself stays as it was at the block. */
export function deriveStarGuard(facts: StarGuardFacts, t: Seconds): StarGuardModel {
  const { spell } = facts
  if (spell === null) return { ...facts, spell }
  const intact = combine({ tag: spell.tag, hash: spell.code.hash }, ({ tag, hash }) => tag === hash)
  return { ...facts, spell: { ...spell, intact, refusal: refusalOf(spell, intact, facts.mayRun, t) } }
}

/** What `exec` would refuse first, in its order; what it does not come to is not needed. */
function refusalOf(
  { deadline, agrees }: StarSpellFacts,
  intact: Leaf<boolean>,
  mayRun: Leaf<boolean>,
  t: Seconds,
): Leaf<StarRefusal | null> {
  return andThen(intact, (is): Leaf<StarRefusal | null> => {
    if (!is) return given('code')
    return andThen(deadline, (last): Leaf<StarRefusal | null> => {
      if (isExpired(last, t)) return given('expired')
      return andThen(agrees, (yes): Leaf<StarRefusal | null> => {
        if (!yes) return given('not-yet')
        return map(mayRun, (may) => (may ? null : 'no-right'))
      })
    })
  })
}
