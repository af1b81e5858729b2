import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Tracked } from '@/lib/chain/track'
import { advance, blocksOf, type Evidence, isSettled, type RunCall } from '.'

const hash: Hex = `0x${'ab'.repeat(32)}`
const heard = { against: [], silent: [] }

const call = (evidence: Evidence | null = null): RunCall => ({
  ...{ to: '0x00000000000000000000000000000000000000d1', data: '0x', value: 0n, evidence },
  dialogue: { state: 'submitted', hash, nonce: 4, at: 1_000 },
})

const mined = (by: readonly string[], more: Partial<Tracked> = {}, depth = 1n, block = 'aa'): Evidence =>
  ({
    ...{
      ...heard,
      state: 'mined',
      hash,
      by,
      depth,
      unproven: null,
      block: { number: 9n, hash: `0x${block}` },
    },
    ...more,
  }) as Evidence

describe('the evidence after a look', () => {
  it('keeps the word of a source that is silent now, but not of one that disagrees or has left the block', () => {
    const before = call(mined(['a', 'wallet']))
    const now = (more: Partial<Tracked>) => advance(before, mined(['a'], more), 0)?.by
    expect(now({})).toEqual(['a', 'wallet'])
    expect(now({ silent: [{ by: 'wallet', says: 'did not answer in time' }] })).toEqual(['a', 'wallet'])
    expect(now({ silent: [{ by: 'wallet', says: 'is at block 8 only', behind: true }] })).toEqual(['a'])
    expect(now({ against: [{ by: 'wallet', says: 'knows nothing' }] })).toEqual(['a'])
  })

  it("keeps nobody's word about another block", () => {
    expect(advance(call(mined(['a', 'wallet'])), mined(['a'], {}, 1n, 'bb'), 0)?.by).toEqual(['a'])
  })

  it('never forgets a block that was replaced', () => {
    const missing: Tracked = { ...heard, state: 'missing', others: [], by: ['a'] }
    const gone = advance(call(mined(['a'])), missing, 5_000)
    expect(gone).toMatchObject({ state: 'missing', unseenSince: 5_000, gone: { number: 9n } })
    const later = advance(call(gone), missing, 9_000)
    expect(later).toMatchObject({ unseenSince: 5_000, gone: { number: 9n } })
    expect(advance(call(later), { ...heard, state: 'pending', nonce: 4, by: ['a'] }, 0)).toMatchObject({
      gone: { number: 9n },
    })
  })

  it('is settled only deep enough, and while no source disagrees', () => {
    expect(isSettled(call(mined(['a'], {}, 63n)))).toBe(false)
    expect(isSettled(call(mined(['a'], {}, 64n)))).toBe(true)
    expect(isSettled(call(mined(['a'], { against: [{ by: 'b', says: 'no' }] }, 64n)))).toBe(false)
    expect(isSettled(call())).toBe(false)
  })

  it('gives the blocks of a run only when all of it is mined', () => {
    expect(blocksOf({ calls: [call(mined(['a'])), call()] })).toBeNull()
    expect(blocksOf({ calls: [call(mined(['a']))] })).toMatchObject({
      first: { number: 9n },
      last: { number: 9n },
    })
  })
})
