import { expect, test } from './fixtures'

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
