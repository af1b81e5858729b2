import { accessControlsAbi, adminFacetAbi, administeredAgentAbi } from '@/lib/abi'
import type { ControllerDeployment } from '@/lib/deployment'
import type { Ask } from '../../read/ask'
import { adminRole, roleHash } from '../roles'
import { readerOf } from './probe'

/** How many members of a list are asked for before its length is known, so that what follows takes no further round. */
const first = { operators: [0n, 1n, 2n, 3n], others: [0n, 1n] } as const

/** Asks for what a controller with relayers will surely lead to. */
export function guessRelayed(ask: Ask, controller: ControllerDeployment['controller']): void {
  const member = (role: typeof adminRole, index: bigint) =>
    ask.call(controller, adminFacetAbi, 'getRoleMember', role, index)
  for (const index of first.operators) member(roleHash('RELAYER'), index)
  for (const index of first.others) {
    member(roleHash('FREEZER'), index)
    member(adminRole, index)
  }
}

/** Asks for what the reader of a controller will surely lead to, as far as the deployment file names the way there. */
export function guessPau(
  ask: Ask,
  { reader, controller, accessControls, agent }: ControllerDeployment,
): void {
  if (reader === null) {
    readerOf(ask, { reader, controller })
    return
  }
  if (reader !== 'diamond-pau') {
    guessRelayed(ask, controller)
    return
  }
  if (accessControls !== null) {
    for (const role of [roleHash('ALLOCATOR_ROLE'), adminRole]) {
      ask.call(accessControls, accessControlsAbi, 'getRoleMemberCount', role)
      for (const index of first.others)
        ask.call(accessControls, accessControlsAbi, 'getRoleMember', role, index)
    }
  }
  if (agent === null) return
  ask.code(agent)
  ask.call(agent, administeredAgentAbi, 'actorCount')
  ask.call(agent, administeredAgentAbi, 'revokerCount')
  ask.call(agent, administeredAgentAbi, 'adminCount')
  for (const index of first.operators) ask.call(agent, administeredAgentAbi, 'getActor', index)
  for (const index of first.others) {
    ask.call(agent, administeredAgentAbi, 'getRevoker', index)
    ask.call(agent, administeredAgentAbi, 'getAdmin', index)
  }
}
