import type { Locator, Page } from '@playwright/test'
import { createWalletClient, encodeFunctionData, type Hex, http } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { adminFacetAbi } from '../lib/abi'
import { expect } from './fixtures'
import type { Stack } from './stack'
import type { HostileWallet } from './wallet'

/** Opens the review of freezing the first relayer. */
export async function reviewFreeze(page: Page): Promise<Locator> {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  return page.getByRole('dialog', { name: /Freeze relayer/ })
}

export async function signFreeze(page: Page): Promise<Locator> {
  const dialog = await reviewFreeze(page)
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  return dialog
}

/** Answers only the request that sends a transaction, and passes every other on. */
export const sending =
  (answer: (transaction: Sent, honest: () => Promise<unknown>) => Promise<unknown>): HostileWallet =>
  ({ method, params }, honest) =>
    method === 'eth_sendTransaction' ? answer(params[0] as Sent, honest) : honest()

export interface Sent {
  readonly from: Hex
  readonly to: Hex
  readonly data: Hex
  readonly value: Hex
  readonly chainId?: Hex
}

export const clientOf = (chain: Stack, account: PrivateKeyAccount) =>
  createWalletClient({ account, transport: http(chain.rpcUrl, { retryCount: 0 }) })

export const removeRelayer = (relayer: Hex) =>
  encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [relayer] })

export const diamondOf = (chain: Stack) => chain.deployment.generators[0]!.addresses.diamond

/** Expects that nothing of the run is green. */
export async function notGreen(dialog: Locator): Promise<void> {
  await expect(dialog.locator('[data-outcome="ok"]')).toHaveCount(0)
  await expect(dialog.getByText(/stated changes? on chain/)).toHaveCount(0)
}
