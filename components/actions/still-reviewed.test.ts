import { describe, expect, it } from 'vitest'
import { type Action, buildAction } from '@/lib/actions'
import { fakeModel, someone } from '@/lib/chain/fake-model'
import type { ConsoleModel } from '@/lib/console/model'
import { stillReviewed } from './still-reviewed'

const other = '0x0000000000000000000000000000000000000071'
const holding = (relayers: readonly string[]) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => [relayers[Number(index)]],
    'frozen(address)': () => [false],
    'paused()': () => [false],
  })

const both = holding([someone, other])
const generator = both.generators[0]!.id
const reviewed = buildAction({ kind: 'freeze-all', generator }, both, someone) as Action
const [first, second] = reviewed.calls.map((call) => call)

const asked = (model: ConsoleModel | null, call = second!) => stillReviewed(reviewed, () => model)(call)

describe('what was reviewed', () => {
  it('holds still while the same request makes the same call of the chain of now', () => {
    expect([asked(both, first), asked(both)]).toEqual([null, null])
    // The first is mined: the other is left, and who froze holds FREEZER by the same list here.
    expect(asked(holding([someone, other]))).toBeNull()
  })

  it('does not where the chain moved on and the call is none of it any more', () => {
    const gone = reviewed.calls.find(({ data }) => data.toLowerCase().includes(other.slice(2)))
    expect(asked(holding([someone]), gone)).toBe(
      'The chain changed since it was reviewed: this transaction is no longer part of it.',
    )
    expect(asked(both, { ...second!, value: 1n })).toContain('no longer part of it')
    expect(asked(both, { ...second!, data: `${second!.data}00` })).toContain('no longer part of it')
    expect(asked(both, { ...second!, to: other })).toContain('no longer part of it')
  })

  it('does not where something stands in its way, with what it is', () => {
    expect(asked(holding([other]), first)).toMatch(/^No longer holds: .* holds FREEZER/)
    const stop = buildAction({ kind: 'pause-timelock' }, both, someone) as Action
    const paused = fakeModel({ 'paused()': () => [true], 'frozen(address)': () => [false] })
    expect(stillReviewed(stop, () => paused)(stop.calls[0]!)).toBe(
      'No longer holds: The timelock is not paused yet.',
    )
  })

  it('is not known to where nothing is known, or its subject is gone', () => {
    expect(asked(null)).toBe('Nothing is known of the chain right now.')
    expect(asked({ ...both, generators: [] })).toBe('What it was about is no longer there.')
  })
})
