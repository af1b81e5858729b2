import { stripVTControlCharacters } from 'node:util'
import { buildContracts } from './abi'
import { ensureBuild } from './build'
import { type Output, output } from './processes'
import { newTally, readReport, readTally, TALLY_FILE, type Tally } from './tally'
import { chromium, foundryEnvironment, foundryTool, installed, root } from './tools'

/** Counts of one suite, and everything that its tool wrote. */
export type SuiteResult = {
  readonly passed: number
  readonly failed: number
  readonly output: string
  /** Lines that its tests reported: what they counted, how long something took. */
  readonly report?: readonly string[]
}

export type Suite = {
  readonly name: string
  readonly run: () => Promise<SuiteResult>
}

type Environment = Readonly<Record<string, string>>

const tool = (command: string, args: readonly string[], env: Environment = {}): Promise<Output> =>
  output(command, args, {
    cwd: root,
    env: { ...foundryEnvironment(), NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
  })

const node = (script: string, args: readonly string[], env: Environment = {}): Promise<Output> =>
  tool(process.execPath, [installed(script), ...args], env)

/** Counts for a tool that passes or fails as a whole. */
const oneCheck = ({ code, text }: Output): SuiteResult => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  output: text,
})

/**
 * Counts for a tool that counts its tests, even if it was ended early. Tests that were skipped, or that began and did
 * not end, count as failures. So do a run without tests, and an exit code that the counts do not explain: silence is
 * not success.
 */
export function countedSuite({ code, text }: Output, counts: Tally | null): SuiteResult {
  const { passed, failed, skipped, unfinished } = counts ?? NOTHING
  const counted = failed + skipped + unfinished.length
  const unexplained = counted === 0 && (code !== 0 || passed === 0) ? 1 : 0
  const left = unfinished.map((title) => `\nBegan and did not end: ${title}`).join('')
  return { passed, failed: counted + unexplained, output: `${text.trimEnd()}${left}` }
}

const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0, unfinished: [] }

/**
 * Counts of `forge test`: those of its last summary line, or, where it did not get that far, the sum over the contracts
 * that had been tested. Null where none had.
 */
export function forgeCounts(text: string): Tally | null {
  const plain = stripVTControlCharacters(text)
  const summaries = [
    ...plain.matchAll(/^Ran \d+ test suites? in .*: (\d+) tests? passed, (\d+) failed, (\d+) skipped/gm),
  ].slice(-1)
  const contracts = plain.matchAll(/^Suite result: \w+\. (\d+) passed; (\d+) failed; (\d+) skipped/gm)
  const counted = summaries.length > 0 ? summaries : [...contracts]
  if (counted.length === 0) return null
  const sum = (group: number) => counted.reduce((total, match) => total + Number(match[group]), 0)
  return { passed: sum(1), failed: sum(2), skipped: sum(3), unfinished: [] }
}

/** Runs a tool with a reporter that keeps a tally, and counts by the tally, however the tool ended. */
export async function tallied(run: (env: Environment) => Promise<Output>): Promise<SuiteResult> {
  const file = newTally()
  const result = await run({ [TALLY_FILE]: file })
  return { ...countedSuite(result, readTally(file)), report: readReport(file) }
}

/** One character for each test as soon as it ended, so the run is silent only while a test is. */
const vitest = (project: string): Promise<SuiteResult> =>
  tallied((env) => {
    const reporters = ['--reporter=dot', '--reporter=./lib/cli/reporters/vitest-tally.ts']
    return node('vitest/vitest.mjs', ['run', '--project', project, ...reporters], env)
  })

async function endToEnd(): Promise<SuiteResult> {
  await buildContracts()
  await ensureBuild()
  const browser = { CHROMIUM_PATH: await chromium() }
  return tallied((env) => {
    const reporters = '--reporter=list,./lib/cli/reporters/playwright-tally.ts'
    return node('@playwright/test/cli.js', ['test', reporters], { ...browser, ...env })
  })
}

/** Types of the routes are made first: pages are typed by them. */
async function checkTypes(): Promise<SuiteResult> {
  const routes = await node('next/dist/bin/next', ['typegen'])
  return oneCheck(routes.code === 0 ? await node('typescript/bin/tsc', ['--noEmit']) : routes)
}

async function testContracts(): Promise<SuiteResult> {
  // CI plays the same random calls every time, like the tests against a chain.
  const seed = process.env.CI ? ['--fuzz-seed', '0x20261120'] : []
  // The costs of operations must match contracts/test/gas/snapshots.
  const result = await tool(foundryTool('forge'), ['test', '--gas-snapshot-check', 'true', ...seed])
  return countedSuite(result, forgeCounts(result.text))
}

async function build(): Promise<SuiteResult> {
  await ensureBuild()
  return { passed: 1, failed: 0, output: '' }
}

/**
 * All suites, in the order that finds a fault soonest. Those of one row run at the same time: compilers and builds leave
 * a part of each core free. No row has two that compile contracts.
 */
export const rows: readonly (readonly Suite[])[] = [
  [
    { name: 'types', run: checkTypes },
    {
      name: 'lint',
      run: async () => oneCheck(await node('@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])),
    },
    {
      name: 'abi',
      run: async () => oneCheck(await tool(process.execPath, ['lib/cli/bootstrap.mjs', 'abi', '--check'])),
    },
  ],
  [
    { name: 'contracts', run: testContracts },
    { name: 'unit', run: () => vitest('unit') },
    { name: 'build', run: build },
  ],
  [{ name: 'chain', run: () => vitest('chain') }],
  [{ name: 'e2e', run: endToEnd }],
]
