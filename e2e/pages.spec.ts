import { expect, test } from './fixtures'

test('the overview says what needs attention, with found and expected', async ({ page, chain }) => {
  await page.goto(chain.origin)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 things need attention')
  const main = page.getByRole('main')
  await expect(main).toContainText('1 timelock operation can be executed')
  await expect(main).toContainText('By anyone, since 2026-11-19 08:00 UTC.')
  await expect(main).toContainText('1 facet with functions in no known interface')
  await expect(main).toContainText('Obex is retired, but the Diamond still controls its ALMProxy')
  await expect(main).toContainText('Held; Obex is retired.')
  await expect(main).toContainText('Queue complete')
})

test('the overview tells old debt from new, and that it adds up', async ({ page, chain }) => {
  await page.goto(chain.origin)
  const debt = page.locator('#debt')
  await expect(debt.getByRole('heading', { level: 2 })).toContainText(
    /^3\.29B USDS of debt at block \d+: 3\.07B legacy, 93\.3 % of it; 220\.5M through the Generator$/,
  )
  await expect(page.locator('#identities')).toContainText('It adds up: all 7 identities hold')
  const height = async () => (await debt.boundingBox())?.height
  const before = await height()
  await debt.getByRole('button', { name: /Show figures/ }).click()
  await expect(debt.getByRole('row', { name: /Spark/ })).toContainText('1.9B')
  expect(await height()).toBe(before)
})

test('the table of Primes sorts, filters and adds up, and the address keeps how', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/primes?primes.sort=-legacy`)
  const names = page.getByRole('table', { name: 'Primes' }).getByRole('rowheader')
  await expect(names).toHaveText(['Spark', 'Grove', 'Keel', 'Obex', 'Total of 4'])
  await page.getByRole('searchbox').fill('obex')
  await expect(names).toHaveText(['Obex', 'Total of 1'])
  await expect(page).toHaveURL(/primes\.q=obex/)
  await expect(page.getByRole('link', { name: 'Obex' })).toHaveAttribute('href', '/primes/obex')
})

test('limits in every state are told apart', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/limits`)
  const row = (name: RegExp) => page.getByRole('row', { name })
  await expect(row(/USDS mint/)).toContainText('100M')
  await expect(row(/USDS mint/)).toContainText('Limited')
  await expect(row(/Spark vault deposit/)).toContainText('62.5M')
  await expect(row(/Spark vault withdrawal/)).toContainText('Unlimited')
  await expect(row(/Grove vault withdrawal/)).toContainText('Disabled')
  await expect(row(/Obex vault deposit/)).toContainText('Limited')
  await expect(row(/Grove vault migration/)).toContainText('Not set')
  await expect(page.getByRole('main')).toContainText('327016bb')
})

test('the Diamond names its facets, the replaced and the unknown one', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/diamond`)
  const main = page.getByRole('main')
  for (const facet of ['DiamondCutFacet', 'DiamondLoupeFacet', 'AdminFacet', 'UsdsFacet']) {
    await expect(main).toContainText(facet)
  }
  await expect(main).toContainText('Erc4626Facet')
  await expect(main).toContainText(/unknown/i)
  await expect(main).toContainText('Pause proxy')
})

/** What ends beyond the right edge of the window, where no scrolling leads to it. */
function cutOff(): string[] {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  return [...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && !scrolls(element))
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
    .map((element) => `${element.localName}: ${element.textContent.slice(0, 40)}`)
}

const paths = [
  ...['/', '/primes', '/primes/keel', '/primes/osero'],
  ...['/limits', '/diamond', '/handbook', '/emergency'],
]

test('every page paints real data from the server, and nothing moves', async ({ page, chain }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  for (const path of paths) {
    await test.step(path, async () => {
      const html = await (await page.request.get(`${chain.origin}${path}`)).text()
      expect(html).toContain('Relayer')
      await page.goto(`${chain.origin}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await chain.mine()
      const block = String((await chain.head()).number)
      await expect(page.getByRole('banner')).toContainText(block)
      const shifted = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
      expect(shifted.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01)
    })
  }
})

test('every page fits a phone', async ({ page, chain }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(`${chain.origin}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      expect(await page.evaluate(cutOff)).toEqual([])
    })
  }
})

test('one stream serves all tabs of a browser', async ({ context, chain }) => {
  const pages = await Promise.all(Array.from({ length: 8 }, () => context.newPage()))
  for (const tab of pages) await tab.goto(`${chain.origin}/handbook`)
  await chain.mine()
  const { number } = await chain.head()
  for (const tab of pages) await expect(tab.getByRole('banner')).toContainText(String(number))
  for (const tab of pages) await tab.close()
})

test('one request to the node reads a block for everybody who watches', async ({ context, chain }) => {
  const pages = await Promise.all(Array.from({ length: 3 }, () => context.newPage()))
  for (const tab of pages) await tab.goto(chain.origin)
  chain.gate.takeReads()
  await chain.mine()
  const { number } = await chain.head()
  for (const tab of pages) await expect(tab.getByRole('banner')).toContainText(String(number))
  // Polls of the head apart, one request read everything.
  expect(chain.gate.takeReads()).toBe(1)
  for (const tab of pages) await tab.close()
})
