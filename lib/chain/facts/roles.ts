import { type Address, type Hex, keccak256, toHex, zeroAddress } from 'viem'
import { adminFacetAbi, freezeRegistryAbi } from '@/lib/abi'
import type { MemberList } from '@/lib/console/facts/pau'
import type { RelayerFacts, RoleFacts } from '@/lib/console/facts/roles'
import { type Deployment, unitNamed } from '@/lib/deployment'
import { andThen, convert, dependOn, given, type Leaf, type Reason, unknown } from '@/lib/leaf'
import type { Ask } from '../read/ask'

const roleHashes = new Map<string, Hex>()

/**
 * The hash that stands for a role of OpenZeppelin's AccessControl, computed once for each name and not for every
 * picture.
 */
export function roleHash(name: string): Hex {
  const hash = roleHashes.get(name) ?? keccak256(toHex(name))
  roleHashes.set(name, hash)
  return hash
}

export const adminRole: Hex = `0x${'00'.repeat(32)}`

/** How many holders of a role are listed; a contract that claims more is not believed. */
const mostMembers = 100n

const tooMany = (count: bigint): Reason => ({
  kind: 'out-of-range',
  message: `The contract names ${count} holders, more than are listed here (${mostMembers}).`,
})

/**
 * Whether the Diamonds of a Unit are asked for their FreezeRegistry. Without one in the file nobody can be frozen.
 * @param unit its name; null for Diamonds of which the file names no Unit, so that any may be theirs
 */
export function hasRegistry(deployment: Deployment, unit: string | null): boolean {
  const units = unit === null ? deployment.units : [unitNamed(deployment, unit)]
  return units.some(({ freezeRegistry }) => freezeRegistry !== null)
}

/**
 * The relayers of a PAU, and of each whether it is frozen in the FreezeRegistry that the controller asks.
 * @param freezable whether the controller asks one
 * @param name of the role by which they operate it
 */
export function gatherRelayers(
  ask: Ask,
  controller: Address,
  freezable: boolean,
  name = 'RELAYER',
): RelayerFacts {
  const { members, ...role } = gatherRole(ask, controller, name)
  const freezesIn = freezable ? ask.call(controller, adminFacetAbi, 'freezeRegistry') : null
  const frozen = (account: Leaf<Address>, named: Leaf<Address>) =>
    andThen(named, (registry) =>
      registry === zeroAddress
        ? given(false)
        : andThen(account, (holder) => ask.call(registry, freezeRegistryAbi, 'frozen', holder)),
    )
  return {
    ...role,
    freezesIn,
    members: {
      length: members.length,
      items: members.items.map(({ id, account }) => ({
        id,
        account,
        frozen: freezesIn && frozen(account, freezesIn),
      })),
    },
  }
}

/** Holders of an enumerable role. A holder is addressed by its account, since indices shift when another one leaves. */
export function gatherRole(ask: Ask, contract: Address, name: string, role = roleHash(name)): RoleFacts {
  const members = gatherMembers(ask.call(contract, adminFacetAbi, 'getRoleMemberCount', role), (index) =>
    ask.call(contract, adminFacetAbi, 'getRoleMember', role, index),
  )
  return { contract, name, role, members }
}

/** Accounts that a contract lists by their index. */
export function gatherMembers(counted: Leaf<bigint>, memberAt: (index: bigint) => Leaf<Address>): MemberList {
  const count =
    counted.ok && counted.value > mostMembers ? unknown(tooMany(counted.value), counted.from) : counted
  const items = Array.from({ length: count.ok ? Number(count.value) : 0 }, (_, index) => {
    const account = memberAt(BigInt(index))
    return { id: account.ok ? account.value : `#${index}`, account: dependOn(account, count.from) }
  })
  return { length: convert(count, Number), items }
}
