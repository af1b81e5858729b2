import { type RoleName, roles } from '@/contracts/script/roles'
import type { ActionRequest } from '@/lib/actions'
import { WAD, wad } from '@/lib/math'
import {
  allFrozen,
  cancelAll,
  comesBack,
  cutOver,
  delayOver,
  freezerOfPrimes,
  frozenWith,
  gapSet,
  momGiven,
  ownIlk,
  paceExecuted,
  pausedVault,
} from './preparations'
import {
  freezeOf,
  lift,
  limitRequest,
  operationIn,
  pause,
  replacement,
  step,
  unitIn,
  vaultOf,
} from './requests'
import { modelAt, type Scene, type Step } from './scene'
import { ILK } from './stages/migration'

/** An action, somebody who may take it, and what has to happen before it can be taken. */
export interface ActionCase {
  readonly title: string
  readonly by: RoleName
  readonly first?: (scene: Scene) => readonly Step[]
  readonly request: (scene: Scene) => ActionRequest
}

/** Every action of the console, each with somebody who may take it. A kind that is missing does not compile. */
const casesByKind: Readonly<
  Record<ActionRequest['kind'], readonly [ActionCase, ...(readonly ActionCase[])]>
> = {
  'freeze-relayer': [
    {
      title: 'freezing a relayer',
      by: 'freezer',
      request: (scene) => freezeOf(scene, roles.relayer1.address),
    },
    {
      title: 'freezing the last of two',
      by: 'freezer',
      request: (scene) => freezeOf(scene, roles.relayer2.address),
    },
    {
      title: 'freezing somebody who is no relayer',
      by: 'freezer',
      request: (scene) => freezeOf(scene, roles.keeper.address),
    },
  ],
  'freeze-all': [
    {
      title: 'freezing all',
      by: 'freezer',
      request: ({ stage }) => ({ kind: 'freeze-all', generator: stage.diamond }),
    },
  ],
  'freeze-funds': [
    {
      title: 'freezing all funds',
      by: 'freezer',
      first: freezerOfPrimes,
      request: () => ({ kind: 'freeze-funds' }),
    },
    {
      title: 'freezing the funds of one Prime',
      by: 'freezer',
      first: freezerOfPrimes,
      request: ({ deployment }) => ({
        kind: 'freeze-funds',
        prime: deployment.generators[0]?.primes[0]?.slug ?? '',
      }),
    },
  ],
  'pause-timelock': [
    {
      title: 'pausing the timelock with PAUSER_ROLE',
      by: 'emergencyWallet',
      request: (scene) => ({ kind: 'pause-timelock', unit: unitIn(scene) }),
    },
    {
      title: 'pausing the timelock through PASMom',
      by: 'keeper',
      first: momGiven,
      request: (scene) => ({ kind: 'pause-timelock', unit: unitIn(scene) }),
    },
    {
      title: 'pausing the timelock while nothing waits in it',
      by: 'emergencyWallet',
      first: cancelAll,
      request: (scene) => ({ kind: 'pause-timelock', unit: unitIn(scene) }),
    },
  ],
  'stop-configurator': [
    {
      title: 'stopping the Configurator with IMMEDIATE',
      by: 'coreCouncil',
      request: (scene) => ({ kind: 'stop-configurator', unit: unitIn(scene) }),
    },
    {
      title: 'stopping the Configurator through PASMom',
      by: 'keeper',
      first: momGiven,
      request: (scene) => ({ kind: 'stop-configurator', unit: unitIn(scene) }),
    },
  ],
  'cancel-operation': [
    {
      title: 'cancelling an operation that is due',
      by: 'coreCouncil',
      request: (scene) => operationIn(scene, 'cancel-operation', 'addCBeam'),
    },
    {
      title: 'cancelling an operation that another one waits for',
      by: 'coreCouncil',
      request: (scene) => operationIn(scene, 'cancel-operation', 'setHop'),
    },
    {
      title: 'cancelling an operation that waits for another one',
      by: 'coreCouncil',
      request: (scene) => operationIn(scene, 'cancel-operation', 'addInitRateLimits'),
    },
    {
      title: 'cancelling an operation as a guardian',
      by: 'guardian3',
      request: (scene) => operationIn(scene, 'cancel-operation', 'addInitControllerActions'),
    },
  ],
  'execute-operation': [
    {
      title: 'executing an operation that is due',
      by: 'keeper',
      request: (scene) => operationIn(scene, 'execute-operation', 'addCBeam'),
    },
    {
      title: 'executing a new pace once its delay is over',
      by: 'keeper',
      first: delayOver('setHop'),
      request: (scene) => operationIn(scene, 'execute-operation', 'setHop'),
    },
    {
      title: 'executing what waited for another operation',
      by: 'coreCouncil',
      first: paceExecuted,
      request: (scene) => operationIn(scene, 'execute-operation', 'addInitRateLimits'),
    },
    {
      title: 'executing the approval of a rollback',
      by: 'keeper',
      first: delayOver('addInitControllerActions'),
      request: (scene) => operationIn(scene, 'execute-operation', 'addInitControllerActions'),
    },
    {
      title: 'executing what brings a Generator back',
      by: 'keeper',
      first: comesBack,
      request: (scene) => operationIn(scene, 'execute-operation', 'addRateLimits'),
    },
  ],
  exec: [
    {
      title: 'letting AutoLine raise the ceiling of the Generator',
      by: 'keeper',
      first: (scene) => [gapSet(scene, ownIlk(modelAt(scene)), (gap) => gap + 7n)],
      request: (scene) => ({ kind: 'exec', ilk: ownIlk(modelAt(scene)).id }),
    },
    {
      title: 'letting AutoLine lower the ceiling of a legacy ilk after its debt',
      by: 'keeper',
      request: () => ({ kind: 'exec', ilk: ILK }),
    },
  ],
  'raise-limit': [
    {
      title: 'raising a limit to the wei of the band',
      by: 'cBeam',
      request: (scene) => limitRequest(scene, 'raise-limit', 0, (now) => (now * 125n) / 100n),
    },
  ],
  'lower-limit': [
    {
      title: 'lowering a limit',
      by: 'cBeam',
      request: (scene) => limitRequest(scene, 'lower-limit', 0, (now) => now / 3n),
    },
    {
      title: 'lowering a limit that was raised an hour ago',
      by: 'cBeam',
      request: (scene) => limitRequest(scene, 'lower-limit', 1, (now) => now - 1n),
    },
  ],
  'remove-limit': [
    {
      title: 'removing a limit',
      by: 'cBeam',
      request: (scene) => limitRequest(scene, 'remove-limit', 0, () => 0n),
    },
  ],
  'guardian-freeze': [
    {
      title: 'freezing a relayer as a guardian',
      by: 'guardian1',
      request: (scene) => ({ kind: 'guardian-freeze', unit: unitIn(scene), beam: roles.relayer1.address }),
    },
    {
      title: 'freezing the Core Council as a guardian',
      by: 'guardian24',
      request: (scene) => ({ kind: 'guardian-freeze', unit: unitIn(scene), beam: roles.coreCouncil.address }),
    },
    {
      title: 'freezing a cBEAM and its pairs as a guardian',
      by: 'guardian2',
      request: (scene) => ({ kind: 'guardian-freeze', unit: unitIn(scene), beam: roles.cBeam.address }),
    },
  ],
  'lift-freeze': [
    {
      title: 'voting to lift the freeze of a relayer',
      by: 'guardian3',
      first: (scene) => frozenWith(scene, roles.relayer1.address, 2),
      request: (scene) => lift(scene, roles.relayer1.address),
    },
    {
      title: 'voting last to lift the freeze of a relayer',
      by: 'guardian16',
      first: (scene) => frozenWith(scene, roles.relayer1.address, 15),
      request: (scene) => lift(scene, roles.relayer1.address),
    },
    {
      title: 'voting last to lift the freeze of the Core Council',
      by: 'guardian16',
      first: (scene) => frozenWith(scene, roles.coreCouncil.address, 15),
      request: (scene) => lift(scene, roles.coreCouncil.address),
    },
    {
      title: 'voting last to lift the freeze of a cBEAM',
      by: 'guardian16',
      first: (scene) => frozenWith(scene, roles.cBeam.address, 15),
      request: (scene) => lift(scene, roles.cBeam.address),
    },
  ],
  'replace-relayer': [
    {
      title: 'making an account the only relayer',
      by: 'cBeam',
      request: (scene) => replacement(scene, 'replace-relayer', roles.keeper.address),
    },
    {
      title: 'making one of two relayers the only one',
      by: 'cBeam',
      request: (scene) => replacement(scene, 'replace-relayer', roles.relayer2.address),
    },
    {
      title: 'setting a relayer after a freeze of all',
      by: 'cBeam',
      first: allFrozen,
      request: (scene) => replacement(scene, 'replace-relayer', roles.relayer1.address),
    },
  ],
  'replace-freezer': [
    {
      title: 'making an account the only freezer',
      by: 'cBeam',
      request: (scene) => replacement(scene, 'replace-freezer', roles.keeper.address),
    },
    {
      title: 'making one of the freezers the only one',
      by: 'cBeam',
      request: (scene) => replacement(scene, 'replace-freezer', roles.freezer.address),
    },
  ],
  migrate: [
    {
      title: 'migrating to the wei of the limit',
      by: 'relayer1',
      request: (scene) => step(scene, 'migrate', wad(25_000_000n * WAD)),
    },
    {
      title: 'migrating a few wei',
      by: 'relayer2',
      request: (scene) => step(scene, 'migrate', wad(10n ** 9n)),
    },
  ],
  'migrate-back': [
    {
      title: 'migrating back',
      by: 'relayer1',
      request: (scene) => step(scene, 'migrate-back', wad(1_234_567n * WAD + 1n)),
    },
  ],
  rollback: [
    {
      title: 'rolling a cutover back',
      by: 'cBeam',
      first: cutOver,
      request: (scene) => ({ kind: 'rollback', ...vaultOf(scene, 'keel') }),
    },
  ],
  'pause-vault': [
    {
      title: 'pausing the takes of a vault',
      by: 'cBeam',
      request: (scene) => pause(scene, 'keel', true, false),
    },
    {
      title: 'pausing the withdrawals of a vault',
      by: 'cBeam',
      request: (scene) => pause(scene, 'keel', false, true),
    },
    {
      title: 'pausing all of a vault',
      by: 'cBeam',
      request: (scene) => pause(scene, 'spark', true, true),
    },
  ],
  'unpause-vault': [
    {
      title: 'ending the pause of the takes of a vault',
      by: 'cBeam',
      first: pausedVault,
      request: (scene) => ({
        kind: 'unpause-vault',
        ...vaultOf(scene, 'keel'),
        takes: true,
        withdrawals: false,
      }),
    },
  ],
  'set-withdrawal-policy': [
    {
      title: 'setting a policy of which a part is used',
      by: 'cBeam',
      request: (scene) => ({
        kind: 'set-withdrawal-policy',
        ...vaultOf(scene, 'spark'),
        share: wad(wad(WAD / 2n)),
        period: 86_401n,
      }),
    },
    {
      title: 'setting a policy that lets out less than is left',
      by: 'cBeam',
      request: (scene) => ({
        kind: 'set-withdrawal-policy',
        ...vaultOf(scene, 'spark'),
        share: wad(WAD / 10n),
        period: 2n * 86_400n,
      }),
    },
  ],
  'set-liquidity-buffer': [
    {
      title: 'setting the liquidity buffer of a vault',
      by: 'cBeam',
      request: (scene) => ({
        kind: 'set-liquidity-buffer',
        ...vaultOf(scene, 'keel'),
        assets: wad(wad(3_141_592n * WAD + 1n)),
      }),
    },
  ],
  'revoke-cbeam': [
    {
      title: 'revoking a cBEAM',
      by: 'coreCouncil',
      request: (scene) => ({ kind: 'revoke-cbeam', unit: unitIn(scene), cBeam: roles.cBeam.address }),
    },
  ],
}

const ofPower: ReadonlySet<string> = new Set<ActionRequest['kind']>([
  ...(['freeze-relayer', 'freeze-all', 'freeze-funds', 'pause-timelock', 'stop-configurator'] as const),
  ...(['guardian-freeze', 'revoke-cbeam', 'replace-relayer', 'replace-freezer'] as const),
  ...(['lift-freeze', 'cancel-operation', 'execute-operation'] as const),
])

const casesWhere = (isOne: (kind: string) => boolean): readonly ActionCase[] =>
  Object.entries(casesByKind).flatMap(([kind, cases]) => (isOne(kind) ? cases : []))

/** Actions on rights and actions on amounts: a test that takes long for all actions is split in two by these. */
export const casesOfPower: readonly ActionCase[] = casesWhere((kind) => ofPower.has(kind))
export const casesOfMoney: readonly ActionCase[] = casesWhere((kind) => !ofPower.has(kind))

export const actionCases: readonly ActionCase[] = [...casesOfPower, ...casesOfMoney]

/** The first case of every kind, for tests whose result is the same for all cases of a kind. */
export const oneOfEachKind: readonly ActionCase[] = Object.values(casesByKind).map(([first]) => first)
