import type { Page } from '@playwright/test'
import { encodeEventTopics, encodeFunctionData, type Hex, keccak256, parseAbi, toHex } from 'viem'
import { deployedUnit } from '@/lib/testing/units'
import { roles } from '../contracts/script/roles'
import { beamStateAbi } from '../lib/abi'
import { encodeApproveHash } from '../lib/safe'
import { caughtUp, connect, expect, test } from './fixtures'
import type { HostileAnswer } from './rpc-gate'
import type { Stack } from './stack'
import { injectWallet } from './wallet'

const dialogOf = (page: Page, name: RegExp) => page.getByRole('dialog', { name })

const safeOf = (chain: Stack) => {
  const [safe] = chain.deployment.safes
  if (!safe) throw new Error('The deployment has no Safe')
  return safe.address
}

const [setController] = encodeEventTopics({ abi: beamStateAbi, eventName: 'SetCBeamForController' })

/** A node that leaves out the logs by which cBEAMs were paired with controllers, and is honest otherwise. */
const hidesPairs: HostileAnswer = async ({ method }, honest) => {
  const answer = await honest()
  if (method !== 'eth_getLogs') return answer
  return (answer as { topics: readonly Hex[] }[]).filter(({ topics }) => topics[0] !== setController)
}

/** The server as it is started with a node that hides something; the next story has another. */
async function serveHiding(chain: Stack): Promise<() => Promise<void>> {
  await chain.stopServer()
  chain.gate.set({ kind: 'hostile', answer: hidesPairs })
  await chain.startServer()
  await caughtUp(chain)
  return async () => {
    chain.gate.set({ kind: 'open' })
    await chain.stopServer()
  }
}

test('a node that hides a log hides no pair of a cBEAM that is revoked, and is told so', async ({
  page,
  chain,
  as,
}) => {
  const end = await serveHiding(chain)
  const wallet = await as('coreCouncil', '/emergency')
  const cBeam = page.locator(`[data-cbeam="${roles.cBeam.address}"]`)
  await cBeam.getByRole('button', { name: /^Revoke cBEAM/ }).click()
  const dialog = dialogOf(page, /Revoke cBEAM/)
  // The pair is asked for, whatever the logs say.
  await expect(dialog).toContainText('unsetCBeamForController(address,address)')
  await expect(dialog.locator('[data-finding="pairs-asked"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-finding="pairs-read"]')).toContainText('by the logs of 127.0.0.1:')
  // And the wallet's own node has the log.
  const second = dialog.locator('[data-finding="second-source"]')
  await expect(second).toHaveAttribute('data-state', 'wrong')
  await expect(second).toContainText('again through Test wallet: its logs have')
  await expect(second).toContainText('paired with the controller')
  const sign = dialog.getByRole('button', { name: 'Sign 3 times: revoke cBEAM' })
  await expect(sign).toBeDisabled()
  // An emergency: it is asked for, not locked.
  await dialog.getByLabel('Type OVERRIDE to sign anyway').fill('OVERRIDE')
  await sign.click()
  await expect(dialog.locator('[data-call="mined"]')).toHaveCount(3)
  expect(wallet.asked).toHaveLength(3)
  const [generator] = chain.deployment.generators
  const left = encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'controllersCBeams',
    args: [generator?.addresses.diamond ?? '0x', roles.cBeam.address],
  })
  const { beamState } = deployedUnit(chain.deployment)
  expect(await chain.ask(beamState, left)).toBe(`0x${'0'.repeat(64)}`)
  await end()
})

test('a pending freeze is not hidden by twenty approvals of nothing', async ({ page, chain, as }) => {
  await as('freezerSigner1')
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  await panel.getByRole('button', { name: 'Freeze all relayers of USDS Generator' }).click()
  const dialog = dialogOf(page, /Freeze .* through Freezer Safe/)
  await dialog.getByRole('button', { name: 'Sign approval: freeze all relayers' }).click()
  await expect(dialog.locator('[data-call="mined"]')).toBeVisible()

  for (let index = 0; index < 21; index++) {
    await chain.call(roles.freezerSigner3.address, safeOf(chain), encodeApproveHash(keccak256(toHex(index))))
  }
  const context = await page.context().browser()?.newContext({ locale: 'en-GB' })
  const other = await context?.newPage()
  if (!context || !other) throw new Error('There is no browser')
  const second = roles.freezerSigner2.account
  await injectWallet(other, chain.rpcUrl, second, chain.deployment.chainId)
  await other.goto(chain.origin)
  await connect(other)
  await other.keyboard.press('e')
  const pending = other
    .getByRole('dialog', { name: 'Emergency' })
    .locator('[data-pending-freeze="freeze-all"]')
  await expect(pending).toContainText('Your transaction is the last approval and executes it.')
  await context.close()
})

test('a module of a Safe is named wherever the Safe is', async ({ page, chain, as }) => {
  const abi = parseAbi(['function enableModule(address module)'])
  const module = roles.keeper.address
  await chain.call(
    safeOf(chain),
    safeOf(chain),
    encodeFunctionData({ abi, functionName: 'enableModule', args: [module] }),
  )
  await as('freezerSigner1')
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: 'Emergency' })
  const trait = '[data-safe-trait="modules"]'
  await expect(panel.locator(trait).first()).toContainText('A module can execute without its owners')
  await expect(panel.locator(trait).first()).toHaveAttribute('data-state', 'wrong')
  await panel.getByRole('button', { name: 'Freeze all relayers of USDS Generator' }).click()
  const dialog = dialogOf(page, /Freeze .* through Freezer Safe/)
  await expect(dialog.locator(trait)).toContainText('A module can execute without its owners')
  await expect(dialog.locator('[data-safe-trait="code"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog.locator('[data-safe-trait="guard"]')).toContainText('It has no guard.')
})
