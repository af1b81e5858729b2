import { type Address, type Hex, keccak256, toHex } from 'viem'
import { adminFacetAbi, beamStateAbi } from '@/lib/abi'
import type { RelayerFacts, RoleFacts } from '@/lib/console/facts/roles'
import type { Deployment } from '@/lib/deployment'
import { andThen, convert, dependOn, type Leaf, type Reason, unknown } from '@/lib/leaf'
import type { Ask } from '../read/ask'

const roleHashes = new Map<string, Hex>()

/** The hash that stands for a role of OpenZeppelin's AccessControl: of each name computed once, not at each picture. */
export function roleHash(name: string): Hex {
  const hash = roleHashes.get(name) ?? keccak256(toHex(name))
  roleHashes.set(name, hash)
  return hash
}

export const adminRole: Hex = `0x${'00'.repeat(32)}`

/** Holders of a role that are listed; a contract that claims more is not believed. */
const mostMembers = 100n

const tooMany = (count: bigint): Reason => ({
  kind: 'out-of-range',
  message: `The contract names ${count} holders, more than are listed here (${mostMembers}).`,
})

/** The relayers of a PAU, and of each whether it is frozen in the BeamState that the controller asks. */
export function gatherRelayers(ask: Ask, { configurator }: Deployment, controller: Address): RelayerFacts {
  const { members, ...role } = gatherRole(ask, controller, 'RELAYER')
  const freezesIn = ask.call(controller, adminFacetAbi, 'beamState')
  const frozen = (account: Leaf<Address>) =>
    andThen(freezesIn, (beamState) =>
      andThen(account, (holder) => ask.call(beamState, beamStateAbi, 'frozen', holder)),
    )
  const isAsked = configurator.guardianCouncil !== null
  return {
    ...role,
    freezesIn,
    members: {
      length: members.length,
      items: members.items.map(({ id, account }) => ({
        id,
        account,
        frozen: isAsked ? frozen(account) : null,
      })),
    },
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
