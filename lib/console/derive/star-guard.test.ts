import { type Address, type Hex, zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { tellStarSpell } from '@/lib/words/star-guard'
import { checkState } from '../model/check'

const deployment = fakePrimeDeployment()
const tag: Hex = `0x${'ab'.repeat(32)}`
const otherCode: Hex = `0x${'99'.repeat(32)}`
const DAY = 86_400n
/** Ten days after the block. */
const deadline = fakeTime + 10n * DAY

/** A spell that anyone can execute. */
const open: FakeOutputs = {
  'spellData()': () => [someone, tag, deadline],
  'codeOf(address)': () => [tag, 1n],
  'isExecutable()': () => [true],
  'wards(address)': () => [1n],
}
const none: FakeOutputs = { ...open, 'spellData()': () => [zeroAddress, zeroHash, 0n] }

const modelOf = (outputs: FakeOutputs = {}, time = fakeTime) =>
  fakeModel({ ...open, ...outputs }, time, deployment)

function guardOf(outputs: FakeOutputs = {}, time = fakeTime) {
  const guard = modelOf(outputs, time).generators[0]?.primes[0]?.starGuard
  if (!guard) throw new Error('The Prime has no StarGuard')
  return guard
}

const refusal = (outputs: FakeOutputs = {}, time = fakeTime) => {
  const leaf = guardOf(outputs, time).spell?.refusal
  return leaf?.ok ? leaf.value : 'unknown'
}

const told = (outputs: FakeOutputs = {}, time = fakeTime) => {
  const leaf = tellStarSpell('Spark', guardOf(outputs, time))
  return leaf.ok ? leaf.value.text : leaf.reason.message
}

describe('the spell of a Prime', () => {
  it('can be executed by anyone until the second of its deadline', () => {
    expect(refusal()).toBeNull()
    expect(refusal({}, deadline)).toBeNull()
    expect(told({}, deadline)).toBe('Spark has a spell that anyone can execute until 2027-01-25 08:00 UTC')
    expect(refusal({}, deadline + 1n)).toBe('expired')
    expect(told({}, deadline + 1n)).toBe(
      "Spark's spell expired 2027-01-25 08:00 UTC: it cannot run unless governance plots it again",
    )
  })

  it('cannot run once its code changed, whatever the deadline is', () => {
    const changed = { 'codeOf(address)': () => [otherCode, 1n] }
    expect(guardOf(changed).spell?.intact).toMatchObject({ ok: true, value: false })
    expect(refusal(changed)).toBe('code')
    expect(refusal(changed, deadline + 1n)).toBe('code')
    expect(told(changed)).toBe("The code of Spark's spell changed since it was plotted: it cannot run")
  })

  it('waits as long as it says itself that it cannot run', () => {
    const waits = { 'isExecutable()': () => [false] }
    expect(refusal(waits)).toBe('not-yet')
    expect(told(waits)).toBe(
      'Spark has a spell that says it cannot run yet; once it can, anyone can execute it until 2027-01-25 08:00 UTC',
    )
    expect(refusal(waits, deadline + 1n)).toBe('expired')
  })

  it('cannot run where the SubProxy takes no code from the StarGuard', () => {
    const without = { 'wards(address)': () => [0n] }
    expect(guardOf(without).mayRun).toMatchObject({ ok: true, value: false })
    expect(refusal(without)).toBe('no-right')
    expect(told(without)).toBe("Spark's spell cannot run: its SubProxy takes no code from the StarGuard")
  })

  it('is unknown while what decides it could not be read, and known as soon as something refuses', () => {
    const unread = (name: string) => ({ [name]: () => null })
    expect(refusal(unread('spellData()'))).toBe('unknown')
    expect(refusal(unread('codeOf(address)'))).toBe('unknown')
    expect(refusal(unread('isExecutable()'))).toBe('unknown')
    expect(refusal(unread('subProxy()'))).toBe('unknown')
    expect(refusal({ ...unread('isExecutable()'), 'codeOf(address)': () => [otherCode, 1n] })).toBe('code')
    expect(refusal(unread('isExecutable()'), deadline + 1n)).toBe('expired')
    expect(told(unread('isExecutable()'))).toMatch(/reverted/)
  })

  it('is none where none is plotted', () => {
    expect(guardOf(none).spell).toBeNull()
    expect(told(none)).toBe('Spark has no spell pending')
  })

  it('is not asked for where the deployment names no StarGuard', () => {
    const [generator] = deployment.generators
    const prime = { ...generator!.primes[0]!, starGuard: null }
    const without = { ...deployment, generators: [{ ...generator!, primes: [prime] }] }
    const model = fakeModel(open, fakeTime, without)
    expect(model.generators[0]?.primes[0]?.starGuard).toBeNull()
    expect(model.checks.filter(({ id }) => id.startsWith('prime/spell-'))).toEqual([])
    expect(model.sources.filter(({ signature }) => signature === 'spellData()')).toEqual([])
  })
})

describe('the checks of the spell of a Prime', () => {
  const check = (id: string, outputs: FakeOutputs = {}, time = fakeTime) => {
    const found = modelOf(outputs, time).checks.find((one) => one.id === `prime/${id}/spark`)
    if (!found) throw new Error(`There is no check ${id}`)
    return found
  }
  const stateOf = (...of: Parameters<typeof check>) => checkState(check(...of))
  const found = (...of: Parameters<typeof check>) => {
    const leaf = check(...of).found
    return leaf.ok ? leaf.value : null
  }
  const unread = { 'spellData()': () => null }

  it('is red where the code changed, and tells both hashes', () => {
    const changed = { 'codeOf(address)': () => [otherCode, 1n] }
    expect(stateOf('spell-code')).toBe('pass')
    expect(stateOf('spell-code', changed)).toBe('critical')
    expect(found('spell-code', changed)).toBe(`${someone} has code ${otherCode}; plotted was ${tag}.`)
    expect(stateOf('spell-code', none)).toBe('pass')
    expect(found('spell-code', none)).toBe('No spell is pending.')
    expect(stateOf('spell-code', unread)).toBe('unknown')
    expect(stateOf('spell-code', { 'codeOf(address)': () => null })).toBe('unknown')
  })

  it('names a deadline from 24 hours before it to its last second', () => {
    expect(stateOf('spell-deadline', {}, deadline - DAY - 1n)).toBe('pass')
    expect(stateOf('spell-deadline', {}, deadline - DAY)).toBe('attention')
    expect(stateOf('spell-deadline', {}, deadline)).toBe('attention')
    expect(found('spell-deadline', {}, deadline)).toBe('It can run until 2027-01-25 08:00 UTC.')
    expect(stateOf('spell-deadline', {}, deadline + 1n)).toBe('pass')
    expect(found('spell-deadline', {}, deadline + 1n)).toBe('It expired 2027-01-25 08:00 UTC.')
    expect(stateOf('spell-deadline', none)).toBe('pass')
    expect(stateOf('spell-deadline', unread)).toBe('unknown')
  })

  it('is amber where the SubProxy takes no code from the StarGuard', () => {
    const without = { 'wards(address)': (_: readonly unknown[], to: Address) => [to === someone ? 0n : 1n] }
    expect(stateOf('spell-right')).toBe('pass')
    expect(stateOf('spell-right', without)).toBe('attention')
    expect(found('spell-right', without)).toMatch(/is no ward of/)
    expect(stateOf('spell-right', { 'subProxy()': () => null })).toBe('unknown')
  })
})
