import { roles } from '@/contracts/script/roles'
import { WAD, wad } from '@/lib/math'
import {
  cutOver,
  depositsUnset,
  gapSet,
  hatGiven,
  lineMomGiven,
  ownIlk,
  pausedVault,
  returnsLet,
  secondOf,
  secondWorks,
  unfundedIlk,
  unguarded,
} from '../preparations'
import { adding, limitRequest, moving, pause, recalling, step, vaultOf } from '../requests'
import { approvalBy, asCBeam, settingLimits } from '../safe-steps'
import { modelAt, type Scene } from '../scene'
import {
  approved,
  collected,
  ended,
  lockIsDue,
  publication,
  redeeming,
  settlementIsDue,
} from '../srusds-steps'
import { ILK, known } from '../stages/migration'
import type { CasesOf } from './case'

const loweringTwo = (scene: Scene) =>
  settingLimits(scene, [
    [0, 'lower', (now) => now / 3n],
    [1, 'lower', (now) => now - 1n],
  ])

/** Actions on amounts, limits and vaults. */
export const money = {
  drip: [
    {
      title: 'booking the fees of the Generator',
      by: 'keeper',
      request: (scene) => ({ kind: 'drip', ilk: ownIlk(modelAt(scene)).id }),
    },
    {
      title: 'booking the fees of a legacy ilk',
      by: 'keeper',
      request: () => ({ kind: 'drip', ilk: ILK }),
    },
    {
      title: 'booking the fees of a Prime that no Generator funds',
      by: 'keeper',
      request: (scene) => ({ kind: 'drip', ilk: unfundedIlk(modelAt(scene)).id }),
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
  'wipe-ceiling': [
    {
      title: 'wiping the ceiling of the Generator with the hat',
      by: 'keeper',
      first: hatGiven,
      request: (scene) => ({ kind: 'wipe-ceiling', ilk: ownIlk(modelAt(scene)).id }),
    },
    {
      title: 'wiping the ceiling of a legacy ilk as the owner of LineMom',
      by: 'keeper',
      first: (scene) => lineMomGiven(scene, roles.keeper.address),
      request: () => ({ kind: 'wipe-ceiling', ilk: ILK }),
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
  'set-limits': [
    {
      title: 'lowering two limits in one transaction of a Safe',
      by: 'freezerSigner2',
      first: (scene) => [
        ...asCBeam(scene),
        approvalBy(scene, loweringTwo(scene), roles.freezerSigner1.address),
      ],
      request: loweringTwo,
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
  'take-from-vault': [
    {
      title: 'taking all that the policy lets out, by a Diamond',
      by: 'primeRelayer',
      request: (scene) => moving(scene, 'take-from-vault', 'keel', ({ canTake }) => known(canTake).amount),
    },
    {
      title: 'taking a few wei, by a controller with facets',
      by: 'primeRelayer',
      request: (scene) => moving(scene, 'take-from-vault', 'grove', () => wad(3n)),
    },
    {
      title: 'taking through an agent, by a production controller',
      by: 'primeRelayer',
      request: (scene) => moving(scene, 'take-from-vault', 'spark', () => wad(1_000_000n * WAD + 1n)),
    },
    {
      title: 'taking from a vault without policy and buffer, by a monolithic controller',
      by: 'primeRelayer',
      first: (scene) => unguarded(scene, 'obex'),
      request: (scene) => moving(scene, 'take-from-vault', 'obex', ({ canTake }) => known(canTake).amount),
    },
    {
      title: 'taking by the second of two controllers',
      by: 'keeper',
      first: (scene) => secondWorks(scene, 'spark'),
      request: (scene) => ({
        ...moving(scene, 'take-from-vault', 'spark', () => wad(3n)),
        controller: secondOf(modelAt(scene), 'spark'),
      }),
    },
  ],
  'return-to-vault': [
    {
      title: 'returning all that the ALMProxy holds, by a Diamond',
      by: 'primeRelayer',
      first: (scene) => returnsLet(scene, 'keel'),
      request: (scene) => moving(scene, 'return-to-vault', 'keel', ({ proxyIdle }) => known(proxyIdle)),
    },
    {
      title: 'returning a few wei, by a controller with facets',
      by: 'primeRelayer',
      first: (scene) => returnsLet(scene, 'grove'),
      request: (scene) => moving(scene, 'return-to-vault', 'grove', () => wad(3n)),
    },
    {
      title: 'returning through an agent, by a production controller',
      by: 'primeRelayer',
      first: (scene) => returnsLet(scene, 'spark'),
      request: (scene) => moving(scene, 'return-to-vault', 'spark', () => wad(1_000_000n * WAD + 1n)),
    },
    {
      title: 'returning by the second of two controllers',
      by: 'keeper',
      first: (scene) => secondWorks(scene, 'spark'),
      request: (scene) => ({
        ...moving(scene, 'return-to-vault', 'spark', () => wad(3n)),
        controller: secondOf(modelAt(scene), 'spark'),
      }),
    },
  ],
  'recall-from-vault': [
    {
      title: 'recalling all that is idle',
      by: 'relayer1',
      request: (scene) => recalling(scene, 'keel', ({ vault }) => known(vault.idle)),
    },
    {
      title: 'recalling a few wei from a vault whose deposit limit is not set',
      by: 'relayer2',
      first: (scene) => depositsUnset(scene, 'spark'),
      request: (scene) => recalling(scene, 'spark', () => wad(3n)),
    },
  ],
  'add-to-vault': [
    {
      title: 'adding what is idle, without minting',
      by: 'relayer1',
      request: (scene) => adding(scene, 'keel', wad(1_000_000n * WAD + 1n), wad(0n)),
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
  'publish-settlement': [
    {
      title: 'publishing a settlement of srUSDS with yield',
      by: 'coreCouncil',
      request: (scene) => publication(scene, 1n, (100_001n * WAD) / 100_000n),
    },
    {
      title: 'replacing what is published for a settlement of srUSDS by a haircut',
      by: 'coreCouncil',
      request: (scene) => publication(scene, 0n, (99n * WAD) / 100n),
    },
  ],
  'lock-queues': [
    {
      title: 'locking the queues of srUSDS',
      by: 'lctsOperator',
      first: (scene) => [lockIsDue(scene)],
      request: ({ stage }) => ({ kind: 'lock-queues', generator: stage.diamond }),
    },
  ],
  'settle-queues': [
    {
      title: 'settling the queues of srUSDS with yield, beyond netting',
      by: 'lctsOperator',
      first: (scene) => settlementIsDue(scene, (10_001n * WAD) / 10_000n),
      request: ({ stage }) => ({ kind: 'settle-queues', generator: stage.diamond }),
    },
    {
      title: 'settling the queues of srUSDS with a haircut',
      by: 'lctsOperator',
      first: (scene) => settlementIsDue(scene, (99n * WAD) / 100n),
      request: ({ stage }) => ({ kind: 'settle-queues', generator: stage.diamond }),
    },
  ],
  'enter-queue': [
    {
      title: 'entering a queue of srUSDS after an approval',
      by: 'saver4',
      request: ({ stage }) => ({
        ...{ kind: 'enter-queue', generator: stage.diamond, queue: 'subscribe' },
        amount: wad(1_000n * WAD + 1n),
      }),
    },
    {
      title: 'entering a queue of srUSDS again, which pays what has ended',
      by: 'saver1',
      first: (scene) => [approved(scene, 'redeem', 'saver1')],
      request: ({ stage }) => ({
        ...{ kind: 'enter-queue', generator: stage.diamond, queue: 'redeem' },
        amount: wad(2_000n * WAD + 1n),
      }),
    },
  ],
  'claim-rewards': [
    {
      title: 'claiming rewards of srUSDS from a queue',
      by: 'saver3',
      request: ({ stage }) => ({ kind: 'claim-rewards', generator: stage.diamond, queue: 'subscribe' }),
    },
  ],
  'leave-queue': [
    {
      title: 'leaving a queue of srUSDS with rewards and the rest',
      by: 'saver3',
      request: ({ stage }) => ({ kind: 'leave-queue', generator: stage.diamond, queue: 'subscribe' }),
    },
    {
      title: 'leaving a queue of srUSDS as the last one',
      by: 'saver1',
      first: (scene) => [...collected(scene, 'redeem', 'saver1'), ...redeeming(scene)],
      request: ({ stage }) => ({ kind: 'leave-queue', generator: stage.diamond, queue: 'redeem' }),
    },
  ],
  'claim-finalized': [
    {
      title: 'claiming what has ended in a queue of srUSDS',
      by: 'saver2',
      request: (scene) => ended(scene, 'subscribe', 'saver2'),
    },
    {
      title: 'having somebody else paid what has ended in a queue of srUSDS',
      by: 'keeper',
      request: (scene) => ended(scene, 'redeem', 'saver1'),
    },
  ],
} as const satisfies CasesOf
