import type { Address } from 'viem'
import { roles } from '@/contracts/script/roles'
import { beamStateAbi, beamTimeLockAbi } from '@/lib/abi'
import { buildAction, type RoutedRequest } from '@/lib/actions'
import { deployedUnit } from '@/lib/testing/units'
import type { ActionCase } from './cases'
import { role } from './hostile/target'
import { operationIn, unitIn } from './requests'
import { modelAt, type Scene, type Step } from './scene'

const [signer1] = [roles.freezerSigner1.address]

/** The Safe of the scenario, which is a freezer of the Generator. */
export function safeOf({ deployment }: Pick<Scene, 'deployment'>): Address {
  const [safe] = deployment.safes
  if (!safe) throw new RangeError('The scenario has no Safe')
  return safe.address
}

interface Routed {
  readonly title: string
  readonly request: (scene: Scene) => RoutedRequest
  /** What has to happen before the Safe can act. */
  readonly first?: (scene: Scene) => readonly Step[]
}

/** Makes the Safe a Core Council. */
const asCouncil = (scene: Scene): readonly Step[] => [
  scene.stage.govern(
    deployedUnit(scene.deployment).beamState,
    beamStateAbi,
    'setUserRole',
    safeOf(scene),
    2,
    true,
  ),
]

/** Registers the Safe as cBEAM, and pairs it with the Diamond of the Generator. */
const asCBeam = ({ stage, deployment }: Scene): readonly Step[] => {
  const { beamState } = deployedUnit(deployment)
  const safe = safeOf({ deployment })
  return [
    stage.govern(beamState, beamStateAbi, 'addCBeam', safe),
    stage.govern(beamState, beamStateAbi, 'setCBeamForController', stage.diamond, safe),
  ]
}
/** Makes the Safe a canceller of the timelock. */
const asCanceller = (scene: Scene): readonly Step[] => [
  scene.stage.govern(
    deployedUnit(scene.deployment).timelock,
    beamTimeLockAbi,
    'grantRole',
    role('CANCELLER_ROLE'),
    safeOf(scene),
  ),
]

/** Everything that a Safe can do in the place of an account. A kind that is missing does not compile. */
const routedByKind: Readonly<Record<RoutedRequest['kind'], Routed>> = {
  'freeze-relayer': {
    title: 'freezing a relayer',
    request: (scene) => ({
      kind: 'freeze-relayer',
      generator: scene.stage.diamond,
      relayer: roles.relayer1.address,
      through: safeOf(scene),
    }),
  },
  'freeze-all': {
    title: 'freezing all',
    request: (scene) => ({ kind: 'freeze-all', generator: scene.stage.diamond, through: safeOf(scene) }),
  },
  'freeze-funds': {
    title: 'freezing all funds',
    request: (scene) => ({ kind: 'freeze-funds', through: safeOf(scene) }),
  },
  'cancel-operation': {
    title: 'cancelling an operation',
    first: asCanceller,
    request: (scene) => ({ ...operationIn(scene, 'cancel-operation', 'addCBeam'), through: safeOf(scene) }),
  },
  'revoke-cbeam': {
    title: 'revoking a cBEAM',
    first: asCouncil,
    request: (scene) => ({
      kind: 'revoke-cbeam',
      unit: unitIn(scene),
      cBeam: roles.cBeam.address,
      through: safeOf(scene),
    }),
  },
  'replace-relayer': {
    title: 'making an account the only relayer',
    first: asCBeam,
    request: (scene) => ({
      ...{ kind: 'replace-relayer', unit: unitIn(scene), controller: scene.stage.diamond },
      ...{ account: roles.keeper.address, through: safeOf(scene) },
    }),
  },
  'replace-freezer': {
    title: 'making an account the only freezer',
    first: asCBeam,
    request: (scene) => ({
      ...{ kind: 'replace-freezer', unit: unitIn(scene), controller: scene.stage.diamond },
      ...{ account: roles.keeper.address, through: safeOf(scene) },
    }),
  },
}

/** The transaction by which an owner of the Safe approves. */
export function approvalBy(scene: Scene, request: RoutedRequest, owner: Address): Step {
  const [approval] = buildAction(request, modelAt(scene), owner)?.calls ?? []
  if (!approval) throw new RangeError(`${owner} has nothing to approve`)
  return { from: owner, to: approval.to, data: approval.data }
}

/** The first of two owners approves; the second executes. */
export const safeCases: readonly ActionCase[] = Object.values(routedByKind).flatMap(
  ({ title, request, first = () => [] }): readonly ActionCase[] => [
    { title: `approving: ${title}`, by: 'freezerSigner1', first, request },
    {
      title: `executing: ${title}`,
      by: 'freezerSigner2',
      first: (scene) => [...first(scene), approvalBy(scene, request(scene), signer1)],
      request,
    },
  ],
)
