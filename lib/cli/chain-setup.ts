import { buildContracts } from './abi'
import { ensureSavedScenario } from './saved-scenario'

/** Before all tests that need Anvil: the contract build from which they deploy, and the chain that most start from. */
export default async function setup(): Promise<void> {
  await buildContracts()
  await ensureSavedScenario()
}
