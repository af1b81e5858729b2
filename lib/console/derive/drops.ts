import { type Address, isAddressEqual } from 'viem'
import { planId } from '@/lib/governance'
import { combine, given, type Leaf, map, unknown } from '@/lib/leaf'
import type { DropSpellFacts } from '../facts/governance'
import type { GovernanceModel, PlanModel } from '../model/governance'

/** How a plan can be dropped before it is executed. */
export interface PlanDrop {
  /** Who wears the hat of the Chief, and so drops any plan at once. */
  readonly hat: Address
  /** Drop spells against this plan that are there. */
  readonly spells: readonly Address[]
  /** Through which contract anyone can drop it now: Protego or a drop spell, while it wears the hat; null for none. */
  readonly by: Address | null
}

type Governance = Pick<GovernanceModel, 'addresses' | 'hat' | 'dropSpells'>

const notNamed = unknown({
  kind: 'not-read',
  message: 'The deployment file names no Chief or no Protego.',
})

/** How a plan can be dropped; unknown where the deployment names no Chief or no Protego. */
export function planDrop(
  { event }: Pick<PlanModel, 'event'>,
  { addresses: { protego }, hat, dropSpells }: Governance,
): Leaf<PlanDrop> {
  if (hat === null || protego === null) return notNamed
  const against = dropSpells.map((spell) => map(planOf(spell), (id) => (id === event.id ? [spell.id] : [])))
  // A spell that could not be read may be one against it.
  return combine({ hat, spells: allOf(against) }, (read): PlanDrop => {
    const ways = [protego, ...read.spells]
    return { ...read, by: ways.find((way) => isAddressEqual(way, read.hat)) ?? null }
  })
}

/** The plan that a drop spell drops, by its id; null for one that is not created. */
export function planOf({ created, drops }: DropSpellFacts): Leaf<PlanModel['id'] | null> {
  if (!created.ok) return created
  if (drops === null) return given(null)
  return combine(drops, ({ action, tag, sig, eta }) => planId({ usr: action, tag, fax: sig, eta }))
}

function allOf(lists: readonly Leaf<readonly Address[]>[]): Leaf<readonly Address[]> {
  return lists.reduce<Leaf<readonly Address[]>>(
    (found, one) => combine({ found, one }, (read) => [...read.found, ...read.one]),
    given([]),
  )
}

/** The address at which Protego creates its next drop spell; null where that is not known. */
export function nextSpell({ dropSpells }: Pick<Governance, 'dropSpells'>): Address | null {
  const last = dropSpells.at(-1)
  return last?.created.ok && !last.created.value ? last.id : null
}
