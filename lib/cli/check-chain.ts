import { errorLine } from '@/lib/chain/errors'
import { bytesIn, quantityIn } from '@/lib/chain/read/parse'
import { readHead } from '@/lib/chain/read/reader'
import type { Rpc } from '@/lib/chain/rpc'
import { contractEntries, type Deployment } from '@/lib/deployment'
import { kindFault } from './check-kinds'
import { CliError, isCliError } from './print'

/**
 * Compares a deployment with the chain, as far as nodes answer: the chain id of each, then where events begin, the code
 * at every contract and what only a contract of its kind answers, by the first that does. A node that is down is no
 * fault; the console waits for it.
 * @param file how the deployment file is named in an error
 * @returns what could not be checked, a line each
 * @throws CliError on a wrong chain, an address without code, or a contract of another kind than its field
 */
export async function checkChain(
  deployment: Deployment,
  file: string,
  rpcs: readonly Rpc[],
): Promise<string[]> {
  const unchecked: string[] = []
  const answering: Rpc[] = []
  for (const rpc of rpcs) {
    try {
      const chainId = quantityIn('eth_chainId', await rpc.request<unknown>('eth_chainId', []))
      if (chainId !== BigInt(deployment.chainId)) {
        throw new CliError(
          `${file}: chainId: the file says ${deployment.chainId}, ${rpc.label} says ${chainId}`,
        )
      }
      answering.push(rpc)
    } catch (error) {
      if (isCliError(error)) throw error
      unchecked.push(`${rpc.label} does not answer (${errorLine(error)})`)
    }
  }
  const [rpc] = answering
  if (rpc === undefined)
    return [...unchecked, 'No RPC answers: the console starts anyway and reads when one does']
  try {
    await checkStart(deployment, file, rpc)
    await checkCode(deployment, file, rpc)
  } catch (error) {
    if (isCliError(error)) throw error
    return [...unchecked, `${rpc.label} did not give the code of every contract (${errorLine(error)})`]
  }
  try {
    const fault = await kindFault(deployment, rpc)
    if (fault !== null) throw new CliError(`${file}: ${fault}`)
  } catch (error) {
    if (isCliError(error)) throw error
    unchecked.push(`${rpc.label} did not tell what every contract is (${errorLine(error)})`)
  }
  return unchecked
}

/** Events that begin after the newest block would never be read, and their absence would pass for none. */
async function checkStart({ startBlock, chainId }: Deployment, file: string, rpc: Rpc): Promise<void> {
  const { number } = await readHead(rpc)
  if (BigInt(startBlock) <= number) return
  throw new CliError(
    `${file}: startBlock: ${startBlock} is after the newest block ${number} of chain ${chainId} (${rpc.label})`,
  )
}

async function checkCode(deployment: Deployment, file: string, rpc: Rpc): Promise<void> {
  const entries = contractEntries(deployment)
  const codes = await Promise.all(
    entries.map(async ({ value }) =>
      bytesIn('eth_getCode', await rpc.request<unknown>('eth_getCode', [value, 'latest'])),
    ),
  )
  const empty = entries.find((_, index) => codes[index] === '0x')
  if (empty === undefined) return
  throw new CliError(
    `${file}: ${empty.path}: no code at ${empty.value} on chain ${deployment.chainId} (${rpc.label})`,
  )
}
