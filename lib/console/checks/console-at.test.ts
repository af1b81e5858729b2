import { describe, expect, it } from 'vitest'
import { gather } from '@/lib/chain/read/reader'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { nothingKnown } from '../facts/watchlist'
import { consoleAt } from './console-at'

const block = { number: 9n, hash: '0x09', parentHash: '0x08', timestamp: 1_800_000_000n } as const
const factsNow = () => gather(fakeDeployment(), block, nothingKnown(9n), new Map()).facts

describe('the console over the same facts', () => {
  it('is made once for a time, and is another one for another time, other signatures or other facts', () => {
    const facts = factsNow()
    const first = consoleAt(facts, 5n, knownSignatures)
    expect(consoleAt(facts, 5n, knownSignatures)).toBe(first)
    const later = consoleAt(facts, 6n, knownSignatures)
    expect([later.time, first.time]).toEqual([6n, 5n])
    expect(consoleAt(facts, 6n, new Map())).not.toBe(later)
    const other = consoleAt(factsNow(), 5n, knownSignatures)
    expect(other).not.toBe(first)
    expect(other).toEqual(first)
  })
})
