import { appendFileSync } from 'node:fs'
import { REPORT_SUFFIX, TALLY_FILE } from '@/lib/cli/tally'

/** Reports what a test counted or measured: on its own output, and under the line of its suite in `npm test`. */
export function report(text: string): void {
  process.stdout.write(`${text}\n`)
  const tally = process.env[TALLY_FILE]
  if (tally) appendFileSync(`${tally}${REPORT_SUFFIX}`, `${text}\n`)
}
