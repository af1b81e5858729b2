import * as Secp256k1 from 'ox/Secp256k1'
import { type Address, encodePacked, toHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { guardianAddresses, mnemonic, roles } from '@/contracts/script/roles'
import { almProxyAbi, beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import { buildAction, type RoutedRequest } from '@/lib/actions'
import { sharesOf, WAD, wad } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import type { ActionCase } from './cases'
import { role } from './hostile/target'
import { cutOver, lineMomGiven, registered } from './preparations'
import {
  adding,
  approvalDeletion,
  approvedRate,
  initDeletion,
  moving,
  operationIn,
  pairing,
  recalling,
  scheduling,
  unitIn,
  unregistration,
  vaultOf,
} from './requests'
import { approvalBy, asCBeam, safeOf, settingLimits } from './safe-steps'
import { modelAt, type Scene, type Step } from './scene'
import { asLctsOperator, asPublisher, lockIsDue, publication, settlementIsDue } from './srusds-steps'
import { ILK, primeIn } from './stages/migration'
import { call } from './stages/simulate'

const [signer1] = [roles.freezerSigner1.address]

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

/** Makes the Safe a relayer of a Prime. */
const asPrimeRelayer = (scene: Scene, slug: string): readonly Step[] => {
  const [{ id: controller }] = primeIn(modelAt(scene), slug).controllers
  return [scene.stage.govern(controller, almProxyAbi, 'grantRole', role('RELAYER'), safeOf(scene))]
}

/** Makes the Safe a relayer of the Generator. */
const asRelayer = (scene: Scene): readonly Step[] => [
  scene.stage.govern(scene.stage.diamond, almProxyAbi, 'grantRole', role('RELAYER'), safeOf(scene)),
]

/** Gives the Safe a role of the timelock. */
const inTimelock =
  (name: string) =>
  (scene: Scene): readonly Step[] => [
    scene.stage.govern(
      deployedUnit(scene.deployment).timelock,
      beamTimeLockAbi,
      'grantRole',
      role(name),
      safeOf(scene),
    ),
  ]

/** Sixteen guardians vote one out, and governance gives that seat to the Safe. */
const asGuardian = (scene: Scene): readonly Step[] => {
  const council = deployedUnit(scene.deployment).guardianCouncil as Address
  return [
    ...guardianAddresses.slice(0, 16).map((guardian) =>
      call(guardian, council, {
        abi: guardianCouncilAbi,
        functionName: 'removeGuardian',
        args: [guardianAddresses[21]],
      }),
    ),
    scene.stage.govern(council, guardianCouncilAbi, 'addGuardian', safeOf(scene)),
  ]
}

const asCanceller = inTimelock('CANCELLER_ROLE')
const asProposer = inTimelock('PROPOSER_ROLE')

/** The same request with the first owner's signature of it, given off chain. */
function signedFirst(scene: Scene, request: RoutedRequest): RoutedRequest {
  const proposal = buildAction(request, modelAt(scene), signer1)?.through?.proposal
  const privateKey = mnemonicToAccount(mnemonic, { addressIndex: roles.freezerSigner1.index }).getHdKey()
    .privateKey
  if (!proposal || !privateKey) throw new RangeError('There is nothing to sign')
  const { transaction, safeTxHash } = proposal
  const { r, s, yParity } = Secp256k1.sign({ payload: safeTxHash, privateKey: toHex(privateKey) })
  const signature = encodePacked(['uint256', 'uint256', 'uint8'], [BigInt(r), BigInt(s), 27 + yParity])
  return { ...request, carried: { transaction, signatures: [{ signer: signer1, signature }] } }
}

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
  'guardian-freeze-all': {
    title: 'freezing every BEAM',
    first: asGuardian,
    request: (scene) => ({ kind: 'guardian-freeze-all', through: safeOf(scene) }),
  },
  'wipe-ceiling': {
    title: 'wiping a ceiling',
    first: (scene) => lineMomGiven(scene, safeOf(scene)),
    request: (scene) => ({ kind: 'wipe-ceiling', ilk: ILK, through: safeOf(scene) }),
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
  'schedule-operation': {
    title: 'scheduling an operation',
    first: asProposer,
    request: (scene) => ({
      ...scheduling(scene, [{ call: 'setHop', amount: 43_200n }]),
      through: safeOf(scene),
    }),
  },
  'pair-cbeam': {
    title: 'pairing a cBEAM',
    first: (scene) => [...asCouncil(scene), ...registered(scene)],
    request: (scene) => ({
      ...pairing(scene, 'pair-cbeam', roles.keeper.address, 'controller'),
      through: safeOf(scene),
    }),
  },
  'unpair-cbeam': {
    title: 'unpairing a cBEAM',
    first: asCouncil,
    request: (scene) => ({
      ...pairing(scene, 'unpair-cbeam', roles.cBeam.address, 'controller'),
      through: safeOf(scene),
    }),
  },
  'take-from-vault': {
    title: 'taking from a vault',
    first: (scene) => asPrimeRelayer(scene, 'keel'),
    request: (scene) => ({
      ...moving(scene, 'take-from-vault', 'keel', () => wad(WAD)),
      through: safeOf(scene),
    }),
  },
  'return-to-vault': {
    title: 'returning to a vault',
    first: (scene) => asPrimeRelayer(scene, 'keel'),
    request: (scene) => ({
      ...moving(scene, 'return-to-vault', 'keel', () => wad(WAD)),
      through: safeOf(scene),
    }),
  },
  'recall-from-vault': {
    title: 'recalling from a vault',
    first: asRelayer,
    // The same bound for every owner, whenever each of them signs.
    request: (scene) => ({
      ...recalling(scene, 'keel', () => wad(WAD)),
      mostShares: sharesOf(WAD),
      through: safeOf(scene),
    }),
  },
  'add-to-vault': {
    title: 'adding to a vault',
    first: asRelayer,
    request: (scene) => ({
      ...adding(scene, 'keel', wad(2n * WAD), wad(WAD)),
      leastShares: sharesOf(WAD),
      through: safeOf(scene),
    }),
  },
  'controller-action': {
    title: 'making an approved call',
    first: asCBeam,
    request: (scene) => ({ ...approvedRate(scene), through: safeOf(scene) }),
  },
  'delete-init': {
    title: 'deleting an initial limit',
    first: asCouncil,
    request: (scene) => ({ ...initDeletion(scene, 'own'), through: safeOf(scene) }),
  },
  'delete-approval': {
    title: 'deleting an approval',
    first: asCouncil,
    request: (scene) => ({ ...approvalDeletion(scene, 'rollback(address)'), through: safeOf(scene) }),
  },
  unregister: {
    title: 'deleting a registration',
    first: asCouncil,
    request: (scene) => ({
      ...unregistration(scene, 'cBeam', roles.cBeam.address),
      through: safeOf(scene),
    }),
  },
  'set-limits': {
    title: 'raising a limit and lowering another',
    first: asCBeam,
    request: (scene) =>
      settingLimits(scene, [
        [0, 'raise', (now) => (now * 125n) / 100n],
        [1, 'lower', (now) => now / 3n],
      ]),
  },
  rollback: {
    title: 'rolling a cutover back',
    first: (scene) => [...asCBeam(scene), ...cutOver(scene)],
    request: (scene) => ({ kind: 'rollback', ...vaultOf(scene, 'keel'), through: safeOf(scene) }),
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
  'publish-settlement': {
    title: 'publishing a settlement of srUSDS',
    first: (scene) => [asPublisher(scene)],
    request: (scene) => ({ ...publication(scene, 1n, WAD), through: safeOf(scene) }),
  },
  'lock-queues': {
    title: 'locking the queues of srUSDS',
    first: (scene) => [asLctsOperator(scene), lockIsDue(scene)],
    request: (scene) => ({ kind: 'lock-queues', generator: scene.stage.diamond, through: safeOf(scene) }),
  },
  'settle-queues': {
    title: 'settling the queues of srUSDS',
    first: (scene) => [asLctsOperator(scene), ...settlementIsDue(scene, WAD)],
    request: (scene) => ({ kind: 'settle-queues', generator: scene.stage.diamond, through: safeOf(scene) }),
  },
}

/** The first of two owners approves; the second executes. */
export const safeCases: readonly ActionCase[] = [
  ...Object.values(routedByKind).flatMap(({ title, request, first = () => [] }): readonly ActionCase[] => [
    { title: `approving: ${title}`, by: 'freezerSigner1', first, request },
    {
      title: `executing: ${title}`,
      by: 'freezerSigner2',
      first: (scene) => [...first(scene), approvalBy(scene, request(scene), signer1)],
      request,
    },
  ]),
  {
    title: 'executing with a signature: freezing all',
    by: 'freezerSigner2',
    request: (scene) => signedFirst(scene, routedByKind['freeze-all'].request(scene)),
  },
]
