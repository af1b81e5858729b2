import { expect, test } from './fixtures'
import { emergencyStands, provoked, started } from './standing'

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

test('files that are gone after a new build lead to a message, and a press reloads the page', async ({
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
    .getByRole('link', { name: /^USDS mint/ })
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
  // The animation of the style sheet makes it wait.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish()
  })
  await expect(said).toBeVisible()
  await expect(said.getByRole('link', { name: 'Load the page anew' })).toBeVisible()
  provoked(complaints, /404|chunk/i)
})

test('after a sleep of two hours what is shown is two hours old, until it is read again', async ({
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

test('all checks are listed once somebody looks, and not before', async ({ page, chain }) => {
  await page.goto(chain.origin)
  const table = page.getByRole('table', { name: 'Checks' })
  const summary = page.getByText(/^\d+ of \d+ checks passed$/)
  await expect(summary).toBeVisible()
  await expect(page.locator('table:has(caption:text-is("Checks"))')).toHaveCount(0)
  await summary.click()
  await expect(table.getByRole('row').nth(10)).toBeVisible()
  await chain.mine()
  await expect(table).toContainText(`Blocks 0 to ${(await chain.head()).number}`)
  await summary.click()
  await expect(table).toHaveCount(0)
})
