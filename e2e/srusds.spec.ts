import type { Locator } from '@playwright/test'
import { encodeFunctionData, erc20Abi } from 'viem'
import { roles } from '../contracts/script/roles'
import { lctsQueueAbi, srUsdsFacetAbi } from '../lib/abi'
import { expect, test } from './fixtures'
import type { Stack } from './stack'

const MINUTE = 60n
const HOUR = 3_600n
/** 2026-11-20 [days since 1970]. */
const NOW_DAY = 20_777n

const diamondOf = ({ deployment }: Stack) => deployment.generators[0]?.addresses.diamond ?? '0x'

/** The LCTS operator locks or settles the queues. */
const act = (chain: Stack, functionName: 'lockQueues' | 'settleQueues') =>
  chain.call(
    roles.lctsOperator.address,
    diamondOf(chain),
    encodeFunctionData({ abi: srUsdsFacetAbi, functionName }),
  )

/** Signs the review that is open, and waits until its effects were seen on chain. */
async function sign(dialog: Locator, verb: string) {
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: `Sign: ${verb}`, exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
}

test('the week of srUSDS is told day by day, with the minutes', async ({ page, chain }) => {
  await page.goto(`${chain.origin}/srusds`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 srUSDS is worth 0.995199 sUSDS')
  const row = (day: string) => page.locator(`#record-${day}`)
  await expect(row('2026-11-13')).toContainText('On time')
  await expect(row('2026-11-15')).toContainText('settled late, by 100 min')
  await expect(row('2026-11-16')).toContainText('Skipped')
  await expect(row('2026-11-16')).toContainText('skipped, covered by the settlement of 2026-11-17 16:00 UTC')
  await expect(row('2026-11-17')).toContainText('still locked since 2026-11-16 13:00 UTC')
  await expect(row('2026-11-18')).toContainText('a haircut of 0.5 %')
  await expect(row('2026-11-19')).toContainText('fallback: nothing was published')

  // Every party has what it owes, and what is not yet so for the exit says what to do.
  const backing = page.locator('#backing')
  await expect(backing.locator('[data-state-badge="ok"]')).toHaveCount(5)
  const exit = page.locator('#exit')
  await expect(exit.locator('[data-gate="rate"]')).toHaveAttribute('data-state', 'ok')
  await expect(exit.locator('[data-gate="minter"]')).toHaveAttribute('data-state', 'ok')
  await expect(exit.locator('[data-gate="on-time"]')).toHaveAttribute('data-state', 'wrong')
  await expect(exit.locator('[data-gate="on-time"]')).toContainText('What to do:')

  // The figures of the chart are a table.
  const rate = page.locator('#rate')
  await rate.getByRole('button', { name: /Show figures/ }).click()
  await expect(rate.getByRole('table')).toContainText('1.0002')
})

test('anyone sees what an address has in the queues, what it can do and when it can leave', async ({
  page,
  chain,
}) => {
  const { saver5, relayer1 } = roles
  await page.goto(`${chain.origin}/srusds?account=${saver5.address}`)
  const position = (queue: string) => page.locator(`[data-position="${queue}"]`)
  await expect(page.locator('#position')).toContainText('Filled in from a link.')
  await expect(position('subscribe')).toContainText('sUSDS not converted')
  await expect(position('subscribe')).toContainText('Leave with all of it.')
  await expect(position('subscribe')).toContainText('Now, until the lock of 2026-11-20 13:00 UTC.')
  await expect(position('redeem')).toContainText('There is nothing to leave.')

  const field = page.getByLabel('Address', { exact: true })
  await field.fill('0x1234')
  await expect(page.locator('#position')).toContainText('This is not an address, or its checksum is wrong.')
  await field.fill(relayer1.address)
  await expect(position('subscribe')).toContainText('nothing')
  await expect(page).toHaveURL(new RegExp(relayer1.address))

  // While the queue is locked nobody leaves; what has ended can be claimed all the same.
  await field.fill(saver5.address)
  await chain.warpBy(5n * HOUR)
  await act(chain, 'lockQueues')
  await expect(position('subscribe')).toContainText('Nothing before the settlement: the queue is locked.')
  await expect(position('subscribe')).toContainText(
    'After the settlement, which is due 2026-11-20 16:00 UTC.',
  )
})

test('a lock that lasts is named with its minutes, and a late settlement ends it', async ({
  page,
  chain,
}) => {
  await page.goto(`${chain.origin}/srusds`)
  const next = page.locator('#next')
  await expect(next).toContainText('13:00 UTC')
  await expect(page.locator('#subscribe')).toContainText('Open')
  await chain.warpBy(5n * HOUR + 20n * MINUTE)
  await expect(next).toContainText('not locked at 13:00, nor in 20 min after it')
  await act(chain, 'lockQueues')
  await expect(next).toContainText('locked late, by 20 min')
  await expect(page.locator('#subscribe')).toContainText('Locked')

  await chain.warpBy(3n * HOUR + 10n * MINUTE)
  await expect(next).toContainText('overdue by 30 min')
  await expect(page.locator('#subscribe')).toContainText('Locked outside its window')
  await page.goto(`${chain.origin}/`)
  await expect(page.getByRole('main')).toContainText('The SubscribeQueue has been locked for more than 3 h')

  await page.goto(`${chain.origin}/srusds`)
  await act(chain, 'settleQueues')
  await expect(next).toContainText('settled late, by 30 min')
  await expect(page.locator('#subscribe')).not.toContainText('Locked outside its window')
})

test('the LCTS operator locks the queues, and settles them once that is due', async ({ page, chain, as }) => {
  const wallet = await as('lctsOperator', '/srusds')
  const next = page.locator('#next')
  const lock = next.getByRole('button', { name: 'Lock the queues', exact: true })
  const settle = next.getByRole('button', { name: 'Settle the queues', exact: true })
  await expect(lock).toBeDisabled()
  await expect(next).toContainText(/no day is locked twice: the next lock is due .*13:00 UTC/)
  await expect(settle).toBeDisabled()

  await chain.warpBy(5n * HOUR + 20n * MINUTE)
  await lock.click()
  const locking = page.getByRole('dialog', { name: /^Lock the queues of srUSDS of / })
  await expect(locking).toContainText('lockQueues()')
  await expect(locking).toContainText('holds LCTS_OPERATOR of')
  await expect(locking).toContainText('The lock of 2026-11-20 is due since 13:00 UTC')
  await expect(locking).toContainText(/The SubscribeQueue is locked with [\d,.]+ sUSDS in it/)
  await sign(locking, 'lock the queues')
  await expect(page.locator('#subscribe')).toContainText('Locked')
  await expect(settle).toBeDisabled()
  await expect(next).toContainText(/The settlement of 2026-11-20 is due .*16:00 UTC/)

  await chain.warpBy(3n * HOUR)
  await settle.click()
  const settling = page.getByRole('dialog', { name: /^Settle the queues of srUSDS of / })
  await expect(settling).toContainText('settleQueues()')
  await expect(settling).toContainText('It is the settlement of 2026-11-20, due since 16:00 UTC')
  await expect(settling).toContainText('The rate stays at 0.995199')
  await expect(settling).toContainText(/The SubscribeQueue converts .*wait on/)
  await sign(settling, 'settle the queues')
  await expect(page.locator('#subscribe')).toContainText('Open')
  await expect(next).toContainText('settled late')
  const sent = (['lockQueues', 'settleQueues'] as const).map((functionName) => ({
    to: diamondOf(chain),
    data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName }),
  }))
  expect(wallet.asked).toEqual(sent)
})

const queueOf = ({ deployment }: Stack, queue: 'subscribeQueue' | 'redeemQueue') =>
  deployment.generators[0]?.srUsds?.[queue] ?? '0x'

test('a saver claims what was converted, and leaves with the rest', async ({ page, chain, as }) => {
  const wallet = await as('saver3', '/srusds')
  const mine = page.locator('[data-position="subscribe"]')
  await expect(mine).toContainText(/sUSDS not converted, .* srUSDS to claim/)
  const claim = mine.getByRole('button', { name: 'Claim rewards', exact: true })
  await claim.click()
  const claiming = page.getByRole('dialog', { name: 'Claim rewards from the SubscribeQueue' })
  await expect(claiming).toContainText('claim()')
  await expect(claiming).toContainText(/[\d,.]+ srUSDS can be claimed/)
  await sign(claiming, 'claim the rewards')
  await expect(claim).toBeDisabled()
  await expect(mine).toContainText('There is nothing to claim before a settlement converts some of it.')

  await mine.getByRole('button', { name: 'Leave the SubscribeQueue', exact: true }).click()
  const leaving = page.getByRole('dialog', { name: 'Leave the SubscribeQueue' })
  await expect(leaving).toContainText('claimAndExit()')
  await sign(leaving, 'leave the queue')
  await expect(mine).toContainText('There is nothing to leave.')
  await expect(mine.getByRole('button', { name: /^(Claim|Leave) / })).toHaveCount(0)
  const sent = (['claim', 'claimAndExit'] as const).map((functionName) => ({
    to: queueOf(chain, 'subscribeQueue'),
    data: encodeFunctionData({ abi: lctsQueueAbi, functionName }),
  }))
  expect(wallet.asked).toEqual(sent)
})

test('a saver enters a queue with what it holds, after an approval of just that', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('saver4', '/srusds')
  const mine = page.locator('[data-position="subscribe"]')
  const button = mine.getByRole('button', { name: 'Enter the SubscribeQueue', exact: true })
  await expect(button).toBeDisabled()
  const amount = mine.getByRole('textbox', { name: /^sUSDS to put in/ })
  await amount.fill('1,000,000')
  await expect(mine).toContainText(/The account has no more than [\d,.]+ sUSDS\./)
  await amount.fill('1,000.000000000000000001')
  await button.click()
  const dialog = page.getByRole('dialog', {
    name: 'Enter the SubscribeQueue with 1,000.000000000000000001 sUSDS',
  })
  await expect(dialog).toContainText('approve(address,uint256)')
  await expect(dialog).toContainText('enter(uint256)')
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await dialog.getByRole('button', { name: 'Sign 2 times: enter the queue', exact: true }).click()
  await expect(dialog).toContainText(/stated changes? on chain at block/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(mine).toContainText('1K sUSDS not converted')
  const put = 1_000n * 10n ** 18n + 1n
  const queue = queueOf(chain, 'subscribeQueue')
  expect(wallet.asked).toEqual([
    {
      to: chain.deployment.generators[0]?.srUsds?.underlying,
      data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [queue, put] }),
    },
    { to: queue, data: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'enter', args: [put] }) },
  ])
})

test('anyone has a saver paid what has ended, also while a queue is locked', async ({ page, chain, as }) => {
  const { saver2, saver5 } = roles
  const wallet = await as('keeper', `/srusds?account=${saver5.address}`)
  const shown = page.locator('[data-position="subscribe"]')
  const leave = shown.getByRole('button', { name: 'Leave the SubscribeQueue', exact: true })
  await expect(leave).toBeDisabled()
  await expect(shown).toContainText('Only the account itself can do this')

  await page.getByLabel('Address', { exact: true }).fill(saver2.address)
  await chain.warpBy(5n * HOUR)
  await act(chain, 'lockQueues')
  await expect(page.locator('#subscribe')).toContainText('Locked')
  await shown.getByRole('button', { name: 'Claim what has ended', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Claim for .* what has ended in the SubscribeQueue$/ })
  await expect(dialog).toContainText('claimFinalized(address)')
  await expect(dialog).toContainText('Anyone may ask for it, and the user is paid')
  await sign(dialog, 'claim what has ended')
  await expect(shown).toContainText('There is nothing to leave.')
  const data = encodeFunctionData({
    abi: lctsQueueAbi,
    functionName: 'claimFinalized',
    args: [saver2.address],
  })
  expect(wallet.asked).toEqual([{ to: queueOf(chain, 'subscribeQueue'), data }])
})

test('the Core Council publishes a settlement, and replaces it before the lock', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('coreCouncil', '/srusds')
  const next = page.locator('#next')
  const button = next.getByRole('button', { name: 'Publish the settlement', exact: true })
  await expect(button).toBeDisabled()
  const capacity = next.getByRole('textbox', { name: /^Capacity beyond netting/ })
  const factor = next.getByRole('textbox', { name: 'The rate is multiplied by' })
  await capacity.fill('2,000')
  await factor.fill('1.11')
  await expect(next).toContainText('The factor has to be above 0, and at most 1.1')
  await factor.fill('1.00001')
  await expect(next).toContainText('That is yield of 0.001 %.')
  await button.click()
  const dialog = page.getByRole('dialog', { name: /^Publish the settlement of 2026-11-20: 2,000 sUSDS/ })
  await expect(dialog).toContainText('publishSettlement(uint256,uint128,uint64)')
  await expect(dialog).toContainText('It replaces what was published.')
  await sign(dialog, 'publish the settlement')
  await expect(next).toContainText('For 2026-11-20: 2K sUSDS beyond netting, yield of 0.001 %.')

  // What takes from everybody has to be typed out.
  await factor.fill('0.99')
  await button.click()
  const cut = page.getByRole('dialog', { name: /a haircut of 1 %$/ })
  await expect(cut).toContainText(/It takes from everybody who has srUSDS: a haircut of 1 %, [\d,.]+ sUSDS/)
  await expect(cut.getByRole('button', { name: 'Sign: publish the settlement', exact: true })).toBeDisabled()
  await cut.getByRole('button', { name: 'Close', exact: true }).last().click()

  await chain.warpBy(5n * HOUR)
  await expect(next.getByRole('combobox', { name: 'Settlement of' })).toContainText('2026-11-21')
  await expect(next.getByRole('combobox', { name: 'Settlement of' })).not.toContainText('2026-11-20')
  const args = [NOW_DAY, 2_000n * 10n ** 18n, 1_000_010_000_000_000_000n] as const
  expect(wallet.asked).toEqual([
    {
      to: diamondOf(chain),
      data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName: 'publishSettlement', args }),
    },
  ])
})
