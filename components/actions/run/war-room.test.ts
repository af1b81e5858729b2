import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Approvals } from '@/components/safe/approvals'
import { seconds } from '@/lib/math'
import type { Evidence, Run, RunCall } from '@/lib/react/run'
import { collectState } from '@/lib/safe'
import { warRoomLine } from './war-room'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const hash = (n: number) => toHex(n, { size: 32 })
const time = seconds(1_800_000_000n)
const TIME = '2027-01-15 08:00 UTC'

const mined = (n: number): Evidence => ({
  ...{ state: 'mined', hash: hash(n), depth: 0n, unproven: null, by: ['a'], against: [], silent: [] },
  block: { number: BigInt(n), hash: hash(n) },
})
const call = (evidence: Evidence | null, more: Partial<RunCall> = {}): RunCall => ({
  ...{ to: at(1), data: '0x', value: 0n, evidence },
  dialogue: evidence
    ? { state: 'submitted', hash: hash(99), nonce: null, at: 0 }
    : ({ state: 'waiting' } as const),
  ...more,
})
const run = (...calls: readonly RunCall[]): Run => ({
  ...{ id: '1', chainId: 1, request: { kind: 'freeze-funds' }, title: '', from: at(1), calls },
  ...{ effects: [], at: 0, since: null, mine: true },
})
const approvals = (approved: readonly (boolean | null)[]): Approvals => {
  const owners = approved.map((_, index) => at(index + 1))
  const known = owners.flatMap((owner, index) => {
    const said = approved[index]
    return typeof said === 'boolean' ? [[owner, said] as const] : []
  })
  const asked = { threshold: 2n, safeNonce: 0n, nonce: 0n, connected: null }
  return {
    ...{ safe: {} as Approvals['safe'], hash: hash(7) },
    collected: collectState({ ...asked, owners, approvals: new Map(known) }),
  }
}

describe('the line for the war room', () => {
  it('tells of transactions how many are in a block, each hash, and when', () => {
    expect(warRoomLine(run(call(mined(1)), call(null)), 'Freeze all', [], time)).toBe(
      `Signed 1 of 2, Freeze all, ${hash(1)}, ${TIME}`,
    )
    expect(warRoomLine(run(call(mined(1)), call(mined(2))), 'Freeze all', [], time)).toBe(
      `Signed 2 of 2, Freeze all, ${hash(1)}, ${hash(2)}, ${TIME}`,
    )
  })

  it('tells of an approval how many owners signed, and the hash that all of them see', () => {
    const approving = run(call(mined(1)))
    expect(warRoomLine(approving, 'Freeze all', [approvals([true, false, false])], time)).toBe(
      `Signed 1 of 2, Freeze all, ${hash(7)}, ${TIME}`,
    )
    // Never a count that is not known.
    expect(warRoomLine(approving, 'Freeze all', [approvals([true, null, null])], time)).toMatch(
      /^At least 1 of 2 approved; 2 approvals could not be read, Freeze all, /,
    )
  })

  it('tells of an execution both hashes', () => {
    expect(warRoomLine(run(call(mined(1), { safeTxHash: hash(7) })), 'Freeze all', [], time)).toBe(
      `Executed, Freeze all, ${hash(7)}, ${hash(1)}, ${TIME}`,
    )
  })

  it('is nothing before a block has it, and names the block where its time was not read', () => {
    expect(warRoomLine(run(call(null)), 'Freeze all', [], time)).toBeNull()
    expect(warRoomLine(run(call(mined(1234))), 'Freeze all', [], null)).toMatch(/, block 1,234$/)
  })
})
