import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deleteAtEnd } from './processes'

/** Environment variable with the path of the file in which a reporter notes the result of each test. */
export const TALLY_FILE = 'TALLY_FILE'

/** Added to that path for the file of lines that tests report. */
export const REPORT_SUFFIX = '.report'

/** One line of a tally: what is known of a test at that point. The last line of a test counts. */
export interface Note {
  readonly id: string
  readonly title: string
  readonly state: 'begun' | 'passed' | 'failed' | 'skipped'
}

/** The results of the tests of a run when it ended, by itself or not. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Titles of those that began and did not end. */
  readonly unfinished: readonly string[]
}

/** Called by a reporter; does nothing where nobody counts. Written at once, so that the note survives the process. */
export function note(entry: Note): void {
  const file = process.env[TALLY_FILE]
  if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`)
}

/** A file for a tally, in a folder that is deleted at the end. */
export function newTally(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-test-'))
  deleteAtEnd(folder)
  return path.join(folder, 'tally')
}

/** The lines that tests reported while their tally was kept in this file. */
export function readReport(file: string): readonly string[] {
  return linesOf(`${file}${REPORT_SUFFIX}`)
}

/** The tally in a file; null where no test even began. */
export function readTally(file: string): Tally | null {
  const last = new Map<string, Note>()
  for (const entry of readNotes(file)) last.set(entry.id, entry)
  if (last.size === 0) return null
  const of = (state: Note['state']) => [...last.values()].filter((entry) => entry.state === state)
  return {
    passed: of('passed').length,
    failed: of('failed').length,
    skipped: of('skipped').length,
    unfinished: of('begun').map(({ title }) => title),
  }
}

function readNotes(file: string): Note[] {
  return linesOf(file).map((line) => JSON.parse(line) as Note)
}

/** The complete lines of a file; none where there is no file. */
function linesOf(file: string): string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  // The last line may be incomplete if the process was ended while writing.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').filter((line) => line !== '')
}
