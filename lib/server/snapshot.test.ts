import { describe, expect, it } from 'vitest'
import { gather } from '@/lib/chain/read/reader'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import { given, unknown } from '@/lib/leaf'
import { leavesOf } from '@/lib/leaf/leaves'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { fakeModel } from '@/lib/testing/fakes/model'
import { etagOf, type Json, matches, snapshotBody, snapshotOf, toJson } from './snapshot'

describe('toJson', () => {
  it('writes integers as decimal strings, however large', () => {
    expect(toJson({ max: 2n ** 256n - 1n, zero: 0n, list: [1n], chainId: 1 })).toEqual({
      max: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
      zero: '0',
      list: ['1'],
      chainId: 1,
    })
  })

  it('writes a value with the reads it rests on', () => {
    expect(toJson(given(5n))).toEqual({ value: '5', from: [] })
    const read = { ok: true, value: 18, from: [3], pick: { source: 3, path: '.decimals' } }
    expect(toJson(read)).toEqual({ value: '18', from: [3], pick: { source: 3, path: '.decimals' } })
    expect(toJson({ ok: true, value: { at: 7n, never: undefined }, from: [1, 2] })).toEqual({
      value: { at: '7', never: null },
      from: [1, 2],
    })
  })

  it('writes an unknown value as null with its reason, never as 0', () => {
    const leaf = unknown({ kind: 'reverted', message: 'The call reverted (Pausable).' }, [4])
    expect(toJson(leaf)).toEqual({ value: null, reason: 'The call reverted (Pausable).', from: [4] })
  })
})

describe('snapshotOf', () => {
  const model = fakeModel()
  const { facts } = gather(
    fakeDeployment(),
    model.block,
    { ...nothingKnown(0n), coverage: model.coverage },
    new Map(),
  )

  it('has every leaf of the model, each with a value or a reason', () => {
    const leaves = jsonLeaves(toJson(model))
    expect(leaves).toHaveLength(leavesOf(model).length)
    for (const leaf of leaves) {
      if (leaf.value === null && !('pick' in leaf))
        expect(leaf.reason ?? 'known as null').toBeTypeOf('string')
    }
    expect(JSON.parse(JSON.stringify(toJson(model)))).toEqual(toJson(model))
  })

  it('names a contract, a function and arguments for every read', () => {
    const json = toJson(model) as { sources: { address: string; signature: string }[] }
    for (const leaf of jsonLeaves(json as unknown as Json)) {
      for (const id of leaf.from) expect(json.sources[id]).toMatchObject({ signature: expect.any(String) })
    }
  })

  it('is for the time of its block, so it depends on nothing else', () => {
    const { timestamp } = model.block
    expect(snapshotOf(facts)).toMatchObject({
      chainId: 31337,
      block: { number: '1', timestamp: timestamp.toString() },
      time: timestamp.toString(),
    })
    expect(JSON.parse(snapshotBody(facts))).toEqual(snapshotOf(facts))
    expect(snapshotBody(facts)).toBe(snapshotBody(facts))
  })

  it('gives nothing a value when nothing could be read', () => {
    const leaves = jsonLeaves(snapshotOf(facts))
    for (const { value, reason } of leaves)
      expect(typeof reason).toBe(value === null ? 'string' : 'undefined')
    // The exception rests on no read: how far events were read.
    const values = leaves.filter(({ value }) => value !== null)
    expect(values.every(({ from }) => from.length === 0)).toBe(true)
    expect(leaves.length - values.length).toBeGreaterThan(50)
  })
})

describe('etagOf', () => {
  const model = fakeModel()
  const facts = (toBlock: bigint | null, problem: string | null) =>
    gather(
      fakeDeployment(),
      model.block,
      { ...nothingKnown(0n), coverage: { fromBlock: 0n, toBlock, problem, by: [] } },
      new Map(),
    ).facts

  it('is the hash of the block', () => {
    expect(etagOf(facts(model.block.number, null))).toBe(`"${model.block.hash}"`)
  })

  it('is null while events are missing, since the same block will be shown with more', () => {
    expect(etagOf(facts(null, null))).toBeNull()
    expect(etagOf(facts(model.block.number - 1n, null))).toBeNull()
    expect(etagOf(facts(model.block.number, 'Events are still being read.'))).toBeNull()
  })

  it.each([
    ['"0x1"', true],
    ['W/"0x1"', true],
    ['"0x0", "0x1"', true],
    ['*', true],
    ['"0x2"', false],
    ['0x1', false],
    [null, false],
  ])('matches If-None-Match %j: %s', (header, expected) => {
    expect(matches(header, '"0x1"')).toBe(expected)
    expect(matches(header, null)).toBe(false)
  })
})

interface JsonLeaf {
  readonly value: Json
  readonly reason?: string
  readonly from: readonly number[]
}

/** Everything that looks like a leaf, found without knowledge of the model. */
function jsonLeaves(node: Json): readonly JsonLeaf[] {
  if (typeof node !== 'object' || node === null) return []
  if (Array.isArray(node)) return node.flatMap(jsonLeaves)
  if ('value' in node && 'from' in node) return [node as unknown as JsonLeaf]
  return Object.values(node).flatMap(jsonLeaves)
}
