import { describe, expect, it } from 'vitest'
import type { CallStatus } from '@/lib/react/run'
import { isUnsent, statusWords } from './status-words'

const hash = `0x${'ab'.repeat(32)}` as const

const all: readonly CallStatus[] = [
  { state: 'waiting' },
  { state: 'signing' },
  { state: 'rejected' },
  { state: 'not-sent', problem: 'The wallet is on chain 1, not on chain 31337.' },
  { state: 'interrupted' },
  { state: 'submitted', hash, nonce: null, missing: 0 },
  { state: 'submitted', hash, nonce: null, missing: 3 },
  { state: 'mined', hash, blockNumber: 12_345n },
  { state: 'reverted', hash, blockNumber: 12_345n, reason: 'Configurator/increment-too-soon' },
  { state: 'replaced', hash },
  { state: 'dropped', hash },
  { state: 'mined', hash, blockNumber: 12_345n, execution: 'success' },
  { state: 'mined', hash, blockNumber: 12_345n, execution: 'failure' },
  { state: 'mined', hash, blockNumber: 12_345n, execution: 'absent' },
]

describe('the state of a transaction', () => {
  it('has a word of its own in every state', () => {
    const words = all.map((status) => statusWords(status).word)
    expect(new Set(words).size).toBe(all.length)
  })

  it('is red only when it reverted or failed in the Safe, and green only when it was done', () => {
    const of = (state: string) =>
      all.filter((status) => statusWords(status).state === state).map((status) => statusWords(status).word)
    expect(of('wrong')).toEqual(['Reverted', 'Failed in the Safe'])
    expect(of('ok')).toEqual(['Mined', 'Executed'])
  })

  it('gives the reason of a revert', () => {
    expect(statusWords(all[8]!).detail).toBe(
      'In block 12,345, without any effect: Configurator/increment-too-soon.',
    )
  })

  it('never offers to send again what may have been sent', () => {
    expect(all.filter(isUnsent).map(({ state }) => state)).toEqual(['waiting', 'rejected', 'not-sent'])
  })
})
