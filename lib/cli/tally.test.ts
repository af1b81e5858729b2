import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { report } from '../testing/report'
import { end, start } from './processes'
import { tallied } from './suites'
import { newTally, readReport, readTally, TALLY_FILE } from './tally'
import { installed, root } from './tools'

/** Two tests that pass, one that fails, one that is skipped, one that hangs, and one that is never reached. */
const tests = `
test('one', () => {})
test('two', () => {})
test('three', () => { throw new Error('on purpose') })
test.skip('four', () => {})
test('five', () => new Promise(() => {}))
test('six', () => {})
`

const reporter = (name: string) => path.join(root, 'lib/cli/reporters', name)

/** How long a test tool may take to reach the test that hangs [ms]. */
const PATIENCE = 240_000

/** How long its first test may take: now and then Vitest's worker starts and is never told what to run [ms]. */
const FIRST = 60_000

let folder: string

beforeAll(() => {
  // Inside the repository, so that the tools find their packages.
  mkdirSync(path.join(root, '.local'), { recursive: true })
  folder = mkdtempSync(path.join(root, '.local/tally-'))
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
  write('vitest.config.mjs', 'export default { test: { globals: true, testTimeout: 0 } }')
  write('a.test.mjs', tests)
  write('playwright.config.mjs', `export default { timeout: 0, testMatch: '*.spec.mjs' }`)
  write('a.spec.mjs', `import { test } from '@playwright/test'\n${tests}`)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a tool on the tests and ends it once it hangs; a tool that begins no test at all is started once more. */
const ended = (script: string, args: readonly string[]) =>
  tallied(async (env) => {
    const begin = () =>
      start(process.execPath, [installed(script), ...args], {
        cwd: folder,
        stdio: 'ignore',
        env: { ...process.env, ...env },
      })
    const stop = async (child: ReturnType<typeof begin>) => {
      const hasEnded = once(child, 'exit')
      await end(child)
      await hasEnded
    }
    const tally = () => readTally(env[TALLY_FILE] ?? '')
    let child = begin()
    try {
      await vi.waitFor(() => expect(tally()).not.toBeNull(), FIRST)
    } catch {
      await stop(child)
      child = begin()
    }
    await vi.waitFor(() => expect(tally()?.unfinished.join()).toMatch(/five/), PATIENCE - FIRST - 10_000)
    await stop(child)
    return { code: 1, text: '' }
  })

describe('a run that is ended because it hangs', { timeout: PATIENCE }, () => {
  it('counts with Vitest what had passed in a run that was ended', async () => {
    const reporters = ['--reporter=dot', `--reporter=${reporter('vitest-tally.ts')}`]
    const { passed, failed, output } = await ended('vitest/vitest.mjs', ['run', ...reporters])
    // One failed, one was skipped, one hung.
    expect({ passed, failed, output }).toEqual({
      passed: 2,
      failed: 3,
      output: '\nBegan and did not end: a.test.mjs > five',
    })
  })

  it('counts with Playwright what had passed in a run that was ended', async () => {
    const reporters = `--reporter=list,${reporter('playwright-tally.ts')}`
    const { passed, failed, output } = await ended('@playwright/test/cli.js', ['test', reporters])
    expect({ passed, failed, output }).toEqual({
      passed: 2,
      failed: 3,
      output: '\nBegan and did not end: a.spec.mjs > five',
    })
  })
})

describe('what tests tell of themselves', () => {
  it('is read in the order in which tests reported it, with the counts of the suite', async () => {
    const result = await tallied(async (env) => {
      vi.stubEnv(TALLY_FILE, env[TALLY_FILE])
      report('40 faults, 0 not as they should be')
      report('said 900 ms')
      return { code: 0, text: '' }
    })
    vi.unstubAllEnvs()
    expect(result.report).toEqual(['40 faults, 0 not as they should be', 'said 900 ms'])
  })

  it('is empty where no test reported anything', () => {
    expect(readReport(newTally())).toEqual([])
  })
})

describe('readTally', () => {
  it('gives no tally where no test began', () => {
    expect(readTally(newTally())).toBeNull()
  })

  it('takes the last note of each test, and no unfinished line', () => {
    const file = newTally()
    const line = (id: string, state: string) => JSON.stringify({ id, title: `test ${id}`, state })
    const cut = line('b', 'passed').slice(0, 20)
    writeFileSync(file, [line('a', 'begun'), line('b', 'begun'), line('a', 'passed'), cut].join('\n'))
    expect(readTally(file)).toEqual({ passed: 1, failed: 0, skipped: 0, unfinished: ['test b'] })
  })
})
