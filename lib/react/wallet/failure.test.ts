import { describe, expect, it } from 'vitest'
import { failureOf, shownAnswer } from './failure'

const coded = (code: unknown, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code, ...more })

describe('what a wallet throws', () => {
  it.each([
    ['an error', coded(4001, 'User rejected the request.')],
    ['a plain object', { code: 4001, message: 'User rejected the request.' }],
    ['wrapped by a cause', coded(-32_603, 'Internal error', { cause: coded(4001, 'no') })],
    ['wrapped in data', { code: -32_603, message: 'Internal', data: { originalError: { code: 4001 } } }],
    ["a library's word", { code: 'ACTION_REJECTED', reason: 'rejected' }],
  ])('counts as a refusal of its owner: %s', (_, error) => {
    expect(failureOf(error).state).toBe('rejected')
  })

  it.each([4100, 4200, 4900, 4901, 4902, -32_600, -32_601, -32_602])(
    'proves only by its code that nothing was sent: %i',
    (code) =>
      expect(failureOf({ code, message: 'no' })).toEqual({ state: 'refused', problem: `no (code ${code})` }),
  )

  it.each([
    coded(-32_000, 'already known'),
    coded(-32_603, 'Internal JSON-RPC error.'),
    new Error('popup closed'),
    'popup closed',
    {},
    null,
    undefined,
    7,
    Object.create(null),
  ])('leaves it open otherwise whether something was sent: %o', (error) => {
    expect(failureOf(error).state).toBe('unclear')
    expect(failureOf(error).problem).not.toMatch(/object Object|undefined/)
  })

  it.each([
    { code: -32_000, message: 'insufficient funds for gas' },
    {
      code: -32_603,
      message: 'Internal JSON-RPC error.',
      data: { code: -32_000, message: 'insufficient funds for gas' },
    },
    { code: -32_603, data: { originalError: { message: 'insufficient funds for gas' } } },
    { error: { message: 'insufficient funds for gas' } },
    coded(-32_603, 'failed', { cause: { shortMessage: 'insufficient funds for gas' } }),
    { reason: 'insufficient funds for gas' },
    'insufficient funds for gas',
  ])('keeps the message of the inner error: %o', (error) => {
    expect(failureOf(error).problem).toContain('insufficient funds for gas')
  })

  it('gives each message once, the outer first, with the code', () => {
    const error = {
      code: -32_603,
      message: 'Internal error.',
      data: { message: 'nonce too low', code: -32_000 },
    }
    expect(failureOf(error).problem).toBe('Internal error: nonce too low (code -32603)')
    const same = coded(-32_603, 'Failed: nonce too low', { cause: new Error('nonce too low') })
    expect(failureOf(same).problem).toBe('Failed: nonce too low (code -32603)')
  })

  it('is read to an end even if it is circular, endless, or throws when it is read', () => {
    const ring: Record<string, unknown> = { message: 'round' }
    ring.cause = ring
    expect(failureOf(ring).problem).toBe('round')
    expect(failureOf({ message: 'x'.repeat(100_000) }).problem.length).toBeLessThan(400)
    const trap = Object.defineProperty({ message: 'seen' }, 'cause', {
      get: () => {
        throw new Error('trap')
      },
    })
    expect(failureOf(trap).problem).toBe('seen')
  })
})

describe('what a wallet answers in the place of a hash', () => {
  it.each([
    [null, 'null'],
    [undefined, 'nothing'],
    ['', 'an empty text'],
    ['0x', '“0x”'],
    [{ hash: 1 }, '{"hash":1}'],
    [1n, 'a bigint'],
  ])('is shown as it is: %o', (answer, text) => expect(shownAnswer(answer)).toBe(text))
})
