import { describe, expect, it } from 'vitest'
import { given } from '@/lib/leaf'
import { RAD, rad, WAD, wad } from '@/lib/math'
import { tellGate } from './gates'

const rights = (allowance: bigint) =>
  tellGate(
    {
      ...{ of: 'cutover', id: 'rights', prime: 'Keel', holds: given(true) },
      fact: given([
        { id: 'ALLOCATOR-KEEL-A', recorded: rad(70n * RAD), mayDraw: true, allowance: wad(allowance) },
      ]),
    },
    0n,
  ).found

describe('the evidence of the rights on a legacy ilk', () => {
  it('says that everything drawn may leave the buffer once the allowance reaches the ceiling', () => {
    const all = 'ALLOCATOR-KEEL-A: may draw, all that is drawn may leave its buffer.'
    expect(rights(70n * WAD)).toEqual(given(all))
    expect(rights(71n * WAD)).toEqual(given(all))
    expect(rights(70n * WAD - 1n)).toEqual(
      given('ALLOCATOR-KEEL-A: may draw, 69.999999999999999999 USDS may leave its buffer.'),
    )
  })
})
