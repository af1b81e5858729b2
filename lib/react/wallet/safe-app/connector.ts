import { type CreateConnectorFn, createConnector } from 'wagmi'
import { isFramed } from '../../page/browser'
import { openSafeLink } from './link'
import { askUntilHeard, type SafeAppProvider, safeAppProvider } from './provider'

/** The kind of this connector. */
export const SAFE_APP = 'safe-app'

/** How long an interface may take to say which Safe it shows, and how often it is asked meanwhile [ms]. */
const PATIENCE = 3_000
const AGAIN = 300

/**
 * The Safe in whose interface this console is open. Where it is, wagmi connects it as soon as the page is there.
 * @param origins those of the interfaces that may show this console
 */
export function safeApp(origins: readonly string[], newId: () => string): CreateConnectorFn<SafeAppProvider> {
  let found: Promise<SafeAppProvider> | null = null
  const provider = (): Promise<SafeAppProvider> => {
    found ??= find(origins, newId).catch((error: unknown) => {
      // Somebody may ask again, of an interface that was not ready.
      found = null
      throw error
    })
    return found
  }
  return createConnector<SafeAppProvider>(({ emitter }) => {
    const accounts = async () => (await provider()).request({ method: 'eth_accounts' })
    const chainId = async () => Number(await (await provider()).request({ method: 'eth_chainId' }))
    return {
      id: SAFE_APP,
      name: 'Safe interface',
      type: SAFE_APP,
      connect: async ({ withCapabilities } = {}) => {
        const all = await accounts()
        return {
          // One or the other, as it is asked for; the compiler cannot tell which.
          accounts: (withCapabilities ? all.map((address) => ({ address, capabilities: {} })) : all) as never,
          chainId: await chainId(),
        }
      },
      disconnect: async () => undefined,
      getAccounts: accounts,
      getChainId: chainId,
      getProvider: provider,
      isAuthorized: () =>
        isFramed()
          ? provider().then(
              () => true,
              () => false,
            )
          : Promise.resolve(false),
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => emitter.emit('disconnect'),
    }
  })
}

/** Asks the page around this one which Safe it shows, until it answers: it may have begun to listen after this one. */
async function find(origins: readonly string[], newId: () => string): Promise<SafeAppProvider> {
  const link = openSafeLink(origins, newId)
  if (!link) throw new Error('No Safe interface shows this page.')
  const safe = await askUntilHeard(link, PATIENCE, AGAIN).catch(() => null)
  if (safe) return safeAppProvider(link, safe)
  link.close()
  throw new Error('The page around this one does not answer as a Safe interface does.')
}
