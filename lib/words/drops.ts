import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { planDrop } from '@/lib/console/derive/drops'
import type { GovernanceModel, PlanModel } from '@/lib/console/model/governance'
import { type Leaf, map } from '@/lib/leaf'

/** How a plan can be dropped now, and what it takes, as a sentence; unknown where the contracts are not named or read. */
export function dropWords(
  plan: Pick<PlanModel, 'event'>,
  governance: Pick<GovernanceModel, 'addresses' | 'hat' | 'dropSpells'>,
): Leaf<string> {
  return map(planDrop(plan, governance), ({ hat, spells, by }) => {
    const wears = `which ${hat} wears now`
    if (by !== null) {
      const what = isProtego(by, governance) ? 'Protego' : `Its drop spell ${by}`
      return `${what} wears the hat of the Chief: anyone drops it at once.`
    }
    const [spell] = spells
    return spell === undefined
      ? `No drop spell is there against it. Anyone creates one; then votes have to lift it, or Protego, to the hat of the Chief, ${wears}. Until then only who wears the hat drops it.`
      : `Its drop spell ${spell} drops it once votes lift it to the hat of the Chief, ${wears}.`
  })
}

const isProtego = (by: Address, { addresses: { protego } }: Pick<GovernanceModel, 'addresses'>): boolean =>
  protego !== null && isAddressEqual(by, protego)
