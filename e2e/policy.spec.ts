import { expect, test } from './fixtures'
import { type Answered, type Asked, ask, isPage, valuesOf } from './sweep'

/** Where a file of the build would be. */
const ABSENT = '/_next/static/none.js'

/** Addresses of pages, of files, of data and of nothing, whole, with endings, and as no page would write them. */
function paths(script: string): readonly string[] {
  const pages = ['/', '/primes', '/primes/keel', '/emergency', '/nowhere', '/a/b/c']
  const endings = ['/primes/keel', '/nowhere'].flatMap((path) =>
    ['.x', '.js', '.html', '.rsc', '/'].map((end) => `${path}${end}`),
  )
  const files = [script, ABSENT, '/icon.svg', '/manifest.json', '/icon.svg.x', '/favicon.ico']
  const inner = [
    '/_next',
    '/_next/x',
    '/_next/static',
    '/_next/image?url=x',
    '/_next/data/x/y.json',
    '/_error',
    '/unreadable-address',
  ]
  const data = ['/api', '/api/none', '/api/none.x', '/api/health', '/api/health.x', '/api/rpc', '/api/stream']
  const odd = [
    ...['/%', '/primes/%E0%A4%A', '/primes/%00', '/primes/a%2eb', '//x.example', '/\\x', '/../primes/keel.x'],
    ...['/404', '/500', '/_not-found', '/index', '/primes/keel?_rsc=1', '/primes/keel?x=.js', '/primes/ä'],
  ].map(encodeURI_)
  return [...pages, ...endings, ...files, ...inner, ...data, ...odd]
}

/** Leaves what is encoded as it is, and writes what a request line cannot carry. */
const encodeURI_ = (path: string): string => path.replace(/[^\x21-\x7e]/g, encodeURIComponent)

/** Headers that a router, a browser, a cache or a stranger sends, and that have switched a policy off before. */
const headers: readonly Readonly<Record<string, string>>[] = [
  { 'next-router-prefetch': '1' },
  { purpose: 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { 'next-router-state-tree': '%' },
  { 'next-action': 'x' },
  { 'x-middleware-subrequest': Array.from({ length: 5 }, () => 'proxy').join(':') },
  { 'x-middleware-prefetch': '1' },
  { 'x-nextjs-data': '1' },
  { 'x-nonce': 'known', 'content-security-policy': "script-src 'nonce-known'" },
  { 'content-security-policy-report-only': "script-src 'nonce-known'" },
  { 'sec-fetch-dest': 'iframe' },
  { accept: 'image/png' },
  { range: 'bytes=999999999-' },
  { cookie: 'theme=%' },
  { host: 'x.example' },
]

const methods = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']

function requests(script: string): readonly Asked[] {
  const plain = paths(script)
  // Each header at a page, at a path that looks like a file, and at those that are answered by other code.
  const some = ['/', '/primes/keel.x', '/api/none', '/api/health', script]
  return [
    ...plain.map((path) => ({ method: 'GET', path, headers: {} })),
    ...some.flatMap((path) => headers.map((header) => ({ method: 'GET', path, headers: header }))),
    ...methods.flatMap((method) =>
      [...some, '/icon.svg', '/_next/image'].map((path) => ({ method, path, headers: {} })),
    ),
  ]
}

/** What is wrong with an answer: a page without its policy, or data that a browser could take for a page. */
function faultsOf(answer: Answered): readonly string[] {
  // A redirect is not drawn.
  if (answer.headers.location !== undefined) return []
  const kind = answer.headers['x-content-type-options'] === 'nosniff' ? [] : ['its kind may be guessed']
  const policies = valuesOf(answer, 'content-security-policy')
  const [policy = ''] = policies
  const once = policies.length === 1 ? [] : [`${policies.length} policies`]
  const framed = /frame-ancestors ('none'|'self' https:\/\/app\.safe\.global)($|;)/.test(policy)
  const frame = framed ? [] : ['anybody may frame it']
  if (!isPage(answer)) return [...kind, ...once, ...frame]
  const nonce = /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(policy)?.[1]
  const scripts = [...answer.body.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag)
  const strange = scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))
  return [
    ...kind,
    ...once,
    ...frame,
    ...(nonce === undefined ? ['no nonce'] : []),
    ...strange.map((tag) => `a script without the nonce: ${tag}`),
  ]
}

/** What is wrong where a page is asked for: it is not ours, with its frame, or the address leads to none. */
function strangePage({ method, path }: Asked, answer: Answered): readonly string[] {
  const { location } = answer.headers
  if (method !== 'GET') return []
  // No page can be at an address whose escapes stand for nothing.
  if (/%(?![0-9a-f]{2})/i.test(path) && location !== '/unreadable-address') return ['leads to no page']
  const isHtml = answer.headers['content-type']?.includes('html') ?? false
  return isHtml && !answer.body.includes('data-standstill') ? ['a page that is not ours'] : []
}

/** Whether a browser is given something to draw: all else is data, a file, a redirect, or refused. */
function isDrawn({ method, path, headers: { rsc, 'x-middleware-prefetch': probe } }: Asked): boolean {
  const leadsOn = /^\/[/\\]|.\/$|%(?![0-9a-f]{2})/i.test(path)
  const isData = /^\/api\/(health|rpc|stream)$|^\/manifest\.json$|\.rsc$/.test(path)
  const isFile = /^\/_next\/(image|static\/.*\.js$)/.test(path) && path !== ABSENT
  const isRefused = method === 'OPTIONS' || (path === '/icon.svg' && !['GET', 'HEAD'].includes(method))
  return !(leadsOn || isData || isFile || isRefused || rsc !== undefined || probe !== undefined)
}

test('every answer has the policy with its frame rule, whatever path, header and method', async ({
  chain: { origin },
}) => {
  const first = await ask(origin, { method: 'GET', path: '/', headers: {} })
  const script = /\/_next\/static\/[^"]+\.js/.exec(first.body)?.[0] ?? ''
  expect(script).not.toBe('')
  const asked = requests(script)
  const faults: string[] = []
  const nonces: string[] = []
  let pages = 0
  for (const each of asked) {
    const answer = await ask(origin, each)
    const policy = answer.headers['content-security-policy'] ?? ''
    if (isPage(answer)) {
      pages++
      nonces.push(String(policy))
    }
    const told = `${each.method} ${each.path} ${JSON.stringify(each.headers)}: ${answer.status}`
    const drawn = isPage(answer) === isDrawn(each) ? [] : [isPage(answer) ? 'a page' : 'no page']
    for (const fault of [...faultsOf(answer), ...strangePage(each, answer), ...drawn])
      faults.push(`${told} ${fault}`)
  }
  expect(faults).toEqual([])
  expect(new Set(nonces).size, 'no nonce comes twice').toBe(nonces.length)
  // Each answer was what `isDrawn` says; the counts show that none of either kind was left out.
  expect([pages, asked.length]).toEqual([97, 189])
})
