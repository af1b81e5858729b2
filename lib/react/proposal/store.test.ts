import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { freezeThrough, safeModel, transactionIn } from '@/lib/testing/fakes/safe'
import type { Proposal } from '.'
import { keyOfProposals, type ProposalShelf } from './shelf'
import { ProposalStore } from './store'

const chainId = 31_337
const transaction = transactionIn(safeModel())
const by = (role: 'freezerSigner1' | 'freezerSigner2'): Proposal => ({
  chainId,
  request: {
    ...freezeThrough,
    carried: {
      transaction,
      signatures: [{ signer: roles[role].address, signature: `0x${'ab'.repeat(64)}1b` }],
    },
  },
})

function shelfOf(entries: Map<string, string>): ProposalShelf {
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}

describe('the proposals of a browser', () => {
  it('are the same in every tab once it starts, and tell those who listen', () => {
    const shelf = shelfOf(new Map())
    const [one, other] = [new ProposalStore(chainId, shelf), new ProposalStore(chainId, shelf)]
    let told = 0
    const leave = one.subscribe(() => {
      told += 1
    })
    const end = one.start()
    expect(one.snapshot()).toEqual([])
    expect(one.keep(by('freezerSigner1')).request.carried.signatures).toHaveLength(1)
    expect(told).toBe(2)
    leave()
    other.start()
    expect(other.snapshot()).toEqual(one.snapshot())
    expect(other.keep(by('freezerSigner2')).request.carried.signatures).toHaveLength(2)
    other.forget(by('freezerSigner1'))
    expect(other.snapshot()).toEqual([])
    end()
  })

  it('are kept under a name of their chain', () => {
    const entries = new Map<string, string>()
    new ProposalStore(chainId, shelfOf(entries)).keep(by('freezerSigner1'))
    expect([...entries.keys()]).toEqual([keyOfProposals(chainId)])
  })

  it('are forgotten with the page where the browser stores nothing', () => {
    const store = new ProposalStore(chainId, null)
    expect(store.keep(by('freezerSigner1'))).toEqual(by('freezerSigner1'))
    expect(store.snapshot()).toEqual([])
  })
})
