import { type Hex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { type Leaf, unknown } from '@/lib/leaf'
import { hashOperation, type OperationContent, ZERO_HASH } from './hash'
import { notSeen, toldByContract, walkList } from './list'

const id = (n: number): Hex => toHex(n, { size: 32 })
const read = (value: Hex, source: number): Leaf<Hex> => ({ ok: true, value, from: [source] })
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' }, [9])

/** A list of these ids, each link read by itself: source 0 is the first, source n what follows the nth. */
const listOf = (...ids: readonly Hex[]) => {
  const [first = ZERO_HASH] = ids
  return walkList(read(first, 0), (of) => {
    const place = ids.indexOf(of) + 1
    return read(ids[place] ?? ZERO_HASH, place)
  })
}

describe('walkList', () => {
  it('finds every id in its order, and rests on every link', () => {
    expect(listOf()).toEqual({ found: [], ids: { ok: true, value: [], from: [0] } })
    expect(listOf(id(7), id(5), id(6))).toEqual({
      found: [
        { id: id(7), from: [0] },
        { id: id(5), from: [0, 1] },
        { id: id(6), from: [0, 1, 2] },
      ],
      ids: { ok: true, value: [id(7), id(5), id(6)], from: [0, 1, 2, 3] },
    })
  })

  it('is unknown behind a link that was not read, and keeps what came before', () => {
    const broken = walkList(read(id(1), 0), (of) => (of === id(1) ? read(id(2), 1) : failed))
    expect(broken.found.map((one) => one.id)).toEqual([id(1), id(2)])
    expect(broken.ids).toEqual({ ok: false, reason: failed.reason, from: [0, 1, 9] })
    expect(walkList(failed, () => failed)).toEqual({ found: [], ids: { ...failed, from: [9] } })
  })

  it('ends where the contract leads in a circle, or on and on', () => {
    const circle = walkList(read(id(1), 0), (of) => read(of === id(1) ? id(2) : id(1), 1))
    expect(circle.found.map((one) => one.id)).toEqual([id(1), id(2)])
    expect(circle.ids).toMatchObject({ ok: false, reason: { kind: 'out-of-range' } })

    const upTo = (last: number) =>
      walkList(read(id(1), 0), (of) => read(Number(of) < last ? id(Number(of) + 1) : ZERO_HASH, 1))
    expect(upTo(200).ids).toMatchObject({ ok: true })
    expect(upTo(201).ids).toMatchObject({ ok: false, reason: { kind: 'out-of-range' } })
    expect(upTo(201).found).toHaveLength(200)
  })
})

describe('toldByContract', () => {
  const content: OperationContent = {
    calls: [{ target: '0x1601843c5E9bC251A3272907010AFa41Fa18347E', value: 7n, data: '0x1234' }],
    predecessor: id(3),
    salt: id(4),
  }
  const proven = hashOperation(content)

  it('takes calls, predecessor and salt from the contract, block and delay from events', () => {
    expect(toldByContract(notSeen(proven), content)).toEqual({
      ...{ ...content, id: proven, status: 'pending', delay: null },
      ...{ scheduledIn: null, endedIn: null, proven: true },
    })
    const event = {
      ...notSeen(proven),
      delay: 5n,
      scheduledIn: 6n,
      endedIn: 7n,
      status: 'cancelled',
    } as const
    expect(toldByContract(event, content)).toMatchObject({
      ...content,
      ...{ delay: 5n, scheduledIn: 6n, endedIn: null, status: 'pending', proven: true },
    })
  })

  it('believes nothing that the id is not the hash of', () => {
    expect(toldByContract(notSeen(proven), { ...content, salt: ZERO_HASH })).toEqual(notSeen(proven))
    expect(toldByContract(notSeen(id(1)), content)).toEqual(notSeen(id(1)))
  })

  it('knows an empty batch, which no event tells of', () => {
    const empty: OperationContent = { calls: [], predecessor: ZERO_HASH, salt: ZERO_HASH }
    expect(toldByContract(notSeen(hashOperation(empty)), empty)).toMatchObject({ calls: [], proven: true })
  })
})
