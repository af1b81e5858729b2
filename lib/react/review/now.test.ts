import { describe, expect, it, vi } from 'vitest'
import { type Action, buildAction } from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import type { ConsoleModel } from '@/lib/console/model'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { checkedNow, type ReviewedNow } from './now'

const other = '0x0000000000000000000000000000000000000071'
const holding = (relayers: readonly string[]) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => [relayers[Number(index)]],
    'frozen(address)': () => [false],
  })

const [both, one] = [holding([someone, other]), holding([other])]
const request = { kind: 'freeze-all', generator: both.generators[0]!.id } as const
const actionOf = (model: ConsoleModel) => buildAction(request, model, someone) as Action

/** A review that was checked on one picture, with the newest picture. */
const found = (checked: ConsoleModel | null, model: ConsoleModel): ReviewedNow => {
  const review = checked && {
    ...{ action: actionOf(checked), before: checked, state: 'could-not-check', problem: 'no' },
  }
  return {
    ...{ model, secondOpinion: null, dissent: null },
    review: review && { value: review as Review, block: both.block },
  }
}

const asked = async (...answers: readonly (ReviewedNow | null)[]) => {
  const left = [...answers]
  const check = vi.fn(async () => left.shift() ?? null)
  return { last: await checkedNow(actionOf(both), check), times: check.mock.calls.length }
}

describe('the check of an action as it is now', () => {
  it('is made once while the action stays as it was checked', async () => {
    expect(await asked(found(both, both))).toMatchObject({ times: 1 })
  })

  it('is repeated where a part of the action was mined meanwhile, and covers what is left', async () => {
    const { last, times } = await asked(found(both, one), found(one, one))
    expect(times).toBe(2)
    expect(last?.review?.value?.action.calls).toEqual(actionOf(one).calls)
  })

  it('ends where the chain changes every time, where nothing is known, and where it took too long', async () => {
    expect(await asked(found(both, one), found(one, both), found(both, one))).toMatchObject({ times: 3 })
    expect(await asked(null)).toEqual({ last: null, times: 1 })
    expect(await asked(found(null, one))).toMatchObject({ times: 1, last: { review: null } })
  })
})
