import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type Abi,
  type Address,
  BaseError,
  createTestClient,
  decodeErrorResult,
  type Hex,
  http,
  parseAbi,
  publicActions,
  toHex,
  walletActions,
} from 'viem'
import { foundry } from 'viem/chains'
import { startAnvil } from './anvil'
import { freePort } from './ports'
import { root } from './tools'

/**
 * Seed of random tests against a chain. CI plays the same states every time, so that a failure there comes from the
 * change. Elsewhere the seed differs each time, and `SEED=… vitest` repeats a run.
 */
export const seed = Number(process.env.SEED ?? (process.env.CI ? 20_261_120 : Date.now() % 2 ** 31))

/** Time of the first block [unix s]. */
export const START = 1_800_000_000n
/** Block times are 64 bits. */
export const LAST_TIME = 2n ** 63n

export type Client = ReturnType<typeof clientOf>

const clientOf = (url: string) =>
  createTestClient({ mode: 'anvil', chain: foundry, transport: http(url), cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions)

export interface TestChain {
  readonly client: Client
  /** Accounts with funds; the node holds their keys. */
  readonly accounts: readonly [Address, Address, Address, Address]
  readonly stop: () => Promise<void>
}

/** Starts an empty chain for one test file, on a free port. */
export async function startTestChain(): Promise<TestChain> {
  const { url, stop } = await startAnvil({ port: await freePort(), timestamp: Number(START) })
  const client = clientOf(url)
  const [first, second, third, fourth] = await client.getAddresses()
  if (!first || !second || !third || !fourth) throw new Error('The node has fewer than four accounts')
  return { client, accounts: [first, second, third, fourth], stop }
}

interface Receipt {
  readonly status: Hex
  readonly contractAddress: Address | null
}

/** Sends a transaction that must succeed. */
export async function send(client: Client, from: Address, to: Address | null, data: Hex): Promise<Receipt> {
  const receipt = await client.request<{ Parameters: [object]; ReturnType: Receipt }>({
    method: 'eth_sendTransactionSync' as never,
    params: [{ from, ...(to && { to }), data, gas: toHex(10_000_000) }],
  })
  if (receipt.status !== '0x1') throw new Error(`The transaction to ${to} reverted: ${data}`)
  return receipt
}

/** Lets the node send transactions from an account whose key nobody has, such as a contract that governs. */
export async function actAs(client: Client, account: Address): Promise<void> {
  await client.impersonateAccount({ address: account })
  await client.setBalance({ address: account, value: 10n ** 24n })
}

/** Creation code of a contract of the build. */
export function creationCode(name: string): Hex {
  const file = path.join(root, `contracts/out/${name}.sol/${name}.json`)
  const artifact: { bytecode: { object: Hex } } = JSON.parse(readFileSync(file, 'utf8'))
  return artifact.bytecode.object
}

/** Deploys a contract. @param data creation code with its encoded arguments */
export async function deploy(client: Client, from: Address, data: Hex): Promise<Address> {
  const { contractAddress } = await send(client, from, null, data)
  if (contractAddress === null) throw new Error('Nothing was deployed')
  return contractAddress
}

const REASONS: Abi = parseAbi(['error Error(string)', 'error Panic(uint256)'])

/** The answer of a call: its return data, or the reason of its revert. */
export type Outcome = { readonly data: Hex } | { readonly revert: string }

/** What a call answers at time t [unix s]. @throws whatever is not a revert */
export async function outcome(
  client: Client,
  from: Address,
  to: Address,
  data: Hex,
  t: bigint,
): Promise<Outcome> {
  try {
    const result = await client.call({ account: from, to, data, blockOverrides: { time: t } })
    return { data: result.data ?? '0x' }
  } catch (error) {
    const reverted = error instanceof BaseError ? error.walk(hasData) : null
    if (!hasData(reverted)) throw error
    const { errorName, args } = decodeErrorResult({ abi: REASONS, data: reverted.data })
    const [reason] = args ?? []
    return { revert: errorName === 'Panic' ? `Panic(${toHex(reason as bigint)})` : String(reason) }
  }
}

const hasData = (cause: unknown): cause is { data: Hex } =>
  typeof (cause as { data?: unknown } | null)?.data === 'string'
