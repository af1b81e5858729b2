import type { Page } from '@playwright/test'
import { type Address, decodeFunctionResult, encodeFunctionData } from 'viem'
import { beamStateAbi, rateLimitsAbi } from '../lib/abi'
import { limitKey } from '../lib/limits'
import { WAD } from '../lib/math'
import { deployedUnit } from '../lib/testing/units'
import { expect, test } from './fixtures'
import { somebodyElse } from './somebody-else'
import type { Stack } from './stack'

const MINT = limitKey('LIMIT_USDS_MINT')

const safeOf = (chain: Stack): Address => {
  const [safe] = chain.deployment.safes
  if (!safe) throw new Error('The deployment has no Safe')
  return safe.address
}

const rateLimitsOf = ({ deployment }: Stack): Address => {
  const [generator] = deployment.generators
  if (!generator) throw new Error('The deployment has no Generator')
  return generator.addresses.rateLimits
}

/** Governance registers the Safe as cBEAM, and pairs it with the RateLimits of the Generator. */
async function makeCBeam(chain: Stack): Promise<void> {
  const { beamState } = deployedUnit(chain.deployment)
  const from = chain.deployment.governance?.pauseProxy ?? '0x'
  const call = (functionName: 'addCBeam' | 'setCBeamForRateLimits', args: readonly Address[]) =>
    chain.call(from, beamState, encodeFunctionData({ abi: beamStateAbi, functionName, args } as never))
  await call('addCBeam', [safeOf(chain)])
  await call('setCBeamForRateLimits', [rateLimitsOf(chain), safeOf(chain)])
}

/** What the RateLimits answers of a key. */
async function maximumOf(chain: Stack, key: `0x${string}`): Promise<bigint> {
  const call = { abi: rateLimitsAbi, functionName: 'getRateLimitData' } as const
  const answer = await chain.ask(rateLimitsOf(chain), encodeFunctionData({ ...call, args: [key] }))
  return decodeFunctionResult({ ...call, data: answer as `0x${string}` }).maxAmount
}

const several = (page: Page) => page.getByRole('region', { name: 'Several limits at once' })

async function openForm(page: Page) {
  await several(page).getByText('Set them in one transaction of a Safe').click()
  return several(page)
}

test('owners of a cBEAM Safe raise one limit and lower another in one transaction, which no account is offered', async ({
  page,
  chain,
  as,
}) => {
  await makeCBeam(chain)
  const first = await as('freezerSigner1', '/limits')
  const form = await openForm(page)
  const limits = form.getByRole('combobox', { name: 'Limit to set' })
  await limits.selectOption({ label: 'USDS mint limit' })
  await form.getByRole('textbox', { name: /^Maximum/ }).fill('1000000000000')
  await expect(form).toContainText('Configurator/exceeds-max-amount')
  await expect(form.getByRole('button', { name: 'Set the limits' })).toBeDisabled()
  await form.getByRole('button', { name: 'Use the greatest allowed' }).click()
  await form.getByRole('button', { name: 'Add another limit' }).click()
  await expect(form.getByRole('list', { name: 'Limits to set' })).toContainText(
    /Raise USDS mint limit: .*instead of/,
  )
  const other = form.getByRole('combobox', { name: 'Limit to set with it' })
  const [key = ''] = await other
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))
  await other.selectOption(key)
  await form.getByRole('textbox', { name: /^Maximum/ }).fill('1')
  const [mintBefore, otherBefore] = [
    await maximumOf(chain, MINT),
    await maximumOf(chain, key as `0x${string}`),
  ]
  expect(otherBefore).toBeGreaterThan(WAD)
  await form.getByRole('button', { name: 'Set 2 limits' }).click()
  const dialog = page.getByRole('dialog', {
    name: /Raise USDS mint limit and lower .* through Freezer Safe/,
  })
  await expect(dialog.locator('[data-inner-call]')).toHaveCount(2)
  for (const finding of ['simulation', 'once-executed', 'bytes']) {
    await expect(dialog.locator(`[data-finding="${finding}"]`)).toHaveAttribute('data-state', 'ok')
  }
  await dialog.getByRole('button', { name: 'Sign off chain' }).click()
  const link = dialog.locator('[data-proposal-link]')
  await expect(link).toHaveAttribute('data-proposal-link', /proposal#/)
  expect(first.asked).toEqual([])

  const second = await somebodyElse(page, chain, 'freezerSigner2', '/proposal')
  await second.page
    .getByLabel('Link to a proposal')
    .fill((await link.getAttribute('data-proposal-link')) ?? '')
  await second.page.getByRole('button', { name: 'Open the link' }).click()
  await second.page.locator('main [data-standing]').getByRole('button', { name: 'Review it' }).click()
  const theirs = second.page.getByRole('dialog', { name: /^Raise USDS mint limit and lower / })
  await expect(theirs.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await theirs.getByRole('button', { name: 'Sign execution: set limits' }).click()
  await expect(theirs.locator('[data-call="mined"]')).toContainText('Executed')
  await expect(theirs).toContainText(/stated changes on chain at block/)
  expect(await maximumOf(chain, MINT)).toBe((mintBefore * 125n) / 100n)
  expect(await maximumOf(chain, key as `0x${string}`)).toBe(WAD)
  await second.leave()

  const beam = await somebodyElse(page, chain, 'cBeam', '/limits')
  const theirForm = await openForm(beam.page)
  await expect(theirForm).toContainText('For a Safe alone')
  await expect(theirForm.getByRole('button', { name: 'Set the limits' })).toBeDisabled()
  await expect(theirForm).toContainText('Not an owner of a Safe that is a cBEAM of these RateLimits')
  await beam.leave()
})
