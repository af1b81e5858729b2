import type { Page } from '@playwright/test'
import { encodeFunctionData, keccak256, stringToHex } from 'viem'
import { adminFacetAbi, administeredAgentAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import { somebodyElse } from './somebody-else'
import type { Stack } from './stack'

const reviewOf = (page: Page, through: 'Freezer Safe' | null) =>
  page.getByRole('dialog', {
    name: through
      ? `Freeze the funds of every Generator and Prime through ${through}`
      : /^Freeze the funds of every Generator and Prime$/,
  })

const card = (page: Page) => page.getByRole('region', { name: 'Freeze', exact: true })
const freezeAll = (page: Page) => card(page).getByRole('button', { name: 'Freeze all funds', exact: true })
const everyPrime = ({ deployment }: Stack) => [
  ...deployment.generators.flatMap(({ primes }) => primes),
  ...deployment.primes,
]

/** How many accounts operate each controller of the deployment, as the controllers and their agents count them. */
async function operators(chain: Stack): Promise<readonly bigint[]> {
  const relayers = encodeFunctionData({
    abi: adminFacetAbi,
    functionName: 'getRoleMemberCount',
    args: [keccak256(stringToHex('RELAYER'))],
  })
  const actors = encodeFunctionData({ abi: administeredAgentAbi, functionName: 'actorCount' })
  const asked = [
    ...chain.deployment.generators.map(({ addresses }) => [addresses.diamond, relayers] as const),
    ...everyPrime(chain).flatMap(({ controllers }) =>
      controllers.map(({ controller, agent }) =>
        agent === null ? ([controller, relayers] as const) : ([agent, actors] as const),
      ),
    ),
  ]
  return Promise.all(asked.map(async ([to, data]) => BigInt(await chain.ask(to, data))))
}

test('the Safe freezes the funds of the Generator and of Primes at every stage in one transaction, and whoever raced it is told', async ({
  page,
  chain,
  as,
}) => {
  // The backup freezer may remove the relayers of the Generator, which it is about to do.
  await as('freezer', '/emergency')
  await freezeAll(page).click()
  const raced = reviewOf(page, null)
  await expect(raced.getByRole('button', { name: 'Sign 2 times: freeze the funds' })).toBeEnabled()
  await expect(raced).toContainText('Somebody else has to remove the rest')

  const first = await somebodyElse(page, chain, 'freezerSigner1', '/emergency')
  const readers = new Set(
    everyPrime(chain).flatMap(({ controllers }) => controllers.map((one) => one.reader)),
  )
  expect([...readers].sort()).toEqual(['diamond-pau', 'eip2535', 'faceted', 'monolithic'])
  await freezeAll(first.page).click()
  const approval = reviewOf(first.page, 'Freezer Safe')
  // Two relayers of the Generator, and one account on each of the six controllers of the Primes.
  await expect(approval.locator('[data-inner-call]')).toHaveCount(8)
  await expect(approval.locator('[data-finding="once-executed"]')).toHaveAttribute('data-state', 'ok')
  await approval.getByRole('button', { name: 'Sign approval: freeze the funds' }).click()
  await expect(approval.locator('[data-call="mined"]')).toBeVisible()
  await approval.getByRole('button', { name: 'Close', exact: true }).last().click()

  const second = await somebodyElse(page, chain, 'freezerSigner2', '/emergency')
  const pending = card(second.page).locator('[data-pending-freeze="freeze-funds"]')
  await pending.getByRole('button', { name: 'Review and execute' }).click()
  const execution = reviewOf(second.page, 'Freezer Safe')
  await expect(execution.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await execution.getByRole('button', { name: 'Sign execution: freeze the funds' }).click()
  await expect(execution.locator('[data-call="mined"]')).toContainText('Executed')
  await expect(execution).toContainText(/stated changes on chain at block/)
  expect(second.wallet.asked).toHaveLength(1)

  // Nobody is left, on every page and on the chain.
  expect(await operators(chain)).toEqual(Array.from({ length: 7 }, () => 0n))
  for (const { slug } of everyPrime(chain)) {
    await expect(card(first.page).locator(`[data-funds="${slug}"]`)).toContainText('Frozen: nobody is left')
  }
  await expect(first.page.getByRole('banner')).toContainText('USDS Generator frozen')

  // The freezer who was slower reads that it is so already, and is asked for no signature.
  await expect(raced).toContainText(
    'It is so already: Nobody can move the funds of every Generator and Prime: they are frozen already.',
  )
  await expect(raced.getByRole('button', { name: /^Sign/ })).toBeDisabled()
  await raced.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(freezeAll(page)).toBeDisabled()
  await expect(card(page)).toContainText('Frozen already')
  await first.leave()
  await second.leave()
})
