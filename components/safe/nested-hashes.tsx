'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { nestedSafes, type SafeRoute } from '@/lib/actions'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { ConsoleModel } from '@/lib/console/model'
import { bindsContractsByBytes, nestedHashes } from '@/lib/safe'

interface NestedHashesProps {
  readonly route: SafeRoute
  readonly model: ConsoleModel
}

/**
 * The hashes that the owners of an owner see when they sign in its name, for each owner that is a Safe of the deployment.
 * Renders nothing where there is none.
 */
export function NestedHashes({ route: { safe, proposal }, model }: NestedHashesProps) {
  const domain = domainOf(safe, model.chainId)
  if (!proposal || !domain.ok || !bindsContractsByBytes(domain.value.version)) return null
  return nestedSafes(safe, model).map(({ domain: own }) => {
    const hashes = nestedHashes(own, domain.value, proposal.transaction)
    const name = model.safes.find(({ id }) => id === own.safe)?.name ?? own.safe
    const rows = [
      ['Domain hash', hashes.domainHash],
      ['Message hash', hashes.messageHash],
      ['SafeMessage hash', hashes.hash],
    ] as const
    return (
      <Disclosure key={own.safe} summary={`Hashes for the owners of ${name}`} className="text-sm">
        <dl className="space-y-2" data-nested={own.safe}>
          {rows.map(([label, hash]) => (
            <div key={label}>
              <dt className="text-muted">{label}</dt>
              <dd>
                <HashText hash={hash} label={`${label} for ${name}`} />
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    )
  })
}
