import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { CliError } from '../print'
import { end, start } from '../processes'
import { root } from '../tools'
import type { Answer, Measured, Question } from './code-messages'

/** Time that a file of tests may take in addition [ms]. A mutant that loops exceeds it and counts as noticed. */
const LIMIT = 15_000

/** How much longer than without a mutation tests may take, since the machine may be busy. */
const PATIENCE = 5

/** Longest time for the start of a process that runs tests [ms]. */
const LIMIT_OF_START = 60_000

/** Longest time for a measurement, which runs whole folders of tests [ms]. */
const LIMIT_OF_MEASUREMENT = 20 * 60_000

const WORKER = path.join(import.meta.dirname, 'code-worker.ts')

/** The next answer of a child; undefined when it ends, or does not answer in time. */
const answerOf = (child: ChildProcess, limit: number): Promise<Answer | undefined> =>
  new Promise((resolve) => {
    const settle = (answer?: Answer) => {
      clearTimeout(timer)
      child.off('message', listen).off('exit', ended)
      resolve(answer)
    }
    const listen = (answer: unknown) => settle(answer as Answer)
    const ended = () => settle()
    const timer = setTimeout(ended, limit)
    child.on('message', listen).on('exit', ended)
  })

/** The verdict of tests on a mutant. `endless`: they ran out of time or memory, so it counts as killed. */
export type Verdict = 'killed' | 'survived' | 'endless'

/** A process that runs tests and answers one question at a time. It is replaced after a mutant that did not end. */
export class CodeRunner {
  #child: ChildProcess | undefined

  async #running(): Promise<ChildProcess> {
    if (this.#child !== undefined) return this.#child
    const child = start(process.execPath, ['--import', 'tsx', WORKER], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'test' },
    })
    this.#child = child
    if ((await answerOf(child, LIMIT_OF_START)) === undefined) throw failure(undefined)
    return child
  }

  /** @returns undefined when there is no answer in time */
  async #ask(question: Question, limit: number): Promise<Answer | undefined> {
    const child = await this.#running()
    const answer = answerOf(child, limit)
    child.send(question)
    return answer
  }

  /**
   * Runs all tests below some paths once, and lists the functions of the sources that each file of tests runs.
   * @throws CliError when a test does not pass
   */
  async measure(sources: readonly string[], tests: readonly string[]): Promise<readonly Measured[]> {
    const answer = await this.#ask({ ask: 'measure', sources, tests }, LIMIT_OF_MEASUREMENT)
    if (answer === undefined || !('measured' in answer)) throw failure(answer)
    const failed = answer.measured.filter((measured) => measured.failed).map(({ file }) => file)
    if (failed.length > 0) throw new CliError(`Does not pass without a mutation: ${failed.join(', ')}`)
    return answer.measured
  }

  /** Runs the tests of one file on a changed source. */
  async judge(file: string, source: string, { file: test, time }: Measured): Promise<Verdict> {
    const answer = await this.#ask({ ask: 'judge', file, source, test }, LIMIT + PATIENCE * time)
    if (answer !== undefined && 'noticed' in answer) return answer.noticed ? 'killed' : 'survived'
    if (answer !== undefined) throw failure(answer)
    await this.close()
    return 'endless'
  }

  async close(): Promise<void> {
    if (this.#child !== undefined) await end(this.#child, 0)
    this.#child = undefined
  }
}

const failure = (answer: Answer | undefined): CliError =>
  new CliError(
    'The tests did not run',
    answer !== undefined && 'error' in answer ? answer.error : 'no answer',
  )
