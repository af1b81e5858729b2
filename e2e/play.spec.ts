import type { Browser, Page } from '@playwright/test'
import { openConsoleGate } from './console-gate'
import { canSkipTime, FaultPlay, Witness } from './fault-play'
import { nodeFaults } from './node-faults'
import { startSecondConsole } from './second-console'
import { missingPage, offline, serverFaults, sleepingLaptop } from './server-faults'
import { expect, test } from './server-fixtures'

/** Opens a page that is never reloaded afterwards. */
async function openPage(browser: Browser, url: string, hasStreams = true): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.addInitScript(canSkipTime)
  if (!hasStreams) await page.addInitScript(() => Reflect.deleteProperty(window, 'EventSource'))
  await page.goto(url)
  await expect(page.locator('html[data-started]')).toBeAttached()
  return page
}

// The longest first: it has a worker of its own then.
test('faults between browser and server: nothing wrong is shown, it is said, and all is right again by itself', async ({
  browser,
  chain,
}) => {
  // Each fault takes a second or two; together they take longer than one story may.
  test.slow()
  const gate = await openConsoleGate(chain.origin)
  const witness = await Witness.at(chain, await browser.newContext(), chain.origin)
  try {
    const page = await openPage(browser, gate.origin)
    await new FaultPlay(page, witness).all([
      missingPage(page, gate),
      ...serverFaults(gate, 'streamed'),
      offline(page, gate),
      sleepingLaptop(page, gate, witness),
    ])
    await page.context().close()
    const asking = await openPage(browser, gate.origin, false)
    await new FaultPlay(asking, witness).all(serverFaults(gate, 'polled'))
  } finally {
    for (const context of browser.contexts()) await context.close()
    await gate.close()
  }
})

for (const [kind, what] of [
  ['ways', 'on the way to the only node'],
  ['lies', 'in what the only node says'],
] as const) {
  test(`faults ${what}: nothing wrong is shown, it is said, and all is right again by itself`, async ({
    browser,
    chain,
  }) => {
    test.slow()
    // A console with no gate before it tells what is true.
    const honest = await startSecondConsole(chain.deployment, chain.rpcUrl)
    const witness = await Witness.at(chain, await browser.newContext(), honest.origin)
    const page = await openPage(browser, chain.origin)
    try {
      await new FaultPlay(page, witness).all(nodeFaults(chain, kind))
    } finally {
      for (const context of browser.contexts()) await context.close()
      await honest.stop()
    }
  })
}
