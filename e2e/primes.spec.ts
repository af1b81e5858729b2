import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const reverts = '0x60006000fd'

const answer = (page: Page) => page.locator('[data-answer="when"]')
const constraint = (page: Page, card: string, id: string) =>
  page.getByRole('region', { name: card }).locator(`[data-constraint="${id}"]`)

test('what a Prime can draw reads as a sentence, and the constraint that binds is marked', async ({
  page,
  chain,
}) => {
  await page.goto(`${chain.origin}/primes/spark`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(
    /Spark can draw 4\.4\d* million USDS now; what the withdrawal policy lets out binds; 16\.5 million in 23 hours 19 minutes$/,
  )
  // The screen shows it shorter.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /Spark can draw 4\.4\d*M USDS now; what the withdrawal policy lets out binds; 16\.5M in 23 h 19 min/,
  )
  const draw = 'Spark can draw now'
  await expect(constraint(page, draw, 'withdrawal-policy')).toContainText('binds')
  await expect(constraint(page, draw, 'take-limit')).toContainText('14.6M')
  await expect(constraint(page, draw, 'take-limit')).not.toContainText('binds')
  // Of the 22 million that lie idle, 15 were deposited at 07:20 and count a day later.
  await expect(constraint(page, draw, 'liquidity-buffer')).toContainText('6M')
  await expect(constraint(page, draw, 'vault-idle')).toContainText('22M')
  await expect(constraint(page, draw, 'vault-idle')).not.toContainText('binds')
  await expect(constraint(page, 'Generator can add', 'deposit-limit')).toContainText('binds')
  await expect(constraint(page, 'Generator can recall', 'vault-idle')).toContainText('binds')
  // The older controller beside it has limits of its own, which what can be drawn does not count.
  const limits = page.locator('#limits')
  await expect(limits).toContainText('What Spark can draw counts those of Spark controller 1 alone')
  for (const does of ['takes from', 'returns to'])
    await expect(limits.getByRole('row', { name: `Spark controller 2 ${does} the vault` })).toContainText(
      'Spark RateLimits 2',
    )
  await page.goto(`${chain.origin}/primes/keel`)
  await expect(page.locator('#limits')).toContainText("Two on Keel's own RateLimits")
})

test('when an amount can be drawn: the moment, never and why, and it stays in the address', async ({
  page,
  chain,
}) => {
  await page.goto(`${chain.origin}/primes/spark`)
  const field = page.getByRole('textbox', { name: /^When can Spark draw/ })
  await field.fill('3,000,000')
  await expect(answer(page)).toContainText('Now, 3M USDS in one go')

  // Of the 22 million that are idle and count from then on, the policy lets three quarters out.
  await field.fill('15000000')
  await expect(answer(page)).toContainText(/2026-11-21 07:20 UTC, in 23 h 19 min/)
  await expect(answer(page)).toContainText('By waiting alone')
  await expect(page).toHaveURL(/[?&]amount=15000000$/)
  await page.reload()
  await expect(field).toHaveValue('15000000')
  await expect(answer(page)).toContainText('2026-11-21 07:20 UTC')

  await field.fill('20000000.000000000000000001')
  await expect(answer(page)).toContainText('Never by waiting')
  await expect(answer(page)).toContainText('Its take limit never holds more than 20M USDS')

  for (const refused of ['1,5', 'abc', '-1', '0.0000000000000000001']) {
    await field.fill(refused)
    await expect(field, refused).toHaveAttribute('aria-invalid', 'true')
    await expect(answer(page)).toContainText('Enter an amount')
  }

  // At that very second it goes through.
  await field.fill('15000000')
  await chain.warpBy(BigInt(Date.UTC(2026, 10, 21, 7, 20, 1) / 1000 - (await chain.head()).timestamp))
  await expect(answer(page)).toContainText('Now, 15M USDS in one go')
})

test('an answer names the steps by others that it presumes', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/primes/grove?amount=10000000`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(
    /Grove can draw 20 thousand USDS now; what lies idle above the liquidity buffer binds; 20 million in 1 day 6 hours/,
  )
  // What is deposited now counts a day later.
  await expect(answer(page)).toContainText(/2026-11-21 08:0\d UTC, in 1 d, 10M USDS in one go/)
  await expect(answer(page).getByRole('listitem')).toHaveText([
    'The Generator adds 9.98M USDS to the vault, now',
  ])
  const recall = constraint(page, 'Generator can recall', 'withdraw-limit')
  await expect(recall).toContainText('Disabled')
  await expect(recall).toContainText('binds')
})

test('a Prime whose vault is at its cap says why there is no more', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/primes/obex?amount=500000`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveAccessibleName(/Obex can draw nothing now/)
  await expect(answer(page)).toContainText('Never by waiting')
  await expect(answer(page)).toContainText('The deposit cap of its vault is reached.')
})

test('a vault that cannot be read makes the answers unknown, with what failed, until it can', async ({
  page,
  chain,
}) => {
  const keel = chain.deployment.generators[0]!.primes.find(({ slug }) => slug === 'keel')!
  const honest = await chain.code(keel.vault)
  await page.goto(`${chain.origin}/primes/keel?amount=1000000`)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText('Keel can draw 3.01M USDS now')

  await chain.setCode(keel.vault, reverts)
  await expect(heading).toContainText('What Keel can draw is unknown')
  await expect(page.getByRole('main')).toContainText("Could not read Keel's vault: the call reverted")
  await expect(answer(page)).toContainText("Unknown. Could not read Keel's vault")
  await expect(page.getByRole('region', { name: 'Generator can add' })).toContainText('—')
  // What does not rest on the vault stands.
  await expect(page.getByRole('row', { name: /ALLOCATOR-NOVA-A/ })).not.toContainText('—')

  await chain.setCode(keel.vault, honest)
  await expect(heading).toContainText('Keel can draw 3.01M USDS now')
})

test('a second that passes does not redraw the next days, and the figures are one key away', async ({
  page,
  chain,
}) => {
  await page.goto(`${chain.origin}/primes/spark`)
  const outlook = page.getByRole('region', { name: 'The next days' })
  await expect(outlook.locator('svg.recharts-surface')).toHaveCount(3)
  const changes = () =>
    outlook.evaluate(async (section) => {
      let count = 0
      const observer = new MutationObserver((records) => {
        count += records.length
      })
      observer.observe(section, { subtree: true, childList: true, attributes: true, characterData: true })
      // More than two seconds of the clock in the status bar.
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      observer.disconnect()
      return count
    })
  // The first look may still see the chart being drawn.
  await expect.poll(changes, { timeout: 30_000 }).toBe(0)

  await outlook.getByRole('button', { name: /^Show figures/ }).press('Enter')
  const table = outlook.getByRole('table')
  await expect(table.getByRole('columnheader')).toContainText(['Time', 'Draw', 'Add', 'Recall'])
  await expect(table.getByRole('row').nth(1)).toContainText('20 Nov 2026, 08:00:12 UTC')
  await expect(table.getByRole('row').nth(1)).toContainText('22,000,000')
})

test('an address without a Prime says so, and names those that there are', async ({
  page,
  chain,
  complaints,
}) => {
  const response = await page.goto(`${chain.origin}/primes/nobody`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'This deployment has no Prime by that name',
  )
  await expect(page.getByRole('navigation', { name: 'Primes' }).getByRole('link')).toContainText([
    'Spark',
    'Grove',
    'Keel',
    'Obex',
    'Osero',
  ])
  // The browser itself logs the status.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('404')])
})

for (const slug of ['spark', 'grove', 'keel', 'obex']) {
  test(`/primes/${slug} paints real data from the server, fits a phone, and nothing moves`, async ({
    page,
    chain,
  }) => {
    const html = await (await page.request.get(`${chain.origin}/primes/${slug}`)).text()
    expect(html).toContain('USDS')
    expect(html).toContain('can draw')
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${chain.origin}/primes/${slug}`)
    await expect(page.locator('svg.recharts-surface')).toHaveCount(3)
    await chain.mine()
    await expect(page.getByRole('banner')).toContainText(String((await chain.head()).number))
    const shifted = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
    expect(shifted.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}
