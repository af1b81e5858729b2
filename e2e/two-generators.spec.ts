import { type Address, encodeFunctionData, keccak256, stringToHex } from 'viem'
import { roles } from '../contracts/script/roles'
import { adminFacetAbi, administeredAgentAbi } from '../lib/abi'
import { httpRpc } from '../lib/chain/rpc'
import { startSavedScenario } from '../lib/cli/saved-scenario'
import type { ScenarioChain } from '../lib/cli/scenario-chain'
import { connect, expect, test } from './fixtures'
import { type SecondConsole, startSecondConsole } from './second-console'
import { injectWallet } from './wallet'

// One chain and one console for the stories of this file, which go on from each other.
test.describe.configure({ mode: 'default' })

let chain: ScenarioChain
let beside: SecondConsole

test.beforeAll(async () => {
  test.setTimeout(400_000)
  chain = await startSavedScenario({ generators: 2 })
  await httpRpc(chain.url).request('evm_mine', [])
  beside = await startSecondConsole(chain.deployment, chain.url)
  await expect
    .poll(async () => (await fetch(`${beside.origin}/api/health`)).status, { timeout: 60_000 })
    .toBe(200)
})

test.afterAll(async () => {
  await beside?.stop()
  await chain?.stop()
})

// The page's stream is ended by the page: a server that goes first is an error of the network to the browser.
test.afterEach(({ page }) => page.goto('about:blank'))

/** How many accounts operate each controller, as the controllers and their agents count them. */
async function operators(): Promise<readonly bigint[]> {
  const { generators, primes } = chain.deployment
  const relayers = encodeFunctionData({
    abi: adminFacetAbi,
    functionName: 'getRoleMemberCount',
    args: [keccak256(stringToHex('RELAYER'))],
  })
  const actors = encodeFunctionData({ abi: administeredAgentAbi, functionName: 'actorCount' })
  const all = [...generators.flatMap((one) => one.primes), ...primes].flatMap(
    ({ controllers }) => controllers,
  )
  const asked = new Map<Address, `0x${string}`>([
    ...generators.map(({ addresses }) => [addresses.diamond, relayers] as const),
    ...all.map(({ controller, agent }) =>
      agent === null ? ([controller, relayers] as const) : ([agent, actors] as const),
    ),
  ])
  const rpc = httpRpc(chain.url)
  return Promise.all(
    [...asked].map(async ([to, data]) =>
      BigInt(await rpc.request<string>('eth_call', [{ to, data }, 'latest'])),
    ),
  )
}

test('every page tells two Generators apart, and counts the Prime that they share once', async ({ page }) => {
  const main = page.getByRole('main')
  await page.goto(beside.origin)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/at block \d+/)
  // One bar for the Prime, and a row for each of its vaults.
  const picture = main.locator('#debt')
  await expect(picture.getByText('Spark', { exact: true })).toHaveCount(1)
  const rows = main.locator('#by-prime').getByRole('row').filter({ hasText: 'Spark' })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'Reserve Generator' })).toHaveAccessibleName(/exactly 3,000,000 USDS/)
  await expect(main.locator('#identities')).toContainText(/all \d+ identities hold/)

  await page.goto(`${beside.origin}/primes`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /of 4 Primes can draw|4 Primes can draw/,
  )
  await page.goto(`${beside.origin}/limits`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('limit')
  await expect(main.getByText('Reserve Generator: ', { exact: false }).first()).toBeVisible()
  await page.goto(`${beside.origin}/diamond`)
  await expect(main).toContainText('Reserve Generator')
  await page.goto(`${beside.origin}/handbook`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the page of the shared Prime shows it as either Generator funds it', async ({ page }) => {
  const main = page.getByRole('main')
  await page.goto(`${beside.origin}/primes/spark`)
  const funders = main.getByRole('navigation', { name: 'Generators that fund Spark' })
  await expect(funders.getByRole('link')).toHaveText(['USDS Generator', 'Reserve Generator'])
  await expect(funders.getByRole('link', { name: 'USDS Generator' })).toHaveAttribute('aria-current', 'true')
  await expect(main.getByRole('heading', { name: 'Spell', exact: true })).toBeVisible()
  await funders.getByRole('link', { name: 'Reserve Generator' }).click()
  await expect(page).toHaveURL(/generator=0x/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Spark can draw 3M USDS now')
  await expect(main.locator('#vault')).toContainText('Idle4M USDS')
  await expect(main.locator('[data-controller]')).toHaveCount(2)
})

test('one freeze takes both Generators and every Prime, and the page proves that nobody is left', async ({
  page,
}) => {
  expect((await operators()).every((count) => count > 0n)).toBe(true)
  const { chainId } = chain.deployment
  const context = await page.context().browser()!.newContext({ locale: 'en-GB' })
  const second = await context.newPage()
  const open = async (on: typeof page, role: 'freezerSigner1' | 'freezerSigner2') => {
    await injectWallet(on, chain.url, roles[role].account, chainId)
    await on.goto(`${beside.origin}/emergency`)
    await connect(on)
    return on.getByRole('region', { name: 'Freeze', exact: true })
  }
  const review = (on: typeof page) =>
    on.getByRole('dialog', { name: 'Freeze the funds of every Generator and Prime through Freezer Safe' })

  const card = await open(page, 'freezerSigner1')
  await expect(card.locator('[data-funds="spark"]')).toHaveCount(1)
  await card.getByRole('button', { name: 'Freeze all funds', exact: true }).click()
  // Two relayers of each Generator, and one account on each of the six controllers of the Primes.
  await expect(review(page).locator('[data-inner-call]')).toHaveCount(10)
  await review(page).getByRole('button', { name: 'Sign approval: freeze the funds' }).click()
  await expect(review(page).locator('[data-call="mined"]')).toBeVisible()
  await review(page).getByRole('button', { name: 'Close', exact: true }).last().click()

  const theirs = await open(second, 'freezerSigner2')
  await theirs
    .locator('[data-pending-freeze="freeze-funds"]')
    .getByRole('button', { name: 'Review and execute' })
    .click()
  await review(second).getByRole('button', { name: 'Sign execution: freeze the funds' }).click()
  await expect(review(second).locator('[data-call="mined"]')).toContainText('Executed')
  expect((await operators()).every((count) => count === 0n)).toBe(true)
  await expect(card.locator('[data-funds="spark"]')).toContainText('Frozen: nobody is left')
  await expect(page.getByRole('banner')).toContainText('USDS Generator frozen')
  await expect(page.getByRole('banner')).toContainText('Reserve Generator frozen')
  await second.goto('about:blank')
  await context.close()
})
