import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { decodeAbiParameters, encodeFunctionData, type Hex, isHex } from 'viem'
import { type Deployed, deployAbi, deploymentParameters, planOf } from './plan'
import type { Prime } from './primes'
import { roles } from './roles'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** Longest time that Forge may take [ms]. */
const PATIENCE = 120_000

/** Forge did not deploy. */
export class DeployFailed extends Error {
  override readonly name = 'DeployFailed'
}

/**
 * Deploys everything by Deploy.s.sol, from the build that Forge makes where there is none yet.
 * @param forge path of Forge, or its name on the PATH
 * @throws DeployFailed with what Forge said
 */
export async function deploy(rpcUrl: string, primes: readonly Prime[], forge: string): Promise<Deployed> {
  const calldata = encodeFunctionData({
    abi: deployAbi,
    functionName: 'run',
    args: [roles.deployer.address, planOf(primes)],
  })
  // Slow means one block after the other, so that a deployment is the same block for block.
  const args = [
    ...['script', 'contracts/script/Deploy.s.sol', '--tc', 'Deploy', '--sig', calldata],
    ...['--rpc-url', rpcUrl, '--broadcast', '--slow', '--unlocked', '--offline', '--json'],
  ]
  const { stdout } = await run(forge, args, { cwd: root, timeout: PATIENCE, maxBuffer: 2 ** 28 }).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      throw new DeployFailed([error.message.slice(0, 200), error.stderr, error.stdout].join('\n').trim(), {
        cause: error,
      })
    },
  )
  const [deployed] = decodeAbiParameters(deploymentParameters, returned(stdout))
  return deployed
}

/** The bytes that `run` returned, out of Forge's lines of JSON. */
function returned(stdout: string): Hex {
  for (const line of stdout.split('\n')) {
    if (!line.startsWith('{') || !line.includes('"returns"')) continue
    const { returns } = JSON.parse(line) as { returns?: { deployment?: { value?: unknown } } }
    const value = returns?.deployment?.value
    if (isHex(value)) return value
  }
  throw new DeployFailed(`Forge did not say what it deployed:\n${stdout.slice(0, 2_000)}`)
}
