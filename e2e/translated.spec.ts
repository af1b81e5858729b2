import { expect, test } from './fixtures'
import { emergencyStands, started } from './standing'

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
      // A late copy has the text from the moment when it was asked for.
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

  // A copy in the place of the page itself no longer changes.
  const said = page.locator('[data-standstill]')
  await expect(said).toBeHidden()
  await page.evaluate(() => {
    for (const own of document.querySelectorAll('[data-block]')) own.replaceWith(own.cloneNode(true))
  })
  await chain.mine()
  await expect(said).toBeVisible()
})

/** Texts with something beside them in their element: React loses those that somebody replaces. */
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

test('on every page, each text is alone in its element', async ({ page, as }) => {
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
