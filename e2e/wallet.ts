import type { Page } from '@playwright/test'
import { createWalletClient, type Hex, http } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'

/** How the owner of the test wallet behaves, and which chain the wallet is on. */
export interface WalletBehaviour {
  /** Refuses to sign, with EIP-1193 code 4001. */
  rejects: boolean
  chainId: number
  /** Whether it goes to another chain when it is asked to. */
  switches: boolean
  /** Forwards reads, as wallets do; else every read fails. */
  reads: boolean
  /** Answers in the wallet's place where it is set: a wallet that lies, hangs or says nonsense. */
  hostile: HostileWallet | null
}

/**
 * `honest` does what the wallet would do; a thrown error with a `code` reaches the page as the wallet's, and one with
 * `thrown` as that very value, as of wallets that throw no errors.
 */
export type HostileWallet = (
  request: { readonly method: string; readonly params: readonly unknown[] },
  honest: () => Promise<unknown>,
) => Promise<unknown>

export interface TestWallet {
  readonly account: PrivateKeyAccount
  readonly behaviour: WalletBehaviour
  /** Transactions that it was asked to sign, as they came over the bridge. */
  readonly asked: readonly { readonly to: Hex; readonly data: Hex }[]
  /** Typed data that it has signed, in the same way. */
  readonly signed: readonly unknown[]
  /** Tells the page that the wallet moved to another chain. */
  moveTo(chainId: number): Promise<void>
}

interface Bridged {
  readonly method: string
  readonly params?: readonly unknown[]
}

/** An error as data: a thrown one would lose its code on the way into the page. */
type Answer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } }
  | { readonly thrown: unknown }

const name = 'Test wallet'

/** Puts a wallet into the page that announces itself by EIP-6963 and signs with an account of the scenario. */
export async function injectWallet(
  page: Page,
  rpcUrl: string,
  account: PrivateKeyAccount,
  chainId: number,
): Promise<TestWallet> {
  const client = createWalletClient({ account, transport: http(rpcUrl, { retryCount: 0 }) })
  const behaviour: WalletBehaviour = { rejects: false, chainId, switches: true, reads: true, hostile: null }
  const asked: { to: Hex; data: Hex }[] = []
  const signed: unknown[] = []
  let permitted = false

  async function handle({ method, params = [] }: Bridged): Promise<unknown> {
    switch (method) {
      case 'eth_accounts':
        return permitted ? [account.address] : []
      case 'eth_requestAccounts':
        permitted = true
        return [account.address]
      case 'wallet_requestPermissions':
        permitted = true
        return [
          {
            parentCapability: 'eth_accounts',
            caveats: [{ type: 'restrictReturnedAccounts', value: [account.address] }],
          },
        ]
      case 'eth_chainId':
        return `0x${behaviour.chainId.toString(16)}`
      case 'wallet_switchEthereumChain': {
        if (!behaviour.switches) throw coded(4001, 'User rejected the request.')
        await moveTo(Number((params[0] as { chainId: Hex }).chainId))
        return null
      }
      case 'eth_sendTransaction': {
        const { to, data } = params[0] as { to: Hex; data: Hex }
        asked.push({ to, data })
        if (behaviour.rejects) throw coded(4001, 'User rejected the request.')
        return client.sendTransaction({ to, data, chain: null, gas: 1_000_000n })
      }
      case 'eth_signTypedData_v4': {
        if (behaviour.rejects) throw coded(4001, 'User rejected the request.')
        const typed = JSON.parse(String(params[1]))
        signed.push(typed)
        return account.signTypedData(typed)
      }
      case 'eth_simulateV1':
        throw coded(4200, 'The wallet does not support this method.')
      default:
        if (!behaviour.reads) throw coded(-32603, 'The wallet could not reach its node.')
        return client.request({ method, params } as never)
    }
  }

  async function moveTo(next: number): Promise<void> {
    behaviour.chainId = next
    const hex = `0x${next.toString(16)}`
    await page.evaluate(
      (value) => window.dispatchEvent(new CustomEvent('test-wallet-chain', { detail: value })),
      hex,
    )
  }

  await page.exposeFunction('testWalletRequest', async (request: Bridged): Promise<Answer> => {
    try {
      const { method, params = [] } = request
      const { hostile } = behaviour
      const honest = () => handle(request)
      return { result: await (hostile ? hostile({ method, params }, honest) : honest()) }
    } catch (error) {
      if (error instanceof Error && 'thrown' in error) return { thrown: error.thrown }
      const { code = -32603, message = String(error) } = error as { code?: number; message?: string }
      return { error: { code, message } }
    }
  })
  await page.addInitScript(announce, name)
  return { account, behaviour, asked, signed, moveTo }
}

function coded(code: number, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** Runs in the page. */
function announce(walletName: string): void {
  type Listener = (value: unknown) => void
  const listeners = new Map<string, Set<Listener>>()
  const bridge = window as unknown as {
    testWalletRequest: (
      request: unknown,
    ) => Promise<{ result?: unknown; error?: { code: number; message: string }; thrown?: unknown }>
  }
  const provider = {
    request: async (request: { method: string; params?: unknown[] }) => {
      const { result, error, thrown } = await bridge.testWalletRequest({
        method: request.method,
        params: request.params ?? [],
      })
      if (thrown !== undefined) throw thrown
      if (error) throw Object.assign(new Error(error.message), { code: error.code })
      return result
    },
    on: (event: string, listener: Listener) => {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
    },
    removeListener: (event: string, listener: Listener) => listeners.get(event)?.delete(listener),
  }
  window.addEventListener('test-wallet-chain', (event) => {
    for (const listener of listeners.get('chainChanged') ?? []) listener((event as CustomEvent).detail)
  })
  const info = {
    uuid: '6f2a1f0e-5c1d-4c7f-9d3f-2c1b7f4e9a10',
    name: walletName,
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
    rdns: 'test.wallet',
  }
  const detail = Object.freeze({ info, provider })
  const say = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', say)
  say()
}
