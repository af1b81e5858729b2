import { expect, test } from './fixtures'

/** Things move here, as for most who use the console. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

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
  await expect(row(/^USDS mint/)).toContainText('100M')
  await expect(row(/^USDS mint/)).toContainText('Limited')
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

/** What is written beyond the cell of its table, so over the next one or under it. */
function beyondItsCell(): string[] {
  const walker = document.createTreeWalker(document.querySelector('main') as Node, NodeFilter.SHOW_TEXT)
  const beyond: string[] = []
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    const cell = parentElement?.closest('td, th')
    if (!cell || !parentElement?.checkVisibility() || parentElement.closest('.sr-only')) continue
    const text = document.createRange()
    text.selectNodeContents(walker.currentNode)
    if (text.getBoundingClientRect().right > cell.getBoundingClientRect().right)
      beyond.push(`${cell.closest('table')?.caption?.textContent}: ${textContent}`)
  }
  return beyond
}

/** Pairs of texts of the status bar that lie over each other, with what is cut off left out. */
function overlapping(): string[] {
  const walker = document.createTreeWalker(document.querySelector('header') as Node, NodeFilter.SHOW_TEXT)
  const boxes: { text: string; box: DOMRect }[] = []
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (!textContent?.trim() || !parentElement?.checkVisibility() || parentElement.closest('.sr-only'))
      continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    const [text, frame] = [range.getBoundingClientRect(), parentElement.getBoundingClientRect()]
    const isCut = getComputedStyle(parentElement).overflowX !== 'visible'
    const right = isCut ? Math.min(text.right, frame.right) : text.right
    boxes.push({
      text: textContent,
      box: new DOMRect(text.x, text.y, Math.max(0, right - text.x), text.height),
    })
  }
  const isOver = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
  return boxes.flatMap(({ text, box }, at) =>
    boxes
      .slice(at + 1)
      .filter((other) => isOver(box, other.box))
      .map((other) => `${text} | ${other.text}`),
  )
}

const paths = [
  ...['/', '/cutover', '/primes', '/primes/keel', '/primes/osero'],
  ...['/limits', '/srusds', '/diamond', '/governance', '/roles', '/handbook', '/emergency', '/proposal'],
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
      expect.soft(await page.evaluate(beyondItsCell)).toEqual([])
    })
  }
})

test('no text of the status bar lies over another, however much is wrong', async ({ page, chain, as }) => {
  const [generator] = chain.deployment.generators
  await chain.setCode(generator?.addresses.diamond ?? '', '0x')
  await as('freezer')
  const bar = page.getByRole('banner')
  await expect(bar).toContainText('could not read')
  for (const width of [390, 768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 720 })
    expect(await page.evaluate(overlapping), `${width} px`).toEqual([])
    if (width >= 768)
      await expect(bar.getByText(chain.deployment.name, { exact: true }).first()).toBeInViewport()
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
