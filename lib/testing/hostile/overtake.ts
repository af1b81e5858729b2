import { type Address, decodeFunctionData, type Hex, zeroHash } from 'viem'
import type { Saver } from '@/contracts/script/acts/srusds'
import { guardianAddresses, roles } from '@/contracts/script/roles'
import {
  adminFacetAbi,
  almProxyAbi,
  beamStateAbi,
  beamTimeLockAbi,
  controllerOperatorsAbi,
  dsPauseAbi,
  erc4626FacetAbi,
  guardianCouncilAbi,
  jugAbi,
  lctsQueueAbi,
  primeVaultAbi,
  protegoAbi,
  rateLimitsAbi,
  srUsdsFacetAbi,
  usdsAbi,
  vatAbi,
} from '@/lib/abi'
import type { ActionRequest } from '@/lib/actions'
import { fundsNamed } from '@/lib/console/funds'
import { limitKey } from '@/lib/limits'
import { RAD, WAD } from '@/lib/math'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { gapSet, governanceOf, ilkIn } from '../preparations'
import type { Step } from '../scene'
import { collected, queueOf, redeeming } from '../srusds-steps'
import { ILK, known, text } from '../stages/migration'
import { call } from '../stages/simulate'
import { FLOWS } from './break-flows'
import { bounded, vaultIn } from './break-guardrails'
import { limitIn, limitSet } from './break-limits'
import { moved } from './break-migration'
import { migratingIn, planOf } from './break-plan'
import { frozenBy, isThroughMom, onAgent, userRole } from './break-power'
import { coOwnerWays } from './break-safe'
import { by, requestOf, role, type Target, type Ways } from './target'

/**
 * What others do that leaves every requirement as it is, and yet makes an action another one than was read: other
 * starting values, other consequences, another way to undo it, or other calls.
 */
export function overtakings(target: Target): Ways {
  return { ...ways[target.request.kind](target), ...(target.action.through ? coOwnerWays(target) : {}) }
}

/** A cBEAM makes somebody else the only holder of a role of the Generator. */
const replaced = (
  { scene: { stage, deployment } }: Target,
  setter: 'setRelayer' | 'setFreezer',
  account: Address,
): Step =>
  by(
    'cBeam',
    deployedUnit(deployment).operators as Address,
    controllerOperatorsAbi,
    setter,
    stage.diamond,
    account,
  )

/** A cBEAM makes somebody else a relayer. */
const relayerAdded = (target: Target): Step => replaced(target, 'setRelayer', roles.keeper.address)

/** Governance makes somebody a relayer of a Prime. */
const primeRelayerAdded = (target: Target, prime: string): Step => {
  const [funds] = fundsNamed(target.model, prime)
  const [controller] = funds?.controllers ?? []
  if (controller === undefined) throw new RangeError(`There is no Prime ${prime}`)
  const [holder] = controller.agency?.allocators.items ?? []
  const { address } = roles.keeper
  return holder
    ? onAgent(target, known(holder.account), 'addActor', address)
    : target.scene.stage.govern(controller.id, almProxyAbi, 'grantRole', role('RELAYER'), address)
}

const relayerRemoved = ({ scene: { stage } }: Target, who: 'relayer1' | 'relayer2'): Step =>
  by('freezer', stage.diamond, adminFacetAbi, 'removeRelayer', roles[who].address)

const otherRelayerRemoved = (target: Target): Step => {
  const { relayer } = requestOf(target, 'freeze-relayer')
  return relayerRemoved(target, relayer === roles.relayer1.address ? 'relayer2' : 'relayer1')
}

/** The Core Council schedules one more operation. @param after the operation that it waits for; zero for none */
const scheduled = ({ model, scene: { deployment } }: Target, after: Hex = zeroHash): Step => {
  const { timelock, beamState } = deployedUnit(deployment)
  const batch = [[beamState], [0n], ['0x'], after, role('salt'), known(modelUnit(model).timelock.minDelay)]
  return by('coreCouncil', timelock, beamTimeLockAbi, 'scheduleBatch', ...batch)
}

const delayed = ({ scene: { stage, deployment } }: Target): Step =>
  stage.govern(deployedUnit(deployment).timelock, beamTimeLockAbi, 'updateDelayImmediately', 86_400n)

const pauserAdded = ({ scene: { stage, deployment }, holder }: Target): Step =>
  stage.govern(deployedUnit(deployment).timelock, almProxyAbi, 'grantRole', role('PAUSER_ROLE'), holder)

/** Sixteen guardians vote the last one out. */
const guardianRemoved = ({ scene: { deployment } }: Target): readonly Step[] =>
  guardianAddresses.slice(0, 16).map((guardian) =>
    call(guardian, deployedUnit(deployment).guardianCouncil as `0x${string}`, {
      abi: guardianCouncilAbi,
      functionName: 'removeGuardian',
      args: [guardianAddresses[22]],
    }),
  )

/** A cBEAM is paired with one more RateLimits, which belongs to no Generator of the deployment. */
const pairAdded = (
  { scene: { stage, deployment } }: Target,
  cBeam: Address = roles.cBeam.address,
): readonly Step[] => {
  const { beamState } = deployedUnit(deployment)
  return [
    stage.govern(beamState, beamStateAbi, 'addRateLimits', stage.keel.vault),
    stage.govern(beamState, beamStateAbi, 'addCBeam', cBeam),
    by('coreCouncil', beamState, beamStateAbi, 'setCBeamForRateLimits', stage.keel.vault, cBeam),
  ]
}

const limitMoved = (target: Target): Ways => {
  const request = requestOf(target, 'raise-limit', 'lower-limit', 'remove-limit')
  const limit = target.model.generators[0]?.limits.find(({ id }) => id === request.key)
  const [maxAmount, slope] = [known(limit?.maxAmount), known(limit?.slope)]
  return {
    'the maximum moved by a wei': [limitSet(target, request, maxAmount - 1n, slope)],
    'the slope moved by a wei': [limitSet(target, request, maxAmount, slope - 1n)],
  }
}

/** An ilk whose ceiling a plan records, closes or sets: that of the Generator for single calls. */
function plannedIlk(target: Target): Hex {
  const [ilk] = migratingIn(target)?.legacy ?? []
  if (planOf(target).content.action.type === 'calls') return target.scene.stage.genIlk
  if (!ilk) throw new RangeError('The plan is of no ilk')
  return ilk.ilk
}

const operate = (target: Target, name: string, ...args: readonly unknown[]): Step => {
  const request = requestOf(target, 'set-withdrawal-policy', 'set-liquidity-buffer')
  return by('cBeam', vaultIn(target, request).address, primeVaultAbi, name, ...args)
}

const coolDownMoved = (target: Target): Ways => ({
  'governance moved the cool-down': [
    bounded(target, requestOf(target, 'pause-vault', 'unpause-vault'), { coolDown: 2n * 86_400n }),
  ],
})

/**
 * USDS comes into the vault that nobody asked for. An approval is none the worse for that: what the execution starts from
 * is read when it is executed.
 */
const givenTo = (target: Target): Ways => {
  if (target.action.through?.step === 'approve') return {}
  const { mcd, almProxy } = target.scene.stage
  const { address } = vaultIn(target, requestOf(target, ...FLOWS))
  const gift = { abi: usdsAbi, functionName: 'transfer', args: [address, 1_000n * WAD] }
  return { 'a gift comes into the vault': [call(almProxy, mcd.usds, gift)] }
}

/** A saver claims the rewards of what waits in the SubscribeQueue. */
const claimedBy = (saver: Saver, { scene }: Target): Step =>
  by(saver, queueOf(scene, 'subscribe'), lctsQueueAbi, 'claim')

/** Others are paid out of the SubscribeQueue, so that it owes less. Nobody but who asks has anything in the other queue. */
const othersPaid = (target: Target): Ways =>
  requestOf(target, 'claim-rewards', 'leave-queue').queue === 'subscribe'
    ? { 'a saver is paid what has ended': collected(target.scene, 'subscribe', 'saver2') }
    : {}

const ways: Readonly<Record<ActionRequest['kind'], (target: Target) => Ways>> = {
  'freeze-relayer': (target) => ({
    'somebody else is made a relayer': [relayerAdded(target)],
    'the other relayer is removed': [otherRelayerRemoved(target)],
  }),
  'freeze-all': (target) => ({
    'somebody else is made a relayer': [relayerAdded(target)],
    'one of them is removed': [relayerRemoved(target, 'relayer1')],
  }),
  'freeze-funds': (target) => {
    const { prime } = requestOf(target, 'freeze-funds')
    return prime === undefined
      ? {
          'somebody is made a relayer of the Generator': [relayerAdded(target)],
          'one of them is removed': [relayerRemoved(target, 'relayer1')],
        }
      : { 'somebody is made a relayer of the Prime': [primeRelayerAdded(target, prime)] }
  },
  'pause-timelock': (target) => ({
    'an operation is scheduled': [scheduled(target)],
    ...(isThroughMom(target) ? { 'it is given PAUSER_ROLE itself': [pauserAdded(target)] } : {}),
  }),
  'stop-configurator': (target) => ({ 'the delay of the timelock is moved': [delayed(target)] }),
  'guardian-freeze': (target) => ({
    'it is given another role': [userRole(target, requestOf(target, 'guardian-freeze').beam, 1, true)],
    'it is paired once more': pairAdded(target, requestOf(target, 'guardian-freeze').beam),
    'there is a guardian less': guardianRemoved(target),
  }),
  'guardian-freeze-all': (target) => ({
    'somebody is made a relayer': [relayerAdded(target)],
    'another guardian freezes one of them': [frozenBy(target, roles.relayer1.address)],
    'the cBEAM is paired once more': pairAdded(target),
    'there is a guardian less': guardianRemoved(target),
  }),
  'lift-freeze': (target) => {
    const { beam } = requestOf(target, 'lift-freeze')
    const council = deployedUnit(target.scene.deployment).guardianCouncil as Address
    return {
      'another guardian votes': [by('guardian20', council, guardianCouncilAbi, 'lift', beam)],
      'a guardian that voted loses its seat': guardianAddresses.slice(3, 19).map((guardian) =>
        call(guardian, council, {
          abi: guardianCouncilAbi,
          functionName: 'removeGuardian',
          args: [guardianAddresses[0]],
        }),
      ),
    }
  },
  'revoke-cbeam': (target) => ({ 'it is paired once more': pairAdded(target) }),
  'schedule-operation': (target) => ({
    // An approval counts whatever else is scheduled; whoever executes it starts from another count.
    ...(target.action.through?.step === 'approve'
      ? {}
      : { 'an operation is scheduled': [scheduled(target)] }),
    'the delay of the timelock is moved': [delayed(target)],
  }),
  // Whoever pairs or unpairs it before makes the request fulfilled, which is a requirement that breaks.
  'pair-cbeam': () => ({}),
  'unpair-cbeam': (target) => ({ 'the delay of the timelock is moved': [delayed(target)] }),
  'controller-action': (target) => {
    const { controller, data } = requestOf(target, 'controller-action')
    const { args } = decodeFunctionData({ abi: erc4626FacetAbi, data })
    const vault = (args as readonly unknown[])[0]
    return {
      'governance sets another rate': [
        target.scene.stage.govern(controller, erc4626FacetAbi, 'setMaxExchangeRate', vault, WAD, 9n * WAD),
      ],
    }
  },
  'delete-init': (target) => {
    const { key, rateLimits } = requestOf(target, 'delete-init')
    const { stage, deployment } = target.scene
    const { beamState } = deployedUnit(deployment)
    return {
      'governance sets another init': [
        stage.govern(beamState, beamStateAbi, 'addInitRateLimits', key, rateLimits, 7n, 3n),
      ],
      'the delay of the timelock is moved': [delayed(target)],
    }
  },
  'delete-approval': (target) => ({ 'the delay of the timelock is moved': [delayed(target)] }),
  unregister: (target) => ({ 'the delay of the timelock is moved': [delayed(target)] }),
  'replace-relayer': (target) => ({
    'another is made the only relayer': [replaced(target, 'setRelayer', roles.donor.address)],
    'governance makes somebody a relayer besides': [
      target.scene.stage.govern(
        target.scene.stage.diamond,
        adminFacetAbi,
        'grantRole',
        role('RELAYER'),
        roles.primeRelayer.address,
      ),
    ],
  }),
  'replace-freezer': (target) => ({
    'another is made the only freezer': [replaced(target, 'setFreezer', roles.donor.address)],
    'governance makes somebody a freezer besides': [
      target.scene.stage.govern(
        target.scene.stage.diamond,
        adminFacetAbi,
        'grantRole',
        role('FREEZER'),
        roles.primeRelayer.address,
      ),
    ],
  }),
  'cancel-operation': (target) => ({
    'an operation is scheduled that waits for it': [
      scheduled(target, requestOf(target, 'cancel-operation').operation),
    ],
    'the delay of the timelock is moved': [delayed(target)],
  }),
  'execute-operation': (target) => ({
    'an operation is scheduled': [scheduled(target)],
    'the delay of the timelock is moved': [delayed(target)],
  }),
  'execute-plan': (target) => {
    const { stage } = target.scene
    const ilk = plannedIlk(target)
    return {
      'governance moves a ceiling that it records or sets': [
        stage.govern(stage.mcd.vat, vatAbi, 'file', ilk, text('line'), 7n * RAD),
      ],
    }
  },
  drip: (target) => ({
    'somebody else books them first': [
      by('donor', target.scene.stage.mcd.jug, jugAbi, 'drip', text(requestOf(target, 'drip').ilk)),
    ],
  }),
  'drop-plan': (target) => ({
    'governance moves the delay of the pause': [
      target.scene.stage.govern(governanceOf(target.scene).pause, dsPauseAbi, 'setDelay', 172_800n),
    ],
  }),
  'create-drop-spell': (target) => ({
    'somebody creates a drop spell against something else': [
      by(
        'donor',
        governanceOf(target.scene).protego,
        protegoAbi,
        ...(['deploy', roles.donor.address, role('tag'), '0x', 1n] as const),
      ),
    ],
  }),
  exec: (target) => {
    const ilk = ilkIn(target.model, requestOf(target, 'exec').ilk)
    return { 'governance moves the gap': [gapSet(target.scene, ilk, (gap) => gap / 2n)] }
  },
  'wipe-ceiling': (target) => {
    const { ilk } = ilkIn(target.model, requestOf(target, 'wipe-ceiling').ilk)
    const { stage } = target.scene
    return {
      'governance moves the ceiling': [
        stage.govern(stage.mcd.vat, vatAbi, 'file', ilk, text('line'), 7n * RAD),
      ],
    }
  },
  'raise-limit': limitMoved,
  'lower-limit': limitMoved,
  'remove-limit': limitMoved,
  // An approval counts whatever the limits start from; whoever executes it sees what they are then.
  'set-limits': (target) => {
    const [step] = requestOf(target, 'set-limits').steps
    if (step === undefined || target.action.through?.step === 'approve') return {}
    const { maxAmount, slope } = limitIn(target, step)
    return {
      'the maximum of one moved by a wei': [limitSet(target, step, known(maxAmount) - 1n, known(slope))],
      'the slope of one moved by a wei': [limitSet(target, step, known(maxAmount), known(slope) - 1n)],
    }
  },
  migrate: (target) => ({ 'a colleague moves a million': [moved(target, 'migrate', 10n ** 6n * WAD)] }),
  'migrate-back': (target) => ({
    'a colleague moves a million back': [moved(target, 'migrateBack', 10n ** 6n * WAD)],
  }),
  rollback: ({ scene: { stage }, action }) => ({
    // An approval counts whatever the ceilings start from.
    ...(action.through?.step === 'approve'
      ? {}
      : {
          'governance restored a part': [
            stage.govern(stage.mcd.vat, vatAbi, 'file', text(ILK), text('line'), 10n ** 6n * RAD),
          ],
        }),
  }),
  'take-from-vault': givenTo,
  'return-to-vault': givenTo,
  'recall-from-vault': givenTo,
  'add-to-vault': givenTo,
  'pause-vault': coolDownMoved,
  'unpause-vault': coolDownMoved,
  'set-withdrawal-policy': (target) => ({
    'a colleague set another': [operate(target, 'setWithdrawalPolicy', WAD / 3n, 90_000n)],
  }),
  'set-liquidity-buffer': (target) => ({
    'a colleague set another': [operate(target, 'setLiquidityBuffer', WAD)],
  }),
  'enter-queue': (target) =>
    requestOf(target, 'enter-queue').queue === 'subscribe'
      ? {
          'a saver leaves before': [
            by('saver5', queueOf(target.scene, 'subscribe'), lctsQueueAbi, 'claimAndExit'),
          ],
        }
      : {},
  'claim-rewards': othersPaid,
  'leave-queue': othersPaid,
  'claim-finalized': (target) =>
    requestOf(target, 'claim-finalized').queue === 'subscribe'
      ? { 'a saver who waits claims rewards': [claimedBy('saver3', target)] }
      : {},
  'publish-settlement': (target) => {
    const { generator, day, capacity, factor } = requestOf(target, 'publish-settlement')
    const other = [day, capacity + 1n, factor]
    return {
      'a colleague publishes something else for the day': [
        by('coreCouncil', generator, srUsdsFacetAbi, 'publishSettlement', ...other),
      ],
    }
  },
  'lock-queues': ({ scene }) => ({ 'a saver enters the RedeemQueue before': redeeming(scene) }),
  'settle-queues': ({ scene: { stage } }) => ({
    'governance lowers the limit of what is minted': [
      stage.govern(
        stage.rateLimits,
        rateLimitsAbi,
        'setRateLimitData',
        limitKey('LIMIT_SRUSDS_MINT'),
        7n,
        0n,
      ),
    ],
  }),
}
