import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { roles } from '../contracts/script/roles'
import { expect, test } from './fixtures'

/** Everything that the page says of one account, in the table by account. */
const accountRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Powers by account' }).getByRole('row', { name: new RegExp(`^${name} `) })

test('whoever may do something is told with keys, pace and takers, and a removed relayer is gone', async ({
  as,
  page,
  chain,
}) => {
  await as('freezer', '/roles')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /\d+ powers of \d+ accounts: 1 left behind/,
  )
  await expect(accountRow(page, 'Freezer Safe')).toContainText('Safe, 2 of 3 owners')
  await expect(accountRow(page, 'Relayer 1')).toContainText('One key')
  await expect(accountRow(page, 'USDS Generator Diamond')).toContainText('CONTROLLER Obex left behind')
  await expect(page.getByRole('region', { name: 'Your powers' })).toContainText('FREEZER of USDS Generator')

  const powers = page.getByRole('region', { name: 'Powers by contract' }).getByRole('row')
  const relayer = powers.filter({ hasText: 'RELAYER' }).filter({ hasText: 'Relayer 1' })
  await expect(relayer).toContainText('At once, within the limits')
  await expect(relayer).toContainText('Freezer Safe')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export JSON: all powers' }).click(),
  ])
  const saved = JSON.parse(await readFile(await file.path(), 'utf8')) as Record<string, string>[]
  expect(
    saved.find((row) => row.Role === 'RELAYER' && row['Held by']?.includes(roles.relayer1.address)),
  ).toMatchObject({
    Of: 'USDS Generator',
    Through: 'One key',
  })

  const remove = `0x60f0a5ac${roles.relayer1.address.slice(2).toLowerCase().padStart(64, '0')}`
  await chain.call(roles.freezer.address, chain.deployment.generators[0]!.addresses.diamond, remove)
  await expect(accountRow(page, 'Relayer 1')).toHaveCount(0)
})

test('where code cannot be read nobody is said to be one key', async ({ page, chain }) => {
  await page.route('**/api/rpc', (route) => route.abort('connectionrefused'))
  await page.goto('/roles')
  await expect(page.getByRole('main')).toContainText('By how many keys accounts act could not be read.')
  await expect(page.getByRole('main')).not.toContainText('One key')
  await expect(accountRow(page, 'Freezer Safe')).toContainText('Safe, 2 of 3 owners')
  await page.unroute('**/api/rpc')
  await chain.mine()
  await expect(accountRow(page, 'Relayer 1')).toContainText('One key')
})
