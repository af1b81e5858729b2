import { describe, expect, it, vi } from 'vitest'
import { type Action, buildAction } from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import type { SecondOpinion } from '@/lib/chain/second'
import type { ConsoleModel } from '@/lib/console/model'
import { WAD, wad } from '@/lib/math'
import type { ReviewedNow } from '@/lib/react/review/now'
import { CEILING, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeModel, someone } from '@/lib/testing/fakes/model'
import { confirmWord } from './finding'
import { noOverride } from './override'
import { becameIn, type Reviewed, stillReviewed } from './still-reviewed'
import { verdictOf } from './verdict'

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

const asked = (model: ConsoleModel | null, call = second!) => becameIn(reviewed, model)(call)

describe('what was reviewed', () => {
  it('still holds while the same request makes the same call on the present chain', () => {
    expect([asked(both, first), asked(both)]).toEqual([null, null])
    // The first is mined and the other is left; in this model the relayers are the holders of FREEZER too.
    expect(asked(holding([someone, other]))).toBeNull()
  })

  it('no longer holds where the chain moved on and the action no longer has the call', () => {
    const gone = reviewed.calls.find(({ data }) => data.toLowerCase().includes(other.slice(2)))
    expect(asked(holding([someone]), gone)).toBe(
      'The chain changed since it was reviewed: this transaction is no longer part of it.',
    )
    expect(asked(both, { ...second!, value: 1n })).toContain('no longer part of it')
    expect(asked(both, { ...second!, data: `${second!.data}00` })).toContain('no longer part of it')
    expect(asked(both, { ...second!, to: other })).toContain('no longer part of it')
  })

  it('no longer holds where something stands in the way, and says what', () => {
    expect(asked(holding([other]), first)).toMatch(/ does not hold FREEZER of /)
    const stop = buildAction({ kind: 'pause-timelock', unit: both.units[0]!.id }, both, someone) as Action
    const paused = fakeModel({ 'paused()': () => [true], 'frozen(address)': () => [false] })
    expect(becameIn(stop, paused)(stop.calls[0]!)).toBe('The timelock is paused already.')
  })

  it('is not known to hold where the chain is unknown, or the subject is gone', () => {
    expect(asked(null)).toBe('Nothing is known of the chain right now.')
    expect(asked({ ...both, generators: [] })).toBe('What it was about is no longer there.')
  })
})

describe('what follows another call', () => {
  const { block } = both
  const different: SecondOpinion = { state: 'different', first: 'a', by: 'wallet', what: '3 values differ' }
  const checked = (action: Action, state: 'would-revert' | 'could-not-check' = 'would-revert'): Review =>
    state === 'would-revert'
      ? { action, before: both, state, by: 'a', call: 0, reason: 'stopped' }
      : { action, before: both, state, problem: 'no answer' }

  interface Found {
    readonly review?: Review | null
    readonly opinion?: SecondOpinion | null
    readonly model?: ConsoleModel
  }

  const nowOf = ({ review = null, opinion = null, model = both }: Found): ReviewedNow => ({
    ...{ model, dissent: null },
    review: review && { value: review, block },
    secondOpinion: opinion && { value: opinion, block },
  })

  const asks = (found: Found | null, changes: Partial<Reviewed> = {}, isFurther = true) => {
    const reviewNow = vi.fn(async () => found && nowOf(found))
    const { action = reviewed } = changes
    const holds = stillReviewed({
      ...{ action, override: noOverride, modelNow: () => both, reviewNow },
      ...{ chainId: 1, blockTimeSeconds: null },
      ...changes,
    })
    return { reviewNow, answer: Promise.resolve(holds(action.calls[1] ?? action.calls[0]!, isFurther)) }
  }

  it('checks a later call, like the first, against the present picture', async () => {
    const { answer, reviewNow } = asks({}, { modelNow: () => holding([other]) }, false)
    expect(await answer).toMatch(/ does not hold FREEZER of /)
    expect(reviewNow).not.toHaveBeenCalled()
    expect(await asks({}, { modelNow: () => null }, false).answer).toBe(
      'Nothing is known of the chain right now.',
    )
  })

  it('simulates a later call anew, and does not wait for the first', async () => {
    const first = asks({ review: checked(reviewed) }, {}, false)
    expect([await first.answer, first.reviewNow.mock.calls.length]).toEqual([null, 0])
    const further = asks(null)
    expect([await further.answer, further.reviewNow.mock.calls.length]).toEqual([
      'Nothing is known of the chain right now.',
      1,
    ])
  })

  it('does not hand a later call over against its new check without an override', async () => {
    expect(await asks({ review: checked(reviewed) }).answer).toBe(
      'A warning came up since it was signed: It would revert: stopped. Review what is left.',
    )
    expect(await asks({ opinion: different }).answer).toContain('A second source differs: wallet')
  })

  it('hands a later call over where exactly the warning of its new check was overridden', async () => {
    const { confirm } = verdictOf({
      ...{ action: reviewed, readBack: [], changed: [], dissent: null },
      ...{ review: null, secondOpinion: { value: different, block } },
      ...{
        chain: { expected: 1, found: 1 },
        present: { block, time: block.timestamp, blockTimeSeconds: null },
      },
    })
    const override = { typed: confirmWord, of: confirm.map(({ key }) => key) }
    expect(await asks({ opinion: different }, { override }).answer).toBeNull()
    // The first is mined: what is left is fewer, and the warning the same.
    const left = holding([someone])
    const remaining = reviewed.calls.findIndex(({ data }) =>
      data.toLowerCase().includes(someone.slice(2).toLowerCase()),
    )
    const holds = stillReviewed({
      ...{ action: reviewed, override, modelNow: () => left, chainId: 1, blockTimeSeconds: null },
      reviewNow: async () => nowOf({ opinion: different, model: left }),
    })
    expect(await holds(reviewed.calls[remaining]!, true)).toBeNull()
    expect(await asks({ review: checked(reviewed), opinion: different }, { override }).answer).toContain(
      'It would revert',
    )
  })

  it('never holds a later call back in an emergency because a check failed or took too long', async () => {
    expect(await asks({}).answer).toBeNull()
    expect(await asks({ review: checked(reviewed, 'could-not-check') }).answer).toBeNull()
  })

  it('holds a later call back where a check failed or took too long, and it is no emergency', async () => {
    const { generator: diamond, prime, ilk } = migrating
    const model = migratingModel({ phase: 'DualRun', Art: 40n * WAD, line: CEILING })
    const where = { generator: diamond.addresses.diamond, prime: prime.slug, ilk: ilk.ilk }
    const action = buildAction(
      { kind: 'migrate', ...where, amount: wad(12n * WAD) },
      model,
      someone,
    ) as Action
    const asked = (found: Found) => asks({ model, ...found }, { action, modelNow: () => model }).answer
    expect(await asked({})).toBe('What it does could not be checked again in time.')
    expect(await asked({ review: checked(action, 'could-not-check') })).toContain('could not be checked')
    expect(await asked({ review: checked(action) })).toBe('It would revert: stopped.')
  })
})
