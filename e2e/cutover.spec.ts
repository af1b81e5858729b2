import { expect, test } from './fixtures'

test('the cutover room says whether Phase 6 is complete, and what stands in the way', async ({
  page,
  chain,
}) => {
  await page.goto(chain.origin)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Cutover' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'Phase 6 is not complete: 0 of 4 gates are open',
  )
  const gate = (id: string) => page.locator(`[data-exit-gate="${id}"]`)
  for (const id of ['funding', 'ilks', 'vaults', 'settlement'])
    await expect(gate(id)).toHaveAttribute('data-open', 'false')
  await expect(gate('funding')).toContainText('ALLOCATOR-SPARK-A can still be drawn on')
  await expect(gate('vaults')).toContainText('No Generator funds Osero through a vault')
  await expect(gate('settlement')).toContainText('Not all of the last 7 days were locked and settled on time')
  await expect(gate('settlement')).toContainText('What to do:')

  // Every place of the USDS, with the sum and what is left over.
  const places = page.getByRole('table', { name: 'Where each USDS is' })
  await expect(places.getByRole('rowheader')).toContainText([
    'Spark',
    'Grove',
    'Keel',
    'Obex',
    'Osero',
    'USDS Generator',
    'Total',
  ])
  await expect(page.locator('#where')).toContainText('Left over')

  // The run sheet: what one Prime needs next, how long it takes, and the button of the next call.
  const keel = page.locator('[data-run="keel"]')
  await expect(keel).toContainText(/left to move; \d+ steps, the last from/)
  await expect(keel.locator('[data-step="migrate"]')).toContainText('Next')
  await expect(keel.getByRole('button', { name: 'Migrate debt of Keel' })).toBeVisible()
  await expect(page.locator('#clock')).toContainText('Processing')

  // What comes next, on simulated blocks: the steps of Keel, and what governance has plotted.
  const rehearsal = page.locator('#rehearsal')
  await rehearsal.getByRole('button', { name: 'Rehearse what comes next' }).click()
  await expect(rehearsal.locator('[data-rehearsed="keel"]').first()).toContainText('Passes')
  await expect(rehearsal).toContainText('every identity holds')
  await expect(rehearsal).toContainText('Spark: Governance has plotted no plan for the next step')
})

test('a relayer migrates from the run sheet, and the sheet counts what is left', async ({ page, as }) => {
  await as('relayer1', '/cutover')
  const keel = page.locator('[data-run="keel"]')
  const before = await keel.textContent()
  await keel.getByRole('button', { name: 'Migrate debt of Keel' }).click()
  const dialog = page.getByRole('dialog', { name: /^Migrate/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: /^Sign/ }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect.poll(() => keel.textContent()).not.toBe(before)
})
