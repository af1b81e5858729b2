import type { Page } from '@playwright/test'
import { encodeFunctionData } from 'viem'
import { keys } from '../contracts/script/scenario'
import { rateLimitsAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { HostileAnswer } from './rpc-gate'
import type { Stack } from './stack'

const MILLION = 10n ** 24n
/** Slope of the mint limit in the scenario: 50M a day [wad/s]. */
const refill = (50n * MILLION) / 86_400n
const mintLimit = `/limits?key=${keys.mint}`
const review = (page: Page, title: RegExp = /limit/i) => page.getByRole('dialog', { name: title })
const finding = (page: Page, id: string) => review(page, /./).locator(`[data-finding="${id}"]`)

/** Somebody else, governance here, sets the mint limit; its refill stays. */
async function setMintLimit(chain: Stack, maxAmount: bigint): Promise<void> {
  const [generator] = chain.deployment.generators
  const data = encodeFunctionData({
    abi: rateLimitsAbi,
    functionName: 'setRateLimitData',
    args: [keys.mint, maxAmount, refill],
  })
  await chain.call(chain.deployment.governance?.pauseProxy ?? '', generator!.addresses.rateLimits, data)
}

/** Opens the review of a lowering from 100M to these, and leaves the refill. */
async function reviewLowering(page: Page, to: string): Promise<void> {
  await page.getByRole('tab', { name: 'Lower' }).click()
  const form = page.getByRole('tabpanel', { name: 'Lower' })
  await form.getByLabel('Maximum').fill(to)
  await form.getByRole('button', { name: /^Lower/ }).click()
  await expect(finding(page, 'simulation')).toHaveAttribute('data-state', 'ok')
}

test('a lowering that somebody overtook cannot be signed as one, and is offered as the raise that it became', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('cBeam', mintLimit)
  await reviewLowering(page, '90000000')
  const sign = review(page).getByRole('button', { name: 'Sign: lower limit' })
  await expect(sign).toBeEnabled()

  await setMintLimit(chain, 80n * MILLION)
  await expect(sign).toBeDisabled()
  const dialog = review(page, /Lower/)
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'no longer does what it is called' }),
  ).toBeVisible()
  await expect(dialog).toContainText('100,000,000 USDS when it was opened, 80,000,000 USDS now')
  expect(wallet.asked).toEqual([])

  await dialog.getByRole('button', { name: /Review it as: Raise/ }).click()
  await expect(review(page, /Raise/)).toContainText('Sign: raise limit')
  await expect(review(page, /Lower/)).toHaveCount(0)
})

test('what somebody changed while the review was open is read before it is signed', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('cBeam', mintLimit)
  await reviewLowering(page, '60000000')
  await setMintLimit(chain, 95n * MILLION)
  const dialog = review(page)
  await expect(dialog).toContainText('100,000,000 USDS when it was opened, 95,000,000 USDS now')
  const sign = dialog.getByRole('button', { name: 'Sign: lower limit' })
  await expect(sign).toBeDisabled()
  await dialog.getByRole('button', { name: 'I have read what changed' }).click()
  await sign.click()
  await expect(dialog).toContainText('on chain at block')
  expect(wallet.asked).toHaveLength(1)
})

test('an override of one warning does not sign another that comes up later', async ({ page, chain, as }) => {
  const wallet = await as('freezer')
  // The wallet's own node is on another branch.
  wallet.behaviour.hostile = async ({ method }, honest) => {
    const answer = await honest()
    return method === 'eth_getBlockByNumber'
      ? { ...(answer as object), hash: `0x${'11'.repeat(32)}` }
      : answer
  }
  await page.keyboard.press('e')
  await page
    .getByRole('dialog', { name: 'Emergency' })
    .getByRole('button', { name: /Freeze relayer 0x15d3/ })
    .click()
  await expect(finding(page, 'second-source')).toHaveAttribute('data-state', 'wrong')
  const dialog = review(page, /Freeze relayer/)
  const field = dialog.getByLabel('Type OVERRIDE to sign anyway')
  const sign = dialog.getByRole('button', { name: 'Sign: freeze relayer' })
  await field.fill('OVERRIDE')
  await expect(sign).toBeEnabled()

  chain.gate.set({ kind: 'hostile', answer: revertingSimulations })
  await chain.mine()
  await expect(finding(page, 'simulation')).toHaveAttribute('data-state', 'wrong')
  await expect(sign).toBeDisabled()
  await expect(field).toHaveValue('')
  await expect(dialog).toContainText('Another warning came up since you typed')
  expect(wallet.asked).toEqual([])
  await field.fill('OVERRIDE')
  await expect(sign).toBeEnabled()
})

/** Simulates honestly, and says of every call that moves something that it reverts. */
const revertingSimulations: HostileAnswer = async ({ method }, honest) => {
  const answer = await honest()
  if (method !== 'eth_simulateV1') return answer
  return (answer as { calls: { logs: readonly unknown[] }[] }[]).map((block) => ({
    ...block,
    calls: block.calls.map((call) =>
      call.logs.length > 0
        ? { ...call, status: '0x0', logs: [], returnData: '0x', error: { code: 3, message: 'no' } }
        : call,
    ),
  }))
}

test('a simulation that hangs leaves a line that names its block, and turns amber with age', async ({
  page,
  chain,
  as,
}) => {
  await as('cBeam', mintLimit)
  await reviewLowering(page, '60000000')
  const { number } = await chain.head()
  const simulation = finding(page, 'simulation')
  await expect(simulation).toContainText(`block ${number}`)
  chain.gate.set({
    kind: 'hostile',
    answer: ({ method }, honest) => (method === 'eth_simulateV1' ? new Promise(() => undefined) : honest()),
  })
  const sign = review(page).getByRole('button', { name: 'Sign: lower limit' })
  for (let block = 0; block < 4; block++) await chain.warpBy(12n)
  await expect(simulation).toContainText(/block \S+, [45]\d s ago/)
  await expect(simulation).toHaveAttribute('data-state', 'ok')
  await expect(sign).toBeEnabled()
  await chain.warpBy(24n)
  await expect(simulation).toHaveAttribute('data-state', 'unknown')
  await expect(simulation).toContainText('no newer check has ended')
  await expect(sign).toBeDisabled()
})

test('a simulation that takes longer than a block comes to its end', async ({ page, chain, as }) => {
  await as('cBeam', mintLimit)
  /** Blocks on which a simulation was asked for; it waits until its block is let through. */
  const asked: string[] = []
  const through = new Map<string, () => void>()
  const waits = new Map<string, Promise<void>>()
  const wait = (base: string) => {
    const known = waits.get(base) ?? new Promise<void>((resolve) => through.set(base, resolve))
    waits.set(base, known)
    return known
  }
  chain.gate.set({
    kind: 'hostile',
    answer: async ({ method, params }, honest) => {
      if (method === 'eth_simulateV1') {
        const base = String(params[1])
        if (!asked.includes(base)) asked.push(base)
        await wait(base)
      }
      return honest()
    },
  })
  await page.getByRole('tab', { name: 'Lower' }).click()
  const form = page.getByRole('tabpanel', { name: 'Lower' })
  await form.getByLabel('Maximum').fill('60000000')
  await form.getByRole('button', { name: /^Lower/ }).click()
  const { number } = await chain.head()
  await expect.poll(() => asked.length).toBe(1)
  for (let block = 0; block < 3; block++) await chain.warpBy(12n)
  const simulation = finding(page, 'simulation')
  await expect(review(page)).toContainText(`block ${number + 3}`)
  await expect(simulation).toContainText('Not simulated yet')
  // The blocks that came meanwhile did not begin it anew.
  expect(asked).toHaveLength(1)
  through.get(asked[0] ?? '')?.()
  await expect(simulation).toContainText(`block ${number},`)
  await expect(simulation).toHaveAttribute('data-state', 'ok')
  await expect(review(page).getByRole('button', { name: 'Sign: lower limit' })).toBeEnabled()
  // The next one is about the newest block, not about those between.
  await expect.poll(() => asked.length).toBe(2)
  through.get(asked[1] ?? '')?.()
  await expect(simulation).toContainText(`block ${number + 3},`)
  chain.gate.set({ kind: 'open' })
})
