import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { buildContracts } from './abi'
import { ensureBuild } from './build'
import { deleteAtEnd, type Output, output } from './processes'
import { chromium, foundryEnvironment, foundryTool, installed, root } from './tools'

/** Counts of one suite and all that its tool wrote. */
export type SuiteResult = {
  readonly passed: number
  readonly failed: number
  readonly output: string
}

export type Suite = {
  readonly name: string
  readonly run: () => Promise<SuiteResult>
}

/** Longest time of one tool [ms]. */
const LIMIT = 15 * 60_000

const tool = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Output> =>
  output(
    command,
    args,
    { cwd: root, env: { ...foundryEnvironment(), NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env } },
    LIMIT,
  )

const node = (script: string, ...args: string[]): Promise<Output> =>
  tool(process.execPath, [installed(script), ...args])

/** A tool that passes as a whole or fails as a whole. */
const oneCheck = ({ code, text }: Output): SuiteResult => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  output: text,
})

/**
 * Counts of a tool that counts its tests. Skipped tests fail, and so do a run without tests and an exit code
 * that the counts do not explain: silence is not success.
 */
export function countedSuite(
  { code, text }: Output,
  counts: { readonly passed: number; readonly failed: number; readonly skipped: number } | null,
): SuiteResult {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const unexplained = failed + skipped === 0 && (code !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + skipped + unexplained, output: text }
}

/** Counts in the last summary line of `forge test`, null where it did not get that far. */
export function forgeCounts(text: string): { passed: number; failed: number; skipped: number } | null {
  const summaries = stripVTControlCharacters(text).matchAll(
    /^Ran \d+ test suites? in .*: (\d+) tests? passed, (\d+) failed, (\d+) skipped/gm,
  )
  const last = [...summaries].at(-1)
  if (last === undefined) return null
  return { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3]) }
}

/** A new file of this name in a folder that goes at the end. */
function report(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-test-'))
  deleteAtEnd(folder)
  return path.join(folder, name)
}

/** The report of a tool, null where it wrote none. */
function readReport<Report>(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  }
}

type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

async function vitest(project: string): Promise<SuiteResult> {
  const file = report('vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const result = await node('vitest/vitest.mjs', 'run', '--project', project, ...reporters)
  const counts = readReport<VitestReport>(file)
  return countedSuite(
    result,
    counts && {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests,
      skipped: counts.numPendingTests + counts.numTodoTests,
    },
  )
}

type PlaywrightReport = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

async function endToEnd(): Promise<SuiteResult> {
  await buildContracts()
  await ensureBuild()
  const file = report('playwright.json')
  const result = await tool(
    process.execPath,
    [installed('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    { CHROMIUM_PATH: await chromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  )
  const stats = readReport<PlaywrightReport>(file)?.stats
  return countedSuite(
    result,
    stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped } : null,
  )
}

/** All suites in the order in which a fault is found soonest. */
export const suites: readonly Suite[] = [
  {
    name: 'types',
    run: async () => {
      const routes = await node('next/dist/bin/next', 'typegen')
      return oneCheck(routes.code === 0 ? await node('typescript/bin/tsc', '--noEmit') : routes)
    },
  },
  {
    name: 'lint',
    run: async () => oneCheck(await node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')),
  },
  {
    name: 'abi',
    run: async () => oneCheck(await tool(process.execPath, ['lib/cli/bootstrap.mjs', 'abi', '--check'])),
  },
  {
    name: 'contracts',
    run: async () => {
      // CI plays the same random calls every time, as the tests against a chain do.
      const seed = process.env.CI ? ['--fuzz-seed', '0x20261120'] : []
      // What operations cost must be what contracts/test/gas/snapshots says.
      const result = await tool(foundryTool('forge'), ['test', '--gas-snapshot-check', 'true', ...seed])
      return countedSuite(result, forgeCounts(result.text))
    },
  },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'chain', run: () => vitest('chain') },
  {
    name: 'build',
    run: async () => {
      await ensureBuild()
      return { passed: 1, failed: 0, output: '' }
    },
  },
  { name: 'e2e', run: endToEnd },
]
