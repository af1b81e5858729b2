import { describe, expect, it } from 'vitest'
import type { Dialogue, Evidence } from '@/lib/react/run'
import { type StatusContext, statusWords } from './status-words'

const hash = `0x${'ab'.repeat(32)}` as const
const other = `0x${'cd'.repeat(32)}` as const
const context: StatusContext = { now: 300_000, knownAs: () => null }

const submitted: Dialogue = { state: 'submitted', hash, nonce: null, at: 0 }
const dialogues: readonly Dialogue[] = [
  { state: 'waiting' },
  { state: 'held', problem: 'It is frozen already.' },
  { state: 'checking' },
  { state: 'signing' },
  { state: 'rejected' },
  { state: 'refused', problem: 'The wallet says that it did not send it: disconnected (code 4900).' },
  { state: 'not-sent', problem: 'The wallet is on chain 1, not on chain 31337. It was not asked.' },
  { state: 'unclear', problem: 'The wallet answered null, which is no transaction hash.' },
  { state: 'superseded' },
  submitted,
]

const told = { by: ['a', 'b'], against: [], silent: [] }
const block = { number: 12_345n, hash: other }
const mined = { ...told, state: 'mined', hash, block, depth: 3n, unproven: null } as const
const evidences = {
  pending: { ...told, state: 'pending', nonce: 4 },
  unseen: { ...told, state: 'missing', others: [], unseenSince: 299_000 },
  'unseen for long': { ...told, state: 'missing', others: [], unseenSince: 60_000 },
  mined,
  'mined by one': { ...mined, by: ['a'] },
  disputed: { ...mined, against: [{ by: 'c', says: 'is at block 12350 and knows neither' }] },
  'sent twice': { ...mined, again: [other, hash] },
  'not compared': { ...mined, unproven: 'No node tells enough of it.' },
  executed: { ...mined, execution: 'success' },
  'failed in the Safe': { ...mined, execution: 'failure' },
  'not seen executed': { ...mined, execution: 'absent' },
  reverted: { ...told, state: 'reverted', hash, block, depth: 0n, reason: 'Configurator/increment-too-soon' },
  foreign: {
    ...{ ...told, state: 'other', block },
    differences: [{ part: 'sender', state: 'wrong', handed: 'me', found: 'somebody' }],
  },
  altered: {
    ...{ ...told, state: 'other', block: null },
    differences: [{ part: 'value', state: 'wrong', handed: '0x0', found: '0x5' }],
  },
  cancelled: { ...told, state: 'replaced', nonce: 4, with: { kind: 'cancelled', hash: other } },
  replaced: { ...told, state: 'replaced', nonce: 4, with: { kind: 'other', hash: other } },
  enclosed: { ...told, state: 'enclosed', kind: 'user operation', hash: other, block, success: true },
  'failed inside': { ...told, state: 'enclosed', kind: 'user operation', hash: other, block, success: false },
} as const satisfies Readonly<Record<string, Evidence>>

const of = (evidence: Evidence, dialogue: Dialogue = submitted, others: Partial<StatusContext> = {}) =>
  statusWords({ dialogue, evidence }, { ...context, ...others })

describe('the state of a transaction', () => {
  it('gives every state of a transaction a word of its own', () => {
    const asked = dialogues.filter(({ state }) => state !== 'superseded' && state !== 'submitted')
    const words = [
      ...asked.map((dialogue) => statusWords({ dialogue, evidence: null }, context).word),
      ...Object.values(evidences).map((evidence) => of(evidence).word),
    ]
    expect(new Set(words).size).toBe(words.length)
  })

  it('is green only where two sources have the transaction, none denies it, and it is proven to be as signed', () => {
    const green = Object.entries(evidences).filter(([, evidence]) => of(evidence).state === 'ok')
    expect(green.map(([name]) => name)).toEqual(['mined', 'executed'])
    for (const dialogue of dialogues) {
      expect(statusWords({ dialogue, evidence: null }, context).state).not.toBe('ok')
    }
  })

  it('is red where the transaction is proven wrong or contradicted', () => {
    const red = Object.entries(evidences).filter(([, evidence]) => of(evidence).state === 'wrong')
    expect(red.map(([name]) => name)).toEqual([
      'disputed',
      'sent twice',
      'failed in the Safe',
      'reverted',
      'foreign',
      'altered',
      'failed inside',
    ])
  })

  it('tells a proposal of a Safe by its hash: before it is executed, and once the Safe tells it', () => {
    const proposal = (nonce: bigint | null): Dialogue => ({ ...submitted, proposed: { nonce } })
    expect(statusWords({ dialogue: proposal(7n), evidence: null }, context)).toMatchObject({
      ...{ word: 'Proposed', state: 'active' },
      detail: expect.stringContaining('at nonce 7'),
    })
    expect(of(evidences['unseen for long'], proposal(7n)).word).toBe('Proposed')
    expect(of(evidences.unseen, proposal(null))).toMatchObject({
      ...{ word: 'Proposed, not compared', state: 'unknown' },
      detail: expect.stringContaining('compare what it shows before anybody signs'),
    })
    expect(of(evidences.enclosed, proposal(7n))).toMatchObject({ word: 'Executed', state: 'ok' })
    expect(of({ ...evidences.enclosed, by: ['a'] }, proposal(7n)).state).toBe('unknown')
    expect(of(evidences['failed inside'], proposal(7n)).state).toBe('wrong')
    expect(of(evidences.enclosed, proposal(null)).state).toBe('unknown')
  })

  it('names who says so, who says otherwise, and who could not be asked', () => {
    expect(of(mined).detail).toBe(
      'In block 12,345, by a and b. 3 of 64 blocks deep: until then it is looked at again.',
    )
    expect(of(evidences.disputed).detail).toContain('c is at block 12350 and knows neither.')
    const silent = {
      ...evidences['mined by one'],
      silent: [{ by: 'Wallet', says: 'did not answer in time' }],
    }
    expect(of(silent)).toMatchObject({
      word: 'Mined, by one source only',
      detail: 'In block 12,345. Only a says so. Wallet: did not answer in time.',
    })
  })

  it('says how long a transaction is not seen, why that may be, and what the console knows under the hash', () => {
    expect(of(evidences['unseen for long'])).toMatchObject({
      word: 'Not seen yet, for 4 min',
      state: 'unknown',
      detail: expect.stringContaining('private relays answer a hash of their own'),
    })
    const known = of(evidences.unseen, submitted, { knownAs: () => 'a transaction of Freezer Safe' })
    expect(known).toMatchObject({ word: 'Not a transaction yet', state: 'unknown' })
    const gone = { ...evidences.unseen, gone: block } as const
    expect(of(gone).detail).toContain('It was in block 12,345, which is no longer there.')
  })

  it('tells what else the account sent where the wallet gave no hash', () => {
    const unclear = dialogues[7] as Dialogue
    expect(of(evidences.unseen, unclear).detail).toContain('The account has sent nothing in a block since.')
    expect(of({ ...evidences.unseen, others: [other] }, unclear).detail).toContain(
      `something else since: ${other}`,
    )
    expect(of(mined, unclear).detail).toContain('it was found by the nonce of the account')
  })

  it('names what was altered, and whose it is', () => {
    expect(of(evidences.altered).detail).toContain('value 5 wei in the place of 0 wei')
    expect(of(evidences.foreign).detail).toContain('a transaction of somebody')
    expect(of({ ...mined, hash: other }).detail).toContain('sent again with another fee')
  })

  it('points out what was sent more than once', () => {
    expect(of(evidences['sent twice'])).toMatchObject({
      word: 'Mined, and sent again',
      detail: expect.stringContaining(
        `The account sent the same 2 more times, ${other} and ${hash}: what it does is done as often.`,
      ),
    })
    expect(of({ ...mined, again: [other] }).detail).toContain(`sent the same once more, ${other}`)
    expect(of({ ...mined, again: [] })).toEqual(of(mined))
    expect(of({ ...evidences['mined by one'], again: [other] })).toMatchObject({ state: 'wrong' })
    expect(of({ ...mined, again: [other] }, { state: 'unclear', problem: '' })).toMatchObject({
      state: 'wrong',
    })
  })

  it('gives the reason of a revert', () => {
    expect(of(evidences.reverted).detail).toBe(
      'In block 12,345, without any effect: Configurator/increment-too-soon.',
    )
  })
})

describe('what a wallet says that it did not send', () => {
  const rejected: Dialogue = { state: 'rejected' }
  const refused: Dialogue = { state: 'refused', problem: 'The wallet says that it did not send it: gone.' }

  it('tells a denial as the word of the wallet, and nowhere as a fact', () => {
    for (const dialogue of [rejected, refused]) {
      for (const evidence of [null, evidences.unseen]) {
        const { detail, state } = statusWords({ dialogue, evidence }, context)
        expect(detail).toMatch(/^The wallet says that it (was rejected|did not send)/)
        expect(state).not.toBe('ok')
      }
      expect(statusWords({ dialogue, evidence: null }, context).detail).toContain('Nobody has looked yet')
      expect(of(evidences.unseen, dialogue).detail).toContain('has sent nothing in a block since, by a and b')
    }
  })

  it('turns a denial amber where the account sent something else since', () => {
    const { word, detail, state } = of({ ...evidences.unseen, others: [other] }, rejected)
    expect([word, state]).toEqual(['Rejected', 'unknown'])
    expect(detail).toContain(other)
  })

  it('turns a denial amber where the account has something waiting that no node shows', () => {
    for (const dialogue of [rejected, refused]) {
      const { detail, state } = of({ ...evidences.unseen, waiting: 1 }, dialogue)
      expect(state).toBe('unknown')
      expect(detail).toContain(
        '1 transaction of the account waits for a block at a and b, which does not show it',
      )
    }
    expect(of({ ...evidences.unseen, waiting: 0 }, rejected)).toEqual(of(evidences.unseen, rejected))
  })

  it('tells a denied transaction also where a later review took its place', () => {
    const denied: Dialogue = { state: 'superseded', denied: true }
    expect(of(evidences.unseen, denied)).toMatchObject({ word: 'Superseded', state: 'idle' })
    expect(of(mined, denied)).toMatchObject({ word: 'Mined, though rejected', state: 'wrong' })
    expect(of(mined, denied).detail).toContain('a later review of the same took its place')
    expect(of(evidences.pending, denied)).toMatchObject({ word: 'Sent, though rejected', state: 'wrong' })
  })

  it('says that a denied transaction is there once it is found, in red where the owner rejected it', () => {
    for (const evidence of [mined, evidences.pending, evidences.reverted]) {
      for (const dialogue of [rejected, refused]) {
        expect(of(evidence, dialogue).detail).toContain('It was sent all the same')
      }
    }
    expect(of(mined, rejected)).toMatchObject({ word: 'Mined, though rejected', state: 'wrong' })
    expect(of(evidences.pending, rejected)).toMatchObject({ word: 'Sent, though rejected', state: 'wrong' })
    expect(of(evidences.pending, rejected).detail).toContain('can still take its place')
    expect(of(evidences.pending, refused)).toMatchObject({ word: 'Sent', state: 'active' })
    expect(of(mined, refused)).toMatchObject({ word: 'Mined', state: 'ok' })
  })
})
