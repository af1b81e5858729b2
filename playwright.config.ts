import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { presentChromium } from './lib/cli/tools'

const executablePath = await presentChromium()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  globalSetup: './e2e/setup.ts',
  // Each worker has a chain, a console and a browser of its own. One more than cores: stories wait now and then.
  workers: Math.min(availableParallelism() + 1, 4),
  fullyParallel: true,
  // For one story and for one expectation of it: far above what a slow machine takes. There is none for all of them.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 720 },
    locale: 'en-GB',
    // The console speaks UTC whatever the clock of its reader says.
    timezoneId: 'America/New_York',
    // A trace costs a third of the time of a story, and is needed of one that fails: `--trace retain-on-failure`.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Without a graphics card each frame is painted by the processor: a turning sign alone took a quarter of a story.
    // `pages.spec` and `freeze.spec` play with motion.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // More room for young objects, as in vitest.config.ts.
        '--js-flags=--min-semi-space-size=16',
      ],
    },
  },
})
