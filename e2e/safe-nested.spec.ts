import type { Locator, Page } from '@playwright/test'
import { type Address, concat, decodeFunctionResult, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { connect as connectChain } from '../contracts/script/chain'
import { type RoleName, roles } from '../contracts/script/roles'
import { deployFreezerSafe } from '../contracts/script/safe'
import { expect, test } from './fixtures'
import { startSecondConsole } from './second-console'
import { somebodyElse } from './somebody-else'
import type { Stack } from './stack'

const ownAbi = parseAbi(['function addOwnerWithThreshold(address owner, uint256 threshold)'])
const handlerAbi = parseAbi([
  'function getMessageHashForSafe(address safe, bytes message) view returns (bytes32)',
])

/** The owners of the Safe that becomes an owner of the freezer Safe: both have to agree. */
const INSIDE = ['keeper', 'donor'] as const satisfies readonly RoleName[]

/** A Safe of two accounts becomes an owner of the Safe of the deployment. */
async function nest(chain: Stack) {
  const [outer] = chain.deployment.safes
  if (!outer) throw new Error('The deployment has no Safe')
  const inside = INSIDE.map((role) => roles[role].address)
  const { safe: inner, fallbackHandler } = await deployFreezerSafe(connectChain(chain.rpcUrl), inside, 2n)
  const add = encodeFunctionData({ abi: ownAbi, functionName: 'addOwnerWithThreshold', args: [inner, 2n] })
  await chain.call(outer.address, outer.address, add)
  const safes = [outer, { ...outer, name: 'Council Safe', address: inner }]
  return { inner, fallbackHandler, deployment: { ...chain.deployment, safes } }
}

const review = (page: Page) => page.getByRole('dialog', { name: /Freeze .* through Freezer Safe/ })

/** A hash as the screen has it: the gaps are margins. */
const hexIn = (code: Locator): Promise<Hex> => code.innerText().then((text) => text.replace(/\s/g, '') as Hex)

/** What the handler of a Safe says that its owners sign for a message. */
async function messageHashOf(chain: Stack, handler: Address, safe: Address, message: Hex): Promise<Hex> {
  const call = { abi: handlerAbi, functionName: 'getMessageHashForSafe' } as const
  const answer = await chain.ask(handler, encodeFunctionData({ ...call, args: [safe, message] }))
  return decodeFunctionResult({ ...call, data: answer as Hex })
}

async function openLink(page: Page, link: string): Promise<Locator> {
  await page.getByLabel('Link to a proposal').fill(link)
  await page.getByRole('button', { name: 'Open the link' }).click()
  await page.locator('main [data-standing]').getByRole('button', { name: 'Review it' }).click()
  return review(page)
}

const linkIn = async (dialog: Locator): Promise<string> =>
  (await dialog.locator('[data-proposal-link]').getAttribute('data-proposal-link')) ?? ''

test('an owner that is a Safe agrees by the signatures of its own owners, each of a hash of its own', async ({
  page,
  chain,
}) => {
  const { inner, fallbackHandler, deployment } = await nest(chain)
  const console = await startSecondConsole(deployment, chain.rpcUrl)
  try {
    await expect
      .poll(async () => (await fetch(`${console.origin}/api/health`)).status, { timeout: 60_000 })
      .toBe(200)
    const at = { ...chain, origin: console.origin }
    const first = await somebodyElse(page, at, 'freezerSigner1', '/emergency')
    await first.page.getByRole('button', { name: 'Freeze all relayers of USDS Generator' }).first().click()
    const dialog = review(first.page)
    await expect(dialog.locator('[data-hash-check]')).toHaveAttribute('data-hash-check', 'ok')

    // The hashes that the owners of the inner Safe sign are those that its handler computes.
    const [domain, message] = [
      await hexIn(dialog.locator('[data-hash="domain"] code')),
      await hexIn(dialog.locator('[data-hash="message"] code')),
    ]
    await dialog.getByText('Hashes for the owners of Council Safe').click()
    const own = dialog.locator(`[data-nested="${inner}"] code`)
    const wanted = await messageHashOf(chain, fallbackHandler, inner, concat(['0x1901', domain, message]))
    expect(await hexIn(own.last())).toBe(wanted)

    await dialog.getByRole('button', { name: 'Sign off chain', exact: true }).click()
    let link = await linkIn(dialog)
    for (const role of INSIDE) {
      const owner = await somebodyElse(page, at, role, '/proposal')
      const theirs = await openLink(owner.page, link)
      await theirs.getByRole('button', { name: 'Sign off chain for Council Safe' }).click()
      await expect(theirs.locator('[data-proposal-link]')).not.toHaveAttribute('data-proposal-link', link)
      link = await linkIn(theirs)
      // It signed a message of the inner Safe, and sent nothing.
      expect(owner.wallet.asked).toEqual([])
      expect(owner.wallet.signed).toHaveLength(1)
      expect(owner.wallet.signed[0]).toMatchObject({
        primaryType: 'SafeMessage',
        domain: { verifyingContract: inner },
      })
      await expect(theirs.locator(`[data-owner="${inner}"]`)).toHaveAttribute(
        'data-approval',
        role === INSIDE[0] ? 'missing' : 'signed',
      )
      await owner.leave()
    }

    const anyone = await somebodyElse(page, at, 'cBeam', '/proposal')
    const theirs = await openLink(anyone.page, link)
    await expect(theirs.locator('[data-safe-next]')).toHaveText('2 of 2 approved: anyone can execute.')
    for (const finding of ['simulation', 'bytes']) {
      await expect(theirs.locator(`[data-finding="${finding}"]`)).toHaveAttribute('data-state', 'ok')
    }
    await theirs.getByRole('button', { name: 'Sign execution: freeze all relayers' }).click()
    await expect(theirs.locator('[data-call="mined"]')).toContainText('Executed')
    for (const relayer of [roles.relayer1, roles.relayer2]) {
      await expect(theirs.locator(`[data-holder="${relayer.address}"]`)).toContainText('removed')
    }
    await anyone.leave()
    await first.leave()
  } finally {
    await console.stop()
  }
})
