import type { ServerResponse } from 'node:http'
import { type Fault, WITHOUT_LOGS } from './fault-play'
import type { GateMode, HostileAnswer, RawReply } from './rpc-gate'
import type { Stack } from './stack'

const JSON_TYPE = { 'content-type': 'application/json' }

const raw = (reply: RawReply): GateMode => ({ kind: 'raw', reply })
const hostile = (answer: HostileAnswer): GateMode => ({ kind: 'hostile', answer })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One HTTP answer to every request. */
const always = (status: number, body: string, type = 'application/json'): GateMode =>
  raw((response) => response.writeHead(status, { 'content-type': type }).end(body))

interface Entry {
  readonly id: unknown
  readonly method?: string
  readonly result?: unknown
}

/** The entries of the answer are changed before they are sent. */
const changed = (change: (entries: readonly Entry[]) => unknown, status = 200): GateMode =>
  raw(async (response, _, whole) => {
    const answer = JSON.parse(await whole()) as Entry | readonly Entry[]
    const entries = Array.isArray(answer) ? (answer as readonly Entry[]) : [answer as Entry]
    response.writeHead(status, JSON_TYPE).end(JSON.stringify(change(entries)))
  })

/** Every call is refused with these words, under this status. */
const refused = (status: number, error: Record<string, unknown>): GateMode =>
  changed((entries) => entries.map(({ id }) => ({ jsonrpc: '2.0', id, error })), status)

/** Every call of a method is answered in this way. */
const method = (name: string | RegExp, answer: HostileAnswer): GateMode =>
  hostile((call, ask) => (call.method.match(name) ? answer(call, ask) : ask()))

const block = (change: (told: Record<string, string>) => unknown): GateMode =>
  method('eth_getBlockByNumber', async (_, ask) => change((await ask()) as Record<string, string>))

const plus = (hex: string | undefined, by: bigint): string => `0x${(BigInt(hex ?? '0x0') + by).toString(16)}`

const fail = (code: number, message: string, data?: unknown) => async () => {
  throw { code, message, data }
}

/** Half of the answer, and then whatever follows. */
const half = (then: (response: ServerResponse) => unknown): GateMode =>
  raw(async (response, _, whole) => {
    const answer = await whole()
    response.writeHead(200, JSON_TYPE).write(answer.slice(0, answer.length / 2))
    await wait(20)
    then(response)
  })

type Row = readonly [name: string, said: RegExp | null, mode: GateMode, more?: Partial<Fault>]

/** What an `eth_call` for many values answers. */
const VALUES = /"result":"0x[0-9a-f]{500,}"/

/** The way to the node, or its HTTP, is at fault. */
const ways: readonly Row[] = [
  ['refuses connections', /could not be reached/, { kind: 'down' }],
  ['resets in the middle of a body', /could not be reached/, half((response) => response.destroy())],
  ['cuts its JSON short', /not JSON-RPC/, half((response) => response.end())],
  ['hangs for ever', /did not answer in time/, raw(() => undefined)],
  ['begins a body and never ends it', /did not answer in time/, half(() => undefined)],
  ['takes 15 s', /did not answer in time/, { kind: 'slow', by: 15_000 }],
  ['takes half a second', null, { kind: 'slow', by: 500 }],
  ['HTTP 429', /HTTP 429/, { kind: 'too-many-requests' }],
  ['HTTP 500', /HTTP 500/, always(500, 'Internal Server Error', 'text/plain')],
  ['HTTP 502 of a proxy, in HTML', /HTTP 502/, always(502, '<html>Bad Gateway</html>', 'text/html')],
  ['HTTP 503 with JSON-RPC', /HTTP 503: overloaded/, refused(503, { code: -32_000, message: 'overloaded' })],
  ['HTTP 403', /HTTP 403/, always(403, '{"message":"forbidden"}')],
  ['HTTP 413', /HTTP 413/, always(413, 'too large', 'text/plain')],
  ['HTTP 400 with JSON-RPC', /not like this/, refused(400, { code: -32_600, message: 'not like this' })],
  ['a page in the place of JSON', /not JSON-RPC/, always(200, '<!doctype html><p>Welcome</p>', 'text/html')],
  [
    'leads to a page to sign in',
    /could not be reached|HTTP 4|not JSON-RPC/,
    raw((response) => response.writeHead(302, { location: '/login' }).end()),
  ],
  ['an empty body', /not JSON-RPC/, always(200, '')],
  [
    'says gzip and sends none',
    /could not be reached/,
    raw((response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end('[]')),
  ],
  [
    '50 MB in the place of values',
    /could not be decoded|did not answer in time/,
    raw(async (response, body, whole) => {
      const answer = await whole()
      const huge = () => `"result":"0x${'ab'.repeat(25_000_000)}"`
      response
        .writeHead(200, JSON_TYPE)
        .end(body.includes('"eth_call"') ? answer.replace(VALUES, huge) : answer)
    }),
  ],
  [
    'lists within lists, 100,000 deep',
    /do not belong/,
    always(200, '['.repeat(100_000) + ']'.repeat(100_000)),
  ],
]

/** The node answers, and what it says is not so. */
const lies = (chain: Stack): readonly Row[] => [
  ['an empty result to every call', /could not be decoded/, method('eth_call', async () => '0x')],
  ['null for everything', /does not say which chain/, hostile(async () => null)],
  [
    'ids of other requests',
    /do not belong/,
    changed((entries) => entries.map((entry) => ({ ...entry, id: Number(entry.id) + 1_000 }))),
  ],
  ['swapped ids', /something else than|does not say which chain/, { kind: 'swapped' }],
  ['doubled answers', /do not belong/, changed((entries) => [...entries, ...entries])],
  ['an answer that is missing', /do not belong/, changed((entries) => entries.slice(1))],
  ['knows no eth_call', /refused a batch of \d+ reads/, { kind: 'refuses', method: 'eth_call' }],
  [
    'knows no block by its hash',
    /refused a batch of \d+ reads: header not found/,
    method('eth_call', fail(-32_000, 'header not found')),
  ],
  [
    'limits within HTTP 200',
    /daily request count exceeded/,
    refused(200, { code: -32_005, message: 'daily request count exceeded' }),
  ],
  [
    'garbage in the place of revert data',
    /refused a batch/,
    method('eth_call', fail(3, 'execution reverted', '0xzz')),
  ],
  [
    'garbage in the place of values',
    /could not be decoded/,
    method('eth_call', async () => `0x${'ff'.repeat(640)}`),
  ],
  [
    'a head with no numbers in it',
    /something else than a number/,
    block((told) => ({ ...told, timestamp: undefined, number: 'NaN' })),
  ],
  [
    'a time ten days ahead',
    /computes with/,
    block((told) => ({ ...told, timestamp: plus(told.timestamp, 864_000n) })),
  ],
  [
    'a time ten days behind',
    /computes with|earlier/,
    block((told) => ({ ...told, timestamp: plus(told.timestamp, -864_000n) })),
  ],
  [
    'a head that is 1,000 too high',
    /computes with/,
    block((told) => ({ ...told, number: plus(told.number, 1_000n) })),
  ],
  [
    'another hash of its head',
    /refused a batch|does not compute/,
    block((told) => ({ ...told, hash: `0x${'ab'.repeat(32)}` })),
  ],
  [
    'another chain in mid-flight',
    /is on chain 1, this deployment on chain 31337/,
    method('eth_chainId', async () => '0x1'),
  ],
  [
    'answers of an older block',
    /computes with/,
    method('eth_call', async ({ params: [call, , ...rest] }, ask) => {
      const older = (await chain.head()).number - 2
      return ask([call, `0x${older.toString(16)}`, ...rest])
    }),
  ],
  [
    'no logs',
    /could not be read: the node/,
    method('eth_getLogs', fail(-32_601, 'the method eth_getLogs does not exist')),
    { goesOn: true, besides: WITHOUT_LOGS },
  ],
  [
    'hides its logs',
    /could not be read: the node: leaves out \d+ of the events/,
    method('eth_getLogs', async () => []),
    { goesOn: true, besides: WITHOUT_LOGS },
  ],
  [
    'refuses all that asks for logs by HTTP 413',
    /HTTP 413/,
    raw(async (response, body, whole) => {
      if (body.includes('eth_getLogs')) response.writeHead(413).end()
      else response.writeHead(200, JSON_TYPE).end(await whole())
    }),
    { goesOn: true, besides: WITHOUT_LOGS },
  ],
]

/** Faults of the only node that a server has. */
export function nodeFaults(chain: Stack, kind: 'ways' | 'lies'): readonly Fault[] {
  return (kind === 'ways' ? ways : lies(chain)).map(([name, said, mode, more]) => ({
    name,
    said,
    ...more,
    begin: () => {
      chain.gate.set(mode)
      return () => chain.gate.set({ kind: 'open' })
    },
  }))
}
