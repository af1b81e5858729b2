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

/** What a scenario that was played is made of. */
const SOURCES = [
  'contracts/abi',
  'contracts/deploy',
  'contracts/script',
  'contracts/src',
  'foundry.toml',
  'lib/abi',
  'lib/cli/anvil.ts',
  'lib/cli/scenario-chain.ts',
  'lib/deployment',
  'lib/math',
  'package-lock.json',
]

/** Beside what Forge keeps of its own runs. */
const kept = path.join(root, 'contracts/cache/scenario')

interface Saved {
  readonly state: string
  readonly deployment: string
}

const savedIn = (folder: string): Saved => ({
  state: path.join(folder, 'state.json'),
  deployment: path.join(folder, 'deployment.json'),
})

/**
 * Plays the scenario and keeps its end, unless it was played from the present sources before. Two that play it at once
 * do not meet: each writes a folder of its own, and the first to rename it is taken.
 * @param now time at which it ends [unix s]
 */
export async function ensureSavedScenario(now: bigint): Promise<Saved> {
  const name = `${now}-${sourceHash(SOURCES).slice(0, 16)}`
  const folder = path.join(kept, name)
  if (existsSync(folder)) return savedIn(folder)
  mkdirSync(kept, { recursive: true })
  const outdated = readdirSync(kept).filter((entry) => entry.startsWith(`${now}-`))
  const played = mkdtempSync(path.join(kept, 'playing-'))
  deleteAtEnd(played)
  await save(now, savedIn(played))
  try {
    renameSync(played, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
  for (const entry of outdated) rmSync(path.join(kept, entry), { recursive: true, force: true })
  return savedIn(folder)
}

async function save(now: bigint, { state, deployment }: Saved): Promise<void> {
  const chain = await startScenarioChain({ now })
  try {
    const dump = await httpRpc(chain.url).request<string>('anvil_dumpState', [])
    // Packed over the wire, plain in the file that Anvil reads.
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
 * A chain at the end of the scenario, in a fraction of the time that playing it takes: block for block the same, but
 * what the chain was like before its last block can no longer be read.
 */
export async function startSavedScenario(options: {
  readonly port?: number
  readonly now: bigint
}): Promise<ScenarioChain> {
  const { port, now } = options
  const { state, deployment } = await ensureSavedScenario(now)
  const chain = await startAnvil({ port: port ?? (await freePort()), timestamp: Number(now), state })
  return { ...chain, deployment: readDeployment(deployment) }
}
