import { describe, expect, it } from 'vitest'
import { errorLine } from '../errors'
import type { Rpc } from '../rpc'
import { blockIn, bytesIn, logsIn, quantityIn } from './parse'
import { readBlock, readHead } from './reader'

const hash = `0x${'ab'.repeat(32)}`
const block = { number: '0x10', hash, parentHash: hash, timestamp: '0x6a', extraData: '0x' }
const log = {
  address: `0x${'11'.repeat(20)}`,
  topics: [hash],
  data: '0x',
  blockNumber: '0x10',
  blockHash: hash,
  transactionHash: hash,
  transactionIndex: '0x0',
  logIndex: '0x0',
}

const answering = (answer: unknown): Rpc => ({
  label: 'n',
  kind: 'node',
  request: async () => answer as never,
})
const said = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('an answer of a node', () => {
  it('is accepted unchanged where it has the right form', async () => {
    const expected = { number: 16n, hash, parentHash: hash, timestamp: 0x6an }
    expect(blockIn('m', block)).toEqual(expected)
    expect(blockIn('m', null)).toBeNull()
    expect(await readHead(answering(block))).toEqual(expected)
    expect(quantityIn('m', '0x00ff')).toBe(255n)
    expect(bytesIn('m', '0xABcd')).toBe('0xABcd')
    expect(logsIn('m', [log], 0n, 16n)).toEqual([log])
  })

  it.each<[string, () => unknown]>([
    ['no block', () => blockIn('m', 'latest')],
    ['a block without a number', () => blockIn('m', { ...block, number: undefined })],
    ['a block that is not mined', () => blockIn('m', { ...block, number: null, hash: null })],
    ['a number that is decimal', () => blockIn('m', { ...block, number: '16' })],
    ['a number that is one', () => blockIn('m', { ...block, number: 16 })],
    ['a number that is empty', () => blockIn('m', { ...block, number: '0x' })],
    ['a number beyond any chain', () => blockIn('m', { ...block, number: `0x1${'0'.repeat(16)}` })],
    ['a time beyond any calendar', () => blockIn('m', { ...block, timestamp: `0x1${'0'.repeat(11)}` })],
    ['a hash that is short', () => blockIn('m', { ...block, hash: '0xab' })],
    ['a parent that is none', () => blockIn('m', { ...block, parentHash: {} })],
    ['a number of 65 digits', () => quantityIn('m', `0x1${'0'.repeat(64)}`)],
    ['a negative number', () => quantityIn('m', '-0x1')],
    ['half a byte', () => bytesIn('m', '0xabc')],
    ['no data', () => bytesIn('m', undefined)],
    ['no list of logs', () => logsIn('m', { ...log }, 0n, 16n)],
    ['a log that is none', () => logsIn('m', [null], 0n, 16n)],
    ['a log without an address', () => logsIn('m', [{ ...log, address: '0x1' }], 0n, 16n)],
    ['a log of five topics', () => logsIn('m', [{ ...log, topics: Array(5).fill(hash) }], 0n, 16n)],
    ['a log of a topic that is no hash', () => logsIn('m', [{ ...log, topics: ['0x1'] }], 0n, 16n)],
    ['a log of no block', () => logsIn('m', [{ ...log, blockNumber: null }], 0n, 16n)],
    ['a log of another block', () => logsIn('m', [log], 0n, 15n)],
  ])('counts as a transport failure, in our words: %s', (_, work) => {
    const error = said(work)
    expect(error).toMatchObject({ name: 'TransportError' })
    expect(errorLine(error)).toMatch(
      /^gave (something else than .* to m|logs of blocks it was not asked for)$/,
    )
  })

  it('is rejected when it is of another block than the one that was asked for', async () => {
    await expect(readBlock(answering(block), 17n)).rejects.toMatchObject({ name: 'TransportError' })
    await expect(readBlock(answering(block), `0x${'cd'.repeat(32)}`)).rejects.toMatchObject({
      name: 'TransportError',
    })
    await expect(readHead(answering(null))).rejects.toMatchObject({ message: 'has no newest block' })
  })
})

describe('what people read of an error', () => {
  it.each([
    [() => BigInt(undefined as never), 'gave an answer that the console did not expect'],
    [() => JSON.parse('{'), 'gave an answer that the console did not expect'],
    [() => (null as unknown as { a: 1 }).a, 'gave an answer that the console did not expect'],
    [() => decodeURIComponent('%'), 'gave an answer that the console did not expect'],
  ])('never shows words of the programming language: %s', (work, expected) => {
    expect(errorLine(said(work))).toBe(expected)
  })

  it('shows what a wallet or a node said, on one line', () => {
    expect(errorLine(Object.assign(new Error('User rejected\nVersion: 2'), { code: 4001 }))).toBe(
      'User rejected',
    )
    expect(errorLine({ shortMessage: 'Short.', message: 'Long.' })).toBe('Short.')
    expect(errorLine('text')).toBe('text')
  })
})
