import type { Page } from '@playwright/test'
import { deployedUnit } from '@/lib/testing/units'
import { keys } from '../contracts/script/scenario'
import { adminFacetOf, type HostileFacet, replaceAdminFacet } from '../lib/testing/hostile/facets'
import { caughtUp, expect, test } from './fixtures'
import type { Stack } from './stack'

/** The review of a freeze, as at night: by its key. */
async function reviewFreeze(page: Page) {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  return page.getByRole('dialog', { name: /Freeze relayer/ })
}

/** Closes the review, and the panel behind it. */
async function closeAll(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Emergency' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function withFacet(chain: Stack, facet: HostileFacet): Promise<void> {
  await replaceAdminFacet(nodeOf(chain), chain.deployment, facet)
  await caughtUp(chain)
}

/** Each of these facets in turn in the place of the right one. */
async function withEach(
  chain: Stack,
  facets: readonly HostileFacet[],
  look: (facet: HostileFacet) => Promise<void>,
): Promise<void> {
  const admin = adminFacetOf(chain.deployment)
  const right = await chain.code(admin)
  for (const facet of facets) {
    await chain.setCode(admin, right)
    await withFacet(chain, facet)
    await look(facet)
  }
}

const nodeOf = (chain: Stack) => ({
  code: async (address: string) => (await chain.code(address)) as `0x${string}`,
  setCode: chain.setCode,
})

const sign = { name: 'Sign: freeze relayer' }

test('an honest freeze is green in every check, with the events that it emits', async ({ page, as }) => {
  await as('freezer')
  const dialog = await reviewFreeze(page)
  const finding = (id: string) => dialog.locator(`[data-finding="${id}"]`)
  for (const id of ['simulation', 'simulation-conditions', 'simulation-code']) {
    await expect(finding(id)).toHaveAttribute('data-state', 'ok')
  }
  await expect(finding('simulation')).toContainText('no other value of the console changes')
  await expect(finding('simulation')).toContainText(/\d,\d{3} values compared, 2 events as stated/)
  await expect(finding('simulation-code')).toContainText('The code of all 2 contracts that it enters')
  await expect(finding('simulation-code')).toContainText('the deployment file')
  await expect(dialog).not.toContainText('nothing else')
  await dialog.locator('summary', { hasText: '2 events as stated' }).click()
  const events = dialog.locator('[data-event="stated"]')
  await expect(events).toHaveCount(2)
  await expect(events.nth(0)).toContainText('RoleRevoked')
  await expect(events.nth(1)).toContainText('RelayerRemoved: relayer Relayer 1')
})

test('a facet that approves a thief is red before signing, and the freeze stays possible', async ({
  page,
  chain,
  as,
}) => {
  await withFacet(chain, 'ThiefFacet')
  const wallet = await as('freezer')
  const dialog = await reviewFreeze(page)
  const finding = (id: string) => dialog.locator(`[data-finding="${id}"]`)
  await expect(finding('simulation')).toHaveAttribute('data-state', 'wrong')
  await expect(finding('simulation-code')).toHaveAttribute('data-state', 'wrong')
  await expect(finding('simulation-code')).toContainText('AdminFacet is not what the deployment file says')
  const event = dialog.locator('[data-event="not-stated"]')
  await expect(event).toHaveCount(1)
  await expect(event).toContainText('USDS: Nobody stated it')
  await expect(event).toContainText(/USDS Generator ALMProxy lets .* move/)
  await expect(dialog.getByRole('button', sign)).toBeDisabled()
  expect(wallet.asked).toEqual([])

  await dialog.getByLabel(/Type OVERRIDE/).fill('OVERRIDE')
  await dialog.getByRole('button', sign).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  expect(wallet.asked).toHaveLength(1)
})

test('a facet that hides from simulations is seen all the same, whatever it hides by', async ({
  page,
  chain,
  as,
}) => {
  await as('freezer')
  await withEach(chain, ['GasPriceFacet', 'BaseFeeFacet', 'CoinbaseFacet'], async (facet) => {
    const dialog = await reviewFreeze(page)
    await expect(dialog.locator('[data-finding="simulation"]'), facet).toHaveAttribute('data-state', 'wrong')
    await expect(dialog.locator('[data-event="not-stated"]'), facet).toContainText('Nobody stated it')
    await expect(dialog.getByRole('button', sign), facet).toBeDisabled()
    await closeAll(page)
  })
})

test('a facet that steals in every second block is never green, in whichever it steals', async ({
  page,
  chain,
  as,
}) => {
  await as('freezer')
  await withEach(chain, ['OddCoinbaseFacet', 'EvenCoinbaseFacet'], async (facet) => {
    const dialog = await reviewFreeze(page)
    const wrong = dialog.locator(
      '[data-finding="simulation"][data-state="wrong"], [data-finding="simulation-conditions"][data-state="wrong"]',
    )
    await expect(wrong.first(), facet).toBeVisible()
    await expect(dialog.getByRole('button', sign), facet).toBeDisabled()
    await closeAll(page)
  })
})

test('a call of a contract with one byte too many cannot be signed without an emergency', async ({
  page,
  chain,
  as,
}) => {
  const { configurator } = deployedUnit(chain.deployment)
  await chain.setCode(configurator, `${await chain.code(configurator)}00`)
  await caughtUp(chain)
  const wallet = await as('cBeam', `/limits?key=${keys.mint}`)
  await page.getByRole('tab', { name: 'Lower' }).click()
  const form = page.getByRole('tabpanel', { name: 'Lower' })
  await form.getByLabel('Maximum').fill('60000000')
  await form.getByRole('button', { name: /^Lower/ }).click()
  const dialog = page.getByRole('dialog', { name: /limit/i })
  // It does what is stated, but nobody knows what else it can do.
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="simulation-code"]')).toHaveAttribute('data-state', 'wrong')
  await expect(dialog.getByRole('button', { name: 'Sign: lower limit' })).toBeDisabled()
  await expect(dialog).toContainText('1 contract that it enters has other code than the right one')
  expect(wallet.asked).toEqual([])
})

test('a node that lists no contracts is said to, in amber, and locks nothing', async ({
  page,
  chain,
  as,
}) => {
  chain.gate.set({ kind: 'refuses', method: 'eth_createAccessList' })
  await as('freezer')
  const dialog = await reviewFreeze(page)
  const code = dialog.locator('[data-finding="simulation-code"]')
  await expect(code).toHaveAttribute('data-state', 'unknown')
  await expect(code).toContainText('Not all contracts that it enters could be found out')
  await expect(dialog.getByRole('button', sign)).toBeEnabled()
})
