import type { ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { numberToHex } from 'viem'
import { writeDeployment } from '../contracts/script/deployment-file'
import { httpRpc } from '../lib/chain/rpc'
import { startConsole } from '../lib/cli/console'
import { deleteAtEnd, end } from '../lib/cli/processes'
import { NOW, startSavedScenario } from '../lib/cli/saved-scenario'
import type { Deployment } from '../lib/deployment'
import { openGate, type RpcGate } from './rpc-gate'
import { openTurnstile } from './turnstile'

/**
 * Ports of the chain and the console of the first worker, away from those of `npm run local`; each further worker takes
 * the next ones. Others for a second checkout.
 */
const firstChainPort = Number(process.env.E2E_CHAIN_PORT ?? 18_545)
const firstConsolePort = Number(process.env.E2E_CONSOLE_PORT ?? 13_000)

/** Time for a console that is stopped to answer what it was asked; streams of open pages are then cut [ms]. */
const FAREWELL = 1_000

/** A chain with the scenario on it, a console in production build, and the gate between them. */
export interface Stack {
  readonly origin: string
  readonly rpcUrl: string
  readonly gate: RpcGate
  readonly deployment: Deployment
  /** Goes back to the end of the scenario, whatever happened since. */
  rewind(): Promise<void>
  /** Time of the next block, from the end of the scenario [s]. */
  warpBy(seconds: bigint): Promise<void>
  mine(): Promise<void>
  head(): Promise<{ readonly number: number; readonly hash: string; readonly timestamp: number }>
  /** Transactions wait from now on, as on a chain that is slow. */
  holdBlocks(): Promise<void>
  releaseBlocks(): Promise<void>
  /** Replaces so many blocks by as many others. */
  reorganise(depth: number): Promise<void>
  /** Calls a contract as any account, also one that no key signs for. */
  call(from: string, to: string, data: string): Promise<void>
  /** What a contract answers at the head. */
  ask(to: string, data: string): Promise<string>
  /** Puts other code at an address: a contract that misbehaves. */
  setCode(address: string, code: string): Promise<void>
  code(address: string): Promise<string>
  stopServer(): Promise<void>
  startServer(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts what the stories of one worker play on, from the builds that `setup.ts` made.
 * @param worker which of those that run at the same time, from 0; Playwright tells each
 */
export async function startStack(worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0)): Promise<Stack> {
  const consolePort = firstConsolePort + worker
  const chain = await startSavedScenario({ port: firstChainPort + worker })
  const turnstile = await openTurnstile(chain.url)
  const rpc = httpRpc(turnstile.url, { timeout: 60_000 })
  const { deployment } = chain
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-e2e-'))
  deleteAtEnd(folder)
  const file = path.join(folder, 'deployment.json')
  writeDeployment(file, deployment)
  const gate = await openGate(turnstile.url)
  const start = () => startConsole({ deployment: file, rpcUrls: gate.url, port: consolePort })
  let server: ChildProcess | null = await start()
  const stopServer = async () => {
    if (server) await end(server, FAREWELL)
    server = null
  }
  let snapshot = await rpc.request<string>('evm_snapshot', [])
  let stories = 0

  const mineAt = async (time: bigint) => {
    await rpc.request('evm_setNextBlockTimestamp', [Number(time)])
    await rpc.request('evm_mine', [])
  }
  const head = async () => {
    const block = await rpc.request<Record<'number' | 'hash' | 'timestamp', string>>('eth_getBlockByNumber', [
      'latest',
      false,
    ])
    return { number: Number(block.number), hash: block.hash, timestamp: Number(block.timestamp) }
  }
  return {
    origin: `http://localhost:${consolePort}`,
    rpcUrl: turnstile.url,
    gate,
    deployment,
    rewind: async () => {
      gate.set({ kind: 'open' })
      await rpc.request('evm_setAutomine', [true])
      await rpc.request('evm_revert', [snapshot])
      snapshot = await rpc.request<string>('evm_snapshot', [])
      await rpc.request('anvil_dropAllTransactions', [])
      // A block of its own for every story, at the same second but of another miner: the console takes it for one that
      // replaces that of the story before. The same block again would be a node that lags, which it gives two seconds.
      await rpc.request('anvil_setCoinbase', [numberToHex(++stories, { size: 20 })])
      await mineAt(NOW + 12n)
    },
    warpBy: async (seconds) => mineAt(BigInt((await head()).timestamp) + seconds),
    mine: async () => void (await rpc.request('evm_mine', [])),
    head,
    holdBlocks: async () => void (await rpc.request('evm_setAutomine', [false])),
    releaseBlocks: async () => {
      await rpc.request('evm_setAutomine', [true])
      await rpc.request('evm_mine', [])
    },
    reorganise: async (depth) => {
      const { timestamp } = await head()
      await rpc.request('anvil_rollback', [depth])
      // Other times make other blocks; without transactions they would be the same.
      for (let block = depth - 1; block >= 0; block--) await mineAt(BigInt(timestamp + 7 - block))
    },
    call: async (from, to, data) => {
      await rpc.request('anvil_impersonateAccount', [from])
      await rpc.request('anvil_setBalance', [from, '0xde0b6b3a7640000'])
      await rpc.request('eth_sendTransactionSync', [{ from, to, data, gas: '0x7a1200' }])
    },
    ask: (to, data) => rpc.request<string>('eth_call', [{ to, data }, 'latest']),
    setCode: async (address, code) => {
      await rpc.request('anvil_setCode', [address, code])
      await rpc.request('evm_mine', [])
    },
    code: (address) => rpc.request<string>('eth_getCode', [address, 'latest']),
    stopServer,
    startServer: async () => {
      server ??= await start()
    },
    close: async () => {
      await stopServer()
      await gate.close()
      await turnstile.close()
      await chain.stop()
    },
  }
}
