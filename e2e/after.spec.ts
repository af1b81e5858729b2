import type { Locator } from '@playwright/test'
import { encodeFunctionData, type Hex, keccak256 } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { roles } from '../contracts/script/roles'
import { beamTimeLockAbi } from '../lib/abi'
import { httpRpc } from '../lib/chain/rpc'
import { expect, test } from './fixtures'
import { clientOf, notGreen, reviewFreeze, type Sent, sending, signFreeze } from './signing'

test.describe('where it stands', () => {
  test('a transaction of which the wallet’s own node knows nothing is disputed, not mined', async ({
    page,
    as,
  }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = async ({ method }, honest) =>
      ['eth_getTransactionReceipt', 'eth_getTransactionByHash'].includes(method) ? null : honest()
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toContainText('Disputed')
    await expect(dialog).toContainText(
      /Test wallet is at block \d+ and knows neither transaction nor receipt/,
    )
    await expect(dialog.locator('[data-outcome="wrong"]')).toBeVisible()
    await expect(dialog.locator('[data-outcome="ok"]')).toHaveCount(0)
  })

  test('on a private fork nothing is proven: the wallet’s own node has another block', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    const before = await chain.head()
    // The wallet's node stays on the chain without it, and goes on there.
    wallet.behaviour.hostile = async ({ method, params }, honest) => {
      if (['eth_getTransactionReceipt', 'eth_getTransactionByHash'].includes(method)) return null
      if (method !== 'eth_getBlockByNumber' && method !== 'eth_getBlockByHash') return honest()
      const block = (await honest()) as { number: Hex } | null
      const isForked = block !== null && Number(block.number) > before.number
      if (!isForked) return block
      return method === 'eth_getBlockByHash' ? null : { ...block, hash: `0x${'99'.repeat(32)}`, params }
    }
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toContainText('Disputed')
    await expect(dialog.locator('[data-outcome="wrong"]')).toContainText('Test wallet has another picture')
    await expect(dialog).not.toContainText('Nobody could act')
  })

  test('a transaction that one source alone has is said to be that', async ({ page, as }) => {
    const wallet = await as('freezer')
    const dialog = await reviewFreeze(page)
    await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
    wallet.behaviour.reads = false
    await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
    await expect(dialog.locator('[data-call="mined"]')).toContainText('by one source only')
    await expect(dialog.locator('[data-outcome="unknown"]')).toContainText(
      "By one source only: this console's server",
    )
  })

  test('a transaction that is not seen is told with how long, and turns mined once it is', async ({
    page,
    chain,
    as,
  }) => {
    await page.clock.install()
    const wallet = await as('freezer')
    let raw: Hex = '0x'
    wallet.behaviour.hostile = sending(async ({ to, data }) => {
      const client = clientOf(chain, roles.freezer.account)
      const request = await client.prepareTransactionRequest({ to, data, chain: null, gas: 1_000_000n })
      raw = await client.signTransaction({ ...request, chain: null })
      return keccak256(raw)
    })
    const dialog = await signFreeze(page)
    await expect(dialog).toContainText('Sent, not seen yet')
    await page.clock.fastForward('04:05')
    await expect(dialog).toContainText(/Not seen yet, for 4 min/)
    await expect(dialog).toContainText('private relays answer a hash of their own')
    await httpRpc(chain.rpcUrl).request('eth_sendRawTransaction', [raw])
    await page.clock.fastForward('00:20')
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await expect(dialog).toContainText('2 stated changes on chain at block')
  })

  test('a block that is gone takes "mined" back', async ({ page, chain, as }) => {
    await as('freezer')
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toContainText('of 64 blocks deep')
    await chain.mine()
    await chain.reorganise(2)
    await expect(dialog.locator('[data-call="missing"]')).toContainText('which is no longer there')
    await notGreen(dialog)
  })

  for (const [name, replacing, word] of [
    ['the same with another fee', (sent: Sent) => ({ to: sent.to, data: sent.data }), 'mined'],
    ['nothing, to itself', () => ({ to: roles.freezer.address }), 'Cancelled'],
    ['something else', () => ({ to: roles.donor.address, value: 1n }), 'Replaced'],
  ] as const) {
    test(`a transaction that the account replaced by ${name} is told as that`, async ({
      page,
      chain,
      as,
    }) => {
      const wallet = await as('freezer')
      await chain.holdBlocks()
      let sent: Sent | null = null
      wallet.behaviour.hostile = sending(async (transaction, honest) => {
        sent = transaction
        return honest()
      })
      const dialog = await signFreeze(page)
      await expect(dialog.locator('[data-call="submitted"]')).toContainText('know it')
      const rpc = httpRpc(chain.rpcUrl)
      const count = await rpc.request<Hex>('eth_getTransactionCount', [roles.freezer.address, 'latest'])
      await clientOf(chain, roles.freezer.account).sendTransaction({
        ...replacing(sent as unknown as Sent),
        ...{ chain: null, nonce: Number(count), gas: 1_000_000n },
        ...{ maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 11n },
      })
      await chain.releaseBlocks()
      if (word === 'mined') {
        await expect(dialog.locator('[data-call="mined"]')).toContainText('sent again with another fee')
        await expect(dialog).toContainText('2 stated changes on chain at block')
      } else {
        await expect(dialog.locator('[data-call="replaced"]')).toContainText(word)
        await notGreen(dialog)
      }
    })
  }
})

test('what also changed in its block is listed as loudly as what is missing', async ({ page, chain, as }) => {
  await as('freezer')
  await chain.holdBlocks()
  const dialog = await signFreeze(page)
  await expect(dialog.locator('[data-call="submitted"]')).toBeVisible()
  const pause = encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'pause' })
  await clientOf(chain, roles.emergencyWallet.account).sendTransaction({
    ...{ chain: null, gas: 1_000_000n, to: deployedUnit(chain.deployment).timelock, data: pause },
  })
  await chain.releaseBlocks()
  const outcome = dialog.locator('[data-outcome="wrong"]')
  await expect(outcome).toContainText('More changed than was stated')
  await expect(outcome).toContainText('Timelock')
})

test.describe('after a freeze of one of two', () => {
  /** Who is out, who is not, and the button for what is left. */
  async function leavesOne(dialog: Locator): Promise<void> {
    const notice = dialog.locator('[data-notice="amber"]').filter({ hasText: 'can still act' })
    await expect(notice).toContainText('is out.')
    await expect(notice.getByRole('button', { name: /^Freeze/ })).toHaveCount(1)
  }

  test('after a freeze it is said who can still act, with the button, until nobody can, and who proves it', async ({
    page,
    as,
  }) => {
    await as('freezer')
    const dialog = await signFreeze(page)
    await leavesOne(dialog)
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const panel = page.getByRole('dialog', { name: 'Emergency' })
    await expect(panel).toContainText('1 relayer out, 1 can still act')
    await expect(
      panel.locator('[data-control] [data-state-badge="ok"]').filter({ hasText: 'Not frozen' }),
    ).toHaveCount(0)
    await panel.locator('summary').filter({ hasText: '1 other relayer can still act' }).click()
    await panel
      .locator('[data-run]')
      .getByRole('button', { name: /^Freeze/ })
      .click()
    const second = page.getByRole('dialog', { name: /Freeze relayer/ })
    await second.getByRole('button', { name: 'Sign: freeze relayer' }).click()
    await expect(second).toContainText(
      /Nobody could act for USDS Generator at block \d+, by this console's server and Test wallet/,
    )
    await expect(second.getByText('can still act')).toHaveCount(0)
  })

  test('after a freeze by a guardian it is said who can still act', async ({ page, as }) => {
    await as('guardian1', '/emergency')
    const beam = page.locator(`[data-beam="${roles.relayer1.address}"]`)
    await beam.getByRole('button', { name: /^Freeze BEAM/ }).click()
    const dialog = page.getByRole('dialog', { name: /Freeze BEAM/ })
    await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
    await leavesOne(dialog)
    await dialog.getByRole('button', { name: /^Freeze/ }).click()
    await dialog.getByRole('button', { name: 'Sign: freeze BEAM' }).click()
    await expect(dialog).toContainText('Nobody could act for USDS Generator')
  })

  test('after a freeze through a Safe it is said who can still act', async ({ page, chain, as }) => {
    await as('freezerSigner1')
    const dialog = await reviewFreeze(page)
    const next = dialog.locator('[data-safe-next]')
    await expect(next).toHaveText('Your approval is the first of 2.')
    const hash = (await dialog.locator('[data-hash="safe-tx"] code').innerText()).replace(/\s/g, '')
    await chain.call(
      roles.freezerSigner2.address,
      chain.deployment.safes[0]!.address,
      `0xd4d9bdcd${hash.slice(2)}`,
    )
    await expect(next).toContainText('executes it')
    await dialog.getByRole('button', { name: 'Sign execution: freeze relayer' }).click()
    await leavesOne(dialog)
    await dialog
      .locator('[data-notice="amber"]')
      .getByRole('button', { name: /^Freeze/ })
      .click()
    await expect(page.getByRole('dialog', { name: /Freeze relayer .* through Freezer Safe/ })).toContainText(
      'Your approval is the first of 2.',
    )
  })
})
