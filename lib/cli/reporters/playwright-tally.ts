import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { type Note, note } from '../tally'

const STATES = { expected: 'passed', unexpected: 'failed', flaky: 'failed', skipped: 'skipped' } as const

function noteTest(test: TestCase, state: Note['state']): void {
  note({ id: test.id, title: test.titlePath().slice(2).join(' > '), state })
}

/** Notes the result of each story of Playwright. */
export default class PlaywrightTally implements Reporter {
  private all: readonly TestCase[] = []

  onBegin(_: unknown, suite: Suite): void {
    this.all = suite.allTests()
  }

  onTestBegin(test: TestCase): void {
    noteTest(test, 'begun')
  }

  onTestEnd(test: TestCase): void {
    noteTest(test, STATES[test.outcome()])
  }

  /** Notes stories that were never run, too, unless somebody ended the whole run. */
  onEnd({ status }: FullResult): void {
    if (status === 'interrupted') return
    for (const test of this.all) noteTest(test, STATES[test.outcome()])
  }

  printsToStdio(): boolean {
    return false
  }
}
