import type { Page } from '@playwright/test'
import { decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import { roles } from '../contracts/script/roles'
import { beamTimeLockAbi, guardianCouncilAbi } from '../lib/abi'
import { deployedUnit } from '../lib/testing/units'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const timelockOf = (chain: Stack) => deployedUnit(chain.deployment).timelock

const cancelling = (id: Hex) =>
  encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'cancel', args: [id] })

/** An operation that is pending in the timelock of the Generator, by what the queue says that it does, and its id. */
async function queued(page: Page, does: RegExp) {
  const queue = page.getByRole('list', { name: 'Pending operations (Generator scope)' })
  const row = queue.locator('[data-operation]').filter({ hasText: does })
  const id = (await row.getAttribute('data-operation')) as Hex
  // By its id, as it leaves the list of what is pending once it has ended.
  return { id, pending: queue.locator(`[data-operation="${id}"]`) }
}

test('the Core Council cancels an operation, and what waits for it is told', async ({ page, chain, as }) => {
  const wallet = await as('coreCouncil', '/governance')
  const { id, pending } = await queued(page, /Set maxChange of/)
  await pending.getByRole('button', { name: `Cancel operation ${id}`, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Cancel operation ${id} (Generator scope)` })
  await expect(dialog).toContainText('It no longer takes effect: set maxChange of')
  await expect(dialog).toContainText(/waits for it: nobody can execute that one any more/)
  await expect(dialog).toContainText('cancel(bytes32)')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: cancel operation', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await expect(pending).toHaveCount(0)
  const queue = page.getByRole('list', { name: 'Pending operations (Generator scope)' })
  await expect(queue.locator('[data-operation]').filter({ hasText: 'Blocked' })).toContainText(
    /which was cancelled or never scheduled/,
  )
  expect(wallet.asked).toEqual([{ to: timelockOf(chain), data: cancelling(id) }])
})

test('a guardian was a block faster: nothing is left to cancel, and nothing is signed', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('coreCouncil', '/governance')
  const { id, pending } = await queued(page, /Register cBEAM/)
  await pending.getByRole('button', { name: /^Cancel operation/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Cancel operation/ })
  await expect(dialog.getByRole('button', { name: 'Sign: cancel operation' })).toBeEnabled()
  await chain.call(
    roles.guardian5.address,
    deployedUnit(chain.deployment).guardianCouncil ?? '',
    encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'cancel', args: [id] }),
  )
  await expect(dialog).toContainText('It is so already: It is cancelled already.')
  await expect(dialog.getByRole('button', { name: 'Sign: cancel operation' })).toBeDisabled()
  expect(wallet.asked).toEqual([])
})

test('any one guardian cancels through the council', async ({ page, chain, as }) => {
  const wallet = await as('guardian9', '/governance')
  const { id, pending } = await queued(page, /Approve on/)
  await pending.getByRole('button', { name: /^Cancel operation/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Cancel operation/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: cancel operation', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  expect(wallet.asked).toEqual([
    {
      to: deployedUnit(chain.deployment).guardianCouncil,
      data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'cancel', args: [id] }),
    },
  ])
})

/** What anyone calls to execute an operation, as the timelock keeps it. */
async function executing(chain: Stack, id: Hex): Promise<Hex> {
  const asked = encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'getOperation', args: [id] })
  const { targets, values, payloads, predecessor, salt } = decodeFunctionResult({
    abi: beamTimeLockAbi,
    functionName: 'getOperation',
    data: (await chain.ask(timelockOf(chain), asked)) as Hex,
  })
  return encodeFunctionData({
    abi: beamTimeLockAbi,
    functionName: 'executeBatch',
    args: [targets, values, payloads, predecessor, salt],
  })
}

test('somebody with no role executes what is due, and the check leads to it', async ({ page, chain, as }) => {
  const wallet = await as('keeper', '/')
  const urgent = page.getByRole('list', { name: 'What needs attention' })
  await expect(urgent).toContainText('1 timelock operation can be executed')
  await urgent.getByRole('link', { name: 'Timelock queue' }).click()
  await expect(page).toHaveURL(/\/governance#queue$/)
  const { id, pending } = await queued(page, /Register cBEAM/)
  const data = await executing(chain, id)
  await pending.getByRole('button', { name: `Execute operation ${id}`, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Execute operation ${id} (Generator scope)` })
  await expect(dialog).toContainText('Anyone may execute')
  await expect(dialog).toContainText('All that its calls change can be stated')
  await expect(dialog.getByText(/^Register cBEAM .*\.$/)).toBeVisible()
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: execute operation', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await expect(pending).toHaveCount(0)
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('need attention')
  await expect(page.getByRole('main')).not.toContainText('timelock operation can be executed')
  expect(wallet.asked).toEqual([{ to: timelockOf(chain), data }])
})

test('somebody else executed it a block faster: it is so already, and nothing is signed', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/governance')
  const { id, pending } = await queued(page, /Register cBEAM/)
  await pending.getByRole('button', { name: /^Execute operation/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Execute operation/ })
  await expect(dialog.getByRole('button', { name: 'Sign: execute operation' })).toBeEnabled()
  await chain.call(roles.donor.address, timelockOf(chain), await executing(chain, id))
  await expect(dialog).toContainText('It is so already: It is executed already.')
  await expect(dialog.getByRole('button', { name: 'Sign: execute operation' })).toBeDisabled()
  expect(wallet.asked).toEqual([])
})

test('what is not due is offered with the time from which it can be executed', async ({ page, as }) => {
  const wallet = await as('keeper', '/governance')
  const { pending } = await queued(page, /Set maxChange of/)
  await expect(pending.getByRole('button', { name: /^Execute operation/ })).toBeDisabled()
  await expect(pending).toContainText(/Its delay is not over: it can be executed from .* UTC, in /)
  expect(wallet.asked).toEqual([])
})

test('who holds no role is told so at each operation', async ({ page, as }) => {
  const wallet = await as('keeper', '/governance')
  const { pending } = await queued(page, /Register cBEAM/)
  await expect(pending.getByRole('button', { name: /^Cancel operation/ })).toBeDisabled()
  await expect(pending).toContainText('Not a canceller of the timelock')
  expect(wallet.asked).toEqual([])
})
