'use client'

import type { RoleFacts } from '@/lib/console/facts/roles'
import { LeafAddress } from './leaf-address'
import { LeafText } from './leaf-text'
import { Provenance } from './provenance'

/** Everyone who holds a role, as the contract lists them. */
export function RoleHolders({ role }: { readonly role: RoleFacts }) {
  const { members, name } = role
  if (!members.length.ok) return <LeafText leaf={members.length} text={String} />
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      {members.length.value === 0 && <span>Nobody</span>}
      {members.items.map(({ id, account }) => (
        <LeafAddress key={id} leaf={account} />
      ))}
      <Provenance leaf={members.length} of={`holders of ${name}`} />
    </span>
  )
}
