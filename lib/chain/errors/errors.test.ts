import { describe, expect, it } from 'vitest'
import { isRefusal, isRpcError, isTransportError, isWrongChain } from '.'

/** An error as another bundle throws it: its class is another one, whatever its name. */
const ofAnotherBundle = (tag: string, fields: object = {}) =>
  Object.assign(new Error('words'), { tag, ...fields })

describe('an error of ours', () => {
  it('is told by its tag, since its class is another one in every bundle', () => {
    const kinds = { rpc: isRpcError, transport: isTransportError, 'wrong-chain': isWrongChain }
    for (const [tag, is] of Object.entries(kinds)) {
      expect(is(ofAnotherBundle(tag)), tag).toBe(true)
      for (const other of Object.keys(kinds).filter((name) => name !== tag)) {
        expect(is(ofAnotherBundle(other)), `${tag} of ${other}`).toBe(false)
      }
      for (const foreign of [null, undefined, tag, new Error(tag), { name: 'RpcError' }]) {
        expect(is(foreign)).toBe(false)
      }
    }
  })

  it('is a refusal where less might pass', () => {
    expect(isRefusal(ofAnotherBundle('rpc'))).toBe(true)
    expect(isRefusal(ofAnotherBundle('transport', { isTooLarge: true }))).toBe(true)
    expect(isRefusal(ofAnotherBundle('transport', { isTooLarge: false }))).toBe(false)
    expect(isRefusal(ofAnotherBundle('chunk'))).toBe(false)
  })
})
