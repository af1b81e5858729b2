import type { Page } from '@playwright/test'
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

/** What is no page of ours, frame and all, though it was asked for as a page; or leads to none. */
function strangePage({ method, path }: Asked, answer: Answered): readonly string[] {
  const { location } = answer.headers
  if (method !== 'GET') return []
  // An address whose escapes stand for nothing is none that a page could be at.
  if (/%(?![0-9a-f]{2})/i.test(path) && location !== '/unreadable-address') return ['leads to no page']
  const isHtml = answer.headers['content-type']?.includes('html') ?? false
  return isHtml && !answer.body.includes('data-standstill') ? ['a page that is not ours'] : []
}

/** Whether a browser is given something to draw: all else is data, a file, a way to another address, or refused. */
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
  // Each of them is what `isDrawn` says; so many there are, that none of either kind is left out.
  expect([pages, asked.length]).toEqual([97, 189])
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

/** What a story has provoked: the console of the browser may tell developers of it. */
function provoked(complaints: readonly string[], what: RegExp): void {
  const kept = complaints.filter((complaint) => !what.test(complaint))
  ;(complaints as string[]).splice(0, complaints.length, ...kept)
}

/** What the server drew is there before the console runs. */
const started = (page: Page) => expect(page.locator('html[data-started]')).toBeAttached()

async function emergencyStands(page: Page): Promise<void> {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toContainText('Nothing is frozen, paused or stopped')
  await expect(panel.getByRole('button', { name: /Freeze relayer 0x15d3/ })).toBeVisible()
  await page.keyboard.press('Escape')
}

for (const path of ['/nowhere/at.all', '/primes/%E0%A4%A']) {
  test(`an unknown address, ${path}, leads to a page of ours with the frame`, async ({
    page,
    chain,
    complaints,
  }) => {
    const answer = await page.goto(`${chain.origin}${path}`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      'This console has no page at that address',
    )
    await expect(page.getByRole('banner')).toContainText('RPC answers')
    await emergencyStands(page)
    provoked(complaints, /status of 404/)
  })
}

test('files that are gone after a new build lead to a message, and a press loads the page anew', async ({
  page,
  chain,
  complaints,
}) => {
  await page.goto(chain.origin)
  await started(page)
  await page.route('**/_next/static/**/*.js*', (route) => route.fulfill({ status: 404, body: 'Not Found' }))
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Diamond' }).click()
  const main = page.getByRole('main')
  await expect(main).toContainText('The console was updated since this page was opened')
  await emergencyStands(page)
  await page.unroute('**/_next/static/**/*.js*')
  await main.getByRole('button', { name: 'Load the page anew' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Diamond')
  await expect(main).toContainText('DiamondCutFacet')
  provoked(complaints, /404|chunk/i)
})

test('a page, a status bar and figures that fail take nothing else with them', async ({
  page,
  chain,
  complaints,
}) => {
  await page.goto(chain.origin)
  const banner = page.getByRole('banner')
  await started(page)
  await page.evaluate(() => {
    const { ResizeObserver } = window
    class Failing {
      constructor() {
        throw new TypeError("Cannot read properties of undefined (reading 'x')")
      }
    }
    Object.assign(window, { ResizeObserver: Failing, heal: () => Object.assign(window, { ResizeObserver }) })
  })
  const heal = () => page.evaluate(() => (window as unknown as { heal: () => void }).heal())
  const nav = page.getByRole('navigation', { name: 'Pages' })
  await nav.getByRole('link', { name: 'Limits' }).click()
  const main = page.getByRole('main')
  // The chart of a limit measures itself.
  await main
    .getByRole('link', { name: /USDS mint/ })
    .first()
    .click()
  await expect(main).toContainText('This page could not be drawn')
  await expect(main).not.toContainText('undefined')
  await emergencyStands(page)
  await heal()
  await nav.getByRole('link', { name: 'Overview' }).click()
  await expect(main.getByRole('heading', { level: 1 })).toContainText('4 things need attention')

  // The status bar listens for a press beside it once its details are open.
  await page.evaluate(() => {
    const listen = document.addEventListener.bind(document)
    document.addEventListener = ((type: string, ...rest: [EventListener]) => {
      if (type === 'pointerdown') throw new TypeError('x is not a function')
      listen(type, ...rest)
    }) as typeof document.addEventListener
    Object.assign(window, { heal: () => Object.assign(document, { addEventListener: listen }) })
  })
  await banner.getByRole('button', { name: /details of the status/ }).click()
  const fault = page.getByRole('alert').filter({ hasText: 'The status bar could not be drawn' })
  await expect(fault).toBeVisible()
  await heal()
  await emergencyStands(page)
  await expect(main.getByRole('heading', { level: 1 })).toContainText('4 things need attention')
  await fault.getByRole('button', { name: 'Try again' }).click()
  await expect(banner).toContainText('RPC answers')

  await page.evaluate(() => {
    String.prototype.padStart = () => {
      throw new TypeError('x is not a function')
    }
  })
  await expect(banner).toContainText('What was read could not be evaluated')
  await expect(main).toContainText('What was read could not be evaluated')
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Emergency' })).toContainText('could not be evaluated')
  provoked(complaints, /TypeError|undefined|not a function/)
})

test('a page whose files never came says that it stands still', async ({ page, chain, complaints }) => {
  await page.route('**/_next/static/**/*.js*', (route) => route.fulfill({ status: 404, body: 'Not Found' }))
  await page.goto(chain.origin)
  const said = page.locator('[data-standstill]')
  await expect(said).toBeHidden()
  // The wait is the animation's.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish()
  })
  await expect(said).toBeVisible()
  await expect(said.getByRole('link', { name: 'Load the page anew' })).toBeVisible()
  provoked(complaints, /404|chunk/i)
})

/** Does what a translator does: every text is replaced by a copy, and each that appears later as well. */
function translate(late: boolean): void {
  const replace = (text: Text, copy: string) => {
    const font = document.createElement('font')
    const inner = document.createElement('font')
    inner.textContent = copy
    font.append(inner)
    text.replaceWith(font)
  }
  const translateAll = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      const parent = text.parentElement
      if (parent && !['SCRIPT', 'STYLE', 'FONT'].includes(parent.localName.toUpperCase())) texts.push(text)
    }
    for (const text of texts) {
      const { data } = text
      // A copy that comes late has the text of when it was asked for.
      if (late) setTimeout(() => replace(text, data), 1_500)
      else replace(text, data)
    }
  }
  translateAll()
  new MutationObserver(translateAll).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  })
}

test('a page that a translator rewrites goes on with every block, on every page', async ({ page, chain }) => {
  await page.goto(chain.origin)
  await started(page)
  await page.evaluate(translate, false)
  const nav = page.getByRole('navigation', { name: 'Pages' })
  for (const [name, heading] of [
    ['Limits', /^Limits/],
    ['Diamond', /^Diamond/],
    ['Primes', /^Primes/],
    ['Overview', /at block/],
  ] as const) {
    await nav.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(heading)
    await chain.mine()
    await expect(page.getByRole('banner')).toContainText(String((await chain.head()).number))
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    `at block ${(await chain.head()).number}`,
  )
  await emergencyStands(page)
  expect(await page.locator('html').getAttribute('translate')).toBe('no')
  expect(await page.locator('meta[name="google"]').getAttribute('content')).toBe('notranslate')
})

test('texts that are put over live ones later are put back, and it is said', async ({ page, chain }) => {
  await page.goto(chain.origin)
  const banner = page.getByRole('banner')
  await started(page)
  await page.evaluate(translate, true)
  await chain.mine()
  await expect(banner).toContainText('This page is rewritten')
  await expect(banner).toContainText(String((await chain.head()).number))

  // Whoever puts a copy in the place of the page itself has a picture that moves no more.
  const said = page.locator('[data-standstill]')
  await expect(said).toBeHidden()
  await page.evaluate(() => {
    for (const own of document.querySelectorAll('[data-block]')) own.replaceWith(own.cloneNode(true))
  })
  await chain.mine()
  await expect(said).toBeVisible()
})

/** Texts that stand beside something else: whoever replaces one of them takes it from React. */
function looseTexts(): string[] {
  const loose: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode
    if ((text.parentNode?.childNodes.length ?? 1) > 1)
      loose.push(`${text.parentElement?.outerHTML.slice(0, 200)}`)
  }
  return loose
}

test('no text of any page stands beside something else', async ({ page, as }) => {
  await as('freezer', '/primes/keel')
  const found: string[] = []
  const look = async () => void found.push(...(await page.evaluate(looseTexts)))
  await expect(page.getByRole('banner')).toContainText('Freezer')
  await look()
  const nav = page.getByRole('navigation', { name: 'Pages' })
  for (const name of ['Primes', 'Limits', 'Diamond', 'Handbook', 'Overview']) {
    await nav.getByRole('link', { name }).click()
    await expect(page).toHaveTitle(new RegExp(name === 'Overview' ? '^Generator' : name))
    await look()
  }
  await page.keyboard.press('e')
  await page.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const review = page.getByRole('dialog', { name: /Freeze relayer/ })
  await expect(review.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await look()
  await review.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(review.locator('[data-call="mined"]')).toBeVisible()
  await look()
  expect(found).toEqual([])
})

test('after a sleep of two hours what is shown is two hours old, until it is looked at anew', async ({
  page,
  chain,
}) => {
  await page.addInitScript(() => {
    const now = Date.now.bind(Date)
    let slept = 0
    Date.now = () => now() + slept
    // Many systems stop the monotonic clock in a sleep: `performance.now` is left as it is.
    Object.assign(window, {
      sleep: (ms: number) => {
        slept += ms
      },
    })
  })
  await page.goto(chain.origin)
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('RPC answers')
  await page.evaluate(() => (window as unknown as { sleep: (ms: number) => void }).sleep(2 * 3_600_000))
  await expect(banner).toContainText(/Block\s*\d+\s*2 h/)
  await chain.mine()
  await expect(banner).toContainText(/Block\s*\d+\s*\d s/)
})

test('a second tab tells what the first tells, and goes on when the first stands still', async ({
  context,
  chain,
}) => {
  const [first, second] = [await context.newPage(), await context.newPage()]
  await first.goto(chain.origin)
  await expect(first.getByRole('banner')).toContainText('RPC answers')
  chain.gate.set({ kind: 'down' })
  await expect(first.getByRole('banner')).toContainText('RPC does not answer')
  await second.goto(chain.origin)
  await expect(second.getByRole('banner')).toContainText('RPC does not answer')
  chain.gate.set({ kind: 'open' })
  await expect(second.getByRole('banner')).toContainText('RPC answers')

  const devtools = await context.newCDPSession(first)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await chain.mine()
  const number = String((await chain.head()).number)
  // Less than a block later.
  await expect(second.getByRole('banner')).toContainText(number, { timeout: 12_000 })
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await chain.mine()
  const next = String((await chain.head()).number)
  for (const tab of [first, second]) await expect(tab.getByRole('banner')).toContainText(next)
  for (const tab of [first, second]) await tab.close()
})
