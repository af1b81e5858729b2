import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { limitKey } from '@/lib/limits'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { type ActionRequest, buildAction, changedMeaning, isSettled, retold } from '.'

const at = (n: number) => getAddress(pad(toHex(n), { size: 20 }))
const key = limitKey('LIMIT_USDS_MINT')

/** A model with this maximum of the mint limit and these holders of RELAYER. */
function modelWith(maxAmount: bigint, relayers: readonly number[] = [0x71], slope = 1n) {
  return fakeModel({
    'stopped()': () => [false],
    'getRateLimitData(bytes32)': () => [{ maxAmount, slope, lastAmount: 0n, lastUpdated: 1n }],
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => [at(relayers[Number(index)] ?? 0)],
  })
}

function built(request: ActionRequest, model: ReturnType<typeof modelWith>) {
  const action = buildAction(request, model, someone)
  if (!action) throw new Error('nothing was built')
  return { action, model }
}

const generator = modelWith(1n).generators[0]!.id
const limit = (kind: 'raise-limit' | 'lower-limit' | 'remove-limit', maxAmount: bigint, slope = 1n) =>
  ({ kind, generator, key, maxAmount, slope }) as const

const changes = (
  request: ActionRequest,
  then: ReturnType<typeof modelWith>,
  now: ReturnType<typeof modelWith>,
) => changedMeaning(built(request, then), built(request, now))

describe('the meaning of an action while its review is open', () => {
  it('the meaning is unchanged while everything that the action says stays the same', () => {
    expect(changes(limit('lower-limit', 9n), modelWith(10n), modelWith(10n))).toEqual([])
    expect(changes({ kind: 'freeze-all', generator }, modelWith(1n), modelWith(2n))).toEqual([])
  })

  it('the meaning changes when somebody else sets the value that the action starts from', () => {
    const found = changes(limit('lower-limit', 7n), modelWith(10n), modelWith(8n))
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'value', path: `generators/${generator}/limits/${key}/maxAmount` }),
    )
  })

  it('the meaning changes when other transactions would be sent, and their consequences change with them', () => {
    const found = changes({ kind: 'freeze-all', generator }, modelWith(1n), modelWith(1n, [0x71, 0x72]))
    expect(found.map(({ what }) => what)).toContain('calls')
    const one = { kind: 'freeze-relayer', generator, relayer: at(0x71) } as const
    const left = changes(one, modelWith(1n), modelWith(1n, [0x71, 0x72]))
    expect(left.filter(({ what }) => what === 'consequence')).toHaveLength(2)
  })

  it('the meaning is not settled before everything that it rests on has been asked for', () => {
    const { action } = built(limit('lower-limit', 9n), modelWith(10n))
    expect(isSettled(action)).toBe(true)
    const unread = { kind: 'not-read', message: 'It was not read.' } as const
    const asking = { ...action.permission, holds: { ok: false, reason: unread, from: [] } } as const
    expect(isSettled({ ...action, permission: asking })).toBe(false)
    // A read that was tried and failed does not hold the meaning up: nothing better will come.
    const reverted = { kind: 'reverted', message: 'The call reverted.' } as const
    const failed = { ...action.permission, holds: { ok: false, reason: reverted, from: [] } } as const
    expect(isSettled({ ...action, permission: failed })).toBe(true)
  })
})

describe('a change of a limit that was named before somebody else changed the limit', () => {
  const kindOf = (request: ReturnType<typeof limit>, now: bigint, slope = 1n) => {
    const { action, model } = built(request, modelWith(now, [0x71], slope))
    const holds = action.requirements.find(({ id }) => id === 'kind')?.holds
    return [holds?.ok && holds.value, (retold(request, model) as typeof request | null)?.kind ?? null]
  }

  it.each([
    ['a lowering that is one', limit('lower-limit', 9n), 10n, 1n, [true, null]],
    ['a lowering that somebody overtook', limit('lower-limit', 9n), 8n, 1n, [false, 'raise-limit']],
    [
      'a lowering whose slope somebody overtook',
      limit('lower-limit', 9n, 2n),
      10n,
      1n,
      [false, 'raise-limit'],
    ],
    ['a raise that is one', limit('raise-limit', 9n), 8n, 1n, [true, null]],
    ['a raise that somebody overtook', limit('raise-limit', 9n), 10n, 1n, [false, 'lower-limit']],
    ['a raise of one number that lowers the other', limit('raise-limit', 9n, 0n), 8n, 1n, [true, null]],
    ['a removal', limit('remove-limit', 0n, 0n), 10n, 1n, [true, null]],
    ['a removal of what somebody removed', limit('remove-limit', 0n, 0n), 0n, 0n, [true, null]],
    ['a lowering to nothing', limit('lower-limit', 0n, 0n), 10n, 1n, [true, null]],
  ] as const)('%s', (_, request, now, slope, expected) => {
    expect(kindOf(request, now, slope)).toEqual(expected)
  })
})
