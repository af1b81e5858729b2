/** A question to a process that runs tests on mutants. Files are paths from the root. */
export type Question =
  | { readonly ask: 'measure'; readonly sources: readonly string[]; readonly tests: readonly string[] }
  | {
      readonly ask: 'judge'
      readonly file: string
      readonly source: string
      readonly test: string
    }

/** Which functions the tests in one file run, and how long they take. */
export interface Measured {
  readonly file: string
  /** [ms] */
  readonly time: number
  /** Functions that they run, by the names that the probes give. */
  readonly reached: readonly string[]
  readonly failed: boolean
}

/** `ready` comes first: a question that is sent before it is lost. */
export type Answer =
  | { readonly ready: true }
  | { readonly measured: readonly Measured[] }
  | { readonly noticed: boolean }
  | { readonly error: string }
