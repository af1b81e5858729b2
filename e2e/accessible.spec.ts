import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { type RoleName, roles } from '../contracts/script/roles'
import { keys } from '../contracts/script/scenario'
import { connect, expect, test } from './fixtures'
import { openNotYours } from './standing'
import { injectWallet } from './wallet'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const WIDTHS = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]

/** What axe finds at both widths and in both themes; what no theme changes is looked at once. */
async function findings(page: Page, within?: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const size of WIDTHS) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // Runs in the page itself, which has no frames, and reports no passes, which would take longer than the checks.
      const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
      if (within !== undefined) axe.include(within)
      const { violations } = await (colorScheme === 'light'
        ? axe.withTags(WCAG)
        : axe.withRules(['color-contrast'])
      ).analyze()
      for (const { id, nodes } of violations) {
        found.push(...nodes.map(({ html }) => `${size.width} ${colorScheme} ${id}: ${html.slice(0, 200)}`))
      }
    }
  }
  return found
}

test('axe finds nothing on any page, at both widths and in both themes', async ({ page, chain }) => {
  test.slow()
  const paths = [
    '/',
    '/cutover',
    '/primes',
    '/primes/keel',
    '/primes/osero',
    '/limits',
    `/limits?key=${keys.mint}`,
    '/srusds',
    '/diamond',
    '/governance',
    '/roles',
    '/handbook',
    '/emergency',
    '/proposal',
  ]
  for (const path of paths) {
    await page.setViewportSize({ width: 1280, height: 720 })
    // What is unknown is a dash, narrower than any figure: on one page every account's code stays unread.
    if (path === '/roles') await page.route('**/api/rpc', () => {})
    await page.goto(`${chain.origin}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await test.step(path, async () => expect.soft(await findings(page), path).toEqual([]))
    await page.unroute('**/api/rpc')
  }
})

/** Reviews by who opens them, where, and how. */
const reviews: readonly (readonly [RoleName, string, (page: Page) => Promise<void>])[] = [
  ['freezer', '/emergency', async (page) => button(page, /Freeze relayer 0x15d3/).click()],
  [
    'coreCouncil',
    '/emergency',
    async (page) => button(page, 'Stop the Configurator (Generator scope)').click(),
  ],
  [
    'cBeam',
    `/limits?key=${keys.mint}`,
    async (page) => {
      await page.getByRole('tab', { name: 'Raise' }).click()
      const form = page.getByRole('tabpanel', { name: 'Raise' })
      await form.getByRole('button', { name: 'Use the greatest allowed' }).click()
      await form.getByRole('button', { name: /^Raise/ }).click()
    },
  ],
  [
    'relayer1',
    '/primes/keel',
    async (page) => {
      await page.getByRole('tab', { name: 'Migrate', exact: true }).click()
      const form = page.getByRole('tabpanel', { name: 'Migrate', exact: true })
      await form.getByLabel('Amount to migrate').fill('1,000,000')
      await form.getByRole('button', { name: /^Migrate/ }).click()
    },
  ],
  [
    'relayer1',
    '/primes/spark',
    async (page) => {
      await page.getByRole('tab', { name: 'Add', exact: true }).click()
      const form = page.getByRole('tabpanel', { name: 'Add', exact: true })
      await form.getByLabel('Amount to add').fill('1')
      await form.getByRole('button', { name: /^Add to / }).click()
    },
  ],
  [
    'coreCouncil',
    '/governance',
    async (page) => {
      await page.getByText('Schedule an operation (Generator scope)').click()
      await page.getByLabel('What to schedule').selectOption('addCBeam')
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill(roles.keeper.address)
      await button(page, 'Schedule it').first().click()
    },
  ],
  [
    'keeper',
    '/governance',
    async (page) =>
      button(page, /^Create drop spell/)
        .first()
        .click(),
  ],
]

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', { name })

test('axe finds nothing in an open review, at both widths and in both themes', async ({ context, chain }) => {
  test.slow()
  for (const [role, path, open] of reviews) {
    const page = await context.newPage()
    await injectWallet(page, chain.rpcUrl, roles[role].account, chain.deployment.chainId)
    await page.goto(`${chain.origin}${path}`)
    await connect(page)
    await open(page)
    // The mouse rests where it pressed: whatever comes to lie under it stays closed, and the review is the only dialog.
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
    // What is folded is read as well.
    await dialog.evaluate((root) => {
      for (const fold of root.querySelectorAll('details')) fold.open = true
    })
    expect.soft(await findings(page, '[role="dialog"]'), `${role} at ${path}`).toEqual([])
    await page.close()
  }
})

test('axe finds nothing in the acts of Emergency that are not the account’s', async ({ page, as }) => {
  await as('keeper', '/emergency')
  await openNotYours(page)
  await expect(button(page, 'Stop the Configurator (Generator scope)')).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test('the focus comes back to where it was, after a dialog, a connection, and both', async ({
  page,
  chain,
}) => {
  await injectWallet(page, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
  await page.goto(`${chain.origin}/emergency`)

  // The panel that a key opens, over whatever has the focus.
  const link = page.getByRole('link', { name: 'Limits' }).first()
  await link.focus()
  await page.keyboard.press('e')
  await expect(page.getByRole('dialog', { name: 'Emergency' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()

  // A review that needs a wallet first: two dialogs, one after the other, and the button that led to them.
  const freeze = button(page, /Freeze relayer 0x15d3/)
  await freeze.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Test wallet/ }).click()
  const review = page.getByRole('dialog', { name: /Freeze relayer/ })
  await expect(review.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(review).toContainText('removeRelayer(address)')
  expect(await review.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(freeze).toBeFocused()

  // Disconnecting and connecting: the button changes what it says and stays.
  const account = page.getByRole('banner').getByRole('button', { name: /Connected account/ })
  await account.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  const connectButton = page.getByRole('banner').getByRole('button', { name: 'Connect wallet' })
  await expect(connectButton).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /Test wallet/ }).click()
  await expect(account).toBeFocused()

  // A relayer that is frozen leaves the list with its button: the focus stays close by, not at the top of the page.
  await freeze.focus()
  await page.keyboard.press('Enter')
  await review.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(review.locator('[data-call="mined"]')).toBeVisible()
  await expect(freeze).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(review).toHaveCount(0)
  const close = () =>
    document.activeElement !== document.body && document.activeElement?.closest('main') !== null
  await expect.poll(() => page.evaluate(close)).toBe(true)
})
