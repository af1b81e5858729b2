import { describe, expect, it } from 'vitest'
import { filesOf } from '@/lib/testing/texts'
import { isRefusal, isRpcError, isTransportError, isWrongChain, problemOf } from '.'

/** An error as another bundle throws it, whose class differs although its name is the same. */
const ofAnotherBundle = (tag: string, fields: object = {}) =>
  Object.assign(new Error('words'), { tag, ...fields })

describe('an error of ours', () => {
  it('is recognised by its tag, since every bundle has its own class', () => {
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

  it('counts as a refusal where a smaller request might pass', () => {
    expect(isRefusal(ofAnotherBundle('rpc'))).toBe(true)
    expect(isRefusal(ofAnotherBundle('transport', { isTooLarge: true }))).toBe(true)
    expect(isRefusal(ofAnotherBundle('transport', { isTooLarge: false }))).toBe(false)
    expect(isRefusal(ofAnotherBundle('chunk'))).toBe(false)
  })

  it('is shown with the name of the node once', () => {
    const node = { label: 'node.test' }
    expect(problemOf(node, ofAnotherBundle('transport'))).toBe('node.test: words')
    expect(problemOf(node, new TypeError('x is undefined'))).toBe(
      'node.test: gave an answer that the console did not expect',
    )
  })

  it('does not name the node, since whoever shows it does', () => {
    const sources = Object.entries(filesOf(/^lib\/(chain|server|react)\/(?!.*\.test\.).*\.ts$/))
    expect(sources.length).toBeGreaterThan(80)
    // There is one place that puts it before them.
    expect(sources.flatMap(([file, text]) => (namesNode(text) ? [file] : []))).toEqual([
      'lib/chain/errors/index.ts',
    ])
    const label = '$' + '{rpc.label}'
    expect(namesNode(`throw new ChunkError(4, \`${label} refused\`)`)).toBe(true)
    expect(namesNode(`problems.push(\`${label}: $\{errorLine(error)}\`)`)).toBe(true)
    expect(namesNode('problems.push(problemOf(rpc, error))')).toBe(false)
  })
})

/** Whether the text of an error holds the name of a node, or code puts one before it by hand. */
const namesNode = (source: string): boolean =>
  /new \w*Error\([^()]*?\.label\b/.test(source) || /\.label\}[^`]{0,3}\$\{errorLine\(/.test(source)
