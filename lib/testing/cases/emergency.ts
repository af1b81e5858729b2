import { roles } from '@/contracts/script/roles'
import { allFrozen, cancelAll, freezerOfPrimes, frozenWith, momGiven } from '../preparations'
import { freezeOf, lift, replacement, unitIn } from '../requests'
import type { CasesOf } from './case'

/** Actions that freeze, pause or stop, and those that bring somebody back. */
export const emergency = {
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
  'guardian-freeze-all': [
    {
      title: 'freezing every BEAM as a guardian',
      by: 'guardian1',
      request: () => ({ kind: 'guardian-freeze-all' }),
    },
    {
      title: 'freezing every BEAM that another guardian left',
      by: 'guardian24',
      first: (scene) => frozenWith(scene, roles.relayer2.address, 0),
      request: () => ({ kind: 'guardian-freeze-all' }),
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
  'revoke-cbeam': [
    {
      title: 'revoking a cBEAM',
      by: 'coreCouncil',
      request: (scene) => ({ kind: 'revoke-cbeam', unit: unitIn(scene), cBeam: roles.cBeam.address }),
    },
  ],
} as const satisfies CasesOf
