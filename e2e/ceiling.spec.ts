import { encodeFunctionData, stringToHex } from 'viem'
import { autoLineAbi } from '../lib/abi'
import { expect, test } from './fixtures'

test('anyone lets AutoLine lower the ceiling of an ilk whose debt has moved away', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/primes/keel')
  const row = page.getByRole('row', { name: /ALLOCATOR-NOVA-A/ })
  const button = row.getByRole('button', { name: 'Lower ceiling of ALLOCATOR-NOVA-A', exact: true })
  await expect(row).toContainText(/down to .* now/)
  await button.click()

  const dialog = page.getByRole('dialog', { name: /Lower the debt ceiling of ALLOCATOR-NOVA-A to .* USDS/ })
  await expect(dialog).toContainText('exec(bytes32)')
  await expect(dialog).toContainText('Anyone may call exec of AutoLine')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: move the debt ceiling', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  await expect(row).toContainText('At its target')
  await expect(button).toHaveCount(0)
  const ilk = stringToHex('ALLOCATOR-NOVA-A', { size: 32 })
  expect(wallet.asked).toEqual([
    {
      to: chain.deployment.mcd.autoLine,
      data: encodeFunctionData({ abi: autoLineAbi, functionName: 'exec', args: [ilk] }),
    },
  ])
})

test('a raise that AutoLine waits for is offered with the time from which it is possible', async ({
  page,
  as,
}) => {
  const wallet = await as('keeper', '/primes/spark')
  const button = page.locator('#legacy').getByRole('button', { name: /^Raise ceiling of / })
  await expect(button).toBeDisabled()
  await expect(page.locator('#legacy')).toContainText(/AutoLine waits: possible from .*\d\d:\d\d UTC/)
  expect(wallet.asked).toEqual([])
})
