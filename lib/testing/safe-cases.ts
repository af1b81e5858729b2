import type { Address } from 'viem'
import { roles } from '@/contracts/script/roles'
import { beamStateAbi } from '@/lib/abi'
import { buildAction, type RoutedRequest } from '@/lib/actions'
import type { ActionCase } from './cases'
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
  /** What the Safe needs first. */
  readonly first?: (scene: Scene) => readonly Step[]
}

/** The Safe is made a Core Council. */
const asCouncil = (scene: Scene): readonly Step[] => [
  scene.stage.govern(
    scene.deployment.configurator.beamState,
    beamStateAbi,
    'setUserRole',
    safeOf(scene),
    2,
    true,
  ),
]

/** Everything that a Safe can take in the place of an account. A kind that is missing does not compile. */
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
  'revoke-cbeam': {
    title: 'revoking a cBEAM',
    first: asCouncil,
    request: (scene) => ({ kind: 'revoke-cbeam', cBeam: roles.cBeam.address, through: safeOf(scene) }),
  },
}

/** What an owner of the Safe sends to approve. */
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
