import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const sources = ['app', 'components', 'contracts/script', 'lib']

/** `unit` needs nothing but Node; `chain` (`*.chain.test.ts`) runs file by file against Anvil. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ['**/*.chain.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'chain',
          include: sources.map((folder) => `${folder}/**/*.chain.test.ts`),
          globalSetup: ['lib/cli/chain-setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
