import type { Page } from '@playwright/test'
import { roles } from '../contracts/script/roles'
import { expect, test } from './fixtures'

/** Holds back everything that the page asks through the server. @returns lets it through, now and from then on */
async function holdBack(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/rpc', async (route) => {
    await released
    await route.continue().catch(() => undefined)
  })
  return release
}

test('a wallet connects while the server is slow: the picture stays, and its rights come later', async ({
  page,
  chain,
  as,
}) => {
  await page.goto('/')
  const title = page.getByRole('heading', { level: 1 })
  const attention = ((await title.textContent()) ?? '').replace(/ at block.*/s, '')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(page.locator('html[data-started]')).toBeAttached()
  await page.keyboard.press('e')
  await expect(panel.locator('[data-cbeam]').first()).toBeVisible()
  const cBeams = await panel.locator('[data-cbeam]').count()
  const release = await holdBack(page)
  const { address } = roles.keeper
  const wallet = await as('keeper', '/')
  const account = page.getByRole('button', { name: /^Connected account/ }).first()
  await expect(account).toContainText('being read')
  await expect(title).toContainText(attention)

  // All of the console is read, and the connected account is not taken for a cBEAM.
  await page.keyboard.press('e')
  await expect(panel.locator('[data-cbeam]')).toHaveCount(cBeams)
  await expect(panel.locator(`[data-cbeam="${address}"]`)).toHaveCount(0)
  await expect(panel).not.toContainText('could not be read')
  await page.keyboard.press('Escape')

  // The chain goes on, and so does the picture.
  await chain.mine()
  const { number } = await chain.head()
  await expect(title).toContainText(`at block ${number}`)
  await expect(title).toContainText(attention)
  await account.click()
  const dialog = page.getByRole('dialog', { name: 'Connected account' })
  await expect(dialog).not.toContainText('could not be read')

  release()
  await expect(dialog).not.toContainText('being read')
  await expect(dialog).toContainText('does not hold')
  await page.keyboard.press('Escape')
  await expect(account).toContainText('no role')
  await expect(title).toContainText(attention)
  expect(wallet.asked).toEqual([])
})

test('a node without simulation is tried by the smaller check, through the server alone', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('freezer')
  wallet.behaviour.reads = false
  chain.gate.set({ kind: 'refuses', method: 'eth_simulateV1' })
  await page.keyboard.press('e')
  await page.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const finding = page.getByRole('dialog', { name: /Freeze relayer/ }).locator('[data-finding="simulation"]')
  await expect(finding).toContainText('A smaller check passed')
  await expect(finding).toContainText("Tried by this console's server")
})
