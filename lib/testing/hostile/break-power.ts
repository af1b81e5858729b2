import type { Address } from 'viem'
import { guardianAddresses, roles } from '@/contracts/script/roles'
import { adminFacetAbi, almProxyAbi, beamStateAbi, guardianCouncilAbi, pasMomAbi } from '@/lib/abi'
import { relayersOf } from '@/lib/actions'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { type Breaker, by, requestOf, role, type Target } from './target'

/** Governance takes a role of an access-controlled contract. */
export const revoked = ({ scene: { stage } }: Target, at: Address, name: string, account: Address) =>
  stage.govern(at, almProxyAbi, 'revokeRole', role(name), account)

/** A guardian freezes an account. */
export const frozenBy = ({ scene }: Target, beam: Address): Step =>
  by('guardian12', councilIn(scene.deployment), guardianCouncilAbi, 'freeze', beam)

const councilIn = ({ configurator }: Target['scene']['deployment']) => {
  if (!configurator.guardianCouncil) throw new RangeError('There is no council of guardians')
  return configurator.guardianCouncil
}

/** Governance gives or takes a role of BeamState. */
export const userRole = ({ scene }: Target, account: Address, id: number, enabled: boolean): Step =>
  scene.stage.govern(
    scene.deployment.configurator.beamState,
    beamStateAbi,
    'setUserRole',
    account,
    id,
    enabled,
  )

const removed = ({ scene }: Target, relayer: Address): Step =>
  by('freezer', scene.stage.diamond, adminFacetAbi, 'removeRelayer', relayer)

/** Whoever owns PASMom makes a call of it. */
const byMom = ({ model, scene: { deployment } }: Target, functionName: string, ...args: readonly unknown[]) =>
  call(known(model.mom.owner), deployment.configurator.mom, { abi: pasMomAbi, functionName, args })

/** PASMom is given to somebody else, and obeys the one before no more. */
const momTaken = (target: Target): readonly Step[] => [byMom(target, 'setOwner', roles.donor.address)]

/** Whether the account has no right of its own, but that PASMom obeys it. */
export const isThroughMom = ({ action, scene: { deployment } }: Target): boolean =>
  action.calls.some(({ to }) => to === deployment.configurator.mom)

/** How the requirements of what only takes power away are broken. */
export const powerBreakers = {
  freezer: (target) => ({
    'FREEZER is revoked': [revoked(target, target.scene.stage.diamond, 'FREEZER', target.holder)],
  }),
  'holds-relayer': (target) => {
    const request = requestOf(target, 'freeze-relayer', 'freeze-all')
    const [generator] = target.model.generators
    const relayers = generator ? relayersOf(generator) : []
    const gone = request.kind === 'freeze-relayer' ? [request.relayer] : relayers
    return { 'somebody else removes them': gone.map((relayer) => removed(target, relayer)) }
  },
  'any-relayer': () => ({ never: 'it stands there only where no relayer is left, and does not hold then' }),
  'every-relayer': () => ({ never: 'it stands there only where a relayer could not be read' }),

  pauser: (target): ReturnType<Breaker> =>
    isThroughMom(target)
      ? { 'PASMom changes hands': momTaken(target) }
      : {
          'PAUSER_ROLE is revoked': [
            revoked(target, target.scene.deployment.configurator.timelock, 'PAUSER_ROLE', target.holder),
          ],
        },
  'not-paused': (target) => ({
    'somebody else pauses it': [byMom(target, 'pause')],
  }),
  'cancel-first': () => ({ never: 'it stands there only while something waits, and does not hold then' }),

  stopper: (target): ReturnType<Breaker> =>
    isThroughMom(target)
      ? { 'PASMom changes hands': momTaken(target) }
      : {
          'IMMEDIATE is taken': [userRole(target, target.holder, 2, false)],
          'a guardian freezes the Core Council': [frozenBy(target, target.holder)],
        },
  'not-stopped': (target) => ({
    'somebody else stops it': [byMom(target, 'stop')],
  }),

  guardian: (target) => ({
    'the others vote it out': guardianAddresses
      .filter((guardian) => guardian !== target.holder)
      .slice(0, 16)
      .map((guardian) =>
        call(guardian, councilIn(target.scene.deployment), {
          abi: guardianCouncilAbi,
          functionName: 'removeGuardian',
          args: [target.holder],
        }),
      ),
  }),
  'can-be-frozen': () => ({
    never: 'it is about the address that was asked for, and the council never moves',
  }),
  'not-frozen': (target) => ({
    'another guardian is faster': [frozenBy(target, requestOf(target, 'guardian-freeze').beam)],
  }),
  'guardian-role': (target) => ({
    'the council loses its role': [userRole(target, councilIn(target.scene.deployment), 3, false)],
  }),
  'holds-role': (target) => {
    const { beam } = requestOf(target, 'guardian-freeze')
    return { 'it loses all that it holds': losesAll(target, beam) }
  },

  immediate: (target) => ({
    'IMMEDIATE is taken': [userRole(target, target.holder, 2, false)],
    'a guardian freezes it': [frozenBy(target, target.holder)],
  }),
  'has-rights': (target) => ({
    'governance has taken everything': (target.action.through?.inner ?? target.action).calls.map(
      ({ to, data }) => ({ from: target.scene.stage.pauseProxy, to, data }),
    ),
  }),
  'pairs-asked': () => ({ never: 'it is about what BeamState was asked, not about what it answered' }),
  'pairs-read': () => ({ never: 'it is about how far events were read, not about what the chain holds' }),
} as const satisfies Readonly<Record<string, Breaker>>

/** A relayer, or the Core Council, is left with nothing that a freeze could take the use of. */
function losesAll(target: Target, beam: Address): readonly Step[] {
  const { scene, model } = target
  const [generator] = model.generators
  if (generator && relayersOf(generator).includes(beam)) return [removed(target, beam)]
  const { timelock } = scene.deployment.configurator
  const held = model.timelock.holders.filter(({ account, active }) => account === beam && known(active))
  const roleIds = [1, 2, 3].map((id) => userRole(target, beam, id, false))
  return [...held.map((holder) => revoked(target, timelock, holder.role, beam)), ...roleIds]
}
