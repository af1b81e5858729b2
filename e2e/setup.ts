import { buildContracts } from '../lib/cli/abi'
import { ensureBuild } from '../lib/cli/build'
import { ensureSavedScenario } from '../lib/cli/saved-scenario'

/** Before all workers: what each of them starts from, so that no two make it at once. */
export default async function setup(): Promise<void> {
  await buildContracts()
  await ensureBuild()
  await ensureSavedScenario()
}
