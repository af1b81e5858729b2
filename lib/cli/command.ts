import { isCliError } from './print'
import { isEnding } from './processes'

/** Wraps a command: a `CliError` is one line and exit code 1, anything else keeps its stack. */
export function command(run: (args: string[]) => Promise<void>): (args: string[]) => Promise<void> {
  return async (args) => {
    try {
      await run(args)
    } catch (error) {
      // A child fails because it is being ended; the signal sets the exit code.
      if (isEnding()) return
      const stack = error instanceof Error ? error.stack : String(error)
      process.stderr.write(`${isCliError(error) ? error.message : stack}\n`)
      process.exit(1)
    }
  }
}
