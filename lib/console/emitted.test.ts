import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { type EmittedLog, type ExpectedEvent, isEmittedAsStated, judgeEvents } from './emitted'

const token: Address = '0x00000000000000000000000000000000000000aA'
const topic = (digit: string): Hex => `0x${digit.repeat(64)}`
const log: EmittedLog = { address: token, topics: [topic('1'), topic('2')], data: '0x05' }
const event: ExpectedEvent = log

const judged = (logs: readonly EmittedLog[], events: readonly ExpectedEvent[]) =>
  isEmittedAsStated(judgeEvents(logs, events))

describe('events', () => {
  it('are as stated when each one is stated, in any order and spelling', () => {
    const other = { ...log, data: '0x06' } as const
    expect(judged([], [])).toBe(true)
    expect(judged([log, other], [other, event])).toBe(true)
    expect(judged([{ ...log, address: token.toLowerCase() as Address }], [event])).toBe(true)
  })

  it.each<[string, EmittedLog]>([
    ['another contract', { ...log, address: '0x00000000000000000000000000000000000000bb' }],
    ['another topic', { ...log, topics: [topic('1'), topic('3')] }],
    ['a topic more', { ...log, topics: [topic('1'), topic('2'), topic('3')] }],
    ['a topic less', { ...log, topics: [topic('1')] }],
    ['other data', { ...log, data: '0x0500' }],
  ])('are not as stated with %s', (_, found) => {
    const { emitted, missing } = judgeEvents([found], [event])
    expect(emitted).toEqual([{ log: found, expected: false }])
    expect(missing).toEqual([event])
  })

  it('are counted: one statement accounts for one event', () => {
    expect(judged([log, log], [event])).toBe(false)
    expect(judged([log], [event, event])).toBe(false)
    expect(judged([log, log], [event, event])).toBe(true)
  })

  it('may be missing where they are optional, and may say anything where that is left open', () => {
    const note: ExpectedEvent = { address: token, topics: [topic('1'), null], data: null, optional: true }
    expect(judged([], [note])).toBe(true)
    expect(judged([{ ...log, data: '0x77' }], [note])).toBe(true)
    expect(judged([log, log], [note])).toBe(false)
  })
})
