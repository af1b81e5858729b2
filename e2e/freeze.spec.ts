import type { Page } from '@playwright/test'
import { roles } from '../contracts/script/roles'
import { connect, expect, test } from './fixtures'
import { openNotYours } from './standing'
import { injectWallet } from './wallet'

/** Things move here, as for most who use the console. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

/** Opens the emergency panel as at night: by its key. */
async function openEmergency(page: Page) {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toBeVisible()
  return panel
}

const review = (page: Page, title: string | RegExp) => page.getByRole('dialog', { name: title })

test('a freezer freezes one relayer and sees every holder of the role checked', async ({ page, as }) => {
  const wallet = await as('freezer')
  const panel = await openEmergency(page)
  await expect(panel).toContainText('Nothing is frozen, paused or stopped')
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()

  const dialog = review(page, /Freeze relayer/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="second-source"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="bytes"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog).toContainText('removeRelayer(address)')
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()

  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  await expect(dialog).toContainText('2 stated changes on chain at block')
  await expect(dialog.locator(`[data-holder="${roles.relayer1.address}"]`)).toContainText('removed')
  await expect(dialog.locator(`[data-holder="${roles.relayer2.address}"]`)).toContainText(
    'still holds RELAYER',
  )
  // removeRelayer(address), and nothing else, went to the wallet.
  expect(wallet.asked.map(({ data }) => data)).toEqual([
    `0x60f0a5ac000000000000000000000000${roles.relayer1.address.slice(2).toLowerCase()}`,
  ])
})

test('a freezer freezes all, one transaction after the other', async ({ page, as }) => {
  const wallet = await as('freezer')
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: /Freeze all relayers/ }).click()
  const dialog = review(page, /Freeze all relayers/)
  await dialog.getByRole('button', { name: 'Sign 2 times: freeze all relayers' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toHaveCount(2)
  await expect(dialog.locator(`[data-holder="${roles.relayer2.address}"]`)).toContainText('removed')
  expect(wallet.asked).toHaveLength(2)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('banner')).toContainText('frozen')
})

test('an emergency wallet pauses the timelock, after it is told what that forbids', async ({ page, as }) => {
  await as('emergencyWallet')
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: 'Pause the timelock (Generator scope)' }).click()
  const dialog = review(page, 'Pause the timelock (Generator scope)')
  await expect(dialog).toContainText(
    'Nothing can be scheduled, executed or cancelled while the timelock is paused.',
  )
  await expect(dialog.locator('[data-finding="cancel-first"]')).toContainText('4 operations pending')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: pause the timelock' }).click()
  await expect(dialog).toContainText('1 stated change on chain at block')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('banner')).toContainText(/paused/i)
})

test('the Core Council stops the Configurator', async ({ page, as }) => {
  await as('coreCouncil')
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: 'Stop the Configurator (Generator scope)' }).click()
  const dialog = review(page, 'Stop the Configurator (Generator scope)')
  await expect(dialog).toContainText('No cBEAM can raise a limit, and none can lower one either.')
  await dialog.getByRole('button', { name: 'Sign: stop the Configurator' }).click()
  await expect(dialog).toContainText('1 stated change on chain at block')
})

test('a refusal in the wallet is calm, sends nothing, and can be tried again', async ({ page, as }) => {
  const wallet = await as('freezer')
  wallet.behaviour.rejects = true
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = review(page, /Freeze relayer/)
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog).toContainText('The wallet says that it was rejected there.')
  wallet.behaviour.rejects = false
  await dialog.getByRole('button', { name: 'Review it again' }).click()
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
})

test('a wallet on another chain cannot sign until it is switched', async ({ page, as }) => {
  const wallet = await as('freezer')
  await wallet.moveTo(1)
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = review(page, /Freeze relayer/)
  await expect(dialog).toContainText('The wallet is on chain 1')
  const sign = dialog.getByRole('button', { name: 'Sign: freeze relayer' })
  await expect(sign).toBeDisabled()
  expect(wallet.asked).toEqual([])
  await dialog.getByRole('button', { name: /Switch/ }).click()
  await expect(sign).toBeEnabled()
})

test('a stranger is told what is missing, before the wallet is asked', async ({ page, as }) => {
  const wallet = await as('keeper')
  const panel = await openEmergency(page)
  await openNotYours(panel)
  await expect(panel.getByRole('button', { name: /Freeze relayer 0x15d3/ })).toBeDisabled()
  await expect(panel).toContainText('The connected account: may not')
  expect(wallet.asked).toEqual([])
})

test('a transaction that is on its way survives a reload', async ({ page, chain, as }) => {
  await as('freezer')
  await chain.holdBlocks()
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = review(page, /Freeze relayer/)
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="submitted"]')).toBeVisible()
  await page.reload()
  const after = await openEmergency(page)
  await expect(after.locator('[data-call="submitted"]')).toBeVisible()
  await chain.releaseBlocks()
  await expect(after.locator('[data-call="mined"]')).toBeVisible()
})

test('no wallet at all still shows the state and how to act', async ({ page, chain }) => {
  await page.goto(chain.origin)
  const panel = await openEmergency(page)
  await expect(panel).toContainText('Nothing is frozen, paused or stopped')
  await expect(panel.getByRole('button', { name: /Connect wallet/ }).first()).toBeVisible()
})

test('a wallet that appears late can still be connected', async ({ page, chain }) => {
  await injectWallet(page, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
  await page.goto(chain.origin)
  await connect(page)
  await expect(page.getByRole('banner')).toContainText('Freezer')
})
