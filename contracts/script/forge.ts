import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Hex, isHex } from 'viem'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** Longest time that Forge may take [ms]. */
const PATIENCE = 120_000

/** Forge failed to deploy. */
export class DeployFailed extends Error {
  override readonly name = 'DeployFailed'
}

export interface ForgeScript {
  /** Path of Forge, or its name on the PATH. */
  readonly forge: string
  readonly rpcUrl: string
  /** Name of the script and of its file. */
  readonly contract: string
  /** The call of its `run`. */
  readonly calldata: Hex
}

/**
 * Has Forge run a script on a chain that signs for its senders. Forge builds the contracts first where there is no build.
 * @returns the bytes that `run` returned
 * @throws DeployFailed with what Forge said
 */
export async function runScript({ forge, rpcUrl, contract, calldata }: ForgeScript): Promise<Hex> {
  // `--slow` waits for each block, so that every deployment has the same blocks.
  const args = [
    ...['script', `contracts/script/${contract}.s.sol`, '--tc', contract, '--sig', calldata],
    ...['--rpc-url', rpcUrl, '--broadcast', '--slow', '--unlocked', '--offline', '--json'],
  ]
  const { stdout } = await run(forge, args, { cwd: root, timeout: PATIENCE, maxBuffer: 2 ** 28 }).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      throw new DeployFailed([error.message.slice(0, 200), error.stderr, error.stdout].join('\n').trim(), {
        cause: error,
      })
    },
  )
  return returned(stdout)
}

/** Finds the bytes that `run` returned in Forge's lines of JSON. */
function returned(stdout: string): Hex {
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{') || !line.includes('"returns"')) continue
    const { returns } = JSON.parse(line) as { returns?: Readonly<Record<string, { value?: unknown }>> }
    const [value] = Object.values(returns ?? {}).map((one) => one.value)
    if (isHex(value)) return value
  }
  throw new DeployFailed(`Forge did not say what it deployed:\n${stdout.slice(0, 2_000)}`)
}
