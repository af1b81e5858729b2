import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CliError } from '../print'
import { deleteAtEnd, output, start } from '../processes'
import { foundryTool, installed, root } from '../tools'
import type { Node } from './operators'

/** The compiler of npm, which has no types. */
const solc = createRequire(import.meta.url)('solc') as { readonly compile: (input: string) => string }

/** Longest time for one run of tests [ms]. A mutant that loops exceeds it and counts as noticed. */
const LIMIT = 180_000

/**
 * Enough runs to notice a mutant, few enough for hundreds of mutants. The seed is fixed, so a mutant always gets the
 * same verdict.
 */
const FUZZ = { FOUNDRY_FUZZ_RUNS: '48', FOUNDRY_INVARIANT_RUNS: '8', FOUNDRY_INVARIANT_DEPTH: '48' }
const SEED = '0x20261120'

/** How tests ended: all passed, at least one did not, or the source does not compile. */
export type Verdict = 'passed' | 'failed' | 'invalid'

/** The syntax tree of a source. @throws CliError when it is none */
export function parse(source: string): Node {
  const input = {
    language: 'Solidity',
    sources: { source: { content: source } },
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  }
  const { sources } = JSON.parse(solc.compile(JSON.stringify(input))) as {
    readonly sources?: { readonly source?: { readonly ast?: Node } }
  }
  const tree = sources?.source?.ast
  if (tree === undefined) throw new CliError('solc made no syntax tree of the source')
  return tree
}

/** An invariant that names its own number of runs would not play as few as FUZZ says: the copy goes without that line. */
function playFewerRuns(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name)
    const source = readFileSync(file, 'utf8')
    writeFileSync(file, source.replace(/^ *\/\/\/ forge-config: default\.invariant\.runs = \d+\n/gm, ''))
  }
}

/** A copy of the contracts with its own compiler, in which sources may be changed. */
export async function createWorkspace() {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-mutate-'))
  deleteAtEnd(folder)
  // Forge resolves imports from node_modules only below its project root, and would follow links out of it.
  cpSync(installed('@openzeppelin/contracts'), path.join(folder, 'node_modules/@openzeppelin/contracts'), {
    recursive: true,
  })
  for (const name of ['src', 'test', 'deploy', 'script']) {
    cpSync(path.join(root, 'contracts', name), path.join(folder, 'contracts', name), { recursive: true })
  }
  playFewerRuns(path.join(folder, 'contracts/test/invariant'))
  copyFileSync(path.join(root, 'foundry.toml'), path.join(folder, 'foundry.toml'))
  const client = path.join(folder, 'contracts/solc.mjs')
  copyFileSync(path.join(import.meta.dirname, 'solc-client.mjs'), client)
  chmodSync(client, 0o755)

  const socket = path.join(folder, 'solc.socket')
  const server = start(process.execPath, [path.join(import.meta.dirname, 'solc-server.mjs'), socket])
  await Promise.race([
    once(server.stdout ?? server, 'data'),
    once(server, 'exit').then(() => {
      throw new CliError('The compiler did not start')
    }),
  ])

  return {
    /**
     * Replaces the text of a source.
     * @param file path from the root
     */
    write: (file: string, source: string): void => writeFileSync(path.join(folder, file), source),

    /**
     * Runs the tests in files that match a glob.
     * @throws CliError with the output of Forge when it did not get that far
     */
    async test(glob: string): Promise<Verdict> {
      const args = ['test', '--match-path', glob, '--fail-fast', '--fuzz-seed', SEED]
      const { code, text } = await output(
        foundryTool('forge'),
        args,
        {
          cwd: folder,
          env: {
            ...process.env,
            ...FUZZ,
            SOLC_SOCKET: socket,
            NO_COLOR: '1',
            // The optimizer is not tested here, and takes most of the time of a compilation.
            FOUNDRY_OPTIMIZER: 'false',
            // After a change, only this source is compiled, and not every test that creates the contract.
            FOUNDRY_DYNAMIC_TEST_LINKING: 'true',
          },
        },
        LIMIT,
      )
      if (/No tests (found|match)/i.test(text)) throw new CliError(`No test matches ${glob}`)
      if (code === 0) return 'passed'
      if (/Compiler run failed/.test(text)) return 'invalid'
      if (/\[FAIL|Ended after/.test(text)) return 'failed'
      throw new CliError(`Forge ended with code ${code} before any test:\n${text.trimEnd()}`)
    },
  }
}

export type Workspace = Awaited<ReturnType<typeof createWorkspace>>
