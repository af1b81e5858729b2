import { encodeFunctionData } from 'viem'
import { roles } from '../contracts/script/roles'
import { adminFacetAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

/** Every relayer is removed, by somebody else. */
async function freezeAll(chain: Stack): Promise<void> {
  const [generator] = chain.deployment.generators
  for (const relayer of [roles.relayer1, roles.relayer2]) {
    const data = encodeFunctionData({
      abi: adminFacetAbi,
      functionName: 'removeRelayer',
      args: [relayer.address],
    })
    await chain.call(roles.freezer.address, generator?.addresses.diamond ?? '', data)
  }
}

test('both sides of a comparison are named, with all that was compared', async ({ page, as }) => {
  await as('freezer')
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const second = page
    .getByRole('dialog', { name: /Freeze relayer/ })
    .locator('[data-finding="second-source"]')
  await expect(second).toHaveAttribute('data-state', 'ok')
  await expect(second).toContainText(
    /Read through this console's server \(127\.0\.0\.1:\d+\); again through Test wallet: the hash of block \d+[^:]*, \d+ values, \d+ codes, and the logs of blocks \d+ to \d+\./,
  )
})

test('a picture that the wallet gave is not compared with the wallet', async ({ page, chain, as }) => {
  await as('freezer')
  await expect(page.getByRole('banner')).toContainText('RPC answers')
  await chain.stopServer()
  await chain.mine()
  await expect(page.getByRole('banner')).toContainText('Read through Test wallet')
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = page.getByRole('dialog', { name: /Freeze relayer/ })
  const second = dialog.locator('[data-finding="second-source"]')
  // Before the comparison has ended, its line gives no result and is amber.
  await expect(second).toContainText("Read through Test wallet; this console's server")
  await expect(second).toHaveAttribute('data-state', 'unknown')
  await expect(second).not.toContainText('again through')
  // Never a lock in an emergency.
  await expect(dialog.getByRole('button', { name: 'Sign: freeze relayer' })).toBeEnabled()
})

test('a wallet on another chain shows nothing of this one, and it is said why', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('freezer')
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('not frozen')
  await wallet.moveTo(99)
  await chain.stopServer()
  // The chain that the wallet calls 99 has the same addresses, and there every relayer is frozen.
  await freezeAll(chain)
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toContainText('Test wallet: is on chain 99, this deployment on chain 31337')
  await expect(banner).toContainText('not frozen')

  // Back on this chain it is believed again.
  await wallet.moveTo(chain.deployment.chainId)
  await expect(banner).toContainText('USDS Generator frozen')
})
