import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakePrimeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { beamTrees } from './beam-tree'

/** Only BeamState lists one relayer and one freezer, by the sample answers. */
const treeOf = (outputs: FakeOutputs = {}, deployment = fakePrimeDeployment()) => {
  const [tree] = beamTrees(fakeModel(outputs, fakeTime, deployment))
  if (!tree) throw new Error('There is no Unit')
  return tree
}
const nobodyPaired: FakeOutputs = {
  'rateLimitsCBeams(address,address)': () => [0n],
  'controllersCBeams(address,address)': () => [0n],
}

describe('the BEAM tree of a Unit', () => {
  it('leads from the Core Council over a cBEAM and its PAUs to who operates and who freezes them', () => {
    const { council, cBeams, unpaired } = treeOf()
    expect(council.map(({ id }) => id)).toEqual([someone])
    expect(council[0]?.immediate).toMatchObject({ ok: true, value: true })
    expect(council[0]?.proposer).toMatchObject({ ok: true, value: true })
    expect(cBeams.map(({ id }) => id)).toEqual([someone])
    const [branch] = cBeams
    expect(branch?.registered).toMatchObject({ ok: true, value: true })
    expect(branch?.frozen).toMatchObject({ ok: true, value: true })
    expect(branch?.paus.map(({ pau }) => pau.name)).toEqual(['Generator', 'Spark', null])
    const [generator] = branch?.paus ?? []
    expect(generator?.limits).toMatchObject({ ok: true, value: true })
    expect(generator?.controller).toMatchObject({ ok: true, value: true })
    expect(new Set(generator?.pau.holders.map(({ as }) => as))).toEqual(new Set(['relayer', 'freezer']))
    expect(generator?.pau.whole.ok).toBe(true)
    expect(unpaired).toEqual([])
  })

  it('keeps what no cBEAM is paired with, and leaves out who is neither registered nor paired', () => {
    const tree = treeOf({ ...nobodyPaired, 'cBeams(address)': () => [0n] })
    expect(tree.cBeams).toEqual([])
    expect(tree.unpaired.map(({ name }) => name)).toEqual(['Generator', 'Spark'])
  })

  it('keeps a cBEAM that is registered and paired with nothing', () => {
    const { cBeams } = treeOf(nobodyPaired)
    expect(cBeams.map(({ id, paus }) => [id, paus])).toEqual([[someone, []]])
  })

  it('keeps what could not be read, as unknown', () => {
    const { cBeams, council } = treeOf({
      'rateLimitsCBeams(address,address)': () => null,
      'userRoles(address)': () => null,
      'hasUserRole(address,uint8)': () => null,
      'getRoleMember(bytes32,uint256)': () => null,
    })
    const [generator] = cBeams[0]?.paus ?? []
    expect(generator?.limits?.ok).toBe(false)
    expect(generator?.controller).toMatchObject({ ok: true, value: true })
    expect(generator?.pau.whole.ok).toBe(false)
    expect(council.map(({ id }) => id)).toEqual([someone])
    expect(council[0]?.immediate?.ok).toBe(false)
  })

  it('tells relayers from actors and revokers of an agent', () => {
    const { cBeams, unpaired } = treeOf(nobodyPaired, fakeStagesDeployment())
    expect(cBeams.flatMap(({ paus }) => paus)).toEqual([])
    const spark = unpaired.find(({ name }) => name === 'Spark (diamond-pau)')
    const agents = spark?.holders.filter(({ as }) => as === 'actor' || as === 'revoker') ?? []
    expect(agents.length).toBeGreaterThan(0)
    expect(agents.every(({ agent }) => agent !== null)).toBe(true)
    const keel = unpaired.find(({ name }) => name === 'Keel')
    expect(new Set(keel?.holders.map(({ as }) => as))).toEqual(new Set(['relayer', 'freezer']))
  })

  it('has no Generator where the deployment has none', () => {
    const { unpaired } = treeOf(nobodyPaired, fakeDeployment({ generators: [] }))
    expect(unpaired).toEqual([])
  })
})
