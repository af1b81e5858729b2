import { type Address, getAbiItem, toFunctionSelector } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import type { GuardrailFacts } from '@/lib/console/guardrail-facts'
import { chain, field } from '@/lib/console/leaf'
import type { VaultFacts } from '@/lib/console/prime-facts'
import type { Ask } from '../ask'
import { gatherRole } from './roles'

/** By ERC-165 a vault says with it that it has guardrails. */
const guardrailsId = toFunctionSelector(getAbiItem({ abi: primeVaultAbi, name: 'guardrails' }))

/**
 * The guardrails of a vault; null for one that says that it has none. All is asked at once, so that what it leads to
 * comes in the round after.
 */
export function gatherGuardrails(ask: Ask, vault: Address): Pick<VaultFacts, 'guarded' | 'guardrails'> {
  const guarded = ask.call(vault, primeVaultAbi, 'supportsInterface', guardrailsId)
  const asked = ask.call(vault, primeVaultAbi, 'guardrails')
  const most = ask.call(vault, primeVaultAbi, 'maxTake')
  const operators = gatherRole(ask, vault, 'GUARDRAIL_ROLE')
  if (guarded.ok && !guarded.value) return { guarded, guardrails: null }

  const { members } = operators
  const items = members.items.map(({ id, account }) => ({ id, account: chain(guarded, () => account) }))
  const stored = chain(guarded, () => asked)
  const bounds = field(stored, 'bounds')
  const guardrails: GuardrailFacts = {
    share: field(stored, 'share'),
    period: field(stored, 'period'),
    lastLeft: field(stored, 'lastLeft'),
    lastUpdated: field(stored, 'lastUpdated'),
    youngSince: field(stored, 'youngSince'),
    youngLast: field(stored, 'youngLast'),
    oldLast: field(stored, 'oldLast'),
    heldUntil: field(stored, 'heldUntil'),
    youngAssets: field(stored, 'youngAssets'),
    oldAssets: field(stored, 'oldAssets'),
    buffer: field(stored, 'buffer'),
    takesPausedUntil: field(stored, 'takesPausedUntil'),
    withdrawalsPausedUntil: field(stored, 'withdrawalsPausedUntil'),
    bounds: {
      minShare: field(bounds, 'minShare'),
      maxShare: field(bounds, 'maxShare'),
      minPeriod: field(bounds, 'minPeriod'),
      maxPeriod: field(bounds, 'maxPeriod'),
      minBuffer: field(bounds, 'minBuffer'),
      maxBuffer: field(bounds, 'maxBuffer'),
      maxPause: field(bounds, 'maxPause'),
      coolDown: field(bounds, 'coolDown'),
    },
    contractMaxTake: chain(guarded, () => most),
    operators: { ...operators, members: { length: chain(guarded, () => members.length), items } },
  }
  return { guarded, guardrails }
}
