import { buildContracts } from './abi'
import { ensureSavedScenario } from './saved-scenario'

/**
 * Runs before all tests that need Anvil: makes the contract build from which they deploy, and the chain from which most
 * start.
 */
export default async function setup(): Promise<void> {
  await buildContracts()
  await ensureSavedScenario()
}
