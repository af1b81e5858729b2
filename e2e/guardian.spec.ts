import type { Page } from '@playwright/test'
import { type Address, encodeFunctionData } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { roles } from '../contracts/script/roles'
import { guardianCouncilAbi } from '../lib/abi'
import { expect, test } from './fixtures'

const review = (page: Page, title: RegExp) => page.getByRole('dialog', { name: title })

/** A freeze of a BEAM, of its pairs with these. */
const freeze = (beam: Address, rateLimits: readonly Address[] = [], controllers: readonly Address[] = []) =>
  encodeFunctionData({
    abi: guardianCouncilAbi,
    functionName: 'freeze',
    args: [beam, rateLimits, controllers],
  })

test('any one guardian freezes a relayer, which can then migrate nothing', async ({ page, chain, as }) => {
  const wallet = await as('guardian7', '/emergency')
  const beam = page.locator(`[data-beam="${roles.relayer1.address}"]`)
  await expect(beam).toContainText('Relayer of USDS Generator')
  await beam.getByRole('button', { name: /^Freeze BEAM 0x15d3/ }).click()
  const dialog = review(page, /Freeze BEAM/)
  await expect(dialog).toContainText('16 of the 24 guardians can lift it')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('Frozen')
  await expect(beam).toContainText('0 of 16 votes to lift it')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('BEAMs (Generator scope): frozen')
  // A freeze by the council, and nothing else, went to the wallet.
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).guardianCouncil,
      data: freeze(roles.relayer1.address),
    },
  ])
})

test('any one guardian takes a cBEAM its pairs, and the page says what a lift gives back', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('guardian7', '/emergency')
  const beam = page.locator(`[data-beam="${roles.cBeam.address}"]`)
  await expect(beam).toContainText('cBEAM of USDS Generator')
  await beam.getByRole('button', { name: /^Freeze BEAM/ }).click()
  const dialog = review(page, /Freeze BEAM/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(beam).toContainText('Holds no role')
  await expect(beam).toContainText('A lift gives back: cBEAM of USDS Generator')
  const [generator] = chain.deployment.generators
  const { rateLimits, diamond } = generator!.addresses
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).guardianCouncil,
      data: freeze(roles.cBeam.address, [rateLimits], [diamond]),
    },
  ])
})

test('a relayer that guardians froze is refused, with the reason', async ({ page, chain, as }) => {
  await chain.call(
    roles.guardian1.address,
    deployedUnit(chain.deployment).guardianCouncil ?? '',
    freeze(roles.relayer1.address),
  )
  const wallet = await as('relayer1', '/primes/keel')
  await page.getByRole('tab', { name: 'Migrate', exact: true }).click()
  const panel = page.getByRole('tabpanel', { name: 'Migrate', exact: true })
  await panel.getByLabel('Amount to migrate').fill('1')
  await expect(panel.getByRole('button', { name: 'Migrate debt of Keel' })).toBeDisabled()
  await expect(panel).toContainText('Not a relayer of USDS Generator, or frozen by guardians')
  expect(wallet.asked).toEqual([])
})

test('the Core Council revokes a cBEAM with all of its pairs in one go', async ({ page, as }) => {
  const wallet = await as('coreCouncil', '/emergency')
  const cBeam = page.locator(`[data-cbeam="${roles.cBeam.address}"]`)
  await expect(cBeam).toContainText('Paired with')
  await cBeam.getByRole('button', { name: /^Revoke cBEAM/ }).click()
  const dialog = review(page, /Revoke cBEAM/)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog).toContainText('unsetCBeamForRateLimits(address,address)')
  await expect(dialog).toContainText('unsetCBeamForController(address,address)')
  await expect(dialog).toContainText('delCBeam(address)')
  await dialog.getByRole('button', { name: 'Sign 3 times: revoke cBEAM' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toHaveCount(3)
  await expect(dialog).toContainText('stated changes on chain at block')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(cBeam).toHaveCount(0)
  expect(wallet.asked).toHaveLength(3)
})

test('a stranger may neither freeze a BEAM nor revoke a cBEAM', async ({ page, as }) => {
  const wallet = await as('keeper', '/emergency')
  const beam = page.locator(`[data-beam="${roles.relayer1.address}"]`)
  await expect(beam.getByRole('button', { name: /^Freeze BEAM/ })).toBeDisabled()
  await expect(beam).toContainText('Not a guardian')
  const cBeam = page.locator(`[data-cbeam="${roles.cBeam.address}"]`)
  await expect(cBeam.getByRole('button', { name: /^Revoke cBEAM/ })).toBeDisabled()
  expect(wallet.asked).toEqual([])
})
