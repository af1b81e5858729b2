import { test as base, expect } from '@playwright/test'
import { type Stack, startStack } from './stack'

/** For stories of the built server alone: no browser takes part. */
export const test = base.extend<{ readonly chain: Stack }, { readonly stack: Stack }>({
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.close()
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  chain: async ({ stack }, use) => {
    stack.gate.set({ kind: 'open' })
    await healthy(stack.origin)
    await use(stack)
    stack.gate.set({ kind: 'open' })
  },
})

export { expect }

/** Waits until a console vouches for what it shows. */
export async function healthy(origin: string): Promise<void> {
  await expect.poll(async () => (await fetch(`${origin}/api/health`)).status).toBe(200)
}
