import type { Locator, Page } from '@playwright/test'
import { roles } from '../contracts/script/roles'
import { expect, test } from './fixtures'
import { openNotYours } from './standing'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

/** Taps of the page from now on, as the browser counts them. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Object.assign(window, { taps: 0 })
    const count = (event: Event) => {
      if (event.isTrusted) (window as unknown as { taps: number }).taps++
    }
    document.addEventListener('click', count, { capture: true })
  })
  return () => page.evaluate(() => (window as unknown as { taps: number }).taps)
}

/** Words that somebody sees without scrolling. */
const wordsOnScreen = (within: Locator): Promise<string> =>
  within.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: string[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const range = document.createRange()
      range.selectNodeContents(node)
      const isSeen = [...range.getClientRects()].some(({ left, top, right, bottom, width, height }) => {
        if (width <= 1 || height <= 1 || right < 0 || left > innerWidth || bottom < 0 || top > innerHeight)
          return false
        // What a bar lies over is not seen, nor what is only read aloud.
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return seen !== null && parent?.contains(seen) === true
      })
      if (isSeen && node.textContent) texts.push(node.textContent)
    }
    return texts.join(' ').split(/\s+/).filter(Boolean).join(' ')
  })

const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Emergency' })
const freezeAll = (within: Locator) => within.getByRole('button', { name: 'Freeze all funds', exact: true })

test('from any page on a phone the wallet is asked to freeze all after three taps', async ({ page, as }) => {
  const wallet = await as('freezer', '/emergency')
  await page.getByRole('link', { name: 'Primes', exact: true }).tap()
  await expect(page).toHaveURL(/\/primes$/)
  const taps = await countTaps(page)
  await page.getByRole('button', { name: 'Emergency', exact: true }).tap()
  const panel = panelOf(page)
  // Who one is, what one may do and the press for all of it are there without scrolling.
  await expect(panel).toContainText('Acting as Freezer backup wallet. It may freeze 2 of the')
  await expect(freezeAll(panel)).toBeInViewport({ ratio: 1 })
  await freezeAll(panel).tap()
  const dialog = page.getByRole('dialog', { name: /^Freeze the funds of every Generator and Prime/ })
  await dialog.getByRole('button', { name: 'Sign 2 times: freeze the funds' }).tap()
  await expect.poll(() => wallet.asked.length).toBeGreaterThan(0)
  expect(await taps()).toBe(3)
})

test('from the page of Emergency it is two taps, with the press as wide as the screen', async ({
  page,
  as,
}) => {
  const wallet = await as('freezer', '/emergency')
  const main = page.getByRole('main')
  const width = async () => (await freezeAll(main).boundingBox())?.width ?? 0
  await expect.poll(width).toBeGreaterThan(0.8 * 390)
  await expect(main).toContainText('Acting as Freezer backup wallet')
  // 80 on a picture of it; names of another deployment may be longer.
  const words = (await wordsOnScreen(main)).split(' ')
  expect(words.length, words.join(' ')).toBeGreaterThan(40)
  expect(words.length, words.join(' ')).toBeLessThanOrEqual(88)
  const taps = await countTaps(page)
  await freezeAll(main).tap()
  await page
    .getByRole('dialog', { name: /^Freeze the funds/ })
    .getByRole('button', { name: 'Sign 2 times: freeze the funds' })
    .tap()
  await expect.poll(() => wallet.asked.length).toBeGreaterThan(0)
  expect(await taps()).toBe(2)
})

test('what is not the account’s is folded, by keyboard as well, and a link to an act opens it', async ({
  page,
  as,
}) => {
  await as('freezer', '/emergency')
  const main = page.getByRole('main')
  const act = main.locator('[data-act="stop"]').filter({ hasText: 'Generator scope' })
  await expect(main.locator('details [data-act="stop"]').first()).toBeAttached()
  await expect(act).toBeHidden()
  const id = await act.getAttribute('id')
  await page.goto(`/emergency#${id}`)
  const stop = main.getByRole('button', { name: 'Stop the Configurator (Generator scope)' })
  await expect(stop).toBeVisible()
  await expect(stop).toBeDisabled()
  const fold = main.locator('summary').filter({ hasText: /^Not yours \(\d+\)$/ })
  await fold.focus()
  await page.keyboard.press('Enter')
  await expect(stop).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(stop).toBeVisible()
  // What is one's own is not among it.
  await expect(main.locator('details [data-act="relayers"]')).toHaveCount(0)
  await expect(main.locator('[data-act="relayers"]')).toBeVisible()

  await page.keyboard.press('e')
  await expect(panelOf(page)).toBeVisible()
  await openNotYours(panelOf(page))
  await expect(panelOf(page).getByText('The connected account: may not').first()).toBeVisible()
})

test('after a freeze of one it is said how much the other can move, what is proven, and what to tell', async ({
  page,
  as,
}) => {
  const wallet = await as('freezer', '/emergency')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Freeze relayer 0x15d3/ })
    .tap()
  const dialog = page.getByRole('dialog', { name: /Freeze relayer/ })
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).tap()
  const notice = dialog.locator('[data-notice="amber"]').filter({ hasText: 'can still act' })
  await expect(notice).toContainText(
    /Relayer 1 is out\. Relayer 2 can still act, and move up to ([\d.]+[KMB]|any amount)[.,]/,
  )
  await expect(dialog).toContainText('The way back: A cBEAM of the Diamond sets a new relayer')
  const line = dialog.locator('[data-war-room] p')
  await expect(line).toHaveText(
    /^Signed 1 of 1, Freeze relayer Relayer 1 \(0x15d3…\w{4}\), 0x[0-9a-f]{64}, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
  )
  await dialog.getByRole('button', { name: 'Copy for the war room' }).tap()
  await expect(dialog.locator('[data-war-room]').getByText('Copied')).toBeAttached()

  await notice.getByRole('button', { name: 'Freeze Relayer 2' }).tap()
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).tap()
  await expect(dialog).toContainText(
    /Nobody could act for USDS Generator at block \d+, by .*, \d{4}-\d\d-\d\d \d\d:\d\d UTC/,
  )
  expect(wallet.asked).toHaveLength(2)
})

test('after an approval it is said who else must sign, in the line for the war room too', async ({
  page,
  as,
}) => {
  await as('freezerSigner1', '/emergency')
  const main = page.getByRole('main')
  await expect(main).toContainText('Acting as Freezer signer 1. Through Freezer Safe it may freeze all 8')
  await freezeAll(main).tap()
  const dialog = page.getByRole('dialog', { name: /Freeze the funds .* through Freezer Safe/ })
  const shown = dialog.locator('[data-hash="safe-tx"] code')
  const hash = (await shown.innerText()).replace(/\s/g, '')
  await dialog.getByRole('button', { name: 'Sign approval: freeze the funds' }).tap()
  await expect(dialog.locator('[data-still-to-sign]')).toHaveText(
    'Still to sign: 1 of Freezer signer 2, Freezer signer 3.',
  )
  await expect(dialog.locator('[data-war-room] p')).toHaveText(
    new RegExp(
      `^Signed 1 of 2, Freeze the funds of every Generator and Prime through Freezer Safe, ${hash}, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC$`,
    ),
  )
})

test('after a freeze of funds it is said who is left, and who could not', async ({ page, as }) => {
  await as('freezer', '/emergency')
  await freezeAll(page.getByRole('main')).tap()
  const dialog = page.getByRole('dialog', { name: /^Freeze the funds/ })
  await dialog.getByRole('button', { name: 'Sign 2 times: freeze the funds' }).tap()
  await expect(dialog.locator('[data-call="mined"]')).toHaveCount(2)
  await expect(dialog.locator(`[data-holder="${roles.relayer2.address}"]`)).toContainText('removed')
  await expect(dialog).toContainText(
    '6 relayers and actors can still move funds of every Generator and Prime.',
  )
  await expect(dialog).toContainText('Somebody else has to remove them.')
})

test('a wallet is connected from the bar of any page, which says for whom it then acts', async ({
  page,
  as,
}) => {
  await as('freezer', '/limits')
  const connected = page
    .getByRole('banner')
    .getByRole('button', { name: /^Connected account: Freezer backup wallet/ })
  await connected.tap()
  await expect(page.getByRole('dialog', { name: 'Connected account' })).toContainText('Freezer backup wallet')
})
