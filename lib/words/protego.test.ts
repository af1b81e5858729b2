import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { protegoWords } from './protego'

const { governance: named } = fakePrimeDeployment()
const told = (outputs: FakeOutputs) => {
  const { governance } = fakeModel(
    { 'pause()': () => [named?.pause], ...outputs },
    fakeTime,
    fakePrimeDeployment(),
  )
  return governance && protegoWords(governance)
}

describe('whether Protego can drop a plan', () => {
  it('is a matter of the hat', () => {
    expect(told({ 'hat()': () => [named?.protego] })).toMatchObject({ ok: true, value: { ready: true } })
    expect(told({ 'hat()': () => [someone] })).toMatchObject({ ok: true, value: { ready: false } })
  })

  it('is no where it is of another pause, whoever wears the hat', () => {
    expect(told({ 'hat()': () => [named?.protego], 'pause()': () => [someone] })).toMatchObject({
      value: { ready: false, word: 'Of another pause' },
    })
  })

  it('is unknown where it could not be read, and nothing where none is named', () => {
    expect(told({ 'hat()': () => null })?.ok).toBe(false)
    expect(fakeModel({}, fakeTime, fakeDeployment()).governance).toBeNull()
    const bare = { ...fakePrimeDeployment(), governance: named && { ...named, protego: null } }
    const { governance } = fakeModel({}, fakeTime, bare)
    expect(governance && protegoWords(governance)).toBeNull()
  })
})
