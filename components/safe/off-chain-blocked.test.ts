import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { readBackInner } from '@/lib/actions'
import { given } from '@/lib/leaf'
import { answering, frozenBy, safeModel, signers, transactionIn } from '@/lib/testing/fakes/safe'
import { offChainBlocked } from './off-chain-blocked'

const model = answering(safeModel())
const transaction = transactionIn(model)
const right = { expected: 31_337, found: 31_337 }

const blocked = (
  of = model,
  from = signers[0].address,
  chain: { expected: number; found: number | null } = right,
) => {
  const action = frozenBy({ transaction, signatures: [] }, of, from)
  const { through, request } = action
  return offChainBlocked({ action, inner: through ? readBackInner(through, request, of) : [], chain })
}

describe('what stands in the way of a signature off chain', () => {
  it('is nothing for an owner on the right chain', () => {
    expect(blocked()).toBeNull()
  })

  it('is another chain, or one that the wallet does not tell', () => {
    for (const found of [1, null]) {
      expect(blocked(model, signers[0].address, { expected: 31_337, found })).toBe(
        'The wallet is not on chain 31337.',
      )
    }
  })

  it('is that the account is no owner, or that the nonce is used', () => {
    expect(blocked(model, roles.keeper.address)).toMatch(/is not an owner/)
    expect(blocked(answering(safeModel({ nonce: given(6n) })))).toMatch(/No longer valid/)
  })

  it('is a fault in the bytes of the transaction', () => {
    const action = frozenBy({ transaction, signatures: [] }, model, signers[0].address)
    const inner = readBackInner(action.through!, action.request, model)
    const faulty = inner.map((back) => ({ ...back, faults: ['The transaction would send 1 wei.'] }))
    expect(offChainBlocked({ action, inner: faulty, chain: right })).toBe(
      'The bytes do not say what was asked for. The transaction would send 1 wei.',
    )
  })
})
