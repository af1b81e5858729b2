import { type Address, type Hex, keccak256, toHex } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { convert, dependOn, type Reason, unknown } from '@/lib/console/leaf'
import type { RelayerFacts, RoleFacts } from '@/lib/console/role-facts'
import type { Ask } from '../ask'

/** The hash that stands for a role of OpenZeppelin's AccessControl. */
export const roleHash = (name: string): Hex => keccak256(toHex(name))
export const adminRole: Hex = `0x${'00'.repeat(32)}`

/** Holders of a role that are listed; a contract that claims more is not believed. */
const mostMembers = 100n

const tooMany = (count: bigint): Reason => ({
  kind: 'out-of-range',
  message: `The contract names ${count} holders, more than are listed here (${mostMembers}).`,
})

/** The relayers of a PAU, and the BeamState in which its controller looks for a freeze. */
export function gatherRelayers(ask: Ask, controller: Address): RelayerFacts {
  return {
    ...gatherRole(ask, controller, 'RELAYER'),
    freezesIn: ask.call(controller, adminFacetAbi, 'beamState'),
  }
}

/** Holders of an enumerable role. A holder is addressed by its account: indices move when another one goes. */
export function gatherRole(ask: Ask, contract: Address, name: string, role = roleHash(name)): RoleFacts {
  const counted = ask.call(contract, adminFacetAbi, 'getRoleMemberCount', role)
  const count =
    counted.ok && counted.value > mostMembers ? unknown(tooMany(counted.value), counted.from) : counted
  const items = Array.from({ length: count.ok ? Number(count.value) : 0 }, (_, index) => {
    const account = ask.call(contract, adminFacetAbi, 'getRoleMember', role, BigInt(index))
    return { id: account.ok ? account.value : `#${index}`, account: dependOn(account, count.from) }
  })
  return { contract, name, role, members: { length: convert(count, Number), items } }
}
