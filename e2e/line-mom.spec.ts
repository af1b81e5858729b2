import type { Page } from '@playwright/test'
import { type Address, encodeFunctionData, stringToHex } from 'viem'
import { roles } from '../contracts/script/roles'
import { chiefAbi, lineMomAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const ILK = 'ALLOCATOR-NOVA-A'

const row = (page: Page) => page.locator(`[data-line-mom="${ILK}"]`)
const wiping = encodeFunctionData({
  abi: lineMomAbi,
  functionName: 'wipe',
  args: [stringToHex(ILK, { size: 32 })],
})

/** Votes give the hat of the Chief to somebody. */
const lift = (chain: Stack, whom: Address) =>
  chain.call(
    roles.votes.address,
    chain.deployment.governance?.chief ?? '',
    encodeFunctionData({ abi: chiefAbi, functionName: 'lift', args: [whom] }),
  )

test('whom the hat is given to sets a ceiling to 0 at once', async ({ page, chain, as }) => {
  await lift(chain, roles.keeper.address)
  const wallet = await as('keeper', '/governance')
  await expect(page.locator('#line-mom')).toContainText(
    /It can set the ceilings of \d+ of \d+ ilks here to 0/,
  )
  await expect(row(page)).toContainText('listed by LineMom')
  await row(page)
    .getByRole('button', { name: `Wipe ceiling of ${ILK}`, exact: true })
    .click()
  const dialog = page.getByRole('dialog', { name: `Wipe the debt ceiling of ${ILK}` })
  await expect(dialog).toContainText('The ceiling of all debt stays as it is')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: wipe the ceiling', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(row(page)).toContainText('Ceiling 0 USDS')
  await expect(row(page)).toContainText('is 0, and it is not in AutoLine')
  expect(wallet.asked).toEqual([{ to: chain.deployment.mcd.lineMom, data: wiping }])
})

test('the hat moves on before the signature: the right is lost, and nothing is signed', async ({
  page,
  chain,
  as,
}) => {
  await lift(chain, roles.keeper.address)
  const wallet = await as('keeper', '/governance')
  await row(page)
    .getByRole('button', { name: /^Wipe ceiling/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /^Wipe the debt ceiling/ })
  const sign = dialog.getByRole('button', { name: 'Sign: wipe the ceiling', exact: true })
  await expect(sign).toBeEnabled()
  await lift(chain, roles.donor.address)
  await expect(dialog).toContainText('LineMom/not-authorized')
  await expect(sign).toBeDisabled()
  expect(wallet.asked).toEqual([])
})

test('who is neither owner nor hat is told so, and who may', async ({ page, as }) => {
  const wallet = await as('keeper', '/governance')
  await expect(page.locator('#line-mom')).toContainText(/Its owner may\s*Pause proxy/)
  await expect(row(page).getByRole('button', { name: /^Wipe ceiling/ })).toBeDisabled()
  await expect(row(page)).toContainText('LineMom does not let this account')
  expect(wallet.asked).toEqual([])
})
