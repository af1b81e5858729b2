import type { Mutant } from './operators'

/** A mutant that no test can notice, or that none has to, with why. Kept in contracts/test/mutation-survivors.json. */
export interface Survivor {
  readonly target: string
  /** Function or modifier. */
  readonly within: string
  /** The line that is changed, and the how manieth such change of such a line it is. */
  readonly text: string
  readonly change: string
  readonly occurrence: number
  readonly reason: string
}

export type Identity = Omit<Survivor, 'reason'>

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** What a mutant changes, in words. */
export const changeOf = ({ operator, before, after }: Mutant): string =>
  `${operator}: ${oneLine(before)} → ${oneLine(after) || 'nothing'}`

/** What tells mutants apart also after lines have moved. */
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

/** How survivors differ from what is recorded of the targets that were mutated. */
export interface Difference {
  /** Survivors that are not recorded: a test is missing, or a reason. */
  readonly unexplained: readonly Identity[]
  /** Recorded, and killed by now or changed away. */
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
