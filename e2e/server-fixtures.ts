import { caughtUp, expect, withStack } from './fixtures'
import type { Stack } from './stack'

/** For stories of the built server alone: no browser takes part. */
export const test = withStack.extend<{ readonly chain: Stack }>({
  chain: async ({ stack }, use) => {
    await stack.rewind()
    await stack.startServer()
    await caughtUp(stack)
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
