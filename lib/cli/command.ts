import { isCliError } from './print'
import { isEnding } from './processes'

/** Wraps a command: a `CliError` is one line and exit code 1, anything else keeps its stack. */
export function command(run: (args: string[]) => Promise<void>): (args: string[]) => Promise<void> {
  return async (args) => {
    try {
      await run(args)
    } catch (error) {
      // What was started fails because it is being ended; the exit code is set by the signal.
      if (isEnding()) return
      const stack = error instanceof Error ? error.stack : String(error)
      process.stderr.write(`${isCliError(error) ? error.message : stack}\n`)
      process.exit(1)
    }
  }
}
