import type { Mutant } from './operators'

/** A mutant that no test can notice, or that none has to notice, and why. Kept on record. */
export interface Survivor {
  /** Contract, or file of TypeScript. */
  readonly target: string
  /** Function, modifier or constant. */
  readonly within: string
  /** The text of the changed line, and which of the equal changes of such lines this one is. */
  readonly text: string
  readonly change: string
  readonly occurrence: number
  readonly reason: string
}

export type Identity = Omit<Survivor, 'reason'>

/** Longest text of one side of a change: enough to know it by, where whole functions are emptied. */
const WIDTH = 100

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line
}

/** What a mutant changes, in words. */
export const changeOf = ({ operator, before, after }: Mutant): string =>
  `${operator}: ${oneLine(before)} → ${oneLine(after) || 'nothing'}`

/** Identities of mutants that stay the same when lines move. */
export function identitiesOf(target: string, mutants: readonly Mutant[]): Identity[] {
  const seen = new Map<string, number>()
  return mutants.map((mutant) => {
    const { within, text } = mutant
    const change = changeOf(mutant)
    const key = JSON.stringify([within, text, change])
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    return { target, within, text, change, occurrence }
  })
}

const keyOf = ({ target, within, text, change, occurrence }: Identity): string =>
  JSON.stringify([target, within, text, change, occurrence])

/** How the survivors differ from the record, for the targets that were mutated. */
export interface Difference {
  /** Survivors that are not on record: a test or a reason is missing. */
  readonly unexplained: readonly Identity[]
  /** Entries of the record that are killed by now, or no longer exist. */
  readonly outdated: readonly Survivor[]
}

export function compare(
  survived: readonly Identity[],
  recorded: readonly Survivor[],
  targets: readonly string[],
): Difference {
  const found = new Set(survived.map(keyOf))
  const known = new Set(recorded.filter(({ reason }) => reason !== '').map(keyOf))
  return {
    unexplained: survived.filter((identity) => !known.has(keyOf(identity))),
    outdated: recorded.filter((survivor) => targets.includes(survivor.target) && !found.has(keyOf(survivor))),
  }
}
