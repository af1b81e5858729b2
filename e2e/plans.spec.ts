import type { Page } from '@playwright/test'
import { encodeFunctionData, type Hex } from 'viem'
import { roles } from '../contracts/script/roles'
import { dsPauseAbi } from '../lib/abi'
import { httpRpc } from '../lib/chain/rpc'
import { planId, readNote } from '../lib/governance'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const HOUR = 3_600n
/** From the end of the scenario to less than an hour before the eta of the plan that starts the dual-run of Grove [s]. */
const BEFORE = 18n * HOUR

const pauseOf = ({ deployment }: Stack) => deployment.governance?.pause ?? '0x'

/** What anyone calls to execute a plan, by the note with which the pause logged that it was plotted. */
async function executing(chain: Stack, id: Hex): Promise<Hex> {
  const filter = { address: pauseOf(chain), fromBlock: '0x0', toBlock: 'latest' }
  const logs = await httpRpc(chain.rpcUrl).request<readonly { topics: Hex[]; data: Hex }[]>('eth_getLogs', [
    filter,
  ])
  const plan = logs.flatMap((log) => readNote(log)?.plan ?? []).find((one) => planId(one) === id)
  if (!plan) throw new RangeError(`No note tells of the plan ${id}`)
  const { usr, tag, fax, eta } = plan
  return encodeFunctionData({ abi: dsPauseAbi, functionName: 'exec', args: [usr, tag, fax, eta] })
}

/** The plan of governance that is pending, and its id. */
async function pending(page: Page) {
  const list = page.getByRole('list', { name: 'Pending plans' })
  const row = list.locator('[data-plan]')
  const id = (await row.getAttribute('data-plan')) as Hex
  return { id, list, row, button: row.getByRole('button', { name: `Execute plan ${id}`, exact: true }) }
}

test('anyone executes a plan once its time has come, and not before', async ({ page, chain, as }) => {
  const wallet = await as('keeper', '/governance')
  await chain.warpBy(BEFORE)
  const { id, list, row, button } = await pending(page)
  await expect(row).toContainText(/Its delay is not over: it can be executed from .* UTC, in /)
  await expect(button).toBeDisabled()
  await chain.warpBy(2n * HOUR)
  await expect(button).toBeEnabled()
  const data = await executing(chain, id)
  await button.click()
  const dialog = page.getByRole('dialog', { name: `Execute plan ${id}` })
  await expect(dialog).toContainText('Anyone may call exec of the pause')
  await expect(dialog).toContainText('All that it changes can be stated')
  await expect(dialog.getByText(/^Start the dual-run of Grove.*\.$/)).toBeVisible()
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: execute plan', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(list).toHaveCount(0)
  expect(wallet.asked).toEqual([{ to: pauseOf(chain), data }])
})

test('somebody executed the plan a block faster: it is so already, and nothing is signed', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/governance')
  await chain.warpBy(BEFORE + 2n * HOUR)
  const { id, button } = await pending(page)
  await button.click()
  const dialog = page.getByRole('dialog', { name: `Execute plan ${id}` })
  const sign = dialog.getByRole('button', { name: 'Sign: execute plan', exact: true })
  await expect(sign).toBeEnabled()
  await chain.call(roles.donor.address, pauseOf(chain), await executing(chain, id))
  await expect(dialog).toContainText('It is so already: It is executed already')
  await expect(sign).toBeDisabled()
  expect(wallet.asked).toEqual([])
})

test('a step of the migration refuses in the Processing Window, and the button says until when', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/governance')
  const { timestamp } = await chain.head()
  const now = BigInt(timestamp)
  const tomorrowAt13 = now - (now % (24n * HOUR)) + 37n * HOUR
  await chain.warpBy(tomorrowAt13 - now)
  const { row, button } = await pending(page)
  await expect(row).toContainText(/Its steps refuse in the Processing Window, until .* 16:00 UTC/)
  await expect(button).toBeDisabled()
  expect(wallet.asked).toEqual([])
})
