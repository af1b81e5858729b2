import { command } from './command'
import { CliError, isCliError, pending, print, secondsSince } from './print'
import { isEnding } from './processes'
import { rows, type Suite, type SuiteResult } from './suites'

/** The result of a suite, even of one that could not begin. */
async function resultOf(suite: Suite): Promise<SuiteResult> {
  try {
    return await suite.run()
  } catch (error) {
    const text = isCliError(error) ? error.message : error instanceof Error ? error.stack : String(error)
    return { passed: 0, failed: 1, output: text ?? '' }
  }
}

/** Runs suites side by side, and prints the line of each when it ends. */
async function runRow(row: readonly Suite[]): Promise<readonly SuiteResult[]> {
  const start = performance.now()
  const running = new Set(row)
  const wait = () => pending([...running].map(({ name }) => name).join(', '))
  let line = wait()
  return Promise.all(
    row.map(async (suite) => {
      const result = await resultOf(suite)
      running.delete(suite)
      const counts = `${result.passed} passed, ${result.failed} failed`
      const time = `${secondsSince(start).padStart(8)}${isEnding() ? '  ended' : ''}`
      line.settle(`${suite.name.padEnd(11)} ${counts.padEnd(24)} ${time}`)
      for (const told of result.report ?? []) print(`  ${told}`)
      if (result.failed > 0 && !isEnding()) print(`\n${result.output.trimEnd()}\n`)
      if (running.size > 0) line = wait()
      return result
    }),
  )
}

/** `npm test`: all suites, or those that are named. */
export const main = command(async (args) => {
  const names = rows.flat().map(({ name }) => name)
  const unknown = args.find((arg) => !names.includes(arg))
  if (unknown !== undefined) {
    throw new CliError(`No such suite: ${unknown}; there are ${names.join(', ')}`)
  }
  const results: SuiteResult[] = []
  for (const row of rows) {
    const wanted = row.filter(({ name }) => args.length === 0 || args.includes(name))
    if (wanted.length > 0) results.push(...(await runRow(wanted)))
    if (isEnding()) return
  }
  const [passed, failed] = (['passed', 'failed'] as const).map((count) =>
    results.reduce((sum, result) => sum + result[count], 0),
  )
  print(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
})
