import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { encodeFunctionData, type Hex } from 'viem'
import { roles } from '../contracts/script/roles'
import { httpRpc } from '../lib/chain/rpc'
import { safeAbi } from '../lib/safe'
import { expect, test } from './fixtures'
import { somebodyElse } from './somebody-else'
import type { Stack } from './stack'

const safeOf = (chain: Stack) => {
  const [safe] = chain.deployment.safes
  if (!safe) throw new Error('The deployment has no Safe')
  return safe.address
}

/** `nonce()` of the Safe by a raw call. */
async function nonceOf(chain: Stack): Promise<bigint> {
  const data = encodeFunctionData({ abi: safeAbi, functionName: 'nonce' })
  return BigInt(await httpRpc(chain.rpcUrl).request<Hex>('eth_call', [{ to: safeOf(chain), data }, 'latest']))
}

const review = (page: Page) => page.getByRole('dialog', { name: /Freeze .* through Freezer Safe/ })
const card = (page: Page) => page.locator('main [data-standing]')
const owner = (within: Locator, role: 'freezerSigner1' | 'freezerSigner2') =>
  within.locator(`[data-owner="${roles[role].address}"]`)

/** An owner signs freezing all off chain. @returns the review */
async function signOffChain(page: Page): Promise<Locator> {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: 'Freeze all relayers of USDS Generator' }).click()
  const dialog = review(page)
  await expect(dialog.locator('[data-hash-check]')).toHaveAttribute('data-hash-check', 'ok')
  await dialog.getByRole('button', { name: 'Sign off chain' }).click()
  await expect(owner(dialog, 'freezerSigner1')).toHaveAttribute('data-approval', 'signed')
  return dialog
}

async function linkIn(dialog: Locator): Promise<string> {
  return (await dialog.locator('[data-proposal-link]').getAttribute('data-proposal-link')) ?? ''
}

async function openLink(page: Page, link: string): Promise<void> {
  await page.getByLabel('Link to a proposal').fill(link)
  await page.getByRole('button', { name: 'Open the link' }).click()
}

test('two owners who share nothing but a link freeze through the Safe with the server stopped', async ({
  page,
  chain,
  as,
}) => {
  const first = await as('freezerSigner1')
  const other = await somebodyElse(page, chain, 'freezerSigner2', '/proposal')
  await chain.stopServer()
  const dialog = await signOffChain(page)
  await expect(dialog.locator('[data-safe-next]')).toHaveText(
    'You signed it off chain. 1 more owner of Freezer Safe has to approve; then anyone can execute.',
  )
  // It was signed as typed data, and nothing was sent.
  expect(first.asked).toEqual([])
  expect(first.signed).toHaveLength(1)
  const link = await linkIn(dialog)
  expect(new URL(link).pathname).toBe('/proposal')

  await openLink(other.page, link)
  await expect(card(other.page)).toHaveAttribute('data-standing', 'collecting')
  await expect(owner(card(other.page), 'freezerSigner1')).toHaveAttribute('data-approval', 'signed')
  await card(other.page).getByRole('button', { name: 'Review it' }).click()
  const theirs = review(other.page)
  await expect(theirs.locator('[data-safe-next]')).toHaveText(
    '1 of 2 approved. Your transaction is the last approval and executes it.',
  )
  await expect(theirs.locator('[data-finding="bytes"]')).toHaveAttribute('data-state', 'ok')
  await theirs.getByRole('button', { name: 'Sign execution: freeze all relayers' }).click()
  await expect(theirs.locator('[data-call="mined"]')).toContainText('Executed')
  for (const relayer of [roles.relayer1, roles.relayer2]) {
    await expect(theirs.locator(`[data-holder="${relayer.address}"]`)).toContainText('removed')
  }
  expect(other.wallet.asked.map(({ to }) => to)).toEqual([safeOf(chain)])
  expect(await nonceOf(chain)).toBe(1n)
  await theirs.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(card(other.page)).toContainText('No longer valid at block')
  await other.leave()
})

test('a link that was cut off and a file that was edited are named, and cannot be signed', async ({
  page,
  chain,
  as,
}) => {
  await as('freezerSigner1')
  const dialog = await signOffChain(page)
  const link = await linkIn(dialog)
  const downloaded = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as a file' }).click()
  const file = readFileSync(await (await downloaded).path(), 'utf8')

  const other = await somebodyElse(page, chain, 'freezerSigner2', '/proposal')
  await openLink(other.page, link.slice(0, -30))
  await expect(other.page.locator('[data-notice="red"]')).toContainText('The link was cut off or edited')
  await expect(card(other.page)).toHaveCount(0)

  // The file still reads, but is of another transaction than the one that was signed.
  const edited = file.replace('"operation":1', '"operation":0')
  expect(edited).not.toBe(file)
  await other.page.getByLabel('Open a file').setInputFiles({
    name: 'proposal.json',
    mimeType: 'application/json',
    buffer: Buffer.from(edited),
  })
  await expect(card(other.page)).toHaveAttribute('data-standing', 'differs')
  await expect(card(other.page)).toContainText('operation differs. Do not sign it')
  await card(other.page).getByRole('button', { name: 'Review it' }).click()
  const theirs = review(other.page)
  await expect(theirs.getByRole('button', { name: /^Sign execution/ })).toBeDisabled()
  await expect(theirs).toContainText('operation differs')
  expect(other.wallet.asked).toEqual([])
  await other.leave()
})

test('on a phone a freeze is signed to keep, and is no longer valid once its nonce is used', async ({
  page,
  chain,
  as,
}) => {
  await as('freezerSigner1')
  const link = await linkIn(await signOffChain(page))

  const other = await somebodyElse(page, chain, 'freezerSigner2', '/proposal')
  await other.page.setViewportSize({ width: 390, height: 844 })
  // As if the code had been scanned: the address alone carries it.
  await other.page.goto(link)
  const shown = card(other.page)
  await expect(shown).toHaveAttribute('data-standing', 'collecting')
  await shown.getByRole('button', { name: 'Review it' }).click()
  const theirs = review(other.page)
  await theirs.getByRole('button', { name: 'Sign off chain' }).click()
  await expect(theirs.locator('[data-safe-next]')).toHaveText('2 of 2 approved: anyone can execute.')
  await theirs.getByText('QR code', { exact: true }).click()
  await expect(theirs.locator('[data-qr="drawn"]')).toBeVisible()
  expect(other.wallet.asked).toEqual([])
  await theirs.getByRole('button', { name: 'Close' }).first().click()
  await expect(shown).toContainText('Break glass: valid at block')
  const wide = () => other.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await wide()).toBe(0)

  // The nonce of the Safe is slot 5: as if its owners had executed something else.
  await httpRpc(chain.rpcUrl).request('anvil_setStorageAt', [
    safeOf(chain),
    `0x${'5'.padStart(64, '0')}`,
    `0x${'1'.padStart(64, '0')}`,
  ])
  await chain.mine()
  await expect(shown).toHaveAttribute('data-standing', 'over')
  await expect(shown).toContainText('its nonce 0 is used, Freezer Safe is at 1')
  await other.leave()
})
