import { afterEach, describe, expect, it, vi } from 'vitest'
import { RpcError } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import { guardOutput, redacted, redactorOf } from './redact'

/** Addresses as people write them, and the key in each. */
const addresses = [
  ['https://node.test/v3/0123456789abcdef0123456789ABCDEF', '0123456789abcdef0123456789ABCDEF'],
  ['https://node.test/?apikey=abc%25zz', 'abc%zz'],
  ['https://node.test/?apikey=abc%zz1', 'abc%zz1'],
  ['https://node.test/rpc?0a1b2c3d4e5f6a7b8c', '0a1b2c3d4e5f6a7b8c'],
  ['https://us%40er:pa%24%24word-9@node.test/', 'pa$$word-9'],
  ['https://node.test/v2/Kä7+/x%2Fy-Z0q', 'x/y-Z0q'],
  ['https://k9-Zq71x0aF.rpc.node.test/', 'k9-Zq71x0aF'],
  ['https://node.test/a-b_c-D1e2F3g4#frag-9Xy-1', 'frag-9Xy-1'],
] as const

const base64 = (text: string, before = '') => Buffer.from(`${before}${text}`, 'utf8').toString('base64')

/** Spellings in which a node may return the key. */
const spelled: readonly (readonly [string, (key: string) => string])[] = [
  ['as it is', (key) => key],
  ['in upper case', (key) => key.toUpperCase()],
  ['in lower case', (key) => key.toLowerCase()],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded twice', (key) => encodeURIComponent(encodeURIComponent(key))],
  ['percent-encoded byte by byte', (key) => [...Buffer.from(key)].map((b) => `%${b.toString(16)}`).join('')],
  ['in base64', (key) => base64(key)],
  ['in base64 for URLs', (key) => Buffer.from(key).toString('base64url')],
  ['in hex', (key) => Buffer.from(key).toString('hex')],
  ['in hex, upper case', (key) => Buffer.from(key).toString('hex').toUpperCase()],
  ['in JSON', (key) => JSON.stringify(key)],
]

describe.each(addresses)('a key of %s', (address, key) => {
  const { words } = redactorOf([address])

  it.each(spelled)('is removed %s', (_, spell) => {
    const told = `key ${spell(key)} is not valid`
    const left = words(told)
    expect(left).toContain('…')
    expect(left).not.toContain(spell(key).replaceAll('"', ''))
  })

  it('is removed from a longer text in base64, wherever it begins there', () => {
    // No part of the base64 depends only on a key of so few bytes.
    if (key.length < 8) return
    for (const before of ['', 'x', 'xy', 'user:', 'Authorization: ']) {
      const encoded = base64(`${key} and more`, before)
      const left = words(`seen ${encoded}`)
      const readable = Buffer.from(left.replace('seen ', ''), 'base64').toString('utf8')
      expect(left, before).toContain('…')
      expect(readable).not.toContain(key)
    }
  })

  it('is removed when user and password stand together, as in a header', () => {
    const { username, password } = new URL(address)
    if (password === '') return
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    expect(words(`Basic ${base64(pair)}`)).toMatch(/^Basic …=*$/)
  })
})

describe('a text that is no key', () => {
  it('stays, above all in values of the chain', () => {
    const { text, words } = redactorOf([
      'https://admin:1234@node.test/v3/mainnet?chain=latest&v=2&chainid=31337',
    ])
    const json = '{"chainId":31337,"number":"0x1234","latest":"mainnet","name":"AdminFacet","v":2}'
    expect(text(json)).toBe(json)
    expect(words('node.test v3 is busy, 31337')).not.toContain('node.test v3 is busy, 31337')
    expect(redactorOf(['https://node.test/v1']).words('node.test v1')).toBe('node.test v1')
    expect(redactorOf(['']).words('anything')).toBe('anything')
  })
})

describe('an answer of a node', () => {
  const [[address, key]] = addresses
  const answering = (answer: unknown) =>
    redacted({ label: 'n', kind: 'node', request: async () => answer as never } as Rpc, redactorOf([address]))

  it('holds no key at any depth, and keeps values of the chain', async () => {
    const sent = {
      hash: '0x12',
      logs: [{ data: `0x${Buffer.from(key).toString('hex')}`, note: `for ${key}` }],
    }
    const got = await answering(sent).request<typeof sent>('eth_call', [])
    expect(JSON.stringify(got)).not.toMatch(/0123456789abcdef|3031323334/i)
    expect(got.hash).toBe('0x12')
  })

  it('counts as no answer where it nests without end', async () => {
    let deep: unknown = []
    for (let depth = 0; depth < 50_000; depth++) deep = [deep]
    await expect(answering(deep).request('eth_call', [])).rejects.toMatchObject({ name: 'TransportError' })
  })

  it('holds no key in the data of a refusal', async () => {
    const rpc = redacted(
      {
        label: 'n',
        kind: 'node',
        request: async () => {
          throw new RpcError('eth_call', 3, 'no', `0x${Buffer.from(key).toString('hex')}`)
        },
      } as Rpc,
      redactorOf([address]),
    )
    await expect(rpc.request('eth_call', [])).rejects.toMatchObject({ data: null, message: 'no' })
  })
})

describe('what the process writes', () => {
  afterEach(() => vi.restoreAllMocks())

  it('holds no key, as text or as bytes', () => {
    const written: string[] = []
    const write = (chunk: string | Uint8Array) => written.push(Buffer.from(chunk).toString('utf8')) > 0
    vi.spyOn(process.stderr, 'write').mockImplementation(write)
    vi.spyOn(process.stdout, 'write').mockImplementation(write)
    const [[address, key]] = addresses
    guardOutput(redactorOf([address]))
    process.stderr.write(`failed at ${address}\n`)
    process.stderr.write(Buffer.from(`and ${base64(key)}\n`))
    process.stdout.write(`told ${key.toUpperCase()}\n`)
    expect(written).toEqual(['failed at …\n', expect.stringMatching(/^and …=*\n$/), 'told …\n'])
  })
})
