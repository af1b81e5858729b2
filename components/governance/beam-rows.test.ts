import { describe, expect, it } from 'vitest'
import { beamTrees } from '@/lib/console/derive/beam-tree'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { beamRows, holderText, powerText } from './beam-rows'

const rowsOf = (outputs: FakeOutputs = {}) =>
  beamRows(beamTrees(fakeModel(outputs, fakeTime, fakePrimeDeployment())))
const unpaired: FakeOutputs = {
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}

describe('the rows of the BEAM tree', () => {
  it('are one for each way down, each with a key of its own', () => {
    const rows = rowsOf()
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const generator = rows.filter(({ pau }) => pau?.name === 'Generator')
    expect(new Set(generator.map(({ holder }) => holder?.as))).toEqual(new Set(['relayer', 'freezer']))
    expect(generator.every(({ cBeam }) => cBeam === someone)).toBe(true)
    expect(powerText(generator[0]?.power ?? [])).toBe(
      'Frozen by guardians; Sets its limits; Runs approved calls on it, and replaces its relayers and freezers',
    )
    expect(holderText(generator[0]!)).toMatch(/^Relayer/)
  })

  it('keep a cBEAM without a pair, and a PAU without a cBEAM', () => {
    const rows = rowsOf(unpaired)
    const [alone, ...bare] = rows
    expect(alone).toMatchObject({ cBeam: someone, pau: null, holder: null })
    expect(holderText(alone!)).toBe('')
    expect(bare.every(({ cBeam, pau }) => cBeam === null && pau !== null)).toBe(true)
  })

  it('say what could not be read', () => {
    const rows = rowsOf({
      'getRoleMemberCount(bytes32)': () => null,
      'getRoleMember(bytes32,uint256)': () => null,
    })
    const generator = rows.find(({ pau }) => pau?.name === 'Generator')
    expect(generator?.holder).toBeNull()
    expect(holderText(generator!)).toMatch(/^Unknown: /)
  })
})
