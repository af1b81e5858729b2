import { describe, expect, it } from 'vitest'
import { type BeamTree, beamTrees } from '@/lib/console/derive/beam-tree'
import { given, unknown } from '@/lib/leaf'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { cBeamWords, holderTitle, holderWords, pairWords, seatWords, treesSentence } from './beam-tree'

const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
const [yes, no] = [given(true), given(false)]
const texts = (words: readonly { readonly text: string }[]) => words.map(({ text }) => text)
const pau = {
  ...{ id: someone, name: 'Spark', rateLimits: someone, controller: someone },
  ...{ holders: [], whole: given(true as const) },
}
const pair = (limits: typeof yes | typeof unread | null, controller: typeof yes | typeof unread | null) =>
  pairWords({ id: 'pair', pau, limits, controller })

describe('what is told of a branch', () => {
  it('is what somebody may do, and what may be for all that was read', () => {
    expect(texts(pair(yes, yes))).toEqual([
      'sets its limits',
      'runs approved calls on it, and replaces its relayers and freezers',
    ])
    expect(pair(unread, null)).toEqual([
      { text: 'may set its limits', stands: 'unread', reason: 'The call reverted.' },
    ])
    expect(pair(no, null)).toEqual([])
  })

  it('is what the Core Council does at once and what it schedules', () => {
    const seat = (immediate: typeof yes, proposer: typeof yes | null) =>
      texts(seatWords({ id: someone, immediate, proposer })).length
    expect([seat(yes, yes), seat(yes, null), seat(no, yes), seat(no, no)]).toEqual([2, 1, 1, 0])
  })

  it('is of a cBEAM whether it is registered and frozen', () => {
    const words = (registered: typeof yes | typeof unread | null, frozen: typeof yes | typeof unread) =>
      cBeamWords({ id: someone, registered, frozen, paus: [] })
    expect(words(yes, no)).toEqual([])
    expect(texts(words(no, yes))).toEqual([
      'not registered: what is unpaired cannot be paired anew',
      'frozen by guardians',
    ])
    expect(texts(words(null, no))).toEqual(texts(words(no, no)))
    expect(words(unread, unread).map(({ stands }) => stands)).toEqual(['unread', 'unread'])
  })

  it('is of a holder what it is, and whether it can use it', () => {
    expect(holderTitle({ as: 'actor' })).toBe('Actor')
    expect(holderWords({ frozen: yes })).toMatchObject([{ stands: 'frozen' }])
    expect(holderWords({ frozen: no })).toEqual([])
  })
})

describe('the sentence over the trees', () => {
  const of = (trees: readonly BeamTree[]) => treesSentence(trees)

  it('counts each cBEAM and each PAU once', () => {
    const trees = beamTrees(fakeModel({}, fakeTime, fakePrimeDeployment()))
    expect(of(trees)).toBe('1 cBEAM is over 3 PAUs')
    expect(of([...trees, ...trees])).toBe('1 cBEAM is over 3 PAUs')
  })

  it('says how many have none', () => {
    const none = {
      'rateLimitsCBeams(address,address)': () => [0n],
      'controllersCBeams(address,address)': () => [0n],
    }
    expect(of(beamTrees(fakeModel(none, fakeTime, fakePrimeDeployment())))).toBe(
      '1 cBEAM is over 0 PAUs; 2 PAUs have none',
    )
  })
})
