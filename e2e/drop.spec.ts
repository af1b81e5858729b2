import type { Page } from '@playwright/test'
import { type Address, decodeFunctionData, encodeFunctionData, getContractAddress, type Hex } from 'viem'
import { roles } from '../contracts/script/roles'
import { chiefAbi, dropSpellAbi, protegoAbi } from '../lib/abi'
import { planId } from '../lib/governance'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const protegoOf = ({ deployment }: Stack) => deployment.governance?.protego as Address
/** Protego of the scenario has created nothing yet. */
const firstSpell = (chain: Stack) => getContractAddress({ from: protegoOf(chain), nonce: 1n })

/** Votes give the hat of the Chief to a contract or an account. */
const lift = (chain: Stack, whom: Address) =>
  chain.call(
    roles.votes.address,
    chain.deployment.governance?.chief ?? '',
    encodeFunctionData({ abi: chiefAbi, functionName: 'lift', args: [whom] }),
  )

/** The plan of governance that is pending, and its id. */
async function pending(page: Page) {
  const list = page.getByRole('list', { name: 'Pending plans' })
  const row = list.locator('[data-plan]')
  const id = (await row.getAttribute('data-plan')) as Hex
  return { id, list, row }
}

/** The plan that a call of Protego names. */
function planOf(data: Hex) {
  const { functionName, args } = decodeFunctionData({ abi: protegoAbi, data })
  const [usr, tag, fax, eta] = args as readonly [Address, Hex, Hex, bigint]
  return { functionName, plan: planId({ usr, tag, fax, eta }) }
}

test('anyone creates the drop spell, votes lift it, and anyone drops the plan through it', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/governance')
  const { id, list, row } = await pending(page)
  await expect(row).toContainText(/No drop spell is there against it\. Anyone creates one/)
  await expect(row.getByRole('button', { name: /^Drop plan/ })).toHaveCount(0)
  await row.getByRole('button', { name: `Create drop spell against plan ${id}`, exact: true }).click()
  const creation = page.getByRole('dialog', { name: `Create a drop spell against plan ${id}` })
  await expect(creation.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await creation.getByRole('button', { name: 'Sign: create drop spell', exact: true }).click()
  await expect(creation).toContainText(/stated changes? on chain at block/)
  await creation.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(row).toContainText(/drops it once votes lift it to the hat of the Chief/)

  await lift(chain, firstSpell(chain))
  await expect(row).toContainText(/wears the hat of the Chief: anyone drops it at once/)
  await row.getByRole('button', { name: `Drop plan ${id}`, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Drop plan ${id}` })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: drop plan', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(list).toHaveCount(0)

  const [created, dropped, ...more] = wallet.asked
  expect(more).toEqual([])
  expect(created?.to).toBe(protegoOf(chain))
  expect(planOf(created?.data ?? '0x')).toEqual({ functionName: 'deploy', plan: id })
  expect(dropped).toEqual({
    to: firstSpell(chain),
    data: encodeFunctionData({ abi: dropSpellAbi, functionName: 'drop' }),
  })
})

test('Protego wears the hat: anyone drops the plan through it, unless votes move on first', async ({
  page,
  chain,
  as,
}) => {
  await lift(chain, protegoOf(chain))
  const wallet = await as('keeper', '/governance')
  const { id, list, row } = await pending(page)
  await expect(row).toContainText('Protego wears the hat of the Chief: anyone drops it at once.')
  await row.getByRole('button', { name: `Drop plan ${id}`, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Drop plan ${id}` })
  const sign = dialog.getByRole('button', { name: 'Sign: drop plan', exact: true })
  await expect(sign).toBeEnabled()
  await lift(chain, roles.donor.address)
  await expect(dialog).toContainText(
    /Neither Protego nor a drop spell against it wears the hat of the Chief, but/,
  )
  await expect(sign).toBeDisabled()
  expect(wallet.asked).toEqual([])

  await lift(chain, protegoOf(chain))
  await expect(sign).toBeEnabled()
  await sign.click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(list).toHaveCount(0)
  expect(wallet.asked).toHaveLength(1)
  expect(planOf(wallet.asked[0]?.data ?? '0x')).toEqual({ functionName: 'drop', plan: id })
})
