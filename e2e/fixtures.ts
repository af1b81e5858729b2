import { test as base, expect, type Page } from '@playwright/test'
import { type RoleName, roles } from '../contracts/script/roles'
import { type Stack, startStack } from './stack'
import { injectWallet, type TestWallet } from './wallet'

interface TestFixtures {
  /** Many consoles start at once: Chromium then remarks that fonts are painted late. Only here is that ignored. */
  readonly crowded: boolean
  /** The stack at the end of the scenario, with a block of its own. */
  readonly chain: Stack
  /** Opens a page as somebody of the scenario, connected: that with the least on it, where the story needs no other. */
  readonly as: (role: RoleName, path?: string) => Promise<TestWallet>
  /** What the browser complained of; a story fails when there is anything. */
  readonly complaints: string[]
}

interface WorkerFixtures {
  readonly stack: Stack
}

/** Messages that a story provokes on purpose: the network failing is its subject. */
const provoked =
  /ERR_CONNECTION_(?:REFUSED|RESET)|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|status of 50[0-9]/

/** What Chromium says where a page is not painted within seconds of its load. */
const paintedLate = /was preloaded using link preload but not used within a few seconds/

/** One stack a worker, also for the stories of the server alone. */
export const withStack = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.close()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
})

export const test = withStack.extend<TestFixtures>({
  chain: async ({ stack }, use) => {
    await stack.rewind()
    await stack.startServer()
    await caughtUp(stack)
    await use(stack)
    stack.gate.set({ kind: 'open' })
  },
  baseURL: async ({ stack }, use) => use(stack.origin),
  crowded: [false, { option: true }],
  complaints: [
    async ({ page, crowded }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        const text = message.text()
        const isExpected = provoked.test(text) || (crowded && paintedLate.test(text))
        if (['error', 'warning'].includes(message.type()) && !isExpected) complaints.push(text)
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use(complaints)
      expect(complaints, 'the browser console stays silent').toEqual([])
    },
    { auto: true },
  ],
  as: async ({ page, chain }, use) => {
    await use(async (role, path = '/handbook') => {
      const wallet = await injectWallet(page, chain.rpcUrl, roles[role].account, chain.deployment.chainId)
      await page.goto(path)
      await connect(page)
      return wallet
    })
  },
})

export { expect }

/** Waits until the console shows the head of the chain. */
export async function caughtUp(stack: Stack): Promise<void> {
  const isShown = async () => {
    const health = await fetch(`${stack.origin}/api/health`).then((response) => response.json())
    return health.block?.hash === (await stack.head()).hash
  }
  await expect.poll(isShown, { intervals: [25] }).toBe(true)
}

/** Connects the injected wallet by the button of the status bar. */
export async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect wallet' }).first().click()
  await page.getByRole('button', { name: /Test wallet/ }).click()
}
