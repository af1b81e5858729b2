import { visible } from '../deployment/show'
import { hasTag } from '../math/errors'

/**
 * A fault that its one line explains fully, whatever the line quotes: shown without a stack, exit code 1.
 * @param said output of another program before it failed, shown below unchanged
 */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly tag = 'cli'
  constructor(line: string, said?: string) {
    super(said === undefined ? visible(line) : `${visible(line)}\n${said}`)
  }
}

export const isCliError = (error: unknown): error is CliError => hasTag(error, 'cli')

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Time since `start` (of `performance.now()`) as seconds with one decimal. */
export const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

/** Shows on a terminal what is being done, until `settle` replaces the line by how it ended. */
export function pending(title: string): { readonly settle: (line: string) => void } {
  const { isTTY } = process.stdout
  if (isTTY) process.stdout.write(`${title} ...`)
  return { settle: (line) => print(isTTY ? `\r\x1b[K${line}` : line) }
}

const TITLE_WIDTH = 84

const timed = (title: string, start: number): string =>
  `${title.padEnd(TITLE_WIDTH)} ${secondsSince(start).padStart(8)}`

/**
 * Runs one step of a long command and says how long it took.
 * @throws whatever the work throws
 */
export async function step<Value>(title: string, work: () => Promise<Value>): Promise<Value> {
  const start = performance.now()
  const line = pending(title)
  try {
    const value = await work()
    line.settle(timed(title, start))
    return value
  } catch (error) {
    line.settle(`${title.padEnd(TITLE_WIDTH)}   failed`)
    throw error
  }
}

/** Steps that only report their beginning: each one ends when the next begins. */
export class Steps {
  #finish = (): void => {}

  next(title: string): void {
    this.end()
    const start = performance.now()
    const line = pending(title)
    this.#finish = () => line.settle(timed(title, start))
  }

  end(): void {
    this.#finish()
    this.#finish = () => {}
  }
}
