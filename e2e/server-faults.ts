import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import type { ConsoleGate, Handler } from './console-gate'
import { type Fault, WITHOUT_LOGS, type Witness } from './fault-play'
import { expect } from './server-fixtures'

const EVENTS = { 'content-type': 'text/event-stream' }

type Reply = (response: ServerResponse) => unknown

const answers =
  (status: number, body: string, type = 'text/html'): Reply =>
  (response) =>
    response.writeHead(status, { 'content-type': type }).end(body)
const refuses: Reply = (response) => response.destroy()
const hangs: Reply = () => undefined

/** Answers in this way at these paths, and lets the rest pass. */
const at =
  (paths: RegExp, reply: Reply): Handler =>
  (path, response, pass) =>
    paths.test(path) ? reply(response) : pass()

/** A file of a build that is no longer there. */
const scripts = /^\/_next\/static\/.*\.js/
const missing = answers(404, 'Not Found', 'text/plain')

const everywhere = /./
const stream = /^\/api\/stream/
const rpc = /^\/api\/rpc/

/** The stream is gone, and what the browser asks instead fails in this way too. */
const direct =
  (reply: (response: ServerResponse, pass: () => void) => unknown): Handler =>
  (path, response, pass) => {
    if (stream.test(path)) return response.destroy()
    return rpc.test(path) ? reply(response, pass) : pass()
  }

/** Changes what is said in the frames of one kind of event. */
const frames =
  (event: 'reading' | 'status', change: (data: string) => readonly string[]): Handler =>
  (path, _, pass) => {
    if (!stream.test(path)) return pass()
    const start = `event: ${event}\ndata: `
    pass((frame) =>
      frame.startsWith(start) ? change(frame.slice(start.length)).map((data) => `${start}${data}`) : [frame],
    )
  }

/** Replaces each message of the stream, as JSON, by another one. */
const messages = (change: (message: Record<string, unknown>) => unknown): Handler =>
  frames('reading', (data) => [JSON.stringify(change(JSON.parse(data)))])

type Row = readonly [name: string, said: RegExp | null, handler: () => Handler, more?: Partial<Fault>]

const GONE = /server of this console does not answer/
const FOREIGN = /not for this page/
const goesOn = { goesOn: true }

const streamed: readonly Row[] = [
  ['the stream is cut and never opens', GONE, () => at(stream, refuses), goesOn],
  [
    'the stream opens and says nothing',
    GONE,
    () => at(stream, (response) => response.writeHead(200, EVENTS).flushHeaders()),
    goesOn,
  ],
  ['HTTP 500 for the stream', GONE, () => at(stream, answers(500, 'Internal Server Error')), goesOn],
  [
    'HTTP 429 for the stream',
    GONE,
    () => at(stream, answers(429, '{"problem":"too many"}', 'application/json')),
    goesOn,
  ],
  [
    'a page in the place of the stream',
    GONE,
    () => at(stream, answers(200, '<!doctype html><p>Welcome</p>')),
    goesOn,
  ],
  [
    'events that are no JSON',
    FOREIGN,
    () => frames('reading', (data) => [data.slice(0, data.length / 2)]),
    goesOn,
  ],
  [
    'messages of another version',
    FOREIGN,
    () => messages(({ type, ...rest }) => ({ kind: type, ...rest })),
    goesOn,
  ],
  [
    'a server of another build',
    FOREIGN,
    () => {
      const others = messages(({ of, reading, ...rest }) => ({ ...rest, deployment: of, picture: reading }))
      return (path, response, pass, asked) =>
        scripts.test(path) ? missing(response) : others(path, response, pass, asked)
    },
    goesOn,
  ],
  [
    'messages of another deployment',
    FOREIGN,
    () => messages((message) => ({ ...message, of: `0x${'ab'.repeat(32)}` })),
    goesOn,
  ],
  [
    'messages without a block',
    FOREIGN,
    () =>
      messages(({ reading, ...rest }) => ({
        ...rest,
        block: null,
        reading: { ...(reading as object), block: null },
      })),
    goesOn,
  ],
  [
    'values that are none',
    FOREIGN,
    () => messages((message) => withAnswers(message, () => 'undefined')),
    goesOn,
  ],
  [
    'half a picture',
    GONE,
    () => messages((message) => withAnswers(message, (answer, index) => (index % 2 ? answer : undefined))),
    goesOn,
  ],
  ['every event twice', null, () => frames('reading', (data) => [data, data])],
  ['events in another order', null, outOfOrder, { blocks: 4 }],
  ['a difference that never comes', null, losesOne],
  ['an older picture after each', null, olderAfterEach, { goesOn: false }],
  ['a state of the nodes that is none', null, () => frames('status', () => ['[null]', '[{}]', '{', '7'])],
  ['HTTP 500 for the stream and all reads', GONE, () => direct(answers(500, 'Internal Server Error'))],
  [
    'HTTP 429 for all reads',
    /Too many/,
    () =>
      direct(
        answers(
          429,
          '{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"Too many calls."}}',
          'application/json',
        ),
      ),
  ],
  ['a page in the place of all reads', /not JSON-RPC/, () => direct(answers(200, '<!doctype html>'))],
  ['reads that take a second', GONE, () => direct((_, pass) => setTimeout(pass, 1_000)), goesOn],
  ['reads that are never answered', GONE, () => direct(hangs)],
  [
    'HTTP 502 of a proxy for everything',
    GONE,
    () => at(everywhere, answers(502, '<html>Bad Gateway</html>')),
  ],
  ['no connection at all', GONE, () => at(everywhere, refuses)],
  ['nothing is ever answered', GONE, () => at(everywhere, hangs)],
]

/** Where a browser has no streams, the page asks every two seconds. */
const polled: readonly Row[] = [
  ['asked: HTTP 404 for the picture', GONE, () => at(stream, answers(404, 'Not Found')), goesOn],
  ['asked: an empty picture', GONE, () => at(stream, answers(200, '', 'text/event-stream')), goesOn],
  [
    'asked: a picture that breaks off',
    GONE,
    () => at(stream, (response) => response.writeHead(200, EVENTS).end('event: reading\ndata: {"type":')),
    goesOn,
  ],
  [
    'asked: a page in the place of the state',
    GONE,
    () => at(/^\/api\/health/, answers(200, '<!doctype html>')),
    goesOn,
  ],
  ['asked: no state at all', GONE, () => at(/^\/api\/health/, refuses), goesOn],
]

/** Faults between a browser and the server. */
export function serverFaults(gate: ConsoleGate, kind: 'streamed' | 'polled'): readonly Fault[] {
  return (kind === 'streamed' ? streamed : polled).map(([name, said, handler, more]) => ({
    name,
    said,
    // Meanwhile the browser reads the chain by itself, which tells of no new events.
    besides: WITHOUT_LOGS,
    ...more,
    begin: () => {
      gate.set(handler())
      return () => gate.set(null)
    },
  }))
}

/** The machine of the browser loses its network. */
export function offline(page: Page, gate: ConsoleGate): Fault {
  return {
    name: 'the machine is offline',
    said: GONE,
    besides: WITHOUT_LOGS,
    begin: async () => {
      await page.context().setOffline(true)
      gate.set(null)
      return () => page.context().setOffline(false)
    },
  }
}

/** A page is gone to whose files a new build has replaced; the frame and all that was loaded go on. */
export function missingPage(page: Page, gate: ConsoleGate): Fault {
  const said = /The console was updated since this page was opened/
  const go = (name: string) =>
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
  return {
    name: 'HTTP 404 for the files of a page, after a new build',
    said,
    besides: MISSING_PAGE,
    goesOn: true,
    begin: async () => {
      gate.set(at(scripts, missing))
      await go('Diamond')
      await expect(page.getByRole('main')).toContainText(said)
      return async () => {
        gate.set(null)
        await go('Overview')
        await expect(page.getByRole('main')).not.toContainText(said)
      }
    },
  }
}

/** All that is shown in the place of such a page. */
const MISSING_PAGE = new RegExp(
  `^(${[
    'Console|This page cannot be shown|Attention:|This page could not be loaded|Still holds|What to do',
    'Emergency, which is part of every page and needs no server\\. Nothing was sent to a wallet or to the chain by this\\.',
    'The console was updated since this page was opened, or its server does not answer\\. Load the page anew once it does\\.',
    'Load the page anew|Try again',
  ].join('|')})$`,
)

/** How long the laptop sleeps [s]. */
const SLEEP = 2 * 3_600

/** The machine of the browser sleeps, its connections end, and for a while it finds nobody after it. */
export function sleepingLaptop(page: Page, gate: ConsoleGate, witness: Witness): Fault {
  return {
    name: 'a laptop that slept for two hours',
    said: /Block\s*[\d,]+\s*2 h/,
    besides: WITHOUT_LOGS,
    begin: async () => {
      await witness.sleeps(SLEEP)
      gate.set(at(everywhere, refuses))
      await page.evaluate((seconds) => window.sleep(seconds), SLEEP)
      return () => gate.set(null)
    },
  }
}

type Answers = Record<string, unknown>

/** A message with other answers, wherever it has them. */
function withAnswers(
  message: Record<string, unknown>,
  change: (answer: unknown, at: number) => unknown,
): Record<string, unknown> {
  const changed = (answers: Answers) =>
    Object.fromEntries(Object.entries(answers).map(([key, answer], at) => [key, change(answer, at)]))
  const reading = message.reading as { readonly answers: Answers } | undefined
  return reading
    ? { ...message, reading: { ...reading, answers: changed(reading.answers) } }
    : { ...message, answers: changed(message.answers as Answers) }
}

/** The first difference comes after the second. */
function outOfOrder(): Handler {
  let held: string | null = null
  let isDone = false
  return frames('reading', (data) => {
    if (isDone || data.startsWith('{"type":"whole"')) return [data]
    if (held === null) {
      held = data
      return []
    }
    isDone = true
    return [data, held]
  })
}

/** The first difference is lost on its way, and no other follows. */
function losesOne(): Handler {
  let isLost = false
  return frames('reading', (data) => {
    if (isLost || data.startsWith('{"type":"whole"')) return [data]
    isLost = true
    return []
  })
}

/** After each difference the whole picture that came first comes once more. */
function olderAfterEach(): Handler {
  let first: string | null = null
  const change: (data: string) => readonly string[] = (data) => {
    first ??= data
    return data === first ? [data] : [data, first]
  }
  return frames('reading', change)
}
