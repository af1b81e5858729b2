import { roles } from '@/contracts/script/roles'
import { almProxyAbi, chiefAbi, dsPauseAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import type { PlanModel } from '@/lib/console/model/governance'
import { cutOver, dropSpellCreated, governanceOf } from '../preparations'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { type Breaker, by, requestOf, role, type Target } from './target'

/** The plan that the request names. */
export function planOf(target: Target): PlanModel {
  const { plan: id } = requestOf(target, 'execute-plan', 'drop-plan', 'create-drop-spell')
  const found = target.model.governance?.pause?.plans.find((one) => one.id === id)
  if (!found) throw new RangeError(`There is no plan ${id}`)
  return found
}

/** What the pause is told of a plan. */
const contentOf = ({ event: { usr, tag, fax, eta } }: PlanModel) => [usr, tag, fax, eta] as const

/** The first second of the next Processing Window [unix s]. */
const windowOpens = ({ model: { time } }: Target): bigint => {
  const today = time - (time % 86_400n) + 13n * 3_600n
  return today > time ? today : today + 86_400n
}

/** The Prime whose migration the plan takes a step of. */
export function migratingIn(target: Target) {
  const { action } = planOf(target).content
  const primes = target.model.generators.flatMap((generator) => generator.primes)
  return action.type === 'migration'
    ? primes.find(({ addresses }) => addresses.almProxy === action.step.prime)
    : undefined
}

/** Governance cuts Keel over by single calls, as soon as its epoch allows. */
function cutOverNow(target: Target): readonly Step[] {
  const from = known(migratingIn(target)?.migration?.epoch) + 3_600n
  return cutOver(target.scene).filter((step) => !('until' in step) || from > target.model.block.timestamp)
}

/** How the requirements of executing a plan of governance are broken. */
export const planBreakers = {
  'plan-plotted': (target) => {
    const { chief, pause } = governanceOf(target.scene)
    const content = contentOf(planOf(target))
    return {
      'somebody else executes it': [by('donor', pause, dsPauseAbi, 'exec', ...content)],
      'the hat drops it': [
        by('votes', chief, chiefAbi, 'lift', roles.donor.address),
        by('donor', pause, dsPauseAbi, 'drop', ...content),
      ],
    }
  },
  'plan-due': () => ({ never: 'its eta is part of its id' }),
  'plan-code': () => ({ never: 'code stays what it is, and its hash is part of the id' }),
  'plan-hour': (target): ReturnType<Breaker> =>
    planOf(target).content.action.type === 'migration'
      ? { 'the Processing Window opens': [{ until: windowOpens(target) }] }
      : { never: 'single calls keep no hour by this code' },
  'plan-gates': (target): ReturnType<Breaker> => {
    const { action } = planOf(target).content
    if (action.type !== 'migration') return { never: 'single calls demand nothing that is known here' }
    const { stage } = target.scene
    const { step } = action
    return {
      'governance takes a step by single calls':
        step.name === 'startDualRun'
          ? [
              stage.govern(step.prime, almProxyAbi, 'grantRole', role('CONTROLLER'), stage.diamond),
              stage.govern(stage.diamond, legacyMigrationFacetAbi, 'startDualRun', step.prime),
            ]
          : step.name === 'retire'
            ? [stage.govern(stage.diamond, legacyMigrationFacetAbi, 'retire', step.prime)]
            : cutOverNow(target),
    }
  },
  'plan-pending': (target) => ({
    'another hat drops it': [
      by('votes', governanceOf(target.scene).chief, chiefAbi, 'lift', roles.donor.address),
      by('donor', governanceOf(target.scene).pause, dsPauseAbi, 'drop', ...contentOf(planOf(target))),
    ],
  }),
  'hat-drops': (target) => ({
    'votes move on': [by('votes', governanceOf(target.scene).chief, chiefAbi, 'lift', roles.donor.address)],
  }),
  'chief-decides': (target) => ({
    'governance gives the pause another authority': [
      target.scene.stage.govern(
        governanceOf(target.scene).pause,
        dsPauseAbi,
        'setAuthority',
        roles.donor.address,
      ),
    ],
  }),
  'no-drop-spell': (target) => ({
    'somebody else creates it': [dropSpellCreated(target.scene)],
  }),
  'spell-address': () => ({ never: 'it is about what could be read, and Protego goes on counting' }),
  'plan-effects-known': () => ({ never: 'its code and its calldata say it all, whatever the state' }),
} as const satisfies Readonly<Record<string, Breaker>>
