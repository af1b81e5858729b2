import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const sources = ['app', 'components', 'contracts/script', 'lib']

/** Longest time of one test or hook, far above what it takes on a slow machine [ms]. There is none for all of them. */
const PATIENCE = { unit: 60_000, chain: 300_000 } as const

/** What plays every action or fails every read: it would hold one core to the end of a run that it began last. */
const LONG = /\/lib\/(testing\/hostile|chain\/read\/reader-fails|chain\/review|vaults\/funnel)/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId)
    return (await super.sort(files)).sort((a, b) => Number(isLong(b)) - Number(isLong(a)))
  }
}

/** `unit` needs nothing but Node; in `chain` (`*.chain.test.ts`) each file starts an Anvil of its own. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  oxc: { jsx: { runtime: 'automatic', importSource: '@/lib/react/jsx' } },
  test: {
    // Every core, also where there are two: Vitest would leave one free.
    maxWorkers: availableParallelism(),
    // Models are large and short-lived: with more room for what is young, less of it is moved. 129 s to 120 s for one file.
    execArgv: ['--max-semi-space-size=128'],
    sequence: { sequencer: LongestFirst },
    // Files of one worker share what they import, which takes longer to load than most of them run. No file replaces a
    // module, and what a test puts in the place of something global is taken back.
    isolate: false,
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ['**/*.chain.test.ts', '**/node_modules/**'],
          testTimeout: PATIENCE.unit,
          hookTimeout: PATIENCE.unit,
        },
      },
      {
        extends: true,
        test: {
          name: 'chain',
          include: sources.map((folder) => `${folder}/**/*.chain.test.ts`),
          globalSetup: ['lib/cli/chain-setup.ts'],
          testTimeout: PATIENCE.chain,
          hookTimeout: PATIENCE.chain,
        },
      },
    ],
  },
})
