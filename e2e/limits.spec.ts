import type { Page } from '@playwright/test'
import { keys } from '../contracts/script/scenario'
import { expect, test } from './fixtures'

const HOP = 18n * 3_600n

/** Opens one way to change the limit that is shown. */
async function openChange(page: Page, tab: 'Raise' | 'Lower' | 'Remove') {
  await page.getByRole('tab', { name: tab }).click()
  return page.getByRole('tabpanel', { name: tab })
}

const mintLimit = `/limits?key=${keys.mint}`
const review = (page: Page) => page.getByRole('dialog', { name: /limit/i })

test('a cBEAM raises a limit, is told when the next step may come, waits for it and raises again', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('cBeam', mintLimit)
  const form = await openChange(page, 'Raise')
  await expect(form).toContainText('125M')
  await form.getByRole('button', { name: 'Use the greatest allowed' }).click()
  await expect(form.getByLabel('Maximum')).toHaveValue('125,000,000')
  await form.getByRole('button', { name: /^Raise/ }).click()
  await expect(review(page).locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(review(page)).toContainText('setRateLimit(address,bytes32,uint256,uint256)')
  await review(page).getByRole('button', { name: 'Sign: raise limit' }).click()
  await expect(review(page)).toContainText('stated changes on chain at block')
  await review(page).getByRole('button', { name: 'Close', exact: true }).last().click()

  // The second step has to wait for the hop, and says for how long.
  await expect(form).toContainText(/in 17 h 59 min/)
  await form.getByLabel('Maximum').fill('125,000,001')
  const raise = form.getByRole('button', { name: /^Raise/ })
  await expect(raise).toBeDisabled()
  await expect(form).toContainText('Configurator/increment-too-soon')
  expect(wallet.asked).toHaveLength(1)

  await chain.warpBy(HOP)
  await expect(raise).toBeEnabled()
  await raise.click()
  await review(page).getByRole('button', { name: 'Sign: raise limit' }).click()
  await expect(review(page)).toContainText('stated changes on chain at block')
  await review(page).getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(form.getByText('125,000,001').first()).toBeVisible()
})

test('a cBEAM lowers a limit at once', async ({ page, as }) => {
  const wallet = await as('cBeam', mintLimit)
  const form = await openChange(page, 'Lower')
  await form.getByLabel('Maximum').fill('60000000')
  await form.getByRole('button', { name: /^Lower/ }).click()
  await expect(review(page)).toContainText('100,000,000 USDS')
  await expect(review(page)).toContainText('60,000,000 USDS')
  await review(page).getByRole('button', { name: 'Sign: lower limit' }).click()
  await expect(review(page)).toContainText('stated changes on chain at block')
  // 60,000,000e18, to the wei.
  expect(wallet.asked[0]?.data).toContain((60_000_000n * 10n ** 18n).toString(16).padStart(64, '0'))
})

test('removing a limit without an init is one-way, and has to be typed out', async ({ page, as }) => {
  const wallet = await as('cBeam', `/limits?key=${keys.unexplained}`)
  const form = await openChange(page, 'Remove')
  await expect(form).toContainText('One-way')
  await form.getByRole('button', { name: /^Remove/ }).click()
  const sign = review(page).getByRole('button', { name: 'Sign: remove limit' })
  await expect(sign).toBeDisabled()
  await review(page).getByLabel('Type OVERRIDE to sign anyway').fill('OVERRIDE')
  await sign.click()
  await expect(review(page)).toContainText('stated changes on chain at block')
  expect(wallet.asked).toHaveLength(1)
})

test('in the Processing Window a change of limits has to be typed out', async ({ page, chain, as }) => {
  await chain.warpBy(6n * 3_600n)
  await as('cBeam', mintLimit)
  await expect(page.getByRole('banner')).toContainText('Processing')
  const form = await openChange(page, 'Lower')
  await form.getByLabel('Maximum').fill('60000000')
  await form.getByRole('button', { name: /^Lower/ }).click()
  await expect(review(page)).toContainText('It is inside the Processing Window (13:00 to 16:00 UTC)')
  await expect(review(page).getByRole('button', { name: 'Sign: lower limit' })).toBeDisabled()
})

test('amounts are exact or refused, never rounded', async ({ page, as }) => {
  await as('cBeam', mintLimit)
  const form = await openChange(page, 'Lower')
  const field = form.getByLabel('Maximum')
  const lower = form.getByRole('button', { name: /^Lower/ })
  for (const refused of ['', 'abc', '1.0000000000000000001', '-1', '1,5', '1e6']) {
    await field.fill(refused)
    await expect(lower, `"${refused}"`).toBeDisabled()
  }
  for (const [typed, wei] of [
    ['0.000000000000000001', 1n],
    ['1 000 000.5', 1_000_000_500_000_000_000_000_000n],
    ['1,000,000', 10n ** 24n],
  ] as const) {
    await field.fill(typed)
    await lower.click()
    await expect(review(page)).toContainText(String(wei))
    await page.keyboard.press('Escape')
  }
})

test('somebody without the right is told so', async ({ page, as }) => {
  await as('freezer', mintLimit)
  const form = await openChange(page, 'Lower')
  await expect(form.getByRole('button', { name: /^Lower/ })).toBeDisabled()
  await expect(form).toContainText('Not a cBEAM of these RateLimits')
})

test('a plan says when a limit arrives at a target, at either pace, and goes into a calendar', async ({
  page,
  chain,
}) => {
  expect(chain.deployment.chainId).toBeGreaterThan(0)
  await page.goto(mintLimit)
  const plan = page.getByRole('region', { name: 'Plan a raise' })
  await plan.getByLabel('Target maximum').fill('200,000,000')
  // 100M, 125M, 156.25M, 195.3M, 200M: four steps, the first at once.
  const answer = plan.locator('[data-answer="plan"]')
  await expect(answer).toContainText(/^4 steps, the last .*in 2 d 5 h|in 2 d 6 h/)
  await expect(answer.getByRole('row')).toHaveCount(5)
  await expect(page).toHaveURL(/target=200/)
  await plan.getByLabel('A step a day').check()
  await expect(answer).toContainText(/in (2 d 23 h|3 d)/)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    plan.getByRole('button', { name: 'Export calendar' }).click(),
  ])
  const stream = await file.createReadStream()
  const text = (await stream.toArray()).join('')
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(4)
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/)

  await plan.getByText('If a cBEAM is taken over').click()
  await expect(plan.getByRole('table', { name: 'What a cBEAM can bring the limit to' })).toContainText('30 d')
  await plan.getByLabel('Target maximum').fill('1x')
  await expect(plan).toContainText('cannot be read')
})
