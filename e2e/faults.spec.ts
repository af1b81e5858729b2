import { encodeFunctionData } from 'viem'
import { keys } from '../contracts/script/scenario'
import { rateLimitsAbi } from '../lib/abi'
import { expect, test } from './fixtures'

const reverts = '0x60006000fd'
/** Answers every call with the single byte 0xff. */
const garbage = '0x60ff60005360016000f3'

for (const [name, code] of [
  ['reverts', reverts],
  ['returns garbage', garbage],
] as const) {
  test(`a vault that ${name} is unknown and named, and the totals say that they lack it`, async ({
    page,
    chain,
  }) => {
    const prime = chain.deployment.generators[0]!.primes[2]!
    const honest = await chain.code(prime.vault)
    await page.goto('/')
    const primes = page.getByRole('table', { name: 'Primes' })
    const row = primes.getByRole('row', { name: new RegExp(`^${prime.name}`) })
    await expect(row).not.toContainText('—')

    await chain.setCode(prime.vault, code)
    await expect(row).toContainText('—')
    await expect(page.getByRole('main')).toContainText(new RegExp(`lacks ${prime.name}`, 'i'))
    // Every other Prime is as it was.
    const other = primes.getByRole('row', {
      name: new RegExp(`^${chain.deployment.generators[0]!.primes[0]!.name}`),
    })
    await expect(other).not.toContainText('—')

    await chain.setCode(prime.vault, honest)
    await expect(row).not.toContainText('—')
  })
}

test('a vault of another asset is red, and not a number of USDS', async ({ page, chain }) => {
  const [generator] = chain.deployment.generators
  const prime = generator!.primes[1]!
  const honest = await chain.code(prime.vault)
  const usds = chain.deployment.mcd.usds.slice(2).toLowerCase()
  const other = generator!.primes[0]!.vault.slice(2).toLowerCase()
  expect(honest).toContain(usds)
  await page.goto('/')
  await chain.setCode(prime.vault, honest.replaceAll(usds, other))
  await expect(page.getByRole('main')).toContainText(`${prime.name}'s vault holds another token than USDS`)
  await chain.setCode(prime.vault, honest)
  await expect(
    page
      .getByRole('main')
      .getByRole('heading', { name: `${prime.name}'s vault holds another token than USDS` }),
  ).toHaveCount(0)
})

test('a node that serves an older block, or flaps between two, never takes the picture back', async ({
  page,
  chain,
}) => {
  await page.goto('/')
  await chain.mine()
  await chain.mine()
  const { number } = await chain.head()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText(`at block ${number}`)
  chain.gate.set({ kind: 'behind', at: number - 1, flaps: true })
  const seen = new Set<string>()
  for (let look = 0; look < 30; look++) {
    seen.add(await heading.innerText())
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    await page.request.get('/api/health')
  }
  expect([...seen].every((text) => text.includes(`at block ${number}`))).toBe(true)
})

test('three blocks are replaced by others, and the page follows without a reload', async ({
  page,
  chain,
}) => {
  await page.goto('/')
  for (let block = 0; block < 3; block++) await chain.mine()
  const before = await chain.head()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`at block ${before.number}`)
  await chain.reorganise(3)
  const after = await chain.head()
  expect(after.hash).not.toBe(before.hash)
  await expect
    .poll(async () => (await (await page.request.get('/api/health')).json()).block.hash)
    .toBe(after.hash)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`at block ${after.number}`)
})

test('huge and tiny numbers keep every digit', async ({ page, chain }) => {
  const [generator] = chain.deployment.generators
  const set = (maxAmount: bigint, slope: bigint) =>
    chain.call(
      chain.deployment.governance?.pauseProxy ?? '',
      generator!.addresses.rateLimits,
      encodeFunctionData({
        abi: rateLimitsAbi,
        functionName: 'setRateLimitData',
        args: [keys.mint, maxAmount, slope],
      }),
    )
  await page.goto(`/limits?key=${keys.mint}`)
  const main = page.getByRole('main')
  await set(2n ** 256n - 2n, 1n)
  await expect(main).toContainText(
    '115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457.584007913129639934',
  )
  await expect(main).not.toContainText(/NaN|Infinity|e\+/)
  await set(1n, 0n)
  await expect(main).toContainText('0.000000000000000001')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
