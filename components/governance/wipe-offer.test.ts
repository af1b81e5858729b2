import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given } from '@/lib/leaf'
import { someone } from '@/lib/testing/fakes/model'
import { samples } from '@/lib/testing/samples'
import { wipeOffer } from './wipe-offer'

const [request, model] = samples['wipe-ceiling']
const { lineMom } = model.mcd
const offered = (account: typeof someone | null, of = model) => wipeOffer(request.ilk, of, account)
const owned = (owner: typeof someone, mayWipe: boolean) => ({
  ...model,
  mcd: {
    ...model.mcd,
    lineMom: lineMom && {
      ...lineMom,
      owner: given(owner),
      accounts: lineMom.accounts.map((one) => ({ ...one, mayWipe: given(mayWipe) })),
    },
  },
})

describe('the button that wipes a ceiling', () => {
  it('asks for that ilk, with a wallet and without', () => {
    for (const account of [someone, null]) expect(offered(account)).toEqual({ request, reason: undefined })
  })

  it('is off for whom LineMom does not let, and on where that is not known', () => {
    const other = getAddress(pad(toHex(0x98), { size: 20 }))
    expect(offered(someone, owned(other, false)).reason).toBe('LineMom does not let this account')
    expect(offered(someone, owned(other, true)).reason).toBeUndefined()
    expect(offered(other).reason).toBeUndefined()
  })

  it('is off with what stands in the way', () => {
    const unlisted = {
      ...model,
      mcd: {
        ...model.mcd,
        lineMom: lineMom && {
          ...lineMom,
          ilks: lineMom.ilks.map((one) => ({ ...one, listed: given(false) })),
        },
      },
    }
    expect(offered(someone, unlisted).reason).toMatch(/^LineMom does not list/)
  })
})
