import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ViteUserConfig } from 'vitest/config'
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node'
import { root } from '../tools'
import type { Answer, Measured, Question } from './code-messages'
import { withProbes } from './code-operators'
import { KeptThread } from './kept-thread'

/** The sources that are loaded instead of files, by their full paths. */
const replaced = new Map<string, string>()

const at = (file: string): string => path.join(root, file)

/** The same settings that Vitest reads. */
const { default: config } = (await import(at('vitest.config.ts'))) as { readonly default: ViteUserConfig }

const { projects = [], sequence: _, ...common } = config.test ?? {}
const unit = projects.flatMap((project) =>
  typeof project === 'object' && 'test' in project ? [project.test] : [],
)[0]

interface Suite {
  readonly vitest: Vitest
  readonly thread: KeptThread
}

/**
 * Opens the suite `unit`. Each file of tests loads all our modules anew, because a mutant can change what runs while
 * they load: many tests build a model there. Packages stay loaded.
 */
async function open(...setupFiles: readonly string[]): Promise<Suite> {
  const thread = new KeptThread()
  const vitest = await createVitest(
    'test',
    {
      ...common,
      ...unit,
      config: false,
      root,
      watch: false,
      isolate: true,
      pool: { name: 'kept', createPoolWorker: (options) => thread.workerFor(options) },
      execArgv: [],
      maxWorkers: 1,
      bail: 1,
      reporters: [{}],
      setupFiles: ['seed-setup.ts', ...setupFiles].map((file) => path.join(import.meta.dirname, file)),
      onConsoleLog: () => false,
    },
    {
      ...(config.resolve && { resolve: config.resolve }),
      ...(config.oxc !== undefined && { oxc: config.oxc }),
      plugins: [
        {
          name: 'generator-pau-mutant',
          enforce: 'pre',
          load: (id) => replaced.get(id.replace(/\?.*$/, '')),
        },
      ],
    },
  )
  return { vitest, thread }
}

/** Replaces a file by a source, or restores it. */
function replace({ vitest, thread }: Suite, file: string, source: string | undefined): void {
  if (source === undefined) replaced.delete(at(file))
  else replaced.set(at(file), source)
  vitest.invalidateFile(at(file))
  thread.noteChange(at(file))
}

/** Runs one file of tests. Vitest also returns the results of earlier files, so they are filtered out. */
async function run({ vitest }: Suite, specification: TestSpecification) {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification])
  const module = testModules.find(({ moduleId }) => moduleId === specification.moduleId)
  const tests = [...(module?.children.allTests() ?? [])]
  return {
    reached: module?.meta().reached ?? [],
    failed: unhandledErrors.length > 0 || tests.length === 0 || module?.ok() !== true,
  }
}

/** Runs all tests below some paths once, and lists the functions of the sources that each file of tests runs. */
async function measure(sources: readonly string[], tests: readonly string[]): Promise<Measured[]> {
  const suite = await open('reach-setup.ts')
  for (const file of sources) replace(suite, file, withProbes(file, readFileSync(at(file), 'utf8')))
  const measured: Measured[] = []
  for (const specification of await suite.vitest.globTestSpecifications([...tests])) {
    const start = performance.now()
    const ran = await run(suite, specification)
    measured.push({
      file: path.relative(root, specification.moduleId),
      time: performance.now() - start,
      ...ran,
    })
  }
  for (const file of sources) replace(suite, file, undefined)
  await suite.vitest.close()
  await suite.thread.end()
  return measured
}

let judging: Promise<Suite> | undefined

/** Whether a file of tests fails with a changed source. */
async function judge(file: string, source: string, test: string): Promise<boolean> {
  judging ??= open()
  const suite = await judging
  const specifications = await suite.vitest.globTestSpecifications([test])
  const specification = specifications.find(({ moduleId }) => moduleId === at(test))
  if (specification === undefined) throw new Error(`No such test: ${test}`)
  replace(suite, file, source)
  try {
    return (await run(suite, specification)).failed
  } finally {
    replace(suite, file, undefined)
  }
}

const answer = async (question: Question): Promise<Answer> =>
  question.ask === 'measure'
    ? { measured: await measure(question.sources, question.tests) }
    : { noticed: await judge(question.file, question.source, question.test) }

process.on('message', (question: Question) => {
  answer(question).then(
    (said) => process.send?.(said),
    (error: unknown) => process.send?.({ error: String(error instanceof Error ? error.stack : error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true } satisfies Answer)
