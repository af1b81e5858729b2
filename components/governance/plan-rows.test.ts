import { describe, expect, it } from 'vitest'
import type { Executable } from '@/lib/console/model/executable'
import type { GovernanceModel, PlanModel } from '@/lib/console/model/governance'
import type { PlanState } from '@/lib/governance'
import { given, type Leaf, map, unknown } from '@/lib/leaf'
import { plannedSteps, plansSentence, splitPlans } from './plan-rows'

const now = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)
const HOUR = 3_600n
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })
const keel = '0x0000000000000000000000000000000000000062'

const plan = (id: string, state: Leaf<PlanState>, eta: bigint, part: object = {}) =>
  ({
    id,
    state,
    event: { eta, endedIn: state.ok && state.value === 'executed' ? eta : null },
    content: { action: { type: 'opaque' }, certain: false },
    executable: map(state, (known): Executable | null =>
      known === 'ready'
        ? { holds: [], at: null, certain: true }
        : known === 'waiting'
          ? { holds: [{ why: 'delay', until: eta }], at: eta, certain: true }
          : null,
    ),
    ...part,
  }) as unknown as PlanModel

const step = (name: string, certain = true) => ({
  content: { action: { type: 'migration', step: { name, prime: keel } }, certain },
})

const ready = plan('ready', given('ready'), now - HOUR)
const waiting = plan('waiting', given('waiting'), now + HOUR)
const later = plan('later', given('waiting'), now + 2n * HOUR)
const unread = plan('unread', failed, now + HOUR)
const done = plan('done', given('executed'), 7n)

describe('the plans of governance', () => {
  it('sorts pending plans by time, those that could not be read first', () => {
    const { pending, ended } = splitPlans([done, later, waiting, unread, ready])
    expect(pending.map(({ id }) => id)).toEqual(['unread', 'ready', 'waiting', 'later'])
    expect(ended.map(({ id }) => id)).toEqual(['done'])
  })

  it('tells the plans in a sentence, with the next that can run', () => {
    expect(plansSentence([done], true, now)).toBe('No plan of governance is pending')
    expect(plansSentence([], false, now)).toBe('No plan of governance is known to be pending')
    expect(plansSentence([waiting], true, now)).toBe(
      '1 plan of governance is pending; it can run from 09:00 UTC, in 1 h',
    )
    expect(plansSentence([ready, later, waiting], true, now)).toBe(
      '3 plans of governance are pending; 1 can run now; the next can run from 09:00 UTC, in 1 h',
    )
    const held = { executable: given({ holds: [{ why: 'code' }], at: null, certain: true }) }
    expect(plansSentence([plan('held', given('ready'), now, held)], true, now)).toBe(
      '1 plan of governance is pending; 1 waits for more than time',
    )
    expect(plansSentence([unread], true, now)).toBe(
      '1 plan of governance is pending; of 1 it could not be read',
    )
  })

  it('takes the first plan that names a Prime as its next step', () => {
    const of = (...plans: readonly PlanModel[]) =>
      plannedSteps({ governance: { pause: { plans } } as unknown as GovernanceModel }).get(keel)
    expect(of(waiting)).toBeUndefined()
    const second = plan('b', given('waiting'), now + 2n * HOUR, step('cutOver'))
    const first = plan('a', given('waiting'), now + HOUR, step('startDualRun'))
    expect(of(second, first)).toEqual({ what: 'start the dual-run', at: now + HOUR })
    const held = { executable: given({ holds: [{ why: 'code' }], at: null, certain: true }) }
    expect(of(plan('a', given('ready'), now, { ...step('retire'), ...held }))?.at).toBeNull()
    expect(of(plan('c', given('executed'), now, step('retire')))).toBeUndefined()
    expect(plannedSteps({ governance: null }).size).toBe(0)
  })

  it('does not take a plan at the word of calldata that other code will read', () => {
    const foreign = plan('a', given('waiting'), now, step('retire', false))
    const steps = plannedSteps({ governance: { pause: { plans: [foreign] } } as unknown as GovernanceModel })
    expect(steps.get(keel)?.what).toBe('retire the legacy ilks, as its calldata says')
  })
})
