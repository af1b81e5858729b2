import type { Page } from '@playwright/test'
import { encodeFunctionData, stringToHex } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { roles } from '../contracts/script/roles'
import { autoLineAbi, legacyMigrationFacetAbi, vatAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const HOUR = 3_600n
const DAY = 24n * HOUR

const review = (page: Page) => page.getByRole('dialog', { name: /Migrate|Roll back/ })
const section = (page: Page) => page.locator('#migration')
const row = (page: Page, name: string) => section(page).getByRole('row', { name: new RegExp(name) })

/** Opens one of the ways to move debt of the Prime whose page is open. */
async function openTab(page: Page, tab: 'Migrate' | 'Migrate back' | 'Roll back') {
  await page.getByRole('tab', { name: tab, exact: true }).click()
  return page.getByRole('tabpanel', { name: tab, exact: true })
}

/** Signs the review that is open, and waits until its effects were seen on chain. */
async function sign(page: Page, name: string) {
  const dialog = review(page)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
}

const primeOf = ({ deployment }: Stack, slug: string) => {
  const [generator] = deployment.generators
  const prime = generator?.primes.find((entry) => entry.slug === slug)
  if (!generator || !prime) throw new Error(`The deployment has no Prime ${slug}`)
  return { generator, prime }
}

/** Governance cuts a Prime over, at the first hour after its epoch: its calls as the pause proxy makes them. */
async function cutOver(chain: Stack, slug: string) {
  const { generator, prime } = primeOf(chain, slug)
  const { mcd, governance } = chain.deployment
  const [pauseProxy, autoLine] = [governance?.pauseProxy, mcd.autoLine]
  if (!pauseProxy || !autoLine) throw new Error('The deployment has no governance, or no AutoLine')
  await chain.warpBy(5n * DAY + 2n * HOUR)
  for (const { ilk } of prime.legacyIlks) {
    const id = stringToHex(ilk, { size: 32 })
    const remove = encodeFunctionData({ abi: autoLineAbi, functionName: 'remIlk', args: [id] })
    const close = encodeFunctionData({
      abi: vatAbi,
      functionName: 'file',
      args: [id, stringToHex('line', { size: 32 }), 0n],
    })
    await chain.call(pauseProxy, autoLine, remove)
    await chain.call(pauseProxy, mcd.vat, close)
  }
  const data = encodeFunctionData({
    abi: legacyMigrationFacetAbi,
    functionName: 'cutOver',
    args: [prime.almProxy],
  })
  await chain.call(pauseProxy, generator.addresses.diamond, data)
}

test('the overview says how far the migration is, in the order of the schedule', async ({ page, chain }) => {
  await page.goto(chain.origin)
  await expect(section(page).getByRole('heading', { level: 2 })).toHaveText(
    '1 of 4 Primes retired, 1 in dual-run, 1 scheduled; 3.07B USDS of legacy debt left',
  )
  await expect(section(page).getByRole('rowheader')).toHaveText([
    'Obex',
    'Keel',
    'Grove',
    'Spark',
    'Total of 4',
  ])
  await expect(row(page, 'Obex')).toContainText('Retired')
  await expect(row(page, 'Obex')).toContainText('Spell: revoke CONTROLLER left behind')
  await expect(row(page, 'Keel')).toContainText('Dual-run')
  await expect(row(page, 'Keel')).toContainText('2026-11-25 09:00 UTC, in 5 d')
  await expect(row(page, 'Keel').getByRole('meter')).toHaveAttribute(
    'aria-valuetext',
    /^60\.\d+ % of 140\.8M$/,
  )
  await expect(row(page, 'Keel')).toContainText('Ready')
  await expect(row(page, 'Keel')).toContainText('Relayer: migrate 56.2M USDS')
  await expect(row(page, 'Grove')).toContainText('Not ready')
  await expect(row(page, 'Grove')).toContainText('not approved')
  await expect(row(page, 'Spark')).toContainText('Not scheduled')
  await expect(row(page, 'Spark')).toContainText('Spell: schedule it')

  // What governance has plotted is the next step of the Prime that it is about.
  await expect(row(page, 'Grove')).toContainText(/Spell: start the dual-run.*from 2026-11-21 03:00 UTC/)
  const governance = page.locator('#governance')
  await expect(governance.getByRole('heading', { level: 2 })).toContainText('1 plan of governance')
  await governance.getByRole('link').last().click()
  await expect(page.locator('#plans').getByRole('heading', { level: 2 })).toContainText(
    '1 plan of governance is pending',
  )
  await expect(page.locator('[data-plan]').first()).toContainText('Start the dual-run of Grove')
})

test('the table of the migration filters, and its rows lead to the Prime', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/?migration.q=dual-run&migration.sort=-left`)
  await expect(section(page).getByRole('rowheader')).toHaveText(['Grove', 'Keel', 'Total of 2'])
  await section(page).getByRole('link', { name: 'Keel' }).click()
  await expect(page).toHaveURL(/\/primes\/keel#migration$/)
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText('Keel is in dual-run')
})

test('the page of a Prime shows its phases, its gates and what is left to do', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/primes/grove`)
  await expect(section(page).locator('[data-phase="Legacy"]')).toHaveAttribute('data-phase-state', 'now')
  const rollback = page.locator('#gates-rollback')
  await expect(rollback).toHaveAttribute('data-ready', 'false')
  await expect(rollback.locator('[data-gate="approved"]')).toContainText('Not approved yet. Operation')
  await expect(rollback.locator('[data-gate="approved"]')).toContainText('What to do')
  await expect(rollback).toContainText('6 of 7 gates open')

  await page.goto(`${chain.origin}/primes/keel`)
  await expect(section(page).locator('[data-phase="DualRun"]')).toHaveAttribute('data-phase-state', 'now')
  await expect(page.locator('#gates-rollback')).toHaveAttribute('data-ready', 'true')
  await expect(page.locator('#gates-ahead').locator('[data-gate="epoch"]')).toContainText('in 5 d')
  await expect(section(page).locator('[data-permission]')).toHaveAttribute('data-permission', 'held')

  // A permission that outlived its migration is said where the Prime is.
  await page.goto(`${chain.origin}/primes/obex`)
  await expect(section(page).locator('[data-permission]')).toHaveAttribute('data-permission', 'left-behind')
})

test('a relayer migrates an amount, and moves it back', async ({ page, as }) => {
  const wallet = await as('relayer1', '/primes/keel')
  const over = await openTab(page, 'Migrate')
  await over.getByLabel('Amount to migrate').fill('5,000,000')
  await over.getByRole('button', { name: 'Migrate debt of Keel' }).click()
  await expect(review(page)).toContainText('migrate(address,bytes32,uint256)')
  await sign(page, 'Sign: migrate')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText(
    /63\.6\d % of 140\.8M USDS has moved/,
  )

  const back = await openTab(page, 'Migrate back')
  await back.getByLabel('Amount to migrate back').fill('5,000,000')
  await back.getByRole('button', { name: 'Migrate back debt of Keel' }).click()
  await expect(review(page)).toContainText('migrateBack(address,bytes32,uint256)')
  await sign(page, 'Sign: migrate back')
  await expect(section(page).getByRole('heading', { level: 2 })).toContainText(
    /60\.\d+ % of 140\.8M USDS has moved/,
  )
  expect(wallet.asked).toHaveLength(2)
})

test('more than goes through, all of it, and the wrong hour are refused before the wallet is asked', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('relayer1', '/primes/keel')
  const over = await openTab(page, 'Migrate')
  const button = over.getByRole('button', { name: 'Migrate debt of Keel' })
  const field = over.getByLabel('Amount to migrate')
  await expect(button).toBeDisabled()
  await over.getByRole('button', { name: 'Use the most' }).click()
  await expect(field).toHaveValue('25,000,000')
  await expect(button).toBeEnabled()
  await field.fill('25,000,000.000000000000000001')
  await expect(button).toBeDisabled()
  await expect(over).toContainText('its migration limit binds')
  for (const refused of ['', 'abc', '-1', '0', '1,5', '0.0000000000000000001']) {
    await field.fill(refused)
    await expect(button, refused).toBeDisabled()
  }

  // More is left than the limit lets through at once.
  await over.getByRole('radio', { name: 'All that is left in the ilk' }).click()
  await expect(button).toBeDisabled()
  await expect(over).toContainText('At most 25M USDS moves in one step now')

  await over.getByRole('radio', { name: 'An amount' }).click()
  await field.fill('1')
  await expect(button).toBeEnabled()
  await chain.warpBy(5n * HOUR)
  await expect(button).toBeDisabled()
  await expect(over).toContainText('inside the Processing Window')
  expect(wallet.asked).toEqual([])
})

test('somebody without the right is told so', async ({ page, as }) => {
  await as('keeper', '/primes/keel')
  const over = await openTab(page, 'Migrate')
  await over.getByLabel('Amount to migrate').fill('1')
  await expect(over.getByRole('button', { name: 'Migrate debt of Keel' })).toBeDisabled()
  await expect(over).toContainText('Not a relayer of USDS Generator, or frozen by guardians')
})

test('a cBEAM rolls a cutover back, and only a cutover', async ({ page, chain, as }) => {
  const wallet = await as('cBeam', '/primes/keel')
  const panel = await openTab(page, 'Roll back')
  const button = panel.getByRole('button', { name: 'Roll back the cutover of Keel' })
  await expect(button).toBeDisabled()
  await expect(panel).toContainText('Keel is cut over; it is in dual-run')

  await cutOver(chain, 'keel')
  await expect(section(page).locator('[data-phase="CutOver"]')).toHaveAttribute('data-phase-state', 'now')
  await expect(button).toBeEnabled()
  // Debt does not go back by steps any more.
  const back = await openTab(page, 'Migrate back')
  await back.getByLabel('Amount to migrate back').fill('1')
  await expect(back.getByRole('button', { name: 'Migrate back debt of Keel' })).toBeDisabled()

  await openTab(page, 'Roll back')
  await button.click()
  await expect(review(page)).toContainText('callControllerAction(address,bytes)')
  await sign(page, 'Sign: roll back')
  await expect(section(page).locator('[data-phase="DualRun"]')).toHaveAttribute('data-phase-state', 'now')
  await expect(section(page).locator('[data-phase="DualRun"]')).toContainText('Rolled back 2026-11-25')
  await expect(page.getByRole('row', { name: /ALLOCATOR-NOVA-A/ })).toContainText('170M')
  expect(wallet.asked).toEqual([
    { to: deployedUnit(chain.deployment).configurator, data: wallet.asked[0]?.data },
  ])
  expect(roles.cBeam.address).toBe(wallet.account.address)
})
