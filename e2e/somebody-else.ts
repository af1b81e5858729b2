import type { Page } from '@playwright/test'
import { type RoleName, roles } from '../contracts/script/roles'
import { connect } from './fixtures'
import type { Stack } from './stack'
import { injectWallet } from './wallet'

/** Another person at a browser of their own, connected. */
export async function somebodyElse(page: Page, chain: Stack, role: RoleName, path = '/') {
  const browser = page.context().browser()
  if (!browser) throw new Error('There is no browser')
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 720 } })
  const theirs = await context.newPage()
  const wallet = await injectWallet(theirs, chain.rpcUrl, roles[role].account, chain.deployment.chainId)
  await theirs.goto(new URL(path, chain.origin).href)
  await connect(theirs)
  return { page: theirs, wallet, leave: () => context.close() }
}
