import { describe, expect, it } from 'vitest'
import type { Check } from '@/lib/console/model/check'
import { given, unknown } from '@/lib/leaf'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { alikeOf, kindOf } from './alike'

const check = (id: string, part: Partial<Check> = {}): Check => ({
  id,
  area: 'primes',
  says: { holds: `${id} holds`, fails: `${id} fails` },
  level: 'attention',
  holds: given(false),
  found: given(''),
  expected: '',
  remedy: '',
  shownAt: { page: 'overview' },
  ...part,
})
const buffers = (count: number, part: Partial<Check> = {}) =>
  Array.from({ length: count }, (_, index) => check(`guardrails/buffer/${index}`, part))
const titles = (checks: readonly Check[]) => alikeOf(checks).map(({ title }) => title)

describe('checks that are alike', () => {
  it('are one finding with a list where there are more than 3', () => {
    const [found, ...others] = alikeOf(buffers(49))
    expect(others).toEqual([])
    expect(found).toMatchObject({
      title: '49 vaults hold less than their liquidity buffer',
      verdict: 'attention',
    })
    expect(found?.checks.map(({ id }) => id)).toEqual(buffers(49).map(({ id }) => id))
  })

  it('are told one by one where there are 3', () => {
    expect(titles(buffers(3))).toEqual([0, 1, 2].map((index) => `guardrails/buffer/${index} fails`))
  })

  it('are told by what has to hold where nobody knows whether it does', () => {
    const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })
    expect(titles(buffers(4, { holds: unread }))).toEqual(['4 vaults hold their liquidity buffer'])
  })

  it('are separate by verdict, by area and by kind', () => {
    const takes = ['a', 'b'].map((id) => check(`guardrails/takes/${id}`))
    const critical = check('guardrails/buffer/x', { level: 'critical' })
    const elsewhere = check('guardrails/buffer/y', { area: 'limits' })
    expect(titles([...buffers(2), ...takes, critical, elsewhere])).toHaveLength(6)
  })

  it('lose no check, and stand where the first of them stood', () => {
    const first = check('prime/asset/a')
    const last = check('prime/asset/z')
    const found = alikeOf([first, ...buffers(2), last, ...buffers(5).slice(2)])
    expect(found.map(({ checks }) => checks.length)).toEqual([1, 1, 5])
    expect(found.flatMap(({ checks }) => checks)).toHaveLength(7)
    expect(new Set(found.map(({ key }) => key)).size).toBe(3)
  })

  it('have words for many in every kind that a Prime, a limit or a Safe has', () => {
    const { checks } = fakeModel({}, fakeTime, fakePrimeDeployment())
    const kinds = new Map(checks.map((one) => [kindOf(one), one]))
    const many = [...kinds].filter(([kind]) => /^(prime|limits|guardrails|safes)\//.test(kind))
    expect(many.length).toBeGreaterThanOrEqual(15)
    for (const [kind, one] of many) {
      for (const holds of [given(true), given(false)]) {
        const [found] = alikeOf(
          Array.from({ length: 4 }, (_, index) => ({ ...one, id: `${kind}/${index}`, holds })),
        )
        expect(found?.title, kind).toMatch(/^4 (limits|limit keys|vaults|Primes|Safes) [a-z]/)
      }
    }
  })

  it('are told by the first of them where there are no words for many', () => {
    const wires = Array.from({ length: 5 }, (_, index) => check(`wiring/usds/${index}`))
    expect(titles(wires)).toEqual(['wiring/usds/0 fails, and 4 more like it'])
  })
})
