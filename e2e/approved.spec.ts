import { encodeFunctionData } from 'viem'
import { beamStateAbi, configuratorAbi, erc4626FacetAbi } from '../lib/abi'
import { WAD } from '../lib/math'
import { deployedUnit } from '../lib/testing/units'
import { expect, test } from './fixtures'

/** The approved calls that raise an exchange rate, as the page tells them. */
const RATES = /deposit into .* at up to 1\.2 assets a share/

test('a cBEAM makes an approved call, and the page counts it', async ({ page, chain, as }) => {
  const wallet = await as('cBeam', '/limits')
  await page.getByRole('link', { name: 'What else a cBEAM may do: approved calls' }).click()
  await expect(page).toHaveURL(/\/governance#approved$/)
  const rates = page
    .getByRole('list', { name: /^Calls in force/ })
    .getByRole('listitem')
    .filter({ hasText: RATES })
  await expect(rates).toHaveCount(2)
  // One was made in the story, and sets what is set since.
  const made = rates.filter({ hasText: 'made 1 time' })
  await expect(made.getByRole('button', { name: /^Run on / })).toBeDisabled()
  await expect(made).toContainText('What it sets is set already.')

  const id = (await rates.filter({ hasText: 'never made' }).getAttribute('data-approval')) ?? ''
  const row = page.locator(`[data-approval="${id}"]`)
  await expect(row).toContainText(/Approved in block [\d,]+, [\d,]+ blocks ago/)
  await row.getByText('Call and hash').click()
  await expect(row).toContainText('keccak256 of the bytes below, computed here')
  await row.getByRole('button', { name: /^Run on the controller of / }).click()
  const dialog = page.getByRole('dialog', { name: /^Run the approved call on / })
  for (const finding of ['simulation', 'bytes']) {
    await expect(dialog.locator(`[data-finding="${finding}"]`)).toHaveAttribute('data-state', 'ok')
  }
  await dialog.getByRole('button', { name: 'Sign: run approved call', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(row).toContainText('made 1 time')
  await expect(row.getByRole('button', { name: /^Run on / })).toBeDisabled()

  const [generator] = chain.deployment.generators
  const vault = generator?.primes[0]?.vault ?? '0x'
  const data = encodeFunctionData({
    abi: erc4626FacetAbi,
    functionName: 'setMaxExchangeRate',
    args: [vault, WAD, (120n * WAD) / 100n],
  })
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).configurator,
      data: encodeFunctionData({
        abi: configuratorAbi,
        functionName: 'callControllerAction',
        args: [generator?.addresses.diamond ?? '0x', data],
      }),
    },
  ])
})

test('who is no cBEAM of the controller is told so, and asked for no signature', async ({ page, as }) => {
  const wallet = await as('keeper', '/governance')
  const row = page
    .getByRole('list', { name: /^Calls in force/ })
    .getByRole('listitem')
    .filter({ hasText: RATES })
    .filter({ hasText: 'never made' })
  await expect(row.getByRole('button', { name: /^Run on / })).toBeDisabled()
  await expect(row).toContainText('No cBEAM that is paired with this controller.')
  expect(wallet.asked).toEqual([])
})

test('the Core Council deletes an approval, an initial limit of every PAU and a registration', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('coreCouncil', '/governance')
  const signed = async (title: RegExp, verb: string) => {
    const dialog = page.getByRole('dialog', { name: title })
    await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
    await dialog.getByRole('button', { name: `Sign: ${verb}`, exact: true }).click()
    await expect(dialog).toContainText(/stated changes? on chain at block/)
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  }

  const calls = page.getByRole('list', { name: /^Calls in force/ }).getByRole('listitem')
  const ready = calls.filter({ hasText: RATES }).filter({ hasText: 'never made' })
  const before = await calls.count()
  await ready.getByRole('button', { name: /^Delete approval/ }).click()
  await signed(/^Delete the approval on /, 'delete approval')
  await expect(calls).toHaveCount(before - 1)

  const inits = page.getByRole('list', { name: /^Inits in force/ }).getByRole('listitem')
  const general = inits.filter({ hasText: 'For every RateLimits without its own' })
  await expect(general).toHaveCount(1)
  await general.getByRole('button', { name: /^Delete init/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Delete the init of / })
  await expect(dialog).toContainText(/It is a general entry: it counts for every RateLimits, \d+ known here/)
  await signed(/^Delete the init of /, 'delete initial limit')
  await expect(general).toHaveCount(0)

  const beams = page.locator('#beams')
  await beams.getByText('Delete a registration (Generator scope)').click()
  const { beamState } = deployedUnit(chain.deployment)
  const diamond = chain.deployment.generators[0]?.addresses.diamond ?? '0x'
  await beams.getByLabel('Registration').selectOption(`controller-${diamond}`)
  await beams.getByRole('button', { name: /^Delete the registration of the controller of / }).click()
  const review = page.getByRole('dialog', { name: /^Delete the registration of / })
  await expect(review).toContainText('1 pair of it stays and goes on: unpairing takes that power too')
  await signed(/^Delete the registration of /, 'delete registration')
  await expect(beams.getByLabel('Registration').locator(`[value="controller-${diamond}"]`)).toHaveCount(0)

  expect(wallet.asked.map(({ to }) => to)).toEqual([beamState, beamState, beamState])
  expect(wallet.asked[2]?.data).toBe(
    encodeFunctionData({ abi: beamStateAbi, functionName: 'delController', args: [diamond] }),
  )
})
