import { expect, test } from './fixtures'

test('the node dies and comes back, and the page says so without a reload', async ({ page, chain }) => {
  await page.goto('/')
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('RPC answers')
  const { number } = await chain.head()

  chain.gate.set({ kind: 'down' })
  await expect(banner).toContainText(/RPC does not answer|node/i)
  // What was read stays, with its age.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    `4 things need attention at block ${number}`,
  )
  await expect.poll(async () => (await page.request.get('/api/health')).status()).toBe(503)

  chain.gate.set({ kind: 'open' })
  await chain.mine()
  await expect(banner).toContainText('RPC answers')
  await expect.poll(async () => (await page.request.get('/api/health')).status()).toBe(200)
})

for (const [name, mode] of [
  ['answers 429', { kind: 'too-many-requests' }],
  ['cuts its JSON short', { kind: 'truncated' }],
  ['takes seconds for every answer', { kind: 'slow', by: 4_000 }],
] as const) {
  test(`a node that ${name} shows nothing wrong`, async ({ page, chain }) => {
    await page.goto('/limits')
    const mint = page.getByRole('row', { name: /^USDS mint/ })
    await expect(mint).toContainText('100M')
    chain.gate.set(mode)
    await chain.mine()
    await expect(page.getByRole('banner')).toContainText(/RPC answers|RPC does not answer|node/i)
    await expect(mint).toContainText('100M')
    await expect(page.getByRole('main')).not.toContainText('NaN')
    chain.gate.set({ kind: 'open' })
    await chain.mine()
    await expect(page.getByRole('banner')).toContainText('RPC answers')
  })
}

test('the server is stopped after the page loaded, and the freeze still goes through', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('freezer')
  await chain.stopServer()
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toContainText(/server of this console does not answer/i)
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = page.getByRole('dialog', { name: /Freeze relayer/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toContainText('A smaller check passed')
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  await expect(dialog).toContainText('stated changes on chain at block')
  expect(wallet.asked).toHaveLength(1)
})

test('with neither server nor reads the freeze can still be signed', async ({ page, chain, as }) => {
  const wallet = await as('freezer')
  wallet.behaviour.reads = false
  await chain.stopServer()
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = page.getByRole('dialog', { name: /Freeze relayer/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'unknown')
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="submitted"]')).toBeVisible()
  expect(wallet.asked).toHaveLength(1)
})

test('a node without simulation gives a stated, smaller check', async ({ page, chain, as }) => {
  await as('freezer')
  chain.gate.set({ kind: 'refuses', method: 'eth_simulateV1' })
  await page.keyboard.press('e')
  await page.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = page.getByRole('dialog', { name: /Freeze relayer/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toContainText('A smaller check passed')
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
})

test('a reorganisation is followed without a reload', async ({ page, chain }) => {
  await page.goto('/')
  await chain.mine()
  await chain.mine()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/at block \d+/)
  await chain.rewind()
  const head = await chain.head()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`at block ${head.number}`)
})
