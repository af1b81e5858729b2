import type { Locator, Page } from '@playwright/test'
import { decodeFunctionData, encodeFunctionData, stringToHex } from 'viem'
import {
  administeredAgentAbi,
  dispatchedPauAbi,
  erc4626FacetAbi,
  jugAbi,
  sparkVaultFacetAbi,
  transferAssetFacetAbi,
  usdsFacetAbi,
} from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

test('anyone books the fees of a legacy ilk, and of the ilk of the Generator, where they are shown', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('keeper', '/primes/keel')
  for (const ilk of ['ALLOCATOR-NOVA-A', 'ALLOCATOR-GENERATOR-A']) {
    await page.getByRole('button', { name: `Book fees of ${ilk}`, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: `Book the accrued fees of ${ilk}` })
    await expect(dialog).toContainText('drip(bytes32)')
    await expect(dialog).toContainText('Anyone may call drip of the Jug')
    await expect(dialog).toContainText(/USDS of fees have accrued since the last drip, .* ago/)
    await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
    await dialog.getByRole('button', { name: 'Sign: book the fees', exact: true }).click()
    await expect(dialog).toContainText(/stated changes? on chain at block/)
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    expect(wallet.asked.at(-1)).toEqual({
      to: chain.deployment.mcd.jug,
      data: encodeFunctionData({
        abi: jugAbi,
        functionName: 'drip',
        args: [stringToHex(ilk, { size: 32 })],
      }),
    })
  }
  expect(wallet.asked).toHaveLength(2)
})

test('the fees of a Prime that no Generator funds are booked on its page', async ({ page, as }) => {
  await as('keeper', '/primes/osero')
  await page.getByRole('button', { name: 'Book fees of ALLOCATOR-PRYSM-A', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Book the accrued fees of ALLOCATOR-PRYSM-A' })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign: book the fees', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
})

const flows = (page: Page) => page.locator('#flows')

/** Opens one of the ways to move funds of the vault whose page is open. */
async function openFlow(page: Page, tab: 'Take' | 'Return' | 'Add' | 'Recall') {
  await flows(page).getByRole('tab', { name: tab, exact: true }).click()
  return flows(page).getByRole('tabpanel', { name: tab, exact: true })
}

/** Signs the review that is open, and waits until its effects were seen on chain. */
async function sign(dialog: Locator, name: string) {
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name, exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
}

const primeOf = ({ deployment }: Stack, slug: string) => {
  const prime = deployment.generators[0]?.primes.find((entry) => entry.slug === slug)
  if (!prime) throw new Error(`The deployment has no Prime ${slug}`)
  return prime
}

const MILLION = 10n ** 24n

test('a relayer of a Prime takes all that goes through with one press, and returns a part of it', async ({
  page,
  chain,
  as,
}) => {
  const { vault, controllers } = primeOf(chain, 'keel')
  const wallet = await as('primeRelayer', '/primes/keel')
  const draw = page.getByRole('region', { name: 'Keel can draw now', exact: true })
  await expect(draw).toContainText('What the withdrawal policy lets out binds.')
  await expect(flows(page)).toContainText("Usually a relayer's bot does this.")

  const take = await openFlow(page, 'Take')
  const button = take.getByRole('button', { name: "Take from Keel's vault", exact: true })
  await expect(button).toBeDisabled()
  await expect(take).toContainText(
    /At most 3\.\d+M USDS can be taken now: what the withdrawal policy lets out binds\./,
  )
  await take.getByRole('button', { name: 'Use the most', exact: true }).click()
  await button.click()
  const taking = page.getByRole('dialog', { name: /^Take 3\.\d+M USDS out of Keel's vault$/ })
  await expect(taking).toContainText('takeFromSparkVault(address,uint256)')
  await expect(taking).toContainText('is a relayer of Keel, and not frozen')
  await sign(taking, 'Sign: take from the vault')
  const taken = decodeFunctionData({ abi: sparkVaultFacetAbi, data: wallet.asked[0]?.data ?? '0x' })
  expect(wallet.asked[0]?.to).toBe(controllers[0].controller)
  expect(taken).toMatchObject({ functionName: 'takeFromSparkVault', args: [vault, expect.any(BigInt)] })

  // What was taken is gone from the policy, and from what is idle.
  await expect(draw).not.toContainText(/3\.\d+M USDS/)
  const back = await openFlow(page, 'Return')
  await back.getByRole('textbox', { name: 'Amount to return' }).fill('1,000,000.000000000000000001')
  await back.getByRole('button', { name: "Return to Keel's vault", exact: true }).click()
  const returning = page.getByRole('dialog', { name: "Return 1M USDS to Keel's vault" })
  await expect(returning).toContainText('transferAsset(address,address,uint256)')
  await sign(returning, 'Sign: return to the vault')
  expect(wallet.asked[1]).toEqual({
    to: controllers[0].controller,
    data: encodeFunctionData({
      abi: transferAssetFacetAbi,
      functionName: 'transferAsset',
      args: [chain.deployment.mcd.usds, vault, MILLION + 1n],
    }),
  })
})

test('more than goes through is refused with what binds and from when it would pass', async ({
  page,
  as,
}) => {
  const wallet = await as('primeRelayer', '/primes/keel')
  const take = await openFlow(page, 'Take')
  const amount = take.getByRole('textbox', { name: 'Amount to take' })
  const button = take.getByRole('button', { name: "Take from Keel's vault", exact: true })
  await amount.fill('3,200,000')
  await expect(take).toContainText('More than goes through now.')
  await expect(button).toBeDisabled()
  await expect(take).toContainText(
    /what the withdrawal policy lets out binds; 3\.2M USDS from .* UTC, in .*, once: The Generator adds .* to the vault/,
  )
  await amount.fill('11,000,000')
  await expect(take).toContainText(
    /11M USDS never by waiting\. Its take limit never holds more than 10M USDS, so more does not go through at once\./,
  )
  expect(wallet.asked).toEqual([])
})

test('an actor of an agent takes from the vault of a production controller', async ({ page, chain, as }) => {
  const { vault, controllers } = primeOf(chain, 'spark')
  const [{ controller, agent }] = controllers
  const wallet = await as('primeRelayer', '/primes/spark')
  const take = await openFlow(page, 'Take')
  await take.getByRole('textbox', { name: 'Amount to take' }).fill('1000')
  await take.getByRole('button', { name: "Take from Spark's vault", exact: true }).click()
  const dialog = page.getByRole('dialog', { name: "Take 1K USDS out of Spark's vault" })
  await expect(dialog).toContainText('sparkVault_take(address,uint256)')
  await expect(dialog).toContainText('is an actor of Spark, and not frozen')
  await sign(dialog, 'Sign: take from the vault')
  const data = encodeFunctionData({
    abi: dispatchedPauAbi,
    functionName: 'sparkVault_take',
    args: [vault, 1_000n * 10n ** 18n],
  })
  expect(wallet.asked).toEqual([
    {
      to: agent,
      data: encodeFunctionData({ abi: administeredAgentAbi, functionName: 'call', args: [controller, data] }),
    },
  ])
})

test('a stranger is told whose the funds of a vault are to move', async ({ page, as }) => {
  const wallet = await as('keeper', '/primes/keel')
  const take = await openFlow(page, 'Take')
  await expect(take).toContainText('Not a relayer of Keel, or frozen')
  await expect(take.getByRole('button', { name: "Take from Keel's vault", exact: true })).toBeDisabled()
  expect(wallet.asked).toEqual([])
})

test('a relayer of the Generator recalls what is idle, and adds it to the vault again', async ({
  page,
  chain,
  as,
}) => {
  const { vault } = primeOf(chain, 'keel')
  const { diamond } = chain.deployment.generators[0]?.addresses ?? {}
  const wallet = await as('relayer1', '/primes/keel')
  const recall = await openFlow(page, 'Recall')
  await expect(recall).toContainText(
    /At most 4\.02M USDS can be recalled now: what lies idle in its vault binds\./,
  )
  await recall.getByRole('textbox', { name: 'Amount to recall' }).fill('4,025,000.000000000000000001')
  await expect(recall).toContainText('once: Keel returns <0.01 USDS to the vault')
  await recall.getByRole('button', { name: 'Use the most', exact: true }).click()
  await recall.getByRole('button', { name: "Recall from Keel's vault", exact: true }).click()
  const recalling = page.getByRole('dialog', { name: "Recall 4.02M USDS from Keel's vault" })
  await expect(recalling).toContainText('withdrawERC4626(address,uint256,uint256)')
  await expect(recalling).toContainText(/shares are burned for it now; at most .* shares may be/)
  await sign(recalling, 'Sign: recall from the vault')
  await expect(page.getByRole('region', { name: 'Keel can draw now', exact: true })).toContainText(
    /^.*0 USDS/,
  )

  const add = await openFlow(page, 'Add')
  await add.getByRole('textbox', { name: 'Amount to add' }).fill('4,000,000')
  await add.getByRole('button', { name: "Add to Keel's vault", exact: true }).click()
  const adding = page.getByRole('dialog', { name: "Add 4M USDS to Keel's vault" })
  await expect(adding).toContainText('Nothing is minted.')
  await sign(adding, 'Sign: add to the vault')
  const [first, second] = wallet.asked.map(({ to, data }) => {
    expect(to).toBe(diamond)
    return decodeFunctionData({ abi: erc4626FacetAbi, data })
  })
  expect(first).toMatchObject({
    functionName: 'withdrawERC4626',
    args: [vault, 4_025_000n * 10n ** 18n, expect.any(BigInt)],
  })
  expect(second).toMatchObject({
    functionName: 'depositERC4626',
    args: [vault, 4n * MILLION, expect.any(BigInt)],
  })
})

test('what the ALMProxy of the Generator lacks is minted before it is added', async ({ page, chain, as }) => {
  const { vault } = primeOf(chain, 'spark')
  const wallet = await as('relayer1', '/primes/spark')
  const add = await openFlow(page, 'Add')
  await add.getByRole('textbox', { name: 'Amount to add' }).fill('15,000,000')
  await expect(add).toContainText('2M USDS of it is minted first: the ALMProxy has too little.')
  await add.getByRole('button', { name: "Add to Spark's vault", exact: true }).click()
  const dialog = page.getByRole('dialog', {
    name: "Add 15M USDS to Spark's vault, of which it mints 2M USDS",
  })
  await expect(dialog).toContainText('2 transactions one after the other')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign 2 times: add to the vault', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  // Each of its transactions has a block of its own, so what depends on the second is not proven.
  await expect(dialog).toContainText(/It took 2 blocks: \d+ stated values that depend on the second/)
  const calls = wallet.asked.map(({ data }) =>
    decodeFunctionData({ abi: [...usdsFacetAbi, ...erc4626FacetAbi], data }),
  )
  expect(calls).toMatchObject([
    { functionName: 'mintUSDS', args: [2n * MILLION] },
    { functionName: 'depositERC4626', args: [vault, 15n * MILLION, expect.any(BigInt)] },
  ])
})
