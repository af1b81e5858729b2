import { describe, expect, it } from 'vitest'
import type { Action, Completion, SafeProposal, SafeRoute } from '@/lib/actions'
import { given } from '@/lib/leaf'
import {
  action,
  bad,
  dryRun,
  emergency,
  failed,
  from,
  judge,
  lie,
  nothing,
  ordinary,
  simulated,
  stateOf,
  surprise,
  textsOf,
  would,
} from '@/lib/testing/verdicts'

describe('whether an action may be signed', () => {
  it('allows a signature when everything was checked and is as stated', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each)
      expect(verdict).toMatchObject({ blocked: null, confirm: [] })
      expect(verdict.findings.every(({ state }) => state === 'ok')).toBe(true)
    }
  })

  it.each([2, null])('allows no signature on chain %s', (found) => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { chain: { expected: 1, found } })
      expect(verdict.blocked).toMatch(/The wallet/)
      expect(stateOf(verdict, 'chain')).toBe('wrong')
    }
  })

  it('allows no signature where the bytes say something else', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { readBack: bad })
      expect(verdict.blocked).toMatch(/It calls stop\(\)/)
      expect(stateOf(verdict, 'bytes')).toBe('wrong')
    }
  })

  it.each([
    ['a stated effect that did not happen', (of: Action) => simulated(of, lie)],
    ['a change that nobody stated', (of: Action) => simulated(of, surprise)],
    ['a revert', would],
  ])('is no after %s, and a typed confirmation in an emergency', (_, reviewOf) => {
    const verdict = judge(ordinary, { review: reviewOf(ordinary) })
    expect(stateOf(verdict, 'simulation')).toBe('wrong')
    expect(verdict.blocked).not.toBeNull()
    const urgent = judge(emergency, { review: reviewOf(emergency) })
    expect(urgent.blocked).toBeNull()
    expect(urgent.confirm).toHaveLength(1)
  })

  it('allows no signature when a second source differs, and asks for a typed confirmation in an emergency', () => {
    const secondOpinion = { first: 'node', state: 'different', by: 'wallet', what: 'another hash' } as const
    expect(judge(ordinary, { secondOpinion }).blocked).toMatch(/second source differs/)
    expect(judge(emergency, { secondOpinion })).toMatchObject({
      blocked: null,
      confirm: [{ text: expect.stringMatching(/differs/) }],
    })
  })

  it.each([
    ['no node answers', nothing],
    ['the check still runs', () => null],
  ])('stays yes in an emergency when %s, in amber', (_, reviewOf) => {
    const verdict = judge(emergency, { review: reviewOf(emergency), secondOpinion: null })
    expect(verdict).toMatchObject({ blocked: null, confirm: [] })
    expect(stateOf(verdict, 'simulation')).toBe('unknown')
    expect(stateOf(verdict, 'second-source')).toBe('unknown')
    expect(judge(ordinary, { review: reviewOf(ordinary) }).blocked).not.toBeNull()
  })

  it('takes an override where nodes disagree about the chain; in an emergency it only says so in amber', () => {
    const dissent = 'a.example and b.example disagree at block 100.'
    const verdict = judge(ordinary, { dissent })
    expect(verdict).toMatchObject({
      blocked: null,
      confirm: [{ text: 'The picture of the chain is disputed' }],
    })
    expect(verdict.findings.find(({ id }) => id === 'dissent')).toMatchObject({
      ...{ state: 'unknown', detail: dissent },
    })
    expect(judge(emergency, { dissent })).toMatchObject({ blocked: null, confirm: [] })
    expect(stateOf(judge(emergency, { dissent }), 'dissent')).toBe('unknown')
  })

  it('keeps the override of a disagreement while the same nodes disagree, and for no others', () => {
    const keyOf = (dissent: string) => judge(ordinary, { dissent }).confirm.map(({ key }) => key)
    const found = keyOf('10.0.0.1 and 10.0.0.2 disagree at block 100.')
    expect(keyOf('10.0.0.1 and 10.0.0.2 disagree at block 101.')).toEqual(found)
    expect(keyOf('10.0.0.1 and 10.0.0.3 disagree at block 101.')).not.toEqual(found)
  })

  it('shows the smaller check as amber and lets it pass', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { review: dryRun(each) })
      expect(verdict.blocked).toBeNull()
      expect(stateOf(verdict, 'simulation')).toBe('unknown')
    }
  })

  it('takes no review of other transactions for its own', () => {
    const other = action({ emergency: false, calls: [] })
    expect(judge(ordinary, { review: simulated(other) }).blocked).toBe('The check is still running.')
  })

  it('takes no review of another sender for its own', () => {
    const other = action({ emergency: false, from: '0x0000000000000000000000000000000000000052' })
    expect(judge(ordinary, { review: simulated(other) }).blocked).toBe('The check is still running.')
    expect(stateOf(judge(emergency, { review: simulated(other) }), 'simulation')).toBe('unknown')
  })

  it('asks for a typed confirmation where a requirement wants one, also when it is unknown', () => {
    for (const holds of [given(false), failed]) {
      const each = action({
        emergency: false,
        requirements: [
          {
            id: 'window',
            says: { holds: 'It is outside the window', fails: 'It is inside the window' },
            ...{ holds, weight: 'confirm' },
          },
        ],
      })
      expect(judge(each)).toMatchObject({
        blocked: null,
        confirm: [{ text: expect.stringMatching(/side the window/) }],
      })
    }
  })

  it('refuses what is so already, and calls nothing of it wrong', () => {
    const paused = (holds: Action['permission']['holds'], calls = emergency.calls) =>
      action({
        calls,
        requirements: [
          {
            id: 'not-paused',
            says: { holds: 'It is not paused yet', fails: 'It is paused already' },
            ...{ holds, weight: 'blocks', already: true },
          },
        ],
      })
    const of = (each: Action) => judge(each, { review: would(each) })
    const state = (each: Action) => of(each).findings.find(({ id }) => id === 'simulation')?.state
    const again = paused(given(false))
    expect(of(again)).toMatchObject({ blocked: 'It is so already: It is paused already.', confirm: [] })
    expect(state(again)).toBe('idle')
    // So it is said where no call is left to make.
    expect(of(paused(given(false), [])).blocked).toBe('It is so already: It is paused already.')
    expect(of(paused(given(true), [])).blocked).toBe('There is nothing to sign.')
    // Refused for another reason it is wrong.
    expect(state(paused(given(true)))).toBe('wrong')
    expect(state(paused(failed))).toBe('wrong')
  })

  it('refuses somebody without the right, and lets an emergency pass when the right could not be read', () => {
    const right = (holds: Action['permission']['holds']) => ({ ...emergency.permission, holds })
    expect(judge(action({ permission: right(given(false)) })).blocked).toBe('It may not.')
    expect(judge(action({ permission: right(failed) })).blocked).toBeNull()
    expect(judge(action({ emergency: false, permission: right(failed) })).blocked).toBe(
      'Could not be checked: It may.',
    )
  })
})

describe('an action that changed since it was read', () => {
  const changed = [{ what: 'title', before: 'Lower', after: 'Raise' }] as const

  it('asks to read a changed action again, and in an emergency only says so', () => {
    expect(judge(ordinary, { changed }).blocked).toMatch(/changed since this review was opened/)
    expect(judge(emergency, { changed }).blocked).toBeNull()
  })
})

describe('an approval by an owner of a Safe', () => {
  const completion: Completion = {
    calls: emergency.calls.map((call) => ({ ...call, from })),
    effects: [],
    events: [],
  }
  const route = {
    safe: {} as SafeRoute['safe'],
    inner: emergency,
    proposal: { completion } as SafeProposal,
    step: 'approve',
    next: 'Your approval is the first of 2.',
  } as const
  const approving = action({ through: route })
  const waiting = action({
    through: { ...route, step: null, next: '1 more owner has to approve.' },
    calls: [],
  })
  const found = ({ findings }: ReturnType<typeof judge>, id: string) =>
    findings.find((finding) => finding.id === id)?.state

  it('judges an approval by itself and by what it does once executed', () => {
    const both = { ...simulated(approving), onceExecuted: simulated(approving) }
    const fine = judge(approving, { review: both })
    expect([found(fine, 'simulation'), found(fine, 'once-executed'), fine.confirm]).toEqual(['ok', 'ok', []])
    expect(found(judge(approving), 'once-executed')).toBe('unknown')
    const lying = judge(approving, { review: { ...both, onceExecuted: simulated(approving, lie) } })
    expect(found(lying, 'once-executed')).toBe('wrong')
    expect(textsOf(lying)).toEqual(['Simulated: it does not do what is stated, once executed'])
  })

  it('allows no signature while the account has nothing to send, and says what comes next', () => {
    const verdict = judge(waiting, { review: { ...nothing(waiting), onceExecuted: simulated(waiting) } })
    expect(verdict.blocked).toBe('1 more owner has to approve.')
    expect(found(verdict, 'simulation')).toBeUndefined()
    expect(found(verdict, 'once-executed')).toBe('ok')
  })
})
