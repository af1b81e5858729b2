import { expect, test } from './fixtures'
import { startSecondConsole } from './second-console'

const NONE = 'There is no Generator in this deployment'

test('a deployment without a Generator says so on every page, and shows the rest', async ({
  page,
  chain,
  complaints,
}) => {
  const { rpcUrl, deployment } = chain
  const bare = await startSecondConsole({ ...deployment, generators: [], governance: null }, rpcUrl)
  try {
    await expect
      .poll(async () => (await fetch(`${bare.origin}/api/health`)).status, { timeout: 60_000 })
      .toBe(200)
    const main = page.getByRole('main')
    await page.goto(bare.origin)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/at block \d+/)
    await expect(main.getByRole('heading', { name: NONE })).toBeVisible()
    await expect(main).toContainText('Queue complete')
    await expect(main).toContainText('timelock operation')
    // No figure stands for what is not there.
    await expect(main).not.toContainText(/No debt at|USDS of debt|adds up|identit/)
    const bar = page.getByRole('banner')
    await bar.getByRole('button', { name: 'details of the status' }).click()
    await expect(bar).toContainText('Nothing frozen, paused or stopped')
    await expect(bar.getByRole('listitem').filter({ hasText: `${NONE}.` })).toBeVisible()

    for (const path of ['/primes', '/limits', '/srusds', '/diamond']) {
      await page.goto(`${bare.origin}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText(NONE)
    }
    // The Prime that no Generator funds stands, as all of them do before there is one.
    await page.goto(`${bare.origin}/primes`)
    await main.getByRole('link', { name: 'Osero' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      /No Generator funds Osero yet; it owes 35\.\d+M USDS on legacy ilks/,
    )
    await expect(main.locator('[data-controller]')).toContainText('Prime relayer')
    await expect(main).toContainText('Which limits bind them is not read')
    await page.goto(`${bare.origin}/primes/spark`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('no Prime by that name')
    expect(complaints.splice(0)).toEqual([expect.stringContaining('404')])
    await page.goto(`${bare.origin}/handbook`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

    await page.goto(`${bare.origin}/emergency`)
    await expect(main).toContainText(`${NONE}, and so no relayer of one to freeze`)
    await expect(main).toContainText('Pause the timelock')
    await expect(main).toContainText('Stop the Configurator')
    // The pairs that events tell of stand, whoever their PAUs belong to.
    await expect(main.locator('[data-cbeam]').first()).toBeVisible()
  } finally {
    // The page's stream is ended by the page: a server that goes first is an error of the network to the browser.
    await page.goto('about:blank')
    await bare.stop()
  }
})
