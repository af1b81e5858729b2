import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { note } from '../tally'

function noteTest(test: TestCase): void {
  const { state } = test.result()
  note({
    id: test.id,
    title: `${test.module.relativeModuleId} > ${test.fullName}`,
    state: state === 'pending' ? 'begun' : state,
  })
}

/** Notes the result of each test of Vitest. */
export default class VitestTally implements Reporter {
  onTestCaseReady(test: TestCase): void {
    noteTest(test)
  }

  onTestCaseResult(test: TestCase): void {
    noteTest(test)
  }

  /** Notes tests that were never run, too. */
  onTestModuleEnd({ children }: TestModule): void {
    for (const test of children.allTests()) noteTest(test)
  }
}
