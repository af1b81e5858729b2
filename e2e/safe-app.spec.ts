import type { FrameLocator, Page } from '@playwright/test'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import { roles } from '../contracts/script/roles'
import {
  approvedSignatures,
  encodeApproveHash,
  encodeExecTransaction,
  type SafeTransaction,
  safeAbi,
  safeTransaction,
  safeTxHash,
} from '../lib/safe'
import { all, denyByName } from './denied'
import { expect, test } from './fixtures'
import { openHttp } from './local-http'
import { startSecondConsole } from './second-console'
import type { Stack } from './stack'

interface Asked {
  readonly method: string
  readonly params: unknown
}

interface Call {
  readonly to: Address
  readonly value: string
  readonly data: Hex
}

/** How the page answers for the Safe interface. */
interface Interface {
  /** Everything that the console asked. */
  readonly asked: readonly Asked[]
  /** What it was given to propose, as the interface makes a transaction of it. */
  readonly proposals: readonly { readonly hash: Hex; readonly transaction: SafeTransaction }[]
  /** A person closes what the interface shows. */
  rejects: boolean
  /** The interface answers a hash of something else. */
  hash: Hex | null
  status: 'AWAITING_CONFIRMATIONS' | 'AWAITING_EXECUTION' | 'SUCCESS'
}

const safeOf = (chain: Stack): Address => {
  const [safe] = chain.deployment.safes
  if (!safe) throw new Error('The deployment has no Safe')
  return safe.address
}

/** A page as Safe's own: it shows an app in a frame, and answers what the app posts, by the format of its SDK. */
const SHELL = (src: string, name: string) => `<!doctype html><title>Safe</title>
<iframe name='${name}' src="${src}" width="1240" height="680" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-downloads"></iframe>
<script>
const frame = document.querySelector('iframe')
addEventListener('message', async (event) => {
  if (event.source !== frame.contentWindow || !event.data || !event.data.id) return
  const { id, method, params } = event.data
  const { data, error } = await window.safeInterface({ method, params })
  event.source.postMessage(
    error === undefined
      ? { id, success: true, version: '9.1.0', data }
      : { id, success: false, version: '9.1.0', error },
    event.origin,
  )
})
</script>`

async function openInterface(page: Page, chain: Stack, at = '/emergency') {
  let shell = ''
  const http = await openHttp(async (_, response) => {
    response.setHeader('content-type', 'text/html').end(shell)
  })
  const { deployment, rpcUrl } = chain
  const console = await startSecondConsole(deployment, rpcUrl, { SAFE_INTERFACES: http.url })
  // All that a frame of another site can be denied is denied.
  shell = SHELL(`${console.origin}${at}`, JSON.stringify(all('throws')))
  const asked: Asked[] = []
  const proposals: { hash: Hex; transaction: SafeTransaction }[] = []
  const of: Interface = { asked, proposals, rejects: false, hash: null, status: 'AWAITING_CONFIRMATIONS' }
  const safe = safeOf(chain)
  const answer = async ({ method, params }: Asked): Promise<unknown> => {
    switch (method) {
      case 'getSafeInfo':
        return { safeAddress: safe, chainId: deployment.chainId, threshold: 2, owners: [], isReadOnly: false }
      case 'sendTransactions': {
        if (of.rejects) throw new Error('Transaction was rejected')
        const { txs } = params as { readonly txs: readonly Call[] }
        const calls = txs.map(({ to, data, value }) => ({ to, data, value: BigInt(value) }))
        const nonce = BigInt(
          await chain.ask(safe, encodeFunctionData({ abi: safeAbi, functionName: 'nonce' })),
        )
        const transaction = safeTransaction(calls, nonce)
        const domain = { chainId: BigInt(deployment.chainId), safe, version: '1.4.1' }
        const hash = safeTxHash(domain, transaction)
        proposals.push({ hash, transaction })
        return { safeTxHash: of.hash ?? hash }
      }
      case 'getTxBySafeTxHash':
        return {
          ...{ txStatus: of.status, txHash: null },
          detailedExecutionInfo: {
            ...{ type: 'MULTISIG', confirmationsRequired: 2 },
            confirmations: of.status === 'AWAITING_CONFIRMATIONS' ? [{}] : [{}, {}],
          },
        }
      case 'rpcCall': {
        const { call, params: args } = params as {
          readonly call: string
          readonly params: readonly unknown[]
        }
        const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: call, params: args })
        const headers = { 'content-type': 'application/json' }
        const { result, error } = await fetch(rpcUrl, { method: 'POST', body, headers }).then((r) => r.json())
        if (error) throw new Error(error.message)
        return result
      }
      default:
        throw new Error(`The interface has no ${method}`)
    }
  }
  await page.exposeFunction('safeInterface', async (one: Asked) => {
    asked.push(one)
    try {
      return { data: await answer(one) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  })
  await denyByName(page)
  await page.goto(http.url)
  return {
    of,
    frame: page.frameLocator('iframe'),
    console,
    leave: async () => {
      await console.stop()
      await http.close()
    },
  }
}

/** Two owners approve what was proposed, and somebody executes it. */
async function execute(chain: Stack, { hash, transaction }: Interface['proposals'][number]) {
  const safe = safeOf(chain)
  const owners = [roles.freezerSigner1.address, roles.freezerSigner2.address]
  for (const owner of owners) await chain.call(owner, safe, encodeApproveHash(hash))
  await chain.call(
    roles.keeper.address,
    safe,
    encodeExecTransaction(transaction, approvedSignatures(owners, 2n)),
  )
}

async function freezeAll(frame: FrameLocator) {
  await expect(frame.getByRole('banner')).toContainText('Freezer')
  await frame.getByRole('button', { name: 'Freeze all relayers of USDS Generator' }).first().click()
  const dialog = frame.getByRole('dialog', { name: /^Freeze all relayers/ })
  await expect(dialog.locator('[data-finding="simulation"]')).toHaveAttribute('data-state', 'ok')
  await expect(dialog).toContainText('2 calls of one transaction, which is proposed in the Safe interface')
  return dialog
}

test.use({ crowded: true })

test('in the Safe interface the Safe is the account, a freeze is proposed there, and its execution is proven', async ({
  page,
  chain,
}) => {
  const { of, frame, leave } = await openInterface(page, chain)
  try {
    const dialog = await freezeAll(frame)
    await dialog.getByRole('button', { name: 'Propose: freeze all relayers' }).click()
    await expect(dialog).toContainText('The safeTxHash is that of just these calls at nonce 0')
    await expect(dialog.locator('[data-safe-standing="signing"]')).toContainText('1 of 2 owners')
    expect(of.asked.filter(({ method }) => method === 'sendTransactions')).toHaveLength(1)
    const [proposal] = of.proposals
    if (!proposal) throw new Error('Nothing was proposed')
    of.status = 'AWAITING_EXECUTION'
    await expect(dialog.locator('[data-safe-standing="signed"]')).toContainText('somebody has to execute it')

    await execute(chain, proposal)
    of.status = 'SUCCESS'
    await expect(dialog.locator('[data-call="enclosed"]').first()).toContainText('Executed')
    for (const relayer of [roles.relayer1, roles.relayer2]) {
      await expect(dialog.locator(`[data-holder="${relayer.address}"]`)).toContainText('removed')
    }
    await expect(dialog).toContainText(/stated changes on chain at block/)
  } finally {
    await leave()
  }
})

test('a proposal that the interface rejects was not sent, and one with another hash is not taken for ours', async ({
  page,
  chain,
}) => {
  const { of, frame, leave } = await openInterface(page, chain)
  try {
    const dialog = await freezeAll(frame)
    of.rejects = true
    await dialog.getByRole('button', { name: 'Propose: freeze all relayers' }).click()
    await expect(dialog).toContainText('Rejected')
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    of.rejects = false
    of.hash = `0x${'ab'.repeat(32)}`
    const again = await freezeAll(frame)
    await again.getByRole('button', { name: 'Propose: freeze all relayers' }).click()
    await expect(again).toContainText('Proposed, not compared')
    await expect(again).toContainText('compare what it shows before anybody signs')
  } finally {
    await leave()
  }
})

test('no page but the named interfaces may show the console, and its manifest is there for them', async ({
  page,
  chain,
}) => {
  const { console, leave } = await openInterface(page, chain)
  try {
    const other = await openHttp(async (_, response) => {
      response.setHeader('content-type', 'text/html').end(SHELL(console.origin, '{}'))
    })
    const policy = (await fetch(console.origin)).headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/frame-ancestors 'self' http:\/\/127\.0\.0\.1:\d+(;|$)/)
    const stranger = await page.context().newPage()
    await stranger.goto(other.url)
    await expect(stranger.frameLocator('iframe').getByRole('banner')).toHaveCount(0)
    await other.close()
    const manifest = await fetch(`${console.origin}/manifest.json`, {
      headers: { origin: 'https://app.safe.global' },
    })
    expect(manifest.headers.get('access-control-allow-origin')).toBe('*')
    const { name, description, iconPath } = (await manifest.json()) as Readonly<Record<string, string>>
    expect([name, description, iconPath].every((text) => typeof text === 'string' && text !== '')).toBe(true)
    expect((await fetch(new URL(iconPath ?? '', console.origin))).status).toBe(200)
  } finally {
    await leave()
  }
})
