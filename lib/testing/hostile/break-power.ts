import type { Address } from 'viem'
import { guardianAddresses, roles } from '@/contracts/script/roles'
import {
  adminFacetAbi,
  administeredAgentAbi,
  almProxyAbi,
  beamStateAbi,
  freezeRegistryAbi,
  guardianCouncilAbi,
  pasMomAbi,
} from '@/lib/abi'
import { relayersOf } from '@/lib/actions'
import { fundsNamed, stepsOf } from '@/lib/console/funds'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { type Breaker, by, requestOf, role, type Target } from './target'

/** Governance takes a role of an access-controlled contract. */
export const revoked = ({ scene: { stage } }: Target, at: Address, name: string, account: Address) =>
  stage.govern(at, almProxyAbi, 'revokeRole', role(name), account)

/** Governance calls an agent, of which it is the admin. */
export const onAgent = (
  { scene: { stage } }: Target,
  agent: Address,
  functionName: 'addActor' | 'removeActor' | 'removeRevoker',
  account: Address,
) => stage.govern(agent, administeredAgentAbi, functionName, account)

/** A guardian freezes an account, of every pair that it has. */
export const frozenBy = (target: Target, beam: Address): Step => {
  const targets = (kind: 'rateLimits' | 'controller') =>
    pairsOf(target, beam)
      .filter((pair) => pair.kind === kind)
      .map((pair) => pair.target)
  return by(
    'guardian12',
    councilIn(target.scene.deployment),
    guardianCouncilAbi,
    'freeze',
    beam,
    targets('rateLimits'),
    targets('controller'),
  )
}

/** The pairs that an account has. */
const pairsOf = ({ model }: Target, beam: Address) =>
  [
    ...model.generators.flatMap(({ scope }) => scope.pairs),
    ...modelUnit(model).configurator.otherPairs,
  ].filter(({ cBeam, active }) => cBeam === beam && known(active))

const councilIn = (deployment: Target['scene']['deployment']) => {
  const { guardianCouncil } = deployedUnit(deployment)
  if (!guardianCouncil) throw new RangeError('There is no council of guardians')
  return guardianCouncil
}

/** Governance gives or takes a role of BeamState. */
export const userRole = ({ scene }: Target, account: Address, id: number, enabled: boolean): Step =>
  scene.stage.govern(
    deployedUnit(scene.deployment).beamState,
    beamStateAbi,
    'setUserRole',
    account,
    id,
    enabled,
  )

const removed = ({ scene }: Target, relayer: Address): Step =>
  by('freezer', scene.stage.diamond, adminFacetAbi, 'removeRelayer', relayer)

/** The owner of PASMom makes a call of it. */
const byMom = ({ model, scene: { deployment } }: Target, functionName: string, ...args: readonly unknown[]) =>
  call(known(modelUnit(model).mom.owner), deployedUnit(deployment).mom, {
    abi: pasMomAbi,
    functionName,
    args,
  })

/** PASMom is given to somebody else, and no longer obeys its owner. */
const momTaken = (target: Target): readonly Step[] => [byMom(target, 'setOwner', roles.donor.address)]

/** Whether the account has no right of its own, but PASMom obeys it. */
export const isThroughMom = ({ action, scene: { deployment } }: Target): boolean =>
  action.calls.some(({ to }) => to === deployedUnit(deployment).mom)

/** How the requirements of actions that only take power away are broken. */
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

  'ends-somebody': (target) => {
    const { prime } = requestOf(target, 'freeze-funds')
    const controllers = fundsNamed(target.model, prime).flatMap((funds) => funds.controllers)
    return {
      'the right to freeze is revoked everywhere': controllers.flatMap(({ id, agency }) =>
        agency === null
          ? [revoked(target, id, 'FREEZER', target.holder)]
          : agency.allocators.items.map(({ account }) =>
              onAgent(target, known(account), 'removeRevoker', target.holder),
            ),
      ),
    }
  },
  'somebody-left': (target) => {
    const { prime } = requestOf(target, 'freeze-funds')
    return {
      'governance removes them': stepsOf(fundsNamed(target.model, prime)).map(
        ({ contract, call, account }) =>
          call === 'removeActor'
            ? onAgent(target, contract, call, account)
            : revoked(target, contract, 'RELAYER', account),
      ),
    }
  },
  'everybody-known': () => ({ never: 'it fails only where a list could not be read' }),

  pauser: (target): ReturnType<Breaker> =>
    isThroughMom(target)
      ? { 'PASMom changes hands': momTaken(target) }
      : {
          'PAUSER_ROLE is revoked': [
            revoked(target, deployedUnit(target.scene.deployment).timelock, 'PAUSER_ROLE', target.holder),
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
  'beam-left': (target) => ({
    'another guardian freezes them all': (target.action.through?.inner ?? target.action).calls.map(
      ({ to, data }) => ({ from: roles.guardian12.address, to, data }),
    ),
  }),
  'council-wards': ({ scene: { stage, deployment } }) => {
    const council = councilIn(deployment)
    const { beamState, freezeRegistry } = deployedUnit(deployment)
    return {
      'governance takes BeamState from the council': [stage.govern(beamState, beamStateAbi, 'deny', council)],
      'governance takes the registry from the council': [
        stage.govern(freezeRegistry as Address, freezeRegistryAbi, 'deny', council),
      ],
    }
  },
  'left-on-timelock': () => ({
    never: 'it stands there only while the account has a role on the timelock, and does not hold then',
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

/** A relayer, a cBEAM or the Core Council loses every right that a freeze could take or make unusable. */
function losesAll(target: Target, beam: Address): readonly Step[] {
  const [generator] = target.model.generators
  if (generator && relayersOf(generator).includes(beam)) return [removed(target, beam)]
  const { beamState } = deployedUnit(target.scene.deployment)
  return [
    ...[1, 2].map((id) => userRole(target, beam, id, false)),
    ...pairsOf(target, beam).map((pair) =>
      by(
        'coreCouncil',
        beamState,
        beamStateAbi,
        pair.kind === 'rateLimits' ? 'unsetCBeamForRateLimits' : 'unsetCBeamForController',
        pair.target,
        beam,
      ),
    ),
  ]
}
