import { combine, map } from '@/lib/leaf'
import { MULTI_SEND_CALL_ONLY, MULTI_SEND_CALL_ONLY_CODE_HASH } from '@/lib/safe'
import { safeTraits } from '../derive/safe-control'
import { computedDomain } from '../derive/safe-domain'
import type { ConsoleModel } from '../model'
import type { Check } from '../model/check'

/**
 * Whether the console computes the same hashes as each Safe, whether the Safe can act at all, and whether it can make
 * several calls at once.
 */
export function safeChecks({ safes, chainId }: Pick<ConsoleModel, 'safes' | 'chainId'>): readonly Check[] {
  return safes.flatMap((safe): Check[] => {
    const { id, name, owners, threshold, multiSend } = safe
    const computed = computedDomain(safe, chainId)
    return [
      {
        id: `safes/domain/${id}`,
        area: 'emergency',
        says: {
          holds: `${name} hashes for the domain that the console computes`,
          fails: `${name} hashes for another domain than the console computes`,
        },
        level: 'critical',
        holds: combine(
          { computed, found: safe.domainSeparator },
          (domain) => domain.computed === domain.found,
        ),
        found: safe.domainSeparator,
        expected: computed.ok ? computed.value : 'A Safe of version 1.x',
        remedy: 'Sign nothing for it here: the hashes shown are not those that it checks.',
        shownAt: { page: 'emergency' },
      },
      {
        id: `safes/threshold/${id}`,
        area: 'emergency',
        says: {
          holds: `${name} has enough owners for its threshold`,
          fails:
            threshold.ok && threshold.value === 0n
              ? `${name} has a threshold of 0`
              : `${name} has fewer owners than its threshold`,
        },
        level: 'critical',
        holds: combine(
          { owners, threshold },
          (own) => own.threshold > 0n && BigInt(own.owners.length) >= own.threshold,
        ),
        found: combine({ owners, threshold }, (own) => `${own.threshold} of ${own.owners.length}`),
        expected: 'A threshold from 1 to the number of its owners',
        remedy: 'It can execute nothing. Freeze through another holder of FREEZER.',
        shownAt: { page: 'emergency' },
      },
      {
        id: `safes/multi-send/${id}`,
        area: 'emergency',
        says: {
          holds: `${name} can batch calls with MultiSendCallOnly`,
          fails: `${name} cannot batch calls: MultiSendCallOnly is not the code that is known`,
        },
        level: 'attention',
        holds: map(multiSend.hash, (hash) => hash === MULTI_SEND_CALL_ONLY_CODE_HASH),
        found: map(multiSend.hash, (hash) => `Code hash ${hash} at ${MULTI_SEND_CALL_ONLY}`),
        expected: `Code hash ${MULTI_SEND_CALL_ONLY_CODE_HASH}`,
        remedy: 'Freezing all at once through it is refused. Freeze the relayers one by one.',
        shownAt: { page: 'emergency' },
      },
      ...safeTraits(safe).map(
        (trait): Check => ({
          ...trait,
          id: `safes/${trait.id}/${id}`,
          area: 'emergency',
          shownAt: { page: 'emergency' },
        }),
      ),
    ]
  })
}
