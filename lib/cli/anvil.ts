import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ROLE_COUNT } from '@/contracts/script/roles'
import { httpRpc } from '@/lib/chain/rpc'
import { CliError } from './print'
import { deleteAtEnd, end, start } from './processes'
import { foundryTool } from './tools'

export type AnvilOptions = {
  readonly port: number
  /** Time of the first block, or of the first block after a saved state [unix s]; the present when left out. */
  readonly timestamp?: number
  /** A saved state to continue from. It has all blocks, transactions and events, but only the last state. */
  readonly state?: string
}

export type LocalChain = {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** How long Anvil may take to answer [ms]. */
const PATIENCE = 60_000

/**
 * Starts Anvil, mining on demand, and waits until it answers. Its states are in a folder that is deleted at the end.
 * @throws CliError with its output when it does not come up
 */
export async function startAnvil({ port, timestamp, state }: AnvilOptions): Promise<LocalChain> {
  const states = mkdtempSync(path.join(tmpdir(), 'generator-pau-anvil-'))
  deleteAtEnd(states)
  const child = start(foundryTool('anvil'), [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', '31337'],
    ...['--accounts', String(ROLE_COUNT)],
    // One call reads everything that the console shows, and would exceed the default of 30M gas.
    ...['--gas-limit', '1000000000', '--no-request-size-limit'],
    ...['--order', 'fifo', '--cache-path', states],
    ...(timestamp === undefined ? [] : ['--timestamp', String(timestamp)]),
    ...(state === undefined ? [] : ['--load-state', state]),
  ])
  let said = ''
  const keep = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)

  const url = `http://127.0.0.1:${port}`
  const rpc = httpRpc(url)
  const deadline = performance.now() + PATIENCE
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answered = await rpc.request('eth_chainId', []).then(
      () => true,
      () => false,
    )
    if (answered) return { url, stop: () => end(child) }
    await wait(20)
  }
  await end(child)
  throw new CliError(`Anvil did not come up on port ${port}:`, said.trim())
}
