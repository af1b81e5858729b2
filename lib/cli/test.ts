import { command } from './command'
import { CliError, isCliError, pending, print, secondsSince } from './print'
import { isEnding } from './processes'
import { type Suite, type SuiteResult, suites } from './suites'

/** The result of a suite, even of one that could not begin. */
async function resultOf(suite: Suite): Promise<SuiteResult> {
  try {
    return await suite.run()
  } catch (error) {
    const text = isCliError(error) ? error.message : error instanceof Error ? error.stack : String(error)
    return { passed: 0, failed: 1, output: text ?? '' }
  }
}

async function runSuite(suite: Suite): Promise<SuiteResult> {
  const start = performance.now()
  const title = suite.name.padEnd(11)
  const line = pending(title)
  const result = await resultOf(suite)
  const counts = `${result.passed} passed, ${result.failed} failed`
  line.settle(
    `${title} ${counts.padEnd(24)} ${secondsSince(start).padStart(8)}${isEnding() ? '  ended' : ''}`,
  )
  for (const told of result.report ?? []) print(`  ${told}`)
  if (result.failed > 0 && !isEnding()) print(`\n${result.output.trimEnd()}\n`)
  return result
}

/** `npm test`: all suites, or those that are named. */
export const main = command(async (args) => {
  const unknown = args.find((name) => !suites.some((suite) => suite.name === name))
  if (unknown !== undefined) {
    throw new CliError(`No such suite: ${unknown}; there are ${suites.map(({ name }) => name).join(', ')}`)
  }
  let passed = 0
  let failed = 0
  for (const suite of suites.filter(({ name }) => args.length === 0 || args.includes(name))) {
    const result = await runSuite(suite)
    passed += result.passed
    failed += result.failed
    if (isEnding()) return
  }
  print(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
})
