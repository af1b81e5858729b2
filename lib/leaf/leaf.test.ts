import { describe, expect, it } from 'vitest'
import { all, andThen, combine, dependOn, every, field, given, type Leaf, map, some, unknown } from '.'

const reverted = { kind: 'reverted', message: 'The call reverted (no).' } as const
const known = <T>(value: T, ...from: number[]): Leaf<T> => ({ ok: true, value, from })

describe('leaf', () => {
  it('keeps the reason and the reads of an unknown value through every computation', () => {
    const lost = unknown(reverted, [3])
    expect(map(lost, () => 1)).toEqual(lost)
    expect(combine({ a: known(1, 1), b: lost }, () => 1)).toEqual({
      ok: false,
      reason: reverted,
      from: [1, 3],
    })
    expect(andThen(lost, () => given(1))).toEqual(lost)
  })

  it('rests a computed value on every read that it used, once each', () => {
    expect(combine({ a: known(2n, 1), b: known(3n, 4, 1) }, ({ a, b }) => a * b)).toEqual(known(6n, 1, 4))
  })

  it('does not rest a value on a read that was not consulted', () => {
    expect(some([known(false, 1), known(true, 2), unknown(reverted, [3])])).toEqual(known(true, 2))
  })

  it('leaves `some` unknown when no leaf is true and one is unknown', () => {
    expect(some([known(false, 1), unknown(reverted, [3])])).toMatchObject({ ok: false, from: [1, 3] })
    expect(some([known(false, 1), known(false, 2)])).toEqual(known(false, 1, 2))
  })

  it('fails by the first that is known to fail, and else needs all of them', () => {
    expect(all([known(true, 1), unknown(reverted, [3]), known(false, 2)])).toEqual(known(false, 2))
    expect(all([known(true, 1), unknown(reverted, [3])])).toMatchObject({ ok: false, from: [1, 3] })
    expect(all([known(true, 1), known(true, 2)])).toEqual(known(true, 1, 2))
    expect(all([])).toMatchObject({ ok: true, value: true })
  })

  it('keeps the path of a value to the output of one call, and drops it when it computes', () => {
    const result: Leaf<readonly { max: bigint }[]> = {
      ok: true,
      value: [{ max: 5n }],
      from: [7],
      pick: { source: 7, path: '' },
    }
    const max = field(field(result, 0), 'max')
    expect(max).toEqual({ ok: true, value: 5n, from: [7], pick: { source: 7, path: '[0].max' } })
    expect(dependOn(max, [2])).toMatchObject({ from: [2, 7], pick: { source: 7 } })
    expect(map(max, (value) => value)).not.toHaveProperty('pick')
  })

  it('keeps the order of a list of leaves', () => {
    const list = Array.from({ length: 12 }, (_, index) => known(index, index))
    expect(every(list)).toMatchObject({ value: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })
  })
})
