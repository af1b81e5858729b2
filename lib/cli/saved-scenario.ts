import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { writeDeployment } from '@/contracts/script/scenario'
import { httpRpc } from '@/lib/chain/rpc'
import { type Deployment, parseDeploymentText } from '@/lib/deployment'
import { startAnvil } from './anvil'
import { freePort } from './ports'
import { deleteAtEnd } from './processes'
import { type ScenarioChain, startScenarioChain } from './scenario-chain'
import { sourceHash } from './source-hash'
import { root } from './tools'

/** Time at which the saved scenario ends; figures in tests and stories are for this second [unix s]. */
export const NOW = BigInt(Date.UTC(2026, 10, 20, 8, 0, 0) / 1000)

/** The sources that the scenario is played from. */
const SOURCES = [
  'contracts/abi',
  'contracts/deploy',
  'contracts/script',
  'contracts/src',
  'foundry.toml',
  'lib/abi',
  'lib/chain/code/hashes.ts',
  'lib/cli/anvil.ts',
  'lib/cli/scenario-chain.ts',
  'lib/deployment',
  'lib/math',
  'package-lock.json',
]

/** Next to what Forge keeps of its own runs. */
const kept = path.join(root, 'contracts/cache/scenario')

/** Prefix of the folder of a scenario that is being played. */
const PLAYING = 'playing-'

interface Saved {
  readonly state: string
  readonly deployment: string
}

const savedIn = (folder: string): Saved => ({
  state: path.join(folder, 'state.json'),
  deployment: path.join(folder, 'deployment.json'),
})

/**
 * Plays the scenario and saves its end, unless it was saved from the present sources before. Two processes that do so
 * at once do not disturb each other: each writes a folder of its own, and the first to rename its folder wins.
 * @param generators the scenario with one Generator, or with two
 */
export async function ensureSavedScenario(generators: 1 | 2 = 1): Promise<Saved> {
  const present = sourceHash(SOURCES).slice(0, 16)
  const folder = path.join(kept, generators === 1 ? present : `${present}-${generators}`)
  if (existsSync(folder)) return savedIn(folder)
  mkdirSync(kept, { recursive: true })
  const outdated = readdirSync(kept).filter(
    (entry) => !entry.startsWith(PLAYING) && !entry.startsWith(present),
  )
  const played = mkdtempSync(path.join(kept, PLAYING))
  deleteAtEnd(played)
  await save(savedIn(played), generators)
  try {
    renameSync(played, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
  for (const entry of outdated) rmSync(path.join(kept, entry), { recursive: true, force: true })
  return savedIn(folder)
}

async function save({ state, deployment }: Saved, generators: 1 | 2): Promise<void> {
  const chain = await startScenarioChain({ now: NOW, generators })
  try {
    const dump = await httpRpc(chain.url).request<string>('anvil_dumpState', [])
    // The state is compressed over the wire, and plain in the file that Anvil reads.
    writeFileSync(state, gunzipSync(Buffer.from(dump.slice(2), 'hex')))
    writeDeployment(deployment, chain.deployment)
  } finally {
    await chain.stop()
  }
}

function readDeployment(file: string): Deployment {
  const { ok, failed } = parseDeploymentText(readFileSync(file, 'utf8'), file)
  if (ok === undefined) throw new Error(failed)
  return ok
}

/**
 * A chain at the end of the scenario, in a fraction of the time that playing takes. It is the same block for block,
 * except that states before its last block can no longer be read.
 */
export async function startSavedScenario(
  options: { readonly port?: number; readonly generators?: 1 | 2 } = {},
): Promise<ScenarioChain> {
  const { state, deployment } = await ensureSavedScenario(options.generators)
  const port = options.port ?? (await freePort())
  const chain = await startAnvil({ port, timestamp: Number(NOW), state })
  return { ...chain, deployment: readDeployment(deployment) }
}
