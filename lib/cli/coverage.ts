import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { command } from './command'
import { explain, percentOf, pointsOf, type Uncovered } from './coverage-report'
import { CliError, print, step } from './print'
import { deleteAtEnd, succeed } from './processes'
import { foundryEnvironment, foundryTool, root } from './tools'

/** Least shares of src that tests run [%]. */
const LEAST_LINES = 95
const LEAST_BRANCHES = 90

const folder = 'contracts/src/'
const record = path.join(root, 'contracts/test/uncovered.json')

/** A few runs of random calls reach all that many would; the seed is that of CI. */
const FUZZ = { FOUNDRY_FUZZ_RUNS: '32', FOUNDRY_INVARIANT_RUNS: '8', FOUNDRY_INVARIANT_DEPTH: '64' }
const SEED = '0x20261120'

/** The report of Forge, without the optimizer, which would move code between lines. */
async function measure(): Promise<string> {
  const out = mkdtempSync(path.join(tmpdir(), 'generator-pau-coverage-'))
  deleteAtEnd(out)
  const report = path.join(out, 'lcov.info')
  const args = ['coverage', '--report', 'lcov', '--report-file', report, '--fuzz-seed', SEED]
  const env = { ...foundryEnvironment(), ...FUZZ, FOUNDRY_OUT: out, FOUNDRY_CACHE_PATH: out }
  await succeed(foundryTool('forge'), args, { cwd: root, env })
  return readFileSync(report, 'utf8')
}

const sources = new Map<string, readonly string[]>()

function textOf(file: string, line: number): string {
  const lines = sources.get(file) ?? readFileSync(path.join(root, file), 'utf8').split('\n')
  sources.set(file, lines)
  return (lines[line - 1] ?? '').trim()
}

/** `npm run coverage`: how much of contracts/src the contract tests run, and what they do not. */
export const main = command(async (args) => {
  if (args.length > 0) throw new CliError(`Unknown option: ${args[0]}`)
  const points = pointsOf(await step('Contract tests, measured', measure), folder)
  if (points.length === 0) throw new CliError(`The report has nothing on ${folder}`)
  const lines = percentOf(points, 'line')
  const branches = percentOf(points, 'branch')
  print(
    `lines ${lines.toFixed(2)} % (at least ${LEAST_LINES}), branches ${branches.toFixed(2)} % (${LEAST_BRANCHES})`,
  )

  const recorded = JSON.parse(readFileSync(record, 'utf8')) as readonly Uncovered[]
  const { unexplained, outdated } = explain(points, recorded, textOf)
  for (const { file, line, kind, text } of unexplained)
    print(`  ${kind} not covered: ${file}:${line}  ${text}`)
  for (const { file, kind, text } of outdated) print(`  ${kind} covered or gone: ${file}  ${text}`)
  if (lines < LEAST_LINES || branches < LEAST_BRANCHES)
    throw new CliError('Too little of contracts/src is covered')
  if (unexplained.length + outdated.length > 0) throw new CliError(`Not as in ${path.relative(root, record)}`)
  process.exit(0)
})
