import { command } from './command'
import { CliError, isCliError, pending, print, secondsSince } from './print'
import { isEnding } from './processes'
import { type Suite, type SuiteResult, suites } from './suites'

/** What a suite did, also where it could not even begin. */
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

/**
 * Runs one suite after the other, and one beside another where that says so.
 *
 * @param isOver whether to begin no more
 * @returns what they did, in the order of the suites
 */
export async function inTurn<Result>(
  chosen: readonly Suite[],
  run: (suite: Suite) => Promise<Result>,
  isOver: () => boolean,
): Promise<readonly Result[]> {
  const begun: { readonly suite: Suite; readonly result: Promise<Result> }[] = []
  for (const suite of chosen) {
    await Promise.all(
      begun.filter((one) => !one.suite.beside?.includes(suite.name)).map(({ result }) => result),
    )
    if (isOver()) break
    begun.push({ suite, result: run(suite) })
  }
  return Promise.all(begun.map(({ result }) => result))
}

/** `npm test`: all suites, or those that are named. */
export const main = command(async (args) => {
  const unknown = args.find((name) => !suites.some((suite) => suite.name === name))
  if (unknown !== undefined) {
    throw new CliError(`No such suite: ${unknown}; there are ${suites.map(({ name }) => name).join(', ')}`)
  }
  const chosen = suites.filter(({ name }) => args.length === 0 || args.includes(name))
  const results = await inTurn(chosen, runSuite, isEnding)
  if (isEnding()) return
  const sum = (count: 'passed' | 'failed') => results.reduce((total, result) => total + result[count], 0)
  print(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(sum('failed') === 0 ? 0 : 1)
})
