import { roles } from '../contracts/script/roles'
import { expect, test } from './fixtures'
import { clientOf, notGreen, removeRelayer, sending, signFreeze } from './signing'

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

  // Two of those that `lib/react/run/store.test.ts` has.
  for (const [name, answer] of [
    ['null', null],
    ['an object', { hash: `0x${'11'.repeat(32)}` }],
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

  test('a rejection by the owner is the word of the wallet, until the account is seen to have sent', async ({
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
    // While it is in no block, it can still be replaced.
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

  test('a transaction that the wallet sent later is told although a new review took its place', async ({
    page,
    chain,
    as,
  }) => {
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

  test('what a wallet sent twice is pointed out, and never green', async ({ page, as }) => {
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
    test(`a transaction with another ${part} than the wallet was given is red, before it is mined and after`, async ({
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
