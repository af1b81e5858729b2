import { encodeFunctionData, zeroAddress } from 'viem'
import { roles } from '../contracts/script/roles'
import { beamStateAbi } from '../lib/abi'
import { deployedUnit } from '../lib/testing/units'
import { expect, test } from './fixtures'

const { address: cBeam } = roles.cBeam

test('the page leads from the Core Council to each relayer, as a tree and as a table', async ({
  page,
  chain,
}) => {
  await page.goto(`${chain.origin}/governance`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /operations of the timelock.* pending; /,
  )
  const beamState = deployedUnit(chain.deployment).beamState
  const tree = page.locator(`[data-beam-tree="${beamState}"]`)
  await expect(tree.getByRole('list', { name: 'Core Council' })).toContainText('schedules in the timelock')
  const generator = tree.locator(`[data-beam="${cBeam}"] [data-pau]`).first()
  await expect(generator).toContainText('sets its limits')
  await expect(generator.locator('[data-holder="relayer"]')).toHaveCount(2)
  await expect(generator.locator('[data-holder="freezer"]').first()).toBeVisible()
  const table = page.getByRole('table', { name: 'BEAMs' })
  await expect(table.getByRole('row').filter({ hasText: 'Keel' }).first()).toBeVisible()

  const delays = page.getByRole('table', { name: 'Delays' })
  await expect(delays.getByRole('row', { name: /^Plan of governance/ })).toContainText(
    'Only governance, by a plan',
  )
  await expect(delays.getByRole('row', { name: /timelock \(Generator scope\)/ })).toContainText('14 d')
  await expect(page.getByRole('list', { name: 'What it changes' }).first()).toContainText(/from.* to /)
})

test('the Core Council unpairs a cBEAM at once, and pairs it again', async ({ page, chain, as }) => {
  const wallet = await as('coreCouncil', '/governance')
  const { beamState } = deployedUnit(chain.deployment)
  const rateLimits = chain.deployment.generators[0]?.addresses.rateLimits ?? beamState
  const beams = page.locator('#beams')
  await beams.getByText('Pair or unpair a cBEAM (Generator scope)').click()
  const act = async (verb: 'Pair' | 'Unpair', preposition: 'with' | 'from', sign: string) => {
    await beams.getByRole('tab', { name: verb, exact: true }).first().click()
    const form = beams.getByRole('tabpanel', { name: verb, exact: true }).first()
    await form.getByLabel('cBEAM').selectOption(cBeam)
    await form
      .getByLabel(preposition === 'with' ? 'With what' : 'From what')
      .selectOption(`rateLimits-${rateLimits}`)
    await form.getByRole('button', { name: new RegExp(`^${verb} .* ${preposition} the limits of`) }).click()
    const dialog = page.getByRole('dialog', { name: new RegExp(`^${verb} cBEAM`) })
    await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
    await dialog.getByRole('button', { name: sign, exact: true }).click()
    await expect(dialog).toContainText(/stated changes? on chain at block/)
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  }
  const limits = page
    .locator(`[data-beam-tree="${beamState}"] [data-beam="${cBeam}"]`)
    .getByText('sets its limits')
  const before = await limits.count()
  await act('Unpair', 'from', 'Sign: unpair cBEAM')
  await expect(limits).toHaveCount(before - 1)
  await act('Pair', 'with', 'Sign: pair cBEAM')
  await expect(limits).toHaveCount(before)
  expect(wallet.asked).toEqual(
    (['unsetCBeamForRateLimits', 'setCBeamForRateLimits'] as const).map((functionName) => ({
      to: beamState,
      data: encodeFunctionData({ abi: beamStateAbi, functionName, args: [rateLimits, cBeam] }),
    })),
  )
})

test('the Core Council schedules another hop, with the one of today beside it, and then it waits', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('coreCouncil', '/governance')
  const { timelock } = deployedUnit(chain.deployment)
  const section = page.locator('#queue')
  const form = section.locator('details').filter({ hasText: 'Schedule an operation (Generator scope)' })
  await form.getByText('Schedule an operation (Generator scope)').click()
  await expect(form).toContainText(/Scheduled now, it can be executed from .* UTC\./)
  await expect(form.getByRole('button', { name: 'Schedule it' })).toBeDisabled()
  const pau = form.getByLabel('Of which PAU')
  await pau.selectOption(zeroAddress)
  await form.getByLabel(/^Time between two increases/).fill('12 h')
  await expect(form).toContainText(/There is a general entry: it touches all PAUs \(\d+\)/)
  await pau.selectOption(chain.deployment.generators[0]?.addresses.rateLimits ?? '')
  await form.getByLabel(/^Time between two increases/).fill('12 h')
  await expect(form.getByRole('list', { name: 'What it changes' })).toContainText(/from .* to 12 h/)
  await form.getByRole('button', { name: 'Add another call' }).click()
  const calls = form.getByRole('list', { name: 'Calls of the operation' })
  await expect(calls).toContainText('12 h')
  await form.getByLabel('What to schedule with it').selectOption('addCBeam')
  await form.getByLabel('Address').fill(roles.keeper.address)
  await form.getByRole('button', { name: 'Schedule it' }).click()
  const dialog = page.getByRole('dialog', { name: /^Schedule: set hop of .*, and 1 more call/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: schedule operation', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  const pending = section.getByRole('list', { name: 'Pending operations (Generator scope)' })
  await expect(pending).toContainText(/to 12 h/)
  expect(wallet.asked.map(({ to }) => to)).toEqual([timelock])
})

test('who does not hold IMMEDIATE is told so, and asked for no signature', async ({ page, as }) => {
  const wallet = await as('keeper', '/governance')
  const beams = page.locator('#beams')
  await beams.getByText('Pair or unpair a cBEAM (Generator scope)').click()
  await beams.getByRole('tab', { name: 'Unpair', exact: true }).click()
  const form = beams.getByRole('tabpanel', { name: 'Unpair', exact: true })
  await expect(form.getByRole('button', { name: /^Unpair / })).toBeDisabled()
  await expect(form).toContainText('Not IMMEDIATE in BeamState')
  expect(wallet.asked).toEqual([])
})
