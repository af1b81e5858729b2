import { numberToHex, toFunctionSelector } from 'viem'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyMessage, type Message, parse } from '@/lib/chain/wire'
import { heartbeatIn } from '@/lib/chain/wire/parse'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { ChainService } from './chain-service'
import { ChainNode } from './node'
import { eventFrame, Streams } from './stream'

interface Event {
  readonly event: string
  readonly data: string
}

/** Reads a stream as an EventSource does. */
function listen(response: Response) {
  const events: Event[] = []
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = Object.fromEntries(
          block.split('\n').map((line) => {
            const colon = line.indexOf(': ')
            return [line.slice(0, colon), line.slice(colon + 2)]
          }),
        )
        events.push(fields as unknown as Event)
      }
    }
  })()
  return { events, ended, cancel: () => reader.cancel() }
}

describe('Streams', () => {
  let chain: FakeChain
  let node: FakeNode
  let service: ChainService
  let streams: Streams
  /** Return data that differs in every block [bytes]. */
  let size: number

  beforeEach(async () => {
    vi.useFakeTimers()
    chain = new FakeChain()
    size = 32
    const paused = toFunctionSelector('paused()')
    node = new FakeNode(chain, ({ data }, { number }) =>
      data.startsWith(paused) ? { ok: false, data: numberToHex(number, { size }) } : null,
    )
    const deployment = fakeDeployment()
    service = new ChainService(deployment, [
      new ChainNode({ url: node.url, label: 'node.test' }, deployment.chainId, node.fetch),
    ])
    streams = new Streams(service)
    service.start()
  })
  afterEach(() => {
    service.close()
    expect(node.unexpected).toEqual([])
    vi.useRealTimers()
  })

  const elapse = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const open = (signal = new AbortController().signal) => streams.response(signal)
  const kinds = (events: readonly Event[]) => events.map(({ event }) => event)

  it('may not be stored or transformed on the way', () => {
    const { headers } = open()
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store, no-transform')
  })

  it('sends a complete reading first, then a difference per block, which add up to what the server has', async () => {
    await elapse(100)
    const { events } = listen(open())
    for (let block = 0; block < 5; block++) {
      chain.mine()
      await elapse(600)
    }
    const messages = events.filter(({ event }) => event === 'reading').map(({ data }) => parse<Message>(data))
    expect(messages.map(({ type }) => type)).toEqual(['whole', 'delta', 'delta', 'delta', 'delta', 'delta'])
    const last = messages.reduce(applyMessage, null)
    expect(last).toEqual(service.live?.reading)
    expect(last?.block).toEqual(chain.head)
  })

  it('sends the complete reading as soon as there is one', async () => {
    node.state = 'down'
    await elapse(100)
    const { events } = listen(open())
    await elapse(1)
    expect(kinds(events)).toEqual(['status'])
    expect(events[0]?.data).toContain('could not be reached')
    node.state = 'up'
    await elapse(3_000)
    expect(kinds(events).filter((kind) => kind === 'reading')).toHaveLength(1)
    expect(parse<Message>(events.find(({ event }) => event === 'reading')!.data).type).toBe('whole')
  })

  it('reports when the state of a node changes, without its URL', async () => {
    await elapse(100)
    const { events } = listen(open())
    node.state = 'down'
    await elapse(1_000)
    const last = events.findLast(({ event }) => event === 'status')!
    expect(parse<unknown>(last.data)).toMatchObject([{ label: 'node.test', state: 'unreachable' }])
    expect(events.map(({ data }) => data).join()).not.toContain('secret-key')
  })

  it('sends a heartbeat every 10 s', async () => {
    await elapse(100)
    const { events } = listen(open())
    await elapse(35_000)
    expect(kinds(events)).toEqual(['reading', 'status', 'heartbeat', 'heartbeat', 'heartbeat'])
    const beats = events.slice(2).map(({ data }) => heartbeatIn(data))
    expect(beats).toEqual(Array(3).fill(chain.head.hash))
  })

  it('makes one reading for many streams', async () => {
    await elapse(100)
    const viewers = Array.from({ length: 30 }, () => listen(open()))
    await elapse(10)
    node.countRequests()
    chain.mine()
    await elapse(600)
    expect(node.requests.filter((methods) => methods.includes('eth_call'))).toHaveLength(1)
    for (const { events } of viewers) expect(kinds(events)).toEqual(['reading', 'status', 'reading'])
    expect(streams.size).toBe(30)
  })

  it('sends the newest complete reading to a client that reads too slowly, and no backlog', async () => {
    await elapse(100)
    const response = open()
    size = 100_000
    for (let block = 0; block < 30; block++) {
      chain.mine()
      await elapse(600)
    }
    const { events } = listen(response)
    await elapse(10)
    const messages = events.filter(({ event }) => event === 'reading').map(({ data }) => parse<Message>(data))
    expect(messages.length).toBeLessThan(10)
    expect(messages.at(-1)?.type).toBe('whole')
    expect(messages.reduce(applyMessage, null)).toEqual(service.live?.reading)
    chain.mine()
    await elapse(600)
    expect(parse<Message>(events.findLast(({ event }) => event === 'reading')!.data).type).toBe('delta')
  })

  it('drops a client that takes nothing for a minute', async () => {
    await elapse(100)
    open()
    size = 1_500_000
    chain.mine()
    await elapse(600)
    expect(streams.size).toBe(1)
    await elapse(75_000)
    expect(streams.size).toBe(0)
  })

  it('ends with its client', async () => {
    await elapse(100)
    const aborted = new AbortController()
    const first = listen(open(aborted.signal))
    const second = listen(open())
    aborted.abort()
    await second.cancel()
    await first.ended
    expect(streams.size).toBe(0)
    chain.mine()
    await elapse(60_000)
    expect(kinds(first.events)).toEqual(['reading', 'status'])
  })

  it('ends at once when its client had gone before it began', async () => {
    await listen(open(AbortSignal.abort())).ended
    expect(streams.size).toBe(0)
  })

  it('gives one client a limited number of streams, and others their own', async () => {
    await elapse(100)
    const aborted = new AbortController()
    const first = listen(streams.response(aborted.signal, 'one'))
    const more = Array.from({ length: 200 }, () => streams.response(new AbortController().signal, 'one'))
    expect(more.map(({ status }) => status)).toEqual([...Array(199).fill(200), 429])
    expect(streams.response(new AbortController().signal, 'other').status).toBe(200)
    aborted.abort()
    await first.ended
    expect(streams.response(new AbortController().signal, 'one').status).toBe(200)
  })

  it('ends with the service, so that the process can end', async () => {
    const { ended } = listen(open())
    service.close()
    await ended
    await listen(open()).ended
    expect(streams.size).toBe(0)
  })
})

describe('eventFrame', () => {
  it('is one event in the form of the standard', () => {
    expect(new TextDecoder().decode(eventFrame('status', '[]'))).toBe('event: status\ndata: []\n\n')
  })
})
