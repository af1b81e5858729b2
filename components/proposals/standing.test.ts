import { describe, expect, it } from 'vitest'
import { buildAction } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import type { Proposal } from '@/lib/react/proposal'
import type { OffChainSignature, SafeTransaction } from '@/lib/safe'
import {
  answering,
  fakeSafe,
  freezeThrough,
  safeModel,
  signedBy,
  signers,
  transactionIn,
} from '@/lib/testing/fakes/safe'
import { conflictsWith, standingOf } from './standing'

const [one, two] = signers
const model = answering(safeModel())
const transaction = transactionIn(model)

const proposal = (
  signatures: readonly OffChainSignature[] = [],
  change: Partial<SafeTransaction> = {},
): Proposal => ({
  chainId: 31_337,
  request: { ...freezeThrough, carried: { transaction: { ...transaction, ...change }, signatures } },
})

const standing = (of: Proposal, at: ConsoleModel = model) =>
  standingOf(buildAction(of.request, at, one.address), of, 1_000n)

describe('where a proposal stands', () => {
  it('is how many owners signed, then that anyone can execute it: a freeze to keep', async () => {
    const [first, second] = [await signedBy(one, transaction), await signedBy(two, transaction)]
    expect(standing(proposal([first]))).toMatchObject({
      id: 'collecting',
      words: '1 of 2 approved. Valid at block 1,000; 1 more owner needed',
    })
    expect(standing(proposal([second, first]))).toEqual({
      id: 'ready',
      state: 'ok',
      words: 'Break glass: valid at block 1,000. 2 of 2 approved: anyone can execute it',
    })
  })

  it('is that it is void or waits, by its nonce, and unknown where that could not be read', async () => {
    const signatures = [await signedBy(one, transaction), await signedBy(two, transaction)]
    const after = answering(safeModel({ nonce: given(6n) }))
    expect(standing(proposal(signatures), after)).toEqual({
      id: 'over',
      state: 'idle',
      words: `No longer valid at block 1,000: its nonce 5 is used, ${fakeSafe.name} is at 6`,
    })
    expect(standing(proposal(signatures), answering(safeModel({ nonce: given(4n) })))).toMatchObject({
      id: 'later',
      words: `2 of 2 approved. It waits for nonce 5; ${fakeSafe.name} is at 4 at block 1,000`,
    })
    const lost = safeModel({ nonce: unknown({ kind: 'reverted', message: 'The call reverted.' }) })
    expect(standing(proposal(signatures), lost)).toMatchObject({ id: 'unknown', state: 'unknown' })
  })

  it('is that it is void once it was executed, though nothing is left to call', async () => {
    const signatures = [await signedBy(one, transaction), await signedBy(two, transaction)]
    const executed = safeModel({ nonce: given(6n) }, [])
    expect(standing(proposal(signatures), executed)).toMatchObject({ id: 'over', state: 'idle' })
    expect(standing(proposal(signatures), safeModel({}, []))).toEqual({
      id: 'unknown',
      state: 'unknown',
      words: 'There is nothing to call.',
    })
  })

  it('is wrong where it is not what the console builds, and unknown where nothing can be built', () => {
    expect(standing(proposal([], { value: 1n }))).toMatchObject({
      id: 'differs',
      state: 'wrong',
      words: expect.stringContaining('value differs. Do not sign it'),
    })
    expect(standingOf(null, proposal(), 1n)).toMatchObject({ id: 'unknown', state: 'unknown' })
  })
})

describe('proposals of the same nonce', () => {
  it('are named, whatever was signed; those of another nonce, and the same one, are not', async () => {
    const other = proposal([], { value: 1n })
    const later = proposal([], { nonce: 6n })
    const same = proposal([await signedBy(one, transaction)])
    expect(conflictsWith(proposal(), [other, later, same])).toEqual([other])
  })
})
