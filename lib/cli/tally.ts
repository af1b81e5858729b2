import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deleteAtEnd } from './processes'

/** Environment variable with the path of the file in which a reporter notes what becomes of each test. */
export const TALLY_FILE = 'TALLY_FILE'

/** What is added to its path for what tests told of themselves: a line each. */
export const REPORT_SUFFIX = '.report'

/** One line of a tally: what is known of a test now. The last line of a test counts. */
export interface Note {
  readonly id: string
  readonly title: string
  readonly state: 'begun' | 'passed' | 'failed' | 'skipped'
}

/** What had become of the tests of a run when it ended, by itself or not. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Titles of those that began and did not end. */
  readonly unfinished: readonly string[]
}

/** Called by a reporter; does nothing where nobody counts. Written at once, so that it outlives the process. */
export function note(entry: Note): void {
  const file = process.env[TALLY_FILE]
  if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`)
}

/** A file for a tally, in a folder that goes at the end. */
export function newTally(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-test-'))
  deleteAtEnd(folder)
  return path.join(folder, 'tally')
}

/** What tests told of themselves while they were counted in a file. */
export function readReport(file: string): readonly string[] {
  return linesOf(`${file}${REPORT_SUFFIX}`)
}

/** The tally in a file; null where no test got as far as to begin. */
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

/** The whole lines of a file; none where there is no file. */
function linesOf(file: string): string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  // Of a process that was ended while it wrote, the last line may be incomplete.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').filter((line) => line !== '')
}
