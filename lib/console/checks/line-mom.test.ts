import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { checkState, titleOf } from '../model/check'

const deployment = fakePrimeDeployment()
const { vat, autoLine, lineMom } = deployment.mcd as Record<string, Address>
const diamond = deployment.generators[0]!.addresses.diamond
const wired: FakeOutputs = {
  'vat()': () => [vat],
  'autoLine()': () => [autoLine],
  'wards(address)': () => [1n],
  'ilks(bytes32)': (_, to) => [to === lineMom ? 1n : 0n, 0n, 0n, 0n, 0n],
}
const checkOf = (id: string, outputs: FakeOutputs = {}, of = deployment) =>
  fakeModel({ ...wired, ...outputs }, fakeTime, of).checks.find((check) => check.id === id)
const state = (id: string, outputs: FakeOutputs = {}) => checkState(checkOf(id, outputs)!)

describe('the checks of LineMom', () => {
  it('pass where it can set the ceiling of each Generator to 0', () => {
    expect(state('line-mom/wired')).toBe('pass')
    expect(state(`line-mom/ilk/${diamond}`)).toBe('pass')
  })

  it.each<[string, FakeOutputs]>([
    ['the Vat does not let it', { 'wards(address)': (_, to) => [to === vat ? 0n : 1n] }],
    ['AutoLine does not let it', { 'wards(address)': (_, to) => [to === autoLine ? 0n : 1n] }],
    ['it works on another AutoLine', { 'autoLine()': () => [someone] }],
    ['it works on another Vat', { 'vat()': (_, to) => [to === lineMom ? someone : vat] }],
  ])('are amber where %s', (_, outputs) => {
    expect(state('line-mom/wired', outputs)).toBe('attention')
    expect(titleOf(checkOf('line-mom/wired', outputs)!)).toMatch(/^LineMom cannot set a ceiling to 0/)
  })

  it('are amber for a Generator whose ilk it does not list, and unknown where it could not be read', () => {
    const id = `line-mom/ilk/${diamond}`
    expect(state(id, { 'ilks(bytes32)': () => [0n, 0n, 0n, 0n, 0n] })).toBe('attention')
    expect(state('line-mom/wired', { 'autoLine()': () => null })).toBe('unknown')
  })

  it('are not there where the deployment names no LineMom', () => {
    expect(checkOf('line-mom/wired', {}, fakeDeployment())).toBeUndefined()
  })
})
