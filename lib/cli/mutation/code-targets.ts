/** A folder of TypeScript that is mutated, and the tests that have to notice it. */
export interface CodeTarget {
  /** Path of the folder from the root. */
  readonly name: string
  /** Parts of the paths of test files of the suite `unit`. Those in the folder itself run first. */
  readonly tests: readonly string[]
}

const folder = (name: string, ...others: readonly string[]): CodeTarget => ({
  name,
  tests: [`${name}/`, ...others],
})

export const codeTargets: readonly CodeTarget[] = [
  folder('lib/limits'),
  folder('lib/vaults', 'lib/migration/'),
  folder('lib/debt'),
  folder('lib/migration'),
  folder('lib/console/derive', 'lib/console/'),
  folder('lib/console/checks', 'lib/console/', 'lib/words/'),
  folder('lib/actions', 'lib/testing/hostile/'),
]
