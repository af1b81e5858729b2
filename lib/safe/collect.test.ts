import fc from 'fast-check'
import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { address } from '@/lib/testing/states/safes'
import { type CollectInput, collectState } from './collect'

const A: Address = '0x00000000000000000000000000000000000000Aa'
const B: Address = '0x00000000000000000000000000000000000000bB'
const C: Address = '0x00000000000000000000000000000000000000cC'
const STRANGER: Address = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'

const none = new Map([A, B, C].map((owner) => [owner, false]))
const approvedBy = (...owners: Address[]) =>
  new Map([...none, ...owners.map((owner) => [owner, true] as const)])

const input = (change: Partial<CollectInput>): CollectInput => ({
  owners: [C, A, B],
  threshold: 2n,
  safeNonce: 5n,
  nonce: 5n,
  approvals: none,
  connected: null,
  ...change,
})

const next = (change: Partial<CollectInput>) => collectState(input(change)).next

describe('who approved', () => {
  it('is listed for every owner in the order of the Safe, with unknown ones separate', () => {
    const approvals = new Map([
      [A, true],
      [B, false],
    ])
    expect(collectState(input({ approvals }))).toMatchObject({
      owners: [
        { owner: C, approval: 'unknown' },
        { owner: A, approval: 'approved' },
        { owner: B, approval: 'missing' },
      ],
      approved: [A],
      missing: [B],
      unknown: [C],
      threshold: 2n,
      lacking: 1n,
    })
  })

  it('does not count an approval of somebody who is no longer an owner', () => {
    const approvals = new Map([...approvedBy(A), [STRANGER, true] as const])
    expect(collectState(input({ approvals }))).toMatchObject({ approved: [A], executable: false })
  })

  it('is told of those who signed off chain, who count, unless they are no owners', () => {
    const state = collectState(input({ approvals: approvedBy(A), signed: [A, B, STRANGER] }))
    expect(state).toMatchObject({
      owners: [
        { owner: C, approval: 'missing' },
        { owner: A, approval: 'approved' },
        { owner: B, approval: 'signed' },
      ],
      approved: [A, B],
      executable: true,
    })
    const unread = collectState(input({ approvals: new Map(), signed: [B] }))
    expect(unread).toMatchObject({ approved: [B], unknown: [C, A], executable: null })
  })

  it('has an owner who signed off chain wait for the others', () => {
    expect(next({ signed: [A], connected: A })).toEqual({ do: 'wait', for: 'approvals', signed: true })
    expect(next({ signed: [A], connected: A, nonce: 6n })).toEqual({
      do: 'wait',
      for: 'earlier-nonces',
      signed: true,
    })
    expect(next({ signed: [A], connected: B })).toEqual({
      do: 'execute',
      signers: [A, B],
      approvesBySending: true,
    })
  })

  it('compares owners by address, not by spelling', () => {
    const approvals = new Map([[A.toLowerCase() as Address, true]])
    const { approved } = collectState(input({ approvals }))
    expect(approved).toEqual([A])
    expect(next({ approvals, connected: A.toLowerCase() as Address })).toEqual({
      do: 'wait',
      for: 'unknown-approvals',
    })
  })
})

describe('whether it can be executed', () => {
  it('can be executed from the threshold on', () => {
    const states = [[], [A], [A, B], [A, B, C]].map((owners) =>
      collectState(input({ approvals: approvedBy(...owners) })),
    )
    expect(states.map(({ executable }) => executable)).toEqual([false, false, true, true])
    expect(states.map(({ lacking }) => lacking)).toEqual([2n, 1n, 0n, 0n])
  })

  it('is unknown when it depends on approvals that could not be read', () => {
    expect(collectState(input({ approvals: new Map([[A, true]]) })).executable).toBeNull()
    expect(collectState(input({ approvals: new Map([[A, false]]) })).executable).toBeNull()
    expect(collectState(input({ approvals: new Map([...none].slice(1)) })).executable).toBe(false)
  })

  it('cannot be executed before its turn, nor after', () => {
    const approvals = approvedBy(A, B)
    expect(collectState(input({ approvals, nonce: 6n }))).toMatchObject({ turn: 'later', executable: false })
    expect(collectState(input({ approvals, nonce: 4n }))).toMatchObject({ turn: 'over', executable: false })
  })

  it('can never be executed for a Safe that was not set up', () => {
    const state = collectState(input({ owners: [], threshold: 0n, connected: A }))
    expect(state).toMatchObject({ executable: false, next: { do: 'nothing', because: 'not-an-owner' } })
  })
})

describe('the next step', () => {
  it('tells the first owner to approve', () => {
    expect(next({ connected: A })).toEqual({ do: 'approve' })
  })

  it('tells an owner who has approved to wait for the others', () => {
    expect(next({ approvals: approvedBy(A), connected: A })).toEqual({ do: 'wait', for: 'approvals' })
  })

  it('tells the last owner who is needed to execute, which counts as approval', () => {
    expect(next({ approvals: approvedBy(A), connected: C })).toEqual({
      do: 'execute',
      signers: [A, C],
      approvesBySending: true,
    })
    const unread = new Map([[A, true]])
    expect(next({ approvals: unread, connected: C })).toMatchObject({ do: 'execute', signers: [A, C] })
  })

  it('tells anyone to execute once enough owners approved', () => {
    for (const connected of [A, C, STRANGER]) {
      expect(next({ approvals: approvedBy(A, B), connected })).toEqual({
        do: 'execute',
        signers: [A, B],
        approvesBySending: false,
      })
    }
  })

  it('gives a stranger nothing to do until enough approved, and asks to connect where nobody is connected', () => {
    expect(next({ connected: STRANGER })).toEqual({ do: 'nothing', because: 'not-an-owner' })
    expect(next({ approvals: approvedBy(A, B) })).toEqual({ do: 'nothing', because: 'not-connected' })
  })

  it('tells an owner whose approval could not be read to approve, at worst once more', () => {
    expect(next({ approvals: new Map(), connected: A })).toEqual({ do: 'approve' })
  })

  it('tells owners to approve before its turn, then to wait for the earlier nonces', () => {
    expect(next({ nonce: 6n, connected: A })).toEqual({ do: 'approve' })
    expect(next({ nonce: 6n, connected: C, approvals: approvedBy(A) })).toEqual({ do: 'approve' })
    for (const owners of [[A], [A, B]]) {
      expect(next({ nonce: 6n, connected: A, approvals: approvedBy(...owners) })).toEqual({
        do: 'wait',
        for: 'earlier-nonces',
      })
    }
  })

  it('tells nobody to do anything once the nonce was used', () => {
    for (const connected of [null, A, STRANGER]) {
      expect(next({ nonce: 4n, connected, approvals: approvedBy(A, B) })).toEqual({
        do: 'nothing',
        because: 'nonce-used',
      })
    }
  })
})

describe('against the rule of the contract', () => {
  const safes = fc.uniqueArray(address, { minLength: 1, maxLength: 8 }).chain((owners) =>
    fc.record({
      owners: fc.constant(owners),
      threshold: fc.bigInt({ min: 1n, max: BigInt(owners.length) }),
      read: fc.array(fc.constantFrom(true, false, null), {
        minLength: owners.length,
        maxLength: owners.length,
      }),
      connected: fc.oneof(fc.constantFrom(...owners), address),
      ahead: fc.constantFrom(-1n, 0n, 0n, 0n, 1n),
    }),
  )

  it('says to execute only where that passes, and wherever it is known to pass', () => {
    fc.assert(
      fc.property(safes, ({ owners, threshold, read, connected, ahead }) => {
        const known = owners.flatMap((owner, index) => {
          const approved = read[index] ?? null
          return approved === null ? [] : [[owner, approved] as const]
        })
        const approvals = new Map(known)
        const state = collectState({
          owners,
          threshold,
          safeNonce: 9n,
          nonce: 9n + ahead,
          approvals,
          connected,
        })
        /** The rule of `checkNSignatures`: a signer is an owner who approved, or who sends. */
        const accepted = owners.filter((owner) => owner === connected || approvals.get(owner) === true)
        const passes = ahead === 0n && BigInt(accepted.length) >= threshold
        expect(state.next.do === 'execute').toBe(passes)
        if (state.next.do !== 'execute') return
        expect(BigInt(state.next.signers.length) >= threshold).toBe(true)
        expect(accepted).toEqual(expect.arrayContaining([...state.next.signers]))
      }),
      { numRuns: 500 },
    )
  })
})
