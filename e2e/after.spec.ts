import type { Locator, Page } from '@playwright/test'
import { createWalletClient, encodeFunctionData, type Hex, http, keccak256 } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { roles } from '../contracts/script/roles'
import { adminFacetAbi, beamTimeLockAbi } from '../lib/abi'
import { httpRpc } from '../lib/chain/rpc'
import { expect, test } from './fixtures'
import type { Stack } from './stack'
import { type HostileWallet, injectWallet } from './wallet'

/** Opens the review of freezing the first relayer. */
async function reviewFreeze(page: Page): Promise<Locator> {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  return page.getByRole('dialog', { name: /Freeze relayer/ })
}

async function signFreeze(page: Page): Promise<Locator> {
  const dialog = await reviewFreeze(page)
  await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
  return dialog
}

/** Answers the one request that sends, and everything else as it is. */
const sending =
  (answer: (transaction: Sent, honest: () => Promise<unknown>) => Promise<unknown>): HostileWallet =>
  ({ method, params }, honest) =>
    method === 'eth_sendTransaction' ? answer(params[0] as Sent, honest) : honest()

interface Sent {
  readonly from: Hex
  readonly to: Hex
  readonly data: Hex
  readonly value: Hex
  readonly chainId?: Hex
}

const clientOf = (chain: Stack, account: PrivateKeyAccount) =>
  createWalletClient({ account, transport: http(chain.rpcUrl, { retryCount: 0 }) })

const removeRelayer = (relayer: Hex) =>
  encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [relayer] })

const diamondOf = (chain: Stack) => chain.deployment.generators[0]!.addresses.diamond

/** Nothing of the run is green. */
async function notGreen(dialog: Locator): Promise<void> {
  await expect(dialog.locator('[data-outcome="ok"]')).toHaveCount(0)
  await expect(dialog.getByText(/stated changes? on chain/)).toHaveCount(0)
}

test.describe('what a wallet answers', () => {
  test("the hash of somebody else's mined transaction is told as theirs, and never green", async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    const theirs = await clientOf(chain, roles.keeper.account).sendTransaction({
      ...{ chain: null, to: roles.donor.address, value: 1n },
    })
    wallet.behaviour.hostile = sending(async () => theirs)
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="other"]')).toContainText('Not your transaction')
    await expect(dialog).toContainText('Whether yours was sent is not known')
    await notGreen(dialog)
  })

  for (const [name, answer] of [
    ['null', null],
    ['an empty text', ''],
    ['0x', '0x'],
    ['an object', { hash: `0x${'11'.repeat(32)}` }],
    ['a hash that is too short', '0x1234'],
  ] as const) {
    test(`${name} is no hash: nobody knows whether it was sent, and the nonce is watched`, async ({
      page,
      chain,
      as,
    }) => {
      const wallet = await as('freezer')
      let send: () => Promise<unknown> = async () => undefined
      wallet.behaviour.hostile = sending(async (_, honest) => {
        send = honest
        return answer
      })
      const dialog = await signFreeze(page)
      await expect(dialog).toContainText('which is no transaction hash: nobody knows whether it was sent')
      await expect(dialog).toContainText('The account has sent nothing in a block since.')
      await notGreen(dialog)
      // The wallet did send the transaction, after all.
      await send()
      await chain.mine()
      await expect(dialog.locator('[data-call="mined"]')).toContainText('found by the nonce of the account')
      await expect(dialog).toContainText('2 stated changes on chain at block')
    })
  }

  test('that its owner rejected what it sent is its word, until the account is seen to have sent it', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    await chain.holdBlocks()
    wallet.behaviour.hostile = sending(async (_, honest) => {
      await honest()
      throw Object.assign(new Error('User rejected the request.'), { code: 4001 })
    })
    const dialog = await signFreeze(page)
    // In no block yet, it can still be replaced.
    const waiting = dialog.locator('[data-call="submitted"]')
    await expect(waiting).toContainText('Sent, though rejected')
    await expect(waiting).toContainText('The wallet says that it was rejected there.')
    await expect(waiting).toContainText('Another transaction with its nonce can still take its place.')
    await chain.releaseBlocks()
    const sent = dialog.locator('[data-call="mined"]')
    await expect(sent).toContainText('Mined, though rejected')
    await expect(sent).toContainText('It was sent all the same, and found by the nonce of the account.')
    await expect(dialog.getByRole('button', { name: 'Review it again' })).toHaveCount(0)
  })

  test('what it sent later is told although a new review took its place', async ({ page, chain, as }) => {
    const wallet = await as('freezer')
    let later: () => Promise<unknown> = async () => undefined
    wallet.behaviour.hostile = sending(async (_, honest) => {
      later = honest
      throw Object.assign(new Error('User rejected the request.'), { code: 4001 })
    })
    const dialog = await signFreeze(page)
    await dialog.getByRole('button', { name: 'Review it again' }).click()
    wallet.behaviour.hostile = null
    await dialog.getByRole('button', { name: 'Sign: freeze relayer' }).click()
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const signed = page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('region', { name: 'Signed from this browser' })
    await expect(signed.locator('summary')).toHaveCount(1)
    await later()
    await chain.mine()
    await expect(signed.locator('summary').filter({ hasText: 'mined, though rejected' })).toHaveCount(1)
    await expect(signed.locator('summary').filter({ hasText: 'mined, and sent again' })).toHaveCount(1)
  })

  test('what it sent twice is pointed out, and never green', async ({ page, as }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = sending(async (_, honest) => {
      const hash = await honest()
      await honest()
      return hash
    })
    const dialog = await signFreeze(page)
    const call = dialog.locator('[data-call="mined"]')
    await expect(call).toContainText('Mined, and sent again')
    await expect(call).toContainText('what it does is done as often')
    await expect(dialog.locator('[data-outcome="ok"]')).toHaveCount(0)
  })

  test('an error that is a plain object keeps its words, and nobody says that nothing was sent', async ({
    page,
    as,
  }) => {
    const wallet = await as('freezer')
    const thrown = {
      code: -32_603,
      message: 'Internal JSON-RPC error.',
      data: { code: -32_000, message: 'insufficient funds for gas * price + value' },
    }
    wallet.behaviour.hostile = sending(async () => {
      throw Object.assign(new Error('thrown as it is'), { thrown })
    })
    const dialog = await signFreeze(page)
    await expect(dialog).toContainText('insufficient funds for gas * price + value (code -32603)')
    await expect(dialog).toContainText('Nobody knows whether it was sent')
    await expect(dialog).not.toContainText('object Object')
    await expect(dialog).not.toContainText('did not send it')
  })
})

test.describe('what a wallet sends', () => {
  for (const [part, alter] of [
    ['value', { value: 5n }],
    ['bytes', { data: removeRelayer(roles.relayer2.address) }],
    ['target', { to: roles.donor.address }],
  ] as const) {
    test(`another ${part} than it was given is red, before it is mined and after`, async ({
      page,
      chain,
      as,
    }) => {
      const wallet = await as('freezer')
      await chain.holdBlocks()
      wallet.behaviour.hostile = sending(async ({ to, data, chainId }) => {
        expect(Number(chainId)).toBe(chain.deployment.chainId)
        const altered = { to, data, gas: 1_000_000n, chain: null, ...alter }
        return clientOf(chain, roles.freezer.account).sendTransaction(altered)
      })
      const dialog = await signFreeze(page)
      const call = dialog.locator('[data-call="other"]')
      await expect(call).toContainText('Not what was signed')
      await expect(call).toContainText(`in no block yet: ${part}`)
      await chain.releaseBlocks()
      await expect(call).toContainText(/in block \d+/)
      await notGreen(dialog)
    })
  }
})

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

  test('one source alone is said as one alone', async ({ page, as }) => {
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

  test('what is not seen is said with how long, and is mined when it is', async ({ page, chain, as }) => {
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
    test(`a transaction in whose place the account sent ${name} is told as that`, async ({
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
    ...{ chain: null, gas: 1_000_000n, to: chain.deployment.configurator.timelock, data: pause },
  })
  await chain.releaseBlocks()
  const outcome = dialog.locator('[data-outcome="wrong"]')
  await expect(outcome).toContainText('More changed than was stated')
  await expect(outcome).toContainText('Timelock')
})

test.describe('asking again', () => {
  test('after a refusal is a review of now: the bytes that were refused are not sent', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    wallet.behaviour.rejects = true
    await page.keyboard.press('e')
    const panel = page.getByRole('dialog', { name: 'Emergency' })
    await panel.getByRole('button', { name: /Freeze all relayers/ }).click()
    const dialog = page.getByRole('dialog', { name: /Freeze all relayers/ })
    await dialog.getByRole('button', { name: 'Sign 2 times: freeze all relayers' }).click()
    await expect(dialog).toContainText('The wallet says that it was rejected there.')
    // Somebody else freezes the first meanwhile.
    await chain.call(roles.freezer.address, diamondOf(chain), removeRelayer(roles.relayer1.address))
    wallet.behaviour.rejects = false
    await dialog.getByRole('button', { name: /Review the 2 transactions left/ }).click()
    expect(wallet.asked).toHaveLength(1)
    await dialog.getByRole('button', { name: 'Sign: freeze all relayers' }).click()
    await expect(dialog.locator('[data-call="mined"]')).toHaveCount(1)
    expect(wallet.asked.slice(1).map(({ data }) => data)).toEqual([removeRelayer(roles.relayer2.address)])
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(panel.getByText(/^Freeze all relayers/)).toHaveCount(1)
  })

  test('within one signing stops where what was reviewed no longer holds', async ({ page, chain, as }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = sending(async (_, honest) => {
      const hash = await honest()
      await chain.call(roles.freezer.address, diamondOf(chain), removeRelayer(roles.relayer2.address))
      // By its element: a dialog hides the rest of the page from roles.
      await expect(page.locator('header').first()).toContainText('USDS Generator frozen')
      return hash
    })
    await page.keyboard.press('e')
    await page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('button', { name: /Freeze all relayers/ })
      .click()
    const dialog = page.getByRole('dialog', { name: /Freeze all relayers/ })
    await dialog.getByRole('button', { name: 'Sign 2 times: freeze all relayers' }).click()
    await expect(dialog.locator('[data-call="held"]')).toContainText('The wallet was not asked.')
    expect(wallet.asked).toHaveLength(1)
  })
})

test.describe('a second tab', () => {
  const openSecond = async (page: Page, chain: Stack): Promise<Page> => {
    const other = await page.context().newPage()
    await injectWallet(other, chain.rpcUrl, roles.freezer.account, chain.deployment.chainId)
    await other.goto(chain.origin)
    return other
  }
  const runIn = async (page: Page) => {
    await page.keyboard.press('e')
    return page
      .getByRole('dialog', { name: 'Emergency' })
      .getByRole('region', { name: 'Signed from this browser' })
  }

  test('only shows what the first asks its wallet for, and takes over when that is gone', async ({
    page,
    chain,
    as,
  }) => {
    const wallet = await as('freezer')
    wallet.behaviour.hostile = sending(() => new Promise(() => undefined))
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()

    const other = await openSecond(page, chain)
    const signed = await runIn(other)
    await expect(signed).toContainText('in the wallet')
    await signed.locator('summary').first().click()
    await expect(signed).toContainText('only shown here')
    await expect(signed.getByRole('button', { name: 'Dismiss' })).toHaveCount(0)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()
    await expect(dialog.getByRole('button', { name: /^Sign/ })).toHaveCount(0)

    await page.close()
    await expect(signed).toContainText(/not known whether it was sent/i)
    await other.close()
  })

  test('hears of what became of it, and both find it on chain', async ({ page, chain, as }) => {
    const wallet = await as('freezer')
    let confirm: () => void = () => undefined
    const confirmed = new Promise<void>((resolve) => {
      confirm = resolve
    })
    wallet.behaviour.hostile = sending(async (_, honest) => {
      await confirmed
      return honest()
    })
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="signing"]')).toBeVisible()
    const other = await openSecond(page, chain)
    const signed = await runIn(other)
    await expect(signed).toContainText('in the wallet')
    confirm()
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await expect(signed).toContainText(/mined/i)
    await other.close()
  })
})

test.describe('what is stored', () => {
  const shapes = [
    'null',
    '{}',
    '[null]',
    '[]',
    '"text"',
    '7',
    '{broken',
    '[{"id":"1","calls":null}]',
    '[{"id":"1","calls":[{"status":{"state":"mined"}}]}]',
    '{"__proto__":{"calls":[{}]},"constructor":1}',
    `[${Array.from({ length: 5_000 }, () => '{"id":1}').join()}]`,
  ]
  test('is left out, and said, where it is no run', async ({ page, chain, as }) => {
    const id = chain.deployment.chainId
    await page.addInitScript(
      ([texts, chainId]) => {
        for (const [index, text] of texts.entries()) {
          localStorage.setItem(`generator-pau-console/run/${chainId}/${index}`, text)
        }
      },
      [shapes, id] as const,
    )
    await as('freezer')
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const panel = page.getByRole('dialog', { name: 'Emergency' })
    await expect(panel).toContainText(`${shapes.length} stored entries could not be read`)
    await panel.getByRole('button', { name: 'Remove from the storage' }).click()
    await expect(panel).not.toContainText('could not be read')
  })

  test('is left out, and said, where an earlier version kept it', async ({ page, chain, as }) => {
    await as('freezer')
    for (const shape of shapes) {
      await page.evaluate(
        ([text, id]) => localStorage.setItem(`generator-pau-console/runs/${id}`, String(text)),
        [shape, chain.deployment.chainId] as const,
      )
      await page.reload()
      await page.keyboard.press('e')
      const panel = page.getByRole('dialog', { name: 'Emergency' })
      await expect(panel).toContainText('1 stored entry could not be read')
    }
  })

  test('is left out where another tab writes it while the console is open', async ({ page, chain, as }) => {
    await as('freezer')
    const other = await page.context().newPage()
    await other.goto(`${chain.origin}/api/health`)
    await other.evaluate((id) => {
      for (const [index, text] of ['null', '{}', '[null]', '{broken'].entries()) {
        localStorage.setItem(`generator-pau-console/run/${id}/${index}`, text)
        localStorage.setItem(`generator-pau-console/runs/${id}`, text)
      }
      localStorage.clear()
    }, chain.deployment.chainId)
    await other.close()
    const dialog = await signFreeze(page)
    await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  })
})

test.describe('after a freeze of one of two', () => {
  /** Who is out, who is not, and the button for what is left. */
  async function leavesOne(dialog: Locator): Promise<void> {
    const notice = dialog.locator('[data-notice="amber"]').filter({ hasText: 'can still act' })
    await expect(notice).toContainText('is out.')
    await expect(notice.getByRole('button', { name: /^Freeze/ })).toHaveCount(1)
  }

  test('it is said who can still act, with the button, until nobody can, and by whom that is proven', async ({
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

  test('so too by a guardian', async ({ page, as }) => {
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

  test('so too through a Safe', async ({ page, chain, as }) => {
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
