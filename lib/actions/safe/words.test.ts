import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { places, sets } from '@/lib/console/effects'
import { type CollectInput, collectState } from '@/lib/safe'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { buildAction } from '..'
import { nextWords } from './words'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const owners = [at(0x81), at(0x82), at(0x83)]
const [first, second, third] = owners as [Address, Address, Address]

/** What an account is told about a transaction with these approvals. Those of the other owners could not be read. */
const said = (approvals: readonly (readonly [Address, boolean])[], change: Partial<CollectInput> = {}) =>
  nextWords(
    collectState({
      ...{ owners, threshold: 2n, safeNonce: 1n, nonce: 1n, approvals: new Map(approvals), connected: first },
      ...change,
    }),
    'Freezer Safe',
  )

describe('a count of approvals', () => {
  it('approvals are counted where every one was read', () => {
    const none = owners.map((owner) => [owner, false] as const)
    expect(said(none)).toBe('Your approval is the first of 2.')
    expect(said([...none, [second, true]])).toBe(
      '1 of 2 approved. Your transaction is the last approval and executes it.',
    )
  })

  it('an approval is not called the first or second where another could not be read', () => {
    expect(said([], { threshold: 3n })).toBe(
      'Your approval is one of the 3 that are needed. At least 0 of 3 approved; 3 approvals could not be read.',
    )
    expect(said([[first, false]])).toBe(
      'Your approval is one of the 2 that are needed. At least 0 of 2 approved; 2 approvals could not be read.',
    )
  })

  it('approvals are counted as "at least" for every reader where one could not be read', () => {
    expect(said([[second, true]], { connected: at(0x99) })).toBe(
      'At least 1 of 2 approved; 2 approvals could not be read. Up to 1 more owner of Freezer Safe may have to approve; then anyone can execute.',
    )
    expect(said([[second, true]])).toBe(
      'At least 1 of 2 approved; 2 approvals could not be read. Your transaction is the last approval and executes it.',
    )
    const three = { threshold: 3n, connected: at(0x99) }
    expect(
      said(
        [
          [second, false],
          [third, false],
        ],
        three,
      ),
    ).toMatch(/2 to 3 more owners of Freezer Safe have to approve; then anyone can execute\.$/)
  })
})

describe('a freeze of a Generator with relayers that could not be read', () => {
  const two: FakeOutputs = {
    'getRoleMemberCount(bytes32)': () => [2n],
    'getRoleMember(bytes32,uint256)': ([, index]) => (index === 0n ? [someone] : null),
  }
  const built = (outputs: FakeOutputs) => {
    const model = fakeModel(outputs)
    const generator = model.generators[0]!.id
    return buildAction({ kind: 'freeze-all', generator }, model, someone)!
  }

  it('a freeze does not say that no relayer is left where one could not be read', () => {
    const { disables, effects, requirements } = built(two)
    expect(disables).toEqual([
      'The frozen relayer can no longer operate Generator. It could not be read whether another relayer still can.',
    ])
    const { members } = places.generators(fakeModel().generators[0]!.id).roles.relayer
    expect(effects).toContainEqual(sets(members.length, 1))
    expect(requirements.find(({ id }) => id === 'every-relayer')?.holds).toMatchObject({
      ok: true,
      value: false,
    })
  })

  it('a freeze says that no relayer is left where all were read, and states no number that could not be read', () => {
    expect(built({}).disables[0]).toMatch(/^No relayer is left/)
    expect(built({}).requirements.some(({ id }) => id === 'every-relayer')).toBe(false)
    const unread = built({ 'getRoleMemberCount(bytes32)': () => null })
    expect(unread.effects).toEqual([])
    expect(unread.requirements.find(({ id }) => id === 'every-relayer')?.holds.ok).toBe(false)
  })
})
