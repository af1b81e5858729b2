import type { Locator, Page } from '@playwright/test'
import {
  decodeFunctionData,
  decodeFunctionResult,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  multicall3Abi,
  toFunctionSelector,
} from 'viem'
import { roles } from '../contracts/script/roles'
import { httpRpc } from '../lib/chain/rpc'
import { safeAbi } from '../lib/safe'
import { expect, test } from './fixtures'
import type { HostileAnswer } from './rpc-gate'
import { somebodyElse } from './somebody-else'
import type { Stack } from './stack'

const all = 'Freeze all relayers of USDS Generator'

/** Opens the emergency panel as at night: by its key. */
async function openEmergency(page: Page) {
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await expect(panel).toBeVisible()
  return panel
}

const review = (page: Page) => page.getByRole('dialog', { name: /Freeze .* through Freezer Safe/ })

/** A hash as the screen has it: the gaps are margins. */
async function shown(dialog: Locator, hash: 'domain' | 'message' | 'safe-tx'): Promise<string> {
  return dialog
    .locator(`[data-hash="${hash}"] code`)
    .innerText()
    .then((text) => text.replace(/\s/g, ''))
}

/** What the Safe itself computes, by raw calls: its domain, and its hash of the transaction that is on the screen. */
async function domainOf(chain: Stack): Promise<Hex> {
  const data = encodeFunctionData({ abi: safeAbi, functionName: 'domainSeparator' })
  return httpRpc(chain.rpcUrl).request<Hex>('eth_call', [{ to: safeOf(chain), data }, 'latest'])
}

const safeOf = (chain: Stack) => {
  const [safe] = chain.deployment.safes
  if (!safe) throw new Error('The deployment has no Safe')
  return safe.address
}

/** The first owner approves freezing all. */
async function approveAll(page: Page) {
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: all }).click()
  const dialog = review(page)
  await expect(dialog.locator('[data-safe-next]')).toHaveText('Your approval is the first of 2.')
  await expect(dialog.locator('[data-hash-check]')).toHaveAttribute('data-hash-check', 'ok')
  return dialog
}

test('two owners freeze all through the Safe, with the hashes that the contract computes', async ({
  page,
  chain,
  as,
}) => {
  const wallet = await as('freezerSigner1')
  const dialog = await approveAll(page)
  await expect(dialog.locator('[data-inner-call]')).toHaveCount(2)
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="once-executed"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="bytes"]')).toHaveAttribute('data-state', 'ok')
  expect(await shown(dialog, 'domain')).toBe(await domainOf(chain))
  const hash = await shown(dialog, 'safe-tx')
  expect(hash).toMatch(/^0x[0-9a-f]{64}$/)
  await dialog.getByRole('button', { name: 'Sign approval: freeze all relayers' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  await expect(dialog).toContainText('1 stated change on chain at block')
  await expect(dialog).toContainText('1 of 2 owners that are needed approved')
  // approveHash(bytes32) of the hash on the screen, and nothing else, went to the wallet.
  expect(wallet.asked).toEqual([{ to: safeOf(chain), data: `0xd4d9bdcd${hash.slice(2)}` }])

  const other = await somebodyElse(page, chain, 'freezerSigner2')
  const panel = await openEmergency(other.page)
  const pending = panel.locator('[data-pending-freeze="freeze-all"]')
  await expect(pending).toContainText('Your transaction is the last approval and executes it.')
  await pending.getByRole('button', { name: 'Review and execute' }).click()
  const theirs = review(other.page)
  await expect(theirs.locator(`[data-owner="${roles.freezerSigner1.address}"]`)).toHaveAttribute(
    'data-approval',
    'approved',
  )
  expect(await shown(theirs, 'safe-tx')).toBe(hash)
  await expect(theirs.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await theirs.getByRole('button', { name: 'Sign execution: freeze all relayers' }).click()
  await expect(theirs.locator('[data-call="mined"]')).toContainText('Executed')
  for (const relayer of [roles.relayer1, roles.relayer2]) {
    await expect(theirs.locator(`[data-holder="${relayer.address}"]`)).toContainText('removed')
  }
  const [execution] = other.wallet.asked
  expect(other.wallet.asked).toHaveLength(1)
  expect(await executedHash(chain, execution?.data ?? '0x')).toBe(hash)
  await expect(page.getByRole('banner')).toContainText('frozen')
  await other.leave()
})

/** `getTransactionHash` of the Safe for the content of an `execTransaction`, at nonce 0. */
async function executedHash(chain: Stack, data: Hex): Promise<Hex> {
  // The ten arguments have the same layout; the offset of the signatures gives way to the nonce.
  const words = data.slice(10)
  const selector = encodeFunctionData({
    abi: safeAbi,
    functionName: 'getTransactionHash',
    args: [safeOf(chain), 0n, '0x', 0, 0n, 0n, 0n, safeOf(chain), safeOf(chain), 0n],
  }).slice(0, 10)
  const call = `${selector}${words.slice(0, 9 * 64)}${'0'.repeat(64)}${words.slice(10 * 64)}`
  return httpRpc(chain.rpcUrl).request<Hex>('eth_call', [{ to: safeOf(chain), data: call }, 'latest'])
}

test('somebody who is no owner executes what enough owners have approved, and not before', async ({
  page,
  chain,
  as,
}) => {
  await as('freezerSigner1')
  const dialog = await approveAll(page)
  const hash = await shown(dialog, 'safe-tx')
  await dialog.getByRole('button', { name: 'Sign approval: freeze all relayers' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()

  const keeper = await somebodyElse(page, chain, 'keeper')
  const panel = await openEmergency(keeper.page)
  await panel.locator('[data-pending-freeze]').getByRole('button', { name: 'Look at it' }).click()
  const theirs = review(keeper.page)
  await expect(theirs.locator('[data-safe-next]')).toContainText(
    '1 more owner of Freezer Safe has to approve',
  )
  await expect(theirs.getByRole('button', { name: /^Sign/ })).toBeDisabled()
  expect(keeper.wallet.asked).toEqual([])

  const data = encodeFunctionData({ abi: safeAbi, functionName: 'approveHash', args: [hash as Hex] })
  await httpRpc(chain.rpcUrl).request('eth_sendTransaction', [
    { from: roles.freezerSigner2.address, to: safeOf(chain), data },
  ])
  await expect(theirs.locator('[data-safe-next]')).toHaveText('2 of 2 approved: anyone can execute.')
  await theirs.getByRole('button', { name: 'Sign execution: freeze all relayers' }).click()
  await expect(theirs.locator('[data-call="mined"]')).toContainText('Executed')
  await expect(theirs.locator(`[data-holder="${roles.relayer1.address}"]`)).toContainText('removed')
  await keeper.leave()
})

test('one relayer is one call of the Safe, and an approval that another transaction voids is told so', async ({
  page,
  chain,
  as,
}) => {
  await as('freezerSigner1')
  const panel = await openEmergency(page)
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const dialog = review(page)
  await expect(dialog.locator('[data-inner-call]')).toHaveCount(1)
  await expect(dialog.locator('[data-safe-nonce]')).toHaveText('0')
  await dialog.getByRole('button', { name: 'Sign approval: freeze relayer' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  // The nonce of the Safe is slot 5: as if its owners had executed something else.
  await httpRpc(chain.rpcUrl).request('anvil_setStorageAt', [
    safeOf(chain),
    `0x${'5'.padStart(64, '0')}`,
    `0x${'1'.padStart(64, '0')}`,
  ])
  await chain.mine()
  await panel.getByRole('button', { name: /Freeze relayer 0x15d3/ }).click()
  const again = review(page)
  await expect(again.locator('[data-safe-nonce]')).toHaveText('1')
  await expect(again).toContainText('1 owner approved the same calls at nonce 0')
  await expect(again).toContainText('That nonce is used. Those approvals no longer count.')
  await expect(again.locator('[data-safe-next]')).toHaveText('Your approval is the first of 2.')
})

const aggregate = { abi: multicall3Abi, functionName: 'aggregate3' } as const
const approvedHashes = toFunctionSelector('approvedHashes(address,bytes32)')

/** A node that answers everything but what owners approved. */
const keepsApprovals: HostileAnswer = async ({ method, params }, honest) => {
  const answer = await honest()
  const [call] = params as readonly { readonly data?: Hex }[]
  if (method !== 'eth_call' || !call?.data?.startsWith('0x82ad56cb')) return answer
  const [calls] = decodeFunctionData({ ...aggregate, data: call.data }).args as readonly [
    readonly { readonly callData: Hex }[],
  ]
  const results = decodeFunctionResult({ ...aggregate, data: answer as Hex })
  const told = results.map((result, index) =>
    calls[index]?.callData.startsWith(approvedHashes)
      ? { success: false, returnData: '0x' as const }
      : result,
  )
  return encodeFunctionResult({ ...aggregate, result: told })
}

test('approvals that could not be read are not counted, until they can be', async ({ page, chain, as }) => {
  chain.gate.set({ kind: 'hostile', answer: keepsApprovals })
  await chain.mine()
  await as('freezerSigner1')
  const panel = await openEmergency(page)
  // Somebody may have begun, so it is not said that nobody has.
  await expect(panel).toContainText('Whether owners of a Safe are at a freeze could not be read')
  await panel.getByRole('button', { name: all }).click()
  const dialog = review(page)
  const next = dialog.locator('[data-safe-next]')
  await expect(next).toHaveText(
    'Your approval is one of the 2 that are needed. At least 0 of 2 approved; 3 approvals could not be read.',
  )
  await expect(dialog.locator('[data-owner][data-approval="unknown"]')).toHaveCount(3)
  await expect(dialog).not.toContainText('first of 2')
  // Never a lock in an emergency.
  await expect(dialog.getByRole('button', { name: 'Sign approval: freeze all relayers' })).toBeEnabled()

  chain.gate.set({ kind: 'open' })
  await chain.mine()
  await expect(next).toHaveText('Your approval is the first of 2.')
})
