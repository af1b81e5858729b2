import type { Page } from '@playwright/test'
import { encodeFunctionData } from 'viem'
import { roles } from '../contracts/script/roles'
import { primeVaultAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'
import { openNotYours } from './standing'

const HOUR = 3_600n
const DAY = 24n * HOUR

const review = (page: Page) => page.getByRole('dialog', { name: /vault/ })
const section = (page: Page) => page.locator('#guardrails')

const vaultOf = ({ deployment }: Stack, slug: string) => {
  const prime = deployment.generators[0]?.primes.find((entry) => entry.slug === slug)
  if (!prime) throw new Error(`The deployment has no Prime ${slug}`)
  return prime.vault
}

async function openTab(page: Page, tab: string) {
  await page.getByRole('tab', { name: tab, exact: true }).click()
  return page.getByRole('tabpanel', { name: tab, exact: true })
}

async function sign(page: Page, name: string) {
  const dialog = review(page)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
}

test('an operator pauses a vault: nothing is drawn until the pause ends by itself, and the next has to wait', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('cBeam', '/primes/keel')
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText('Keel can draw 3.01M USDS now')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText('Nothing is paused')
  const pause = await openTab(page, 'Pause')
  await pause.getByRole('radio', { name: 'Takes', exact: true }).click()
  await pause.getByLabel('For how long').fill('6 h')
  await pause.getByRole('button', { name: "Pause Keel's vault" }).click()
  await expect(review(page)).toContainText('pause(bool,bool,uint256)')
  await sign(page, 'Sign: pause the vault')

  // The funnel says what stops it, here and for the steps of the migration.
  await expect(heading).toContainText('Keel can draw nothing now')
  const draw = page.getByRole('region', { name: 'Keel can draw now' })
  await expect(draw.locator('[data-constraint="takes-paused"]')).toHaveAttribute('data-binding', 'true')
  await expect(draw.locator('[data-constraint="takes-paused"]')).toContainText('Paused')
  await expect(page.getByRole('region', { name: 'One step can migrate now' })).toContainText('0 USDS')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText('Takes are paused until 14:0')
  await expect(page.getByRole('banner')).toContainText('1 vault paused')

  // Another pause has to wait for the cool-down, and says for how long.
  await pause.getByLabel('For how long').fill('1 h')
  await expect(pause.getByRole('button', { name: "Pause Keel's vault" })).toBeDisabled()
  await expect(pause).toContainText('SparkVault/cool-down')
  expect(wallet.asked).toHaveLength(1)

  await chain.warpBy(6n * HOUR)
  await expect(heading).toContainText('Keel can draw 3.01M USDS now')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText('Nothing is paused')
  await chain.warpBy(DAY)
  await expect(pause.getByRole('button', { name: "Pause Keel's vault" })).toBeEnabled()
})

test('an operator ends a pause early', async ({ page, chain, as }) => {
  const data = encodeFunctionData({
    abi: primeVaultAbi,
    functionName: 'pause',
    args: [true, true, 6n * HOUR],
  })
  await chain.call(roles.cBeam.address, vaultOf(chain, 'keel'), data)
  await as('cBeam', '/primes/keel')
  const end = await openTab(page, 'End the pause')
  await end.getByRole('radio', { name: 'Withdrawals', exact: true }).click()
  await end.getByRole('button', { name: "End the pause of Keel's vault" }).click()
  await sign(page, 'Sign: end the pause')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText(/^Takes are paused until/)
  // The other pause is left to end.
  await expect(end).toContainText('Only takes are paused.')
})

test('an operator sets the policy and the buffer within their bounds, and no further', async ({
  page,
  as,
}) => {
  const wallet = await as('cBeam', '/primes/keel')
  const policy = await openTab(page, 'Set policy')
  const share = policy.getByLabel('Share of what is idle and settled')
  const period = policy.getByLabel('Refilled over')
  await expect(share).toHaveValue('75')
  await expect(period).toHaveValue('1 d')
  const set = policy.getByRole('button', { name: "Set the policy of Keel's vault" })
  await expect(policy).toContainText('The withdrawal policy would stay as it is')
  for (const refused of ['9.99', '100.0000000000000001', '', 'half']) {
    await share.fill(refused)
    await expect(set, refused).toBeDisabled()
  }
  await share.fill('50')
  for (const refused of ['5 h', '8 d', '6', '']) {
    await period.fill(refused)
    await expect(set, refused).toBeDisabled()
  }
  await period.fill('12 h')
  await set.click()
  await expect(review(page)).toContainText('setWithdrawalPolicy(uint256,uint256)')
  await sign(page, 'Sign: set the withdrawal policy')
  await expect(section(page)).toContainText('50 % of what is idle and settled, refilled over 12 h')
  // 0.5e18 and 43,200 s, exactly.
  expect(wallet.asked[0]?.data).toContain((5n * 10n ** 17n).toString(16).padStart(64, '0'))
  expect(wallet.asked[0]?.data).toContain((12n * HOUR).toString(16).padStart(64, '0'))

  const buffer = await openTab(page, 'Set buffer')
  await buffer.getByLabel('Liquidity buffer').fill('10,000,000.000000000000000001')
  await expect(buffer.getByRole('button', { name: /^Set the buffer/ })).toBeDisabled()
  await buffer.getByLabel('Liquidity buffer').fill('3,000,000')
  await buffer.getByRole('button', { name: /^Set the buffer/ }).click()
  await sign(page, 'Sign: set the liquidity buffer')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Keel can draw 1.02M USDS now')
})

test('the emergency page pauses any vault, and a stranger none', async ({ page, chain, as }) => {
  await as('keeper', '/emergency')
  await openNotYours(page)
  const card = page.locator('[data-control="vaults"]')
  await card.getByLabel('Vault', { exact: true }).selectOption({ label: 'Grove' })
  await card.getByLabel('For how long').fill('2 h')
  const button = card.getByRole('button', { name: "Pause Grove's vault" })
  await expect(button).toBeDisabled()
  await expect(card).toContainText('Not a holder of GUARDRAIL_ROLE')
  const data = encodeFunctionData({ abi: primeVaultAbi, functionName: 'pause', args: [false, true, HOUR] })
  await chain.call(roles.cBeam.address, vaultOf(chain, 'grove'), data)
  await expect(card).toContainText('1 paused')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Vaults: 1 paused')
})
