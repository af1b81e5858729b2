import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment, fakeSharedDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { titleOf } from '../model/check'
import { allChecks } from '.'

describe('checks of a Prime that two Generators fund', () => {
  const { checks, generators } = fakeModel({}, fakeTime, fakeSharedDeployment())
  const [first, second] = generators.map(({ id }) => id)
  const ofKind = (kind: string) => checks.filter(({ id }) => id.startsWith(`${kind}/`))

  it('are told at each of them where they are about its vault, with the name of the Generator', () => {
    for (const kind of ['prime/asset', 'prime/taker', 'prime/rate', 'migration/permission']) {
      expect(
        ofKind(kind).map(({ id }) => id),
        kind,
      ).toEqual([`${kind}/spark/${first}`, `${kind}/spark/${second}`])
      expect(ofKind(kind).map(({ shownAt }) => shownAt)).toEqual([
        { page: 'vault', id: 'spark', generator: first },
        { page: 'vault', id: 'spark', generator: second },
      ])
      expect(titleOf(ofKind(kind)[1]!)).toContain('Second Generator')
    }
  })

  it('are told once where they are about what it has once', () => {
    for (const kind of ['prime/wired', 'prime/spell-code', 'paus/only-named', 'paus/operators']) {
      const [only, ...more] = ofKind(kind).filter(({ shownAt }) => shownAt.page === 'prime')
      expect(more, kind).toEqual([])
      expect(only?.shownAt).toEqual({ page: 'prime', id: 'spark' })
      expect(titleOf(only!)).not.toContain('Generator)')
    }
  })

  it('have ids and sentences of their own', () => {
    const ids = checks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const holds = checks.map(({ says }) => says.holds)
    expect(new Set(holds).size).toBe(holds.length)
  })

  it('are as they were where one Generator funds each Prime', () => {
    const alone = fakeModel({}, fakeTime, fakePrimeDeployment())
    expect(allChecks(alone).map(({ id }) => id)).toContain('prime/asset/spark')
    expect(allChecks(alone).some(({ says }) => says.holds.endsWith(' (Generator)'))).toBe(false)
  })
})
