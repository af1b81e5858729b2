import { erc20Abi } from 'viem'
import { roles } from '@/contracts/script/roles'
import { lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import { lockDue } from '@/lib/lcts'
import { lockIsDue, operated, queueOf, redeeming, srUsdsOf } from '../srusds-steps'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { frozenBy, revoked } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** What the HoldingSystem has goes elsewhere. */
const emptied = ({ scene, model }: Target) => {
  const { parts } = srUsdsOf(scene)
  const held = known(model.generators[0]?.srUsds?.held)
  const args = [roles.donor.address, held]
  return call(parts.holdingSystem, parts.underlying, { abi: erc20Abi, functionName: 'transfer', args })
}

/** The account of the action makes a call of its queue by another console. */
function elsewhere(target: Target, functionName: 'claim' | 'claimAndExit') {
  const { queue } = requestOf(target, 'claim-rewards', 'leave-queue')
  return call(target.action.from, queueOf(target.scene, queue), { abi: lctsQueueAbi, functionName })
}

/** How the requirements of a user of a queue of srUSDS are broken. */
export const queueBreakers = {
  'waits-in-queue': (target) => ({
    'the account leaves by another console': [elsewhere(target, 'claimAndExit')],
  }),
  'entry-open': ({ scene }) => ({
    'the LCTS operator locks the queues': [
      ...redeeming(scene),
      lockIsDue(scene),
      operated(scene, 'lockQueues'),
    ],
  }),
  'has-asset': (target) => {
    const { queue } = requestOf(target, 'enter-queue')
    const { parts } = srUsdsOf(target.scene)
    const token = queue === 'subscribe' ? parts.underlying : parts.token
    const held = target.model.generators[0]?.srUsds?.[queue].positions.find(
      ({ id }) => id === target.action.from,
    )?.held
    const args = [roles.donor.address, known(held)]
    return {
      'the account sends it away': [
        call(target.action.from, token, { abi: erc20Abi, functionName: 'transfer', args }),
      ],
    }
  },
  'queue-open': ({ scene }) => ({
    'the LCTS operator locks the queues': [lockIsDue(scene), operated(scene, 'lockQueues')],
  }),
  'has-reward': (target) => ({ 'the account claims by another console': [elsewhere(target, 'claim')] }),
  'has-ended': (target) => {
    const { queue, user } = requestOf(target, 'claim-finalized')
    const claim = { abi: lctsQueueAbi, functionName: 'claimFinalized', args: [user] }
    return { 'somebody else has it paid': [call(roles.donor.address, queueOf(target.scene, queue), claim)] }
  },
} as const satisfies Readonly<Record<string, Breaker>>

/** How the requirements of a publication are broken. */
export const publicationBreakers = {
  publisher: (target) => ({
    'CORE_COUNCIL is revoked': [
      revoked(target, srUsdsOf(target.scene).diamond, 'CORE_COUNCIL', target.holder),
    ],
  }),
  'publish-open': (target) => {
    const { times } = srUsdsOf(target.scene)
    const { day } = requestOf(target, 'publish-settlement')
    return { 'the lock of the day is due': [{ until: lockDue(times, day) }] }
  },
  'factor-valid': () => ({ never: 'it is about the number that was asked for' }),
  'publishes-anew': (target) => {
    const { generator, day, capacity, factor } = requestOf(target, 'publish-settlement')
    const args = [day, capacity, factor]
    return {
      'a colleague publishes the same': [
        by('coreCouncil', generator, srUsdsFacetAbi, 'publishSettlement', ...args),
      ],
    }
  },
  'no-haircut': () => ({ never: 'it is about the number that was asked for' }),
  'yield-there': (target) => ({ 'the HoldingSystem loses what it has': [emptied(target)] }),
} as const satisfies Readonly<Record<string, Breaker>>

/** How the requirements of a lock and of a settlement of the queues of srUSDS are broken. */
export const lctsBreakers = {
  'lcts-operator': (target) => ({
    'LCTS_OPERATOR is revoked': [
      revoked(target, srUsdsOf(target.scene).diamond, 'LCTS_OPERATOR', target.holder),
    ],
    'a guardian freezes it': [frozenBy(target, target.holder)],
  }),
  'lock-due': ({ scene }) => ({ 'they are locked by another console': [operated(scene, 'lockQueues')] }),
  'locks-a-queue': ({ scene }) => ({
    'another console is faster': [operated(scene, 'lockQueues')],
  }),
  'queues-locked': ({ scene }) => ({
    'they are settled by another console': [operated(scene, 'settleQueues')],
  }),
  'settle-due': ({ scene }) => ({
    'they are settled, and locked again the day after': [
      operated(scene, 'settleQueues'),
      lockIsDue(scene),
      operated(scene, 'lockQueues'),
    ],
  }),
  'rate-settles': () => ({ never: 'what is published for a day cannot change once its lock is due' }),
  'backed-after': (target) => ({ 'the HoldingSystem loses what it has': [emptied(target)] }),
  'was-published': () => ({ never: 'what is published for a day cannot change once its lock is due' }),
} as const satisfies Readonly<Record<string, Breaker>>
