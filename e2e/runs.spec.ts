import type { Page } from '@playwright/test'
import { roles } from '../contracts/script/roles'
import { expect, test } from './fixtures'
import { diamondOf, removeRelayer, sending, signFreeze } from './signing'
import type { Stack } from './stack'
import { injectWallet } from './wallet'

test.describe('asking again', () => {
  test('asking again after a refusal reviews the present: the refused bytes are not sent', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    wallet.behaviour.rejects = true
    await page.keyboard.press('e')
    const panel = page.getByRole('dialog', { name: 'Emergency' })
    await panel.getByRole('button', { name: /Freeze all relayers/ }).click()
    const dialog = page.getByRole('dialog', { name: /Freeze all relayers/ })
    await dialog.getByRole('button', { name: 'Sign 2 times: freeze all relayers' }).click()
    await expect(dialog).toContainText('The wallet says that it was rejected there.')
    // Somebody else freezes the first meanwhile.
    await chain.call(roles.freezer.address, diamondOf(chain), removeRelayer(roles.relayer1.address))
    wallet.behaviour.rejects = false
    await dialog.getByRole('button', { name: /Review the 2 transactions left/ }).click()
    expect(wallet.asked).toHaveLength(1)
    await dialog.getByRole('button', { name: 'Sign: freeze all relayers' }).click()
    await expect(dialog.locator('[data-call="mined"]')).toHaveCount(1)
    expect(wallet.asked.slice(1).map(({ data }) => data)).toEqual([removeRelayer(roles.relayer2.address)])
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(panel.getByText(/^Freeze all relayers/)).toHaveCount(1)
  })

  test('signing several calls stops where what was reviewed no longer holds', async ({ page, chain, as }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = sending(async (_, honest) => {
      const hash = await honest()
      await chain.call(roles.freezer.address, diamondOf(chain), removeRelayer(roles.relayer2.address))
      // By its element: a dialog hides the rest of the page from roles.
      await expect(page.locator('header').first()).toContainText('USDS Generator frozen')
      return hash
    })
    await page.keyboard.press('e')
    await page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('button', { name: /Freeze all relayers/ })
      .click()
    const dialog = page.getByRole('dialog', { name: /Freeze all relayers/ })
    await dialog.getByRole('button', { name: 'Sign 2 times: freeze all relayers' }).click()
    await expect(dialog.locator('[data-call="held"]')).toContainText('The wallet was not asked.')
    expect(wallet.asked).toHaveLength(1)
  })
})

test.describe('a second tab', () => {
  const openSecond = async (page: Page, chain: Stack): Promise<Page> => {
    const other = await page.context().newPage()
    await injectWallet(other, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
    await other.goto(chain.origin)
    return other
  }
  const runIn = async (page: Page) => {
    await page.keyboard.press('e')
    return page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('region', { name: 'Signed from this browser' })
  }

  test('a second tab only shows what the first asks its wallet for, and takes over when that is gone', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = sending(() => new Promise(() => undefined))
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()

    const other = await openSecond(page, chain)
    const signed = await runIn(other)
    await expect(signed).toContainText('in the wallet')
    await signed.locator('summary').first().click()
    await expect(signed).toContainText('only shown here')
    await expect(signed.getByRole('button', { name: 'Dismiss' })).toHaveCount(0)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()
    await expect(dialog.getByRole('button', { name: /^Sign/ })).toHaveCount(0)

    await page.close()
    await expect(signed).toContainText(/not known whether it was sent/i)
    await other.close()
  })

  test('a second tab hears what became of a run, and both find it on chain', async ({ page, chain, as }) => {
    const wallet = await as('freezer')
    let confirm: () => void = () => undefined
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve
    })
    wallet.behaviour.hostile = sending(async (_, honest) => {
      await confirmed
      return honest()
    })
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()
    const other = await openSecond(page, chain)
    const signed = await runIn(other)
    await expect(signed).toContainText('in the wallet')
    confirm()
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await expect(signed).toContainText(/mined/i)
    await other.close()
  })
})

test.describe('what is stored', () => {
  const shapes = [
    'null',
    '{}',
    '[null]',
    '[]',
    '"text"',
    '7',
    '{broken',
    '[{"id":"1","calls":null}]',
    '[{"id":"1","calls":[{"status":{"state":"mined"}}]}]',
    '{"__proto__":{"calls":[{}]},"constructor":1}',
    `[${Array.from({ length: 5_000 }, () => '{"id":1}').join()}]`,
  ]
  test('what is stored and is no run is left out, and that is said', async ({ page, chain, as }) => {
    const id = chain.deployment.chainId
    await page.addInitScript(
      ([texts, chainId]) => {
        for (const [index, text] of texts.entries()) {
          localStorage.setItem(`generator-pau-console/run/${chainId}/${index}`, text)
        }
      },
      [shapes, id] as const,
    )
    await as('freezer')
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const panel = page.getByRole('dialog', { name: 'Emergency' })
    await expect(panel).toContainText(`${shapes.length} stored entries could not be read`)
    await panel.getByRole('button', { name: 'Remove from the storage' }).click()
    await expect(panel).not.toContainText('could not be read')
  })

  test('what an earlier version stored is left out, and that is said', async ({ page, chain, as }) => {
    await as('freezer')
    // It is parsed as the others are, of which the story before has every shape.
    for (const shape of ['null', '[null]', '{broken']) {
      await page.evaluate(
        ([text, id]) => localStorage.setItem(`generator-pau-console/runs/${id}`, String(text)),
        [shape, chain.deployment.chainId] as const,
      )
      await page.reload()
      await page.keyboard.press('e')
      const panel = page.getByRole('dialog', { name: 'Emergency' })
      await expect(panel).toContainText('1 stored entry could not be read')
    }
  })

  test('what is no run is left out where another tab stores it while the console is open', async ({
    page,
    chain,
    as,
  }) => {
    await as('freezer')
    const other = await page.context().newPage()
    await other.goto(`${chain.origin}/api/health`)
    await other.evaluate((id) => {
      for (const [index, text] of ['null', '{}', '[null]', '{broken'].entries()) {
        localStorage.setItem(`generator-pau-console/run/${id}/${index}`, text)
        localStorage.setItem(`generator-pau-console/runs/${id}`, text)
      }
      localStorage.clear()
    }, chain.deployment.chainId)
    await other.close()
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  })
})
