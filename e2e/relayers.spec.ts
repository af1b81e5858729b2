import type { Page } from '@playwright/test'
import { type Address, encodeFunctionData } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { roles } from '../contracts/script/roles'
import { adminFacetAbi, controllerOperatorsAbi, guardianCouncilAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'
import { openNotYours } from './standing'

const CARD = 'Replace a relayer or a freezer (Generator scope)'

const review = (page: Page, title: RegExp) => page.getByRole('dialog', { name: title })
const card = (page: Page) => page.getByRole('region', { name: CARD })
const diamondOf = ({ deployment }: Stack): Address => deployment.generators[0]!.addresses.diamond

/** The freezer removes every relayer of the Generator. */
async function freezeAll(chain: Stack): Promise<void> {
  for (const { address } of [roles.relayer1, roles.relayer2]) {
    const data = encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [address] })
    await chain.call(roles.freezer.address, diamondOf(chain), data)
  }
}

const replacement = (chain: Stack, functionName: 'setRelayer' | 'setFreezer', account: Address) => ({
  to: deployedUnit(chain.deployment).operators,
  data: encodeFunctionData({
    abi: controllerOperatorsAbi,
    functionName,
    args: [diamondOf(chain), account],
  }),
})

test('after a freeze of all, the cBEAM brings one relayer back', async ({ page, chain, as }) => {
  await freezeAll(chain)
  const wallet = await as('cBeam', '/emergency')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('USDS Generator: frozen')
  await expect(card(page)).toContainText('USDS Generator has no relayer now.')
  const button = card(page).getByRole('button', { name: /the only relayer of USDS Generator/ })
  await expect(button).toBeDisabled()
  await card(page).getByLabel('Address of the new relayer').fill(roles.relayer1.address)
  await button.click()

  const dialog = review(page, /the only relayer of USDS Generator/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="bytes"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog).toContainText('setRelayer(address,address)')
  await dialog.getByRole('button', { name: 'Sign: replace relayer' }).click()
  await expect(dialog).toContainText(/stated changes on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing is frozen')
  await expect(card(page)).toContainText('It takes the role from')
  expect(wallet.asked).toEqual([replacement(chain, 'setRelayer', roles.relayer1.address)])
})

test('a new relayer that guardians froze is warned of, and so is one with another role', async ({
  page,
  chain,
  as,
}) => {
  const data = encodeFunctionData({
    abi: guardianCouncilAbi,
    functionName: 'freeze',
    args: [roles.donor.address, [], []],
  })
  await chain.call(roles.guardian1.address, deployedUnit(chain.deployment).guardianCouncil ?? '', data)
  const wallet = await as('cBeam', '/emergency')
  const field = card(page).getByLabel('Address of the new relayer')
  await field.fill(roles.donor.address)
  await expect(card(page)).toContainText('and can operate nothing until they lift that')
  await field.fill(roles.freezer.address)
  await expect(card(page)).toContainText('is known in another role: FREEZER of USDS Generator')
  await field.fill('0x0000000000000000000000000000000000000000')
  await expect(card(page)).toContainText('The zero address cannot be the relayer.')
  await field.fill(`${roles.freezer.address}0`)
  await expect(card(page)).toContainText('This is not an address, or its checksum is wrong.')
  expect(wallet.asked).toEqual([])
})

test('the cBEAM replaces the freezers on the page of the Diamond', async ({ page, chain, as }) => {
  const wallet = await as('cBeam', '/diamond')
  await page.getByText('Replace the relayers or the freezers').click()
  await page.getByRole('tab', { name: 'Freezer', exact: true }).click()
  const panel = page.getByRole('tabpanel', { name: 'Freezer', exact: true })
  await panel.getByLabel('Address of the new freezer').fill(roles.keeper.address)
  await panel.getByRole('button', { name: /the only freezer of USDS Generator/ }).click()
  const dialog = review(page, /the only freezer of USDS Generator/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: replace freezer' }).click()
  await expect(dialog).toContainText(/stated changes on chain at block/)
  expect(wallet.asked).toEqual([replacement(chain, 'setFreezer', roles.keeper.address)])
})

test('a stranger replaces nobody', async ({ page, as }) => {
  const wallet = await as('keeper', '/emergency')
  await openNotYours(page)
  await card(page).getByLabel('Address of the new relayer').fill(roles.keeper.address)
  await expect(card(page).getByRole('button', { name: /the only relayer of/ })).toBeDisabled()
  await expect(card(page)).toContainText('Not a cBEAM of USDS Generator')
  expect(wallet.asked).toEqual([])
})
