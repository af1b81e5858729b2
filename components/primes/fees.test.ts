import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { rad } from '@/lib/math'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import { dripOffer, feesNotBooked } from './fees'

const live = given(1n)
const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })

describe('the fees that no drip has booked', () => {
  it('are what has accrued since the last drip', () => {
    const model = migratingModel({ phase: 'DualRun', Art: 40n * 10n ** 18n })
    const ilk = model.generators[0]?.primes[0]?.legacy.find(({ id }) => id === migrating.ilk.ilk)
    expect(feesNotBooked(ilk!, model.mcd, fakeTime)).toMatchObject({ ok: true, value: 0n })
    // The fee of the fake ilk is none, and a base fee of a tenth a second is added to it.
    const base = given(10n ** 26n) as typeof model.mcd.base
    expect(feesNotBooked(ilk!, { ...model.mcd, base }, fakeTime + 1n)).toMatchObject({
      ok: true,
      value: 4n * 10n ** 45n,
    })
  })

  it('can be booked where there are some, by a Vat that is not shut down', () => {
    expect(dripOffer(given(rad(1n)), live)).toEqual({ reason: undefined })
    expect(dripOffer(given(rad(0n)), live)).toBeNull()
    expect(dripOffer(given(rad(1n)), given(0n))).toEqual({ reason: 'The Vat is shut down' })
    expect(dripOffer(given(rad(1n)), unread)).toEqual({ reason: undefined })
    expect(dripOffer(unread, live)).toEqual({ reason: 'Fees not computed: The call reverted.' })
  })
})
