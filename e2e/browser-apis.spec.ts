import { report } from '@/lib/testing/report'
import { roles } from '../contracts/script/roles'
import { APIS, type Api, all, type Denials, denyByName, openFrames, WAYS, type Way } from './denied'
import { caughtUp, connect, expect, test } from './fixtures'
import { injectWallet } from './wallet'

/** Each API alone, in the way that hurts most, and then all of them at once in each way. */
const hardest: Partial<Record<Api, readonly Way[]>> = {
  localStorage: ['throws', 'missing'],
  locks: ['silent', 'rejects', 'missing'],
  BroadcastChannel: ['throws', 'silent'],
  EventSource: ['silent', 'missing'],
}
const alone: readonly Denials[] = APIS.flatMap((api) =>
  (hardest[api] ?? (['throws'] as const)).map((way) => ({ [api]: way })),
)
const together: readonly Denials[] = WAYS.map(all)

const named = (denials: Denials): string => {
  const entries = Object.entries(denials)
  return entries.length === 1 ? entries.flat().join(' ') : `everything ${entries[0]?.[1]}`
}

test.use({ crowded: true })

// Half of them at a time: more consoles than that start slower than a person would wait. Either half has more of them
// than a browser has connections.
const half = Math.ceil(alone.length / 2)

for (const [title, frames] of [
  ['each API that a policy can deny, alone', alone.slice(0, half)],
  ['each further API that a policy can deny, alone', alone.slice(half)],
  ['all of them at once, in each way', together],
] as const) {
  test(`${title}: the console starts, and goes on with every block`, async ({ page, chain }) => {
    await denyByName(page)
    const begun = performance.now()
    await openFrames(page, `${chain.origin}/frames`, '/emergency', frames)
    const table: string[] = []
    for (const pass of ['starts', 'goes on'] as const) {
      await chain.mine()
      const number = String((await chain.head()).number)
      await Promise.all(
        frames.map(async (denials, at) => {
          const frame = page.frameLocator('iframe').nth(at)
          await expect(frame.getByRole('banner'), named(denials)).toContainText(number, { timeout: 45_000 })
          await expect(frame.getByRole('banner')).toContainText('RPC answers')
          table.push(`${named(denials)} ${pass}: ${Math.round(performance.now() - begun)} ms`)
        }),
      )
    }
    // All these pages leave connections free for another tab, and for whoever watches the console.
    expect(await page.evaluate(async () => (await fetch('/api/health')).status)).toBe(200)
    for (const line of table) report(line)
  })
}

test('in a frame of the Safe interface, with all storage denied, a freeze is signed', async ({
  page,
  context,
  chain,
}) => {
  // The console of the test is on this machine; a real one is not.
  await context.grantPermissions(['local-network-access'])
  const wallet = await injectWallet(page, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
  await denyByName(page)
  await caughtUp(chain)
  await openFrames(page, 'https://app.safe.global/apps', chain.origin, [all('throws')])
  const frame = page.frameLocator('iframe')
  await frame.getByRole('button', { name: 'Connect wallet' }).first().click()
  await frame.getByRole('button', { name: /Test wallet/ }).click()
  await frame.getByRole('button', { name: 'Emergency' }).first().click()
  await frame.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = frame.getByRole('dialog', { name: /Freeze relayer/ })
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  expect(wallet.asked).toHaveLength(1)
})

test('a page whose APIs never answer remembers a choice as long as it is open', async ({ page, chain }) => {
  await injectWallet(page, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
  await denyByName(page, all('silent'))
  await page.goto(chain.origin)
  await page.getByRole('radio', { name: 'Dark' }).first().check({ force: true })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await connect(page)
  await expect(page.getByRole('banner')).toContainText('Freezer')
  // A clipboard that never answers: the text is selected and copied instead.
  await page.goto(`${chain.origin}/diamond`)
  await page.getByRole('button', { name: /^Copy/ }).first().click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
})
