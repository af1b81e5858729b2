import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Opens a page and waits until it runs: what is only drawn hears no key and no pointer yet. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page.locator('html')).toHaveAttribute('data-started', '')
}

test('somebody new is told in two sentences what this is, once', async ({ page, chain }) => {
  await open(page, chain.origin)
  const note = page.getByRole('complementary', { name: 'What this is' })
  await expect(note).toContainText('every figure is read from the chain at one block')

  // Emergency is reached as if the note were not there, and its own page never has a note.
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Emergency' })).toBeVisible()
  await page.keyboard.press('Escape')
  await open(page, `${chain.origin}/emergency`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(note).toHaveCount(0)

  await open(page, chain.origin)
  await note.getByRole('button', { name: 'Close this note' }).click()
  await expect(note).toHaveCount(0)

  // Kept, so that not even the first paint has it.
  const painted = async () => (await page.request.get(chain.origin)).text()
  await expect.poll(painted).not.toContain('Close this note')
  await open(page, `${chain.origin}/limits`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(note).toHaveCount(0)
})

test('a term explains itself on hover, focus and tap, and leads to its entry', async ({ page, chain }) => {
  await open(page, `${chain.origin}/limits`)
  const term = page.getByRole('main').getByRole('button', { name: 'cBEAM', exact: true })
  const bubble = page.getByRole('dialog', { name: 'cBEAM', exact: true })
  const means = 'It changes limits within the SORL and runs approved calls through the Configurator'

  await term.hover()
  await expect(bubble).toContainText(means)
  await page.mouse.move(0, 0)
  await expect(bubble).toHaveCount(0)

  // A page that moves under a mouse at rest opens nothing; the hand that then moves it does.
  const box = await term.boundingBox()
  if (box === null) throw new Error('the term has no place on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.evaluate(() => scrollBy(0, 200))
  await page.mouse.move(x, y)
  await page.evaluate(() => scrollTo(0, 0))
  await expect.poll(() => term.evaluate((button) => button.matches(':hover'))).toBe(true)
  await page.waitForTimeout(600)
  await expect(bubble).toHaveCount(0)
  await page.mouse.move(x + 1, y)
  await expect(bubble).toContainText(means)
  await page.mouse.move(0, 0)
  await expect(bubble).toHaveCount(0)

  // By keyboard the bubble shows without taking the focus, and Escape closes it.
  await term.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(bubble).toContainText(means)
  await expect(term).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bubble).toHaveCount(0)
  await expect(term).toBeFocused()

  await term.click()
  await bubble.getByRole('link', { name: 'cBEAM in the handbook' }).click()
  await expect(page).toHaveURL(/\/handbook#cbeam$/)
  await expect(page.locator('#cbeam')).toContainText(means)
  await expect(page.locator('#cbeam')).toBeInViewport()
})

test('the handbook says what to do, and leads there', async ({ page, chain }) => {
  await open(page, `${chain.origin}/handbook`)
  const freeze = page.getByRole('region', { name: 'Freeze', exact: true })
  await expect(freeze.getByRole('listitem').first()).toContainText('Press e, or open Emergency')
  await freeze.getByRole('link', { name: 'Open Emergency' }).click()
  await expect(page).toHaveURL(/\/emergency$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Emergency')
})
