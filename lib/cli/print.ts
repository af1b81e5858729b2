/** A fault that its one line explains fully: shown without a stack, exit code 1. */
export class CliError extends Error {
  override readonly name = 'CliError'
}

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Time since `start` (of `performance.now()`) as seconds with one decimal. */
export const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

/**
 * Runs one step of a long command and says when it began and how long it took.
 * @throws whatever the work throws
 */
export async function step<Value>(title: string, work: () => Promise<Value>): Promise<Value> {
  const start = performance.now()
  if (process.stdout.isTTY) process.stdout.write(`${title} ...`)
  try {
    const value = await work()
    process.stdout.write(
      `${process.stdout.isTTY ? '\r\x1b[K' : ''}${title.padEnd(44)} ${secondsSince(start).padStart(8)}\n`,
    )
    return value
  } catch (error) {
    process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${title.padEnd(44)}   failed\n`)
    throw error
  }
}
