import { zeroAddress } from 'viem'
import { roles } from '@/contracts/script/roles'
import { roleHash } from '@/lib/chain/facts/roles'
import {
  callsPlanned,
  cancelAll,
  comesBack,
  cutOverPlanned,
  delayOver,
  dropSpellLifted,
  paceExecuted,
  planDue,
  protegoLifted,
  recordPlanned,
  registered,
  retirePlanned,
} from '../preparations'
import {
  approvalDeletion,
  approvedRate,
  initDeletion,
  operationIn,
  pairing,
  planIn,
  scheduling,
  unregistration,
} from '../requests'
import type { CasesOf } from './case'

/** Actions of governance, of its timelock, and on what BeamState lets somebody do. */
export const governance = {
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
  'execute-plan': [
    {
      title: 'executing the plan that starts the dual-run of a Prime',
      by: 'keeper',
      first: planDue,
      request: (scene) => planIn(scene, 'startDualRun'),
    },
    {
      title: 'executing a plan that cuts a Prime over',
      by: 'keeper',
      first: cutOverPlanned,
      request: (scene) => planIn(scene, 'cutOver'),
    },
    {
      title: 'executing a plan that records the ceilings of a Prime anew',
      by: 'keeper',
      first: recordPlanned,
      request: (scene) => planIn(scene, 'recordCeilings'),
    },
    {
      title: 'executing a plan that retires a Prime',
      by: 'keeper',
      first: retirePlanned,
      request: (scene) => planIn(scene, 'retire'),
    },
    {
      title: 'executing a plan of single calls',
      by: 'keeper',
      first: callsPlanned,
      request: (scene) => planIn(scene, 'calls'),
    },
  ],
  'drop-plan': [
    {
      title: 'dropping a plan through Protego, which wears the hat',
      by: 'keeper',
      first: protegoLifted,
      request: (scene) => planIn(scene, 'startDualRun', 'drop-plan'),
    },
    {
      title: 'dropping a plan through its drop spell, which wears the hat',
      by: 'keeper',
      first: dropSpellLifted,
      request: (scene) => planIn(scene, 'startDualRun', 'drop-plan'),
    },
  ],
  'create-drop-spell': [
    {
      title: 'creating a drop spell against a plan',
      by: 'keeper',
      request: (scene) => planIn(scene, 'startDualRun', 'create-drop-spell'),
    },
  ],
  'pair-cbeam': [
    {
      title: 'pairing a registered cBEAM with the limits of the Generator',
      by: 'coreCouncil',
      first: registered,
      request: (scene) => pairing(scene, 'pair-cbeam', roles.keeper.address, 'rateLimits'),
    },
    {
      title: 'pairing a registered cBEAM with the controller of the Generator',
      by: 'coreCouncil',
      first: registered,
      request: (scene) => pairing(scene, 'pair-cbeam', roles.keeper.address, 'controller'),
    },
  ],
  'unpair-cbeam': [
    {
      title: 'unpairing a cBEAM from the limits of the Generator',
      by: 'coreCouncil',
      request: (scene) => pairing(scene, 'unpair-cbeam', roles.cBeam.address, 'rateLimits'),
    },
    {
      title: 'unpairing a cBEAM from the controller of the Generator',
      by: 'coreCouncil',
      request: (scene) => pairing(scene, 'unpair-cbeam', roles.cBeam.address, 'controller'),
    },
  ],
  'schedule-operation': [
    {
      title: 'scheduling another hop',
      by: 'coreCouncil',
      request: (scene) => scheduling(scene, [{ call: 'setHop', amount: 43_200n }]),
    },
    {
      title: 'scheduling an initial limit for all PAUs, with a salt, while nothing else waits',
      by: 'coreCouncil',
      first: cancelAll,
      request: (scene) =>
        scheduling(
          scene,
          [
            {
              ...{ call: 'addInitRateLimits', target: zeroAddress, key: roleHash('KEY') },
              ...{ amount: 7n, slope: 1n },
            },
          ],
          roleHash('SALT'),
        ),
    },
    {
      title: 'scheduling the approval of a call, and a cBEAM with it',
      by: 'coreCouncil',
      request: (scene) =>
        scheduling(scene, [
          { call: 'addInitControllerActions', target: scene.stage.diamond, data: `0x${'12'.repeat(37)}` },
          { call: 'addCBeam', target: roles.keeper.address },
        ]),
    },
  ],
  'controller-action': [
    {
      title: 'making an approved call on the Diamond',
      by: 'cBeam',
      request: approvedRate,
    },
  ],
  'delete-init': [
    {
      title: 'deleting an initial limit of the Generator',
      by: 'coreCouncil',
      request: (scene) => initDeletion(scene, 'own'),
    },
    {
      title: 'deleting an initial limit of every PAU',
      by: 'coreCouncil',
      request: (scene) => initDeletion(scene, 'general'),
    },
  ],
  'delete-approval': [
    {
      title: 'deleting the approval of an exchange rate',
      by: 'coreCouncil',
      request: (scene) => approvalDeletion(scene, 'setMaxExchangeRate(address,uint256,uint256)'),
    },
    {
      title: 'deleting the approval of a rollback',
      by: 'coreCouncil',
      request: (scene) => approvalDeletion(scene, 'rollback(address)'),
    },
  ],
  unregister: [
    {
      title: 'deleting the registration of a cBEAM that is not paired',
      by: 'coreCouncil',
      first: registered,
      request: (scene) => unregistration(scene, 'cBeam', roles.keeper.address),
    },
    {
      title: 'deleting the registration of a cBEAM that stays paired',
      by: 'coreCouncil',
      request: (scene) => unregistration(scene, 'cBeam', roles.cBeam.address),
    },
    {
      title: 'deleting the registration of the RateLimits',
      by: 'coreCouncil',
      request: (scene) => unregistration(scene, 'rateLimits', scene.stage.rateLimits),
    },
    {
      title: 'deleting the registration of the controller',
      by: 'coreCouncil',
      request: (scene) => unregistration(scene, 'controller', scene.stage.diamond),
    },
  ],
} as const satisfies CasesOf
