import { type Address, getAbiItem, toFunctionSelector } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import type { GuardrailFacts } from '@/lib/console/facts/guardrails'
import type { VaultFacts } from '@/lib/console/facts/primes'
import type { RoleFacts } from '@/lib/console/facts/roles'
import { andThen, convert, field, type Leaf } from '@/lib/leaf'
import type { Ask } from '../read/ask'
import { gatherRole } from './roles'
import { inWad } from './units'

/** The ERC-165 interface by which a vault says that it has guardrails. */
const guardrailsId = toFunctionSelector(getAbiItem({ abi: primeVaultAbi, name: 'guardrails' }))

/**
 * The guardrails of a vault; null for one that says that it has none. Everything is asked at once, so that the reads
 * that follow from it come in the next round.
 */
export function gatherGuardrails(ask: Ask, vault: Address): Pick<VaultFacts, 'guarded' | 'guardrails'> {
  const guarded = ask.call(vault, primeVaultAbi, 'supportsInterface', guardrailsId)
  const asked = ask.call(vault, primeVaultAbi, 'guardrails')
  const paused = ask.call(vault, primeVaultAbi, 'pauses')
  const most = ask.call(vault, primeVaultAbi, 'maxTake')
  const holders = (role: string): RoleFacts => {
    const { members, ...rest } = gatherRole(ask, vault, role)
    const items = members.items.map(({ id, account }) => ({ id, account: andThen(guarded, () => account) }))
    return { ...rest, members: { length: andThen(guarded, () => members.length), items } }
  }
  const [operators, depositors] = [holders('GUARDRAIL_ROLE'), holders('DEPOSITOR_ROLE')]
  if (guarded.ok && !guarded.value) return { guarded, guardrails: null }

  const stored = andThen(guarded, () => asked)
  const bounds = field(stored, 'bounds')
  const guardrails: GuardrailFacts = {
    share: inWad(field(stored, 'share')),
    period: field(stored, 'period'),
    lastLeft: inWad(field(stored, 'lastLeft')),
    lastUpdated: field(stored, 'lastUpdated'),
    youngSince: field(stored, 'youngSince'),
    youngLast: field(stored, 'youngLast'),
    oldLast: field(stored, 'oldLast'),
    heldUntil: field(stored, 'heldUntil'),
    youngAssets: inWad(field(stored, 'youngAssets')),
    oldAssets: inWad(field(stored, 'oldAssets')),
    buffer: inWad(field(stored, 'buffer')),
    takesPausedUntil: field(stored, 'takesPausedUntil'),
    withdrawalsPausedUntil: field(stored, 'withdrawalsPausedUntil'),
    takesPauses: pausesIn(
      andThen(guarded, () => paused),
      0,
    ),
    withdrawalsPauses: pausesIn(
      andThen(guarded, () => paused),
      1,
    ),
    bounds: {
      minShare: inWad(field(bounds, 'minShare')),
      maxShare: inWad(field(bounds, 'maxShare')),
      minPeriod: field(bounds, 'minPeriod'),
      maxPeriod: field(bounds, 'maxPeriod'),
      minBuffer: inWad(field(bounds, 'minBuffer')),
      maxBuffer: inWad(field(bounds, 'maxBuffer')),
      maxPause: field(bounds, 'maxPause'),
      coolDown: field(bounds, 'coolDown'),
    },
    contractMaxTake: inWad(andThen(guarded, () => most)),
    operators,
    depositors,
  }
  return { guarded, guardrails }
}

type Answer = readonly { readonly by: Address; readonly start: number; readonly until: number }[]

function pausesIn(answer: Leaf<readonly [Answer, Answer]>, part: 0 | 1): GuardrailFacts['takesPauses'] {
  return convert(field(answer, part) as Leaf<Answer>, (list) =>
    list.map(({ by, start, until }) => ({ by, start: BigInt(start), until: BigInt(until) })),
  )
}
