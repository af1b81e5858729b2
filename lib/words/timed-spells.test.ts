import { describe, expect, it } from 'vitest'
import type { SpellModel } from '@/lib/console/model/governance'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, plan, planLog } from '@/lib/testing/fakes/model'
import { tellSpell } from './timed-spells'

const deployment = fakePrimeDeployment()
/** 2027-01-15 is a Friday; the block is of 08:00. */
const opens = fakeTime + 6n * 3_600n
const expiration = fakeTime + 86_400n

const keeps: FakeOutputs = {
  'officeHours()': () => [true],
  'nextCastTime()': () => [opens],
  'expiration()': () => [expiration],
}
const TERM =
  'It had to be scheduled by 2027-01-16 08:00 UTC, by the word of its spell; what is plotted does not expire.'

const spellOf = (outputs: FakeOutputs = {}, time = fakeTime): SpellModel => {
  const model = fakeModel({ ...keeps, ...outputs }, time, deployment)
  const spell = model.governance?.pause?.plans[0]?.spell
  if (!spell) throw new Error('The plan has no spell')
  return spell
}
const told = (outputs: FakeOutputs = {}, time = fakeTime) => tellSpell(spellOf(outputs, time), time)

describe('the spell of a plan', () => {
  it('is told with its office hours from the model’s time on', () => {
    const hours =
      'Office hours (Monday to Friday, 14:00 to 21:00 UTC), by the word of its spell: castable next'
    expect(told()).toEqual([`${hours} from 2027-01-15 14:00 UTC.`, TERM])
    expect(told({}, opens - 1n)[0]).toBe(`${hours} from 2027-01-15 14:00 UTC.`)
    expect(told({}, opens)[0]).toBe(`${hours} now.`)
    expect(told({}, opens + 7n * 3_600n - 1n)[0]).toBe(`${hours} now.`)
    expect(told({}, opens + 7n * 3_600n)[0]).toBe(`${hours} from 2027-01-18 14:00 UTC.`)
  })

  it('is told to keep none where it says so', () => {
    const without = { 'officeHours()': () => [false], 'nextCastTime()': () => [fakeTime] }
    expect(told(without)).toEqual(['No office hours, by the word of its spell.', TERM])
  })

  it('is told to contradict itself where its next time is none of its office hours', () => {
    expect(told({ 'nextCastTime()': () => [opens + 1n] })).toEqual([
      expect.stringContaining('castable next'),
      'Its spell contradicts itself: at this block it names 2027-01-15 14:00 UTC as its next time.',
      TERM,
    ])
  })

  it('is held to its own word at the time of the block, whatever the time of the model is', () => {
    expect(spellOf({}, opens + 1n).consistent).toMatchObject({ ok: true, value: true })
  })

  it('says nothing where it lacks the views, and is unknown where they were not read', () => {
    const mute = { 'officeHours()': () => null, 'nextCastTime()': () => null, 'expiration()': () => null }
    expect(told(mute)).toEqual(['Its spell does not say whether it keeps office hours.'])
    const unread = { ok: false, reason: { kind: 'not-read', message: 'It was not read.' }, from: [] } as const
    const spell = {
      ...spellOf(),
      officeHours: unread,
      castableFrom: unread,
      consistent: unread,
      expiration: unread,
    }
    expect(tellSpell(spell, fakeTime)).toEqual([
      'Whether its spell keeps office hours is unknown. It was not read.',
      'When its spell expires is unknown. It was not read.',
    ])
  })

  it('is asked for only while the plan is plotted, and where its plotting was seen', () => {
    const spellAfter = (...plans: ReturnType<typeof planLog>[]) =>
      fakeModel(keeps, fakeTime, deployment, { plans }).governance?.pause?.plans[0]?.spell
    expect(spellAfter(planLog('plot', plan))).not.toBeNull()
    expect(spellAfter(planLog('plot', plan), planLog('exec', plan, 2n))).toBeNull()
    expect(spellAfter(planLog('drop', plan))).toBeNull()
  })
})
