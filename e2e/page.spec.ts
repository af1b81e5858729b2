import { expect, test } from './fixtures'
import { type Answered, type Asked, ask, isPage, valuesOf } from './sweep'

/** Addresses of pages, of files, of data and of nothing, whole, with endings, and as no page would write them. */
function paths(script: string): readonly string[] {
  const pages = ['/', '/primes', '/primes/keel', '/emergency', '/nowhere', '/a/b/c']
  const endings = pages.flatMap((path) => ['.x', '.js', '.html', '.rsc', '/'].map((end) => `${path}${end}`))
  const files = [
    script,
    '/_next/static/none.js',
    '/icon.svg',
    '/manifest.json',
    '/icon.svg.x',
    '/favicon.ico',
  ]
  const inner = [
    '/_next',
    '/_next/x',
    '/_next/static',
    '/_next/image?url=x',
    '/_next/data/x/y.json',
    '/_error',
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
  const some = [
    '/',
    '/primes/keel',
    '/primes/keel.x',
    '/nowhere.js',
    '/api/none',
    '/api/health',
    script,
    '/%',
  ]
  return [
    ...plain.map((path) => ({ method: 'GET', path, headers: {} })),
    ...some.flatMap((path) => headers.map((header) => ({ method: 'GET', path, headers: header }))),
    ...methods.flatMap((method) =>
      [...some, '/icon.svg', '/_next/image'].flatMap((path) =>
        [{}, { 'next-action': 'x' }].map((header) => ({ method, path, headers: header })),
      ),
    ),
  ]
}

/** What is wrong with an answer: a page without its policy, or data that a browser could take for a page. */
function faultsOf(answer: Answered): readonly string[] {
  // What leads elsewhere is not drawn.
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
    for (const fault of faultsOf(answer)) faults.push(`${told} ${fault}`)
  }
  expect(faults).toEqual([])
  expect(new Set(nonces).size, 'no nonce comes twice').toBe(nonces.length)
  expect(pages).toBeGreaterThan(150)
})

test('what a link has chosen is said in the page and in the review, and what is pressed here is not', async ({
  page,
  chain,
  as,
}) => {
  const { limits } = await (await page.request.get(`${chain.origin}/api/snapshot`))
    .json()
    .then(({ generators }) => generators[0])
  const [first, second] = limits.filter((limit: { name: unknown }) => limit.name !== null)
  await as('cBeam', `/limits?key=${first.id}&limits.sort=-current`)
  const main = page.getByRole('main')
  const review = page.getByRole('dialog', { name: /Remove/ })
  const openReview = async () => {
    await main.getByRole('tab', { name: 'Remove' }).click()
    await main.getByRole('button', { name: /^Remove / }).click()
    await expect(review.getByRole('button', { name: /^Sign/ })).toBeAttached()
  }
  await expect(main).toContainText(/Filled in from a link/)
  await openReview()
  await expect(review).toContainText(/Filled in from a link: /)
  await review.getByRole('button', { name: 'Close' }).first().click()

  // A link that keeps what came with the address does not make it a choice.
  await main
    .getByRole('button', { name: /Maximum/ })
    .first()
    .click()
  await expect(page).toHaveURL(/limits\.sort=/)
  await expect(main).toContainText(/Filled in from a link/)

  await main.locator(`a[href*="${second.id}"]`).first().click()
  await expect(page).toHaveURL(new RegExp(second.id))
  await expect(main).not.toContainText(/Filled in from a link/)
  await openReview()
  await expect(review).not.toContainText(/from a link/)
  await review.getByRole('button', { name: 'Close' }).first().click()

  await page.goBack()
  await expect(page).toHaveURL(new RegExp(first.id))
  await expect(main).toContainText(/Filled in from a link/)
})

test('a Prime that a link has chosen is said in the review, and so is an amount in its field', async ({
  page,
  as,
}) => {
  await as('relayer2', '/primes/keel?amount=7000000')
  const main = page.getByRole('main')
  await expect(main.getByRole('textbox', { name: /When can Keel draw/ })).toHaveValue('7000000')
  await expect(main).toContainText('Filled in from a link.')
  await main.getByRole('textbox', { name: /When can Keel draw/ }).fill('8000000')
  await expect(main).not.toContainText('Filled in from a link.')
  await main.getByRole('textbox', { name: 'Amount to migrate' }).fill('1000')
  await main.getByRole('button', { name: 'Migrate debt of Keel' }).click()
  const review = page.getByRole('dialog', { name: /Migrate/ })
  await expect(review).toContainText('Filled in from a link: the Prime Keel')
})
