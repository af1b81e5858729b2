import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** The two sentences on something that has to hold. Neither ends with a full stop. */
export interface Sentences {
  /** What is the case where it holds, and has to be the case: "The Diamond holds CONTROLLER on the ALMProxy". */
  readonly holds: string
  /** What is wrong where it does not hold: "Obex is retired, but the Diamond still controls its ALMProxy". */
  readonly fails: string
}

/** A page of the console, and the entry on it. */
export type Place =
  | {
      readonly page:
        | 'overview'
        | 'identities'
        | 'governance'
        | 'queue'
        | 'primes'
        | 'diamond'
        | 'emergency'
        | 'srusds'
    }
  /** A Prime by its slug. */
  | { readonly page: 'prime'; readonly id: string }
  /** What a Prime has at one of the Generators that fund it. */
  | { readonly page: 'vault'; readonly id: string; readonly generator: Address }
  /** A limit by its key, and by its Generator where there are several. */
  | { readonly page: 'limit'; readonly key: Hex; readonly generator: Address | null }

/**
 * A statement about the system that holds, does not hold, or could not be checked. The checks of a deployment are a
 * fixed list: a check never disappears because a read failed.
 */
export interface Check {
  /** Stable, for links and comparison. */
  readonly id: string
  readonly area:
    | 'emergency'
    | 'accounting'
    | 'primes'
    | 'migration'
    | 'wiring'
    | 'facets'
    | 'limits'
    | 'timelock'
    | 'governance'
    | 'coverage'
    | 'srusds'
  readonly says: Sentences
  /** What it means when it does not hold. `critical` is red, `attention` amber, `notice` neutral. */
  readonly level: 'critical' | 'attention' | 'notice'
  readonly holds: Leaf<boolean>
  /** What was found, in words; addresses in full. */
  readonly found: Leaf<string>
  readonly expected: string
  /** What it disables or endangers, and what to do. */
  readonly remedy: string
  /** The place that shows it; its address is up to the page. */
  readonly shownAt: Place
}

export type CheckState = 'pass' | 'critical' | 'attention' | 'notice' | 'unknown'

/** What is the case: what fails where something does not hold; what has to hold where nobody knows. */
export function titleOf({ holds, says }: Pick<Check, 'holds' | 'says'>): string {
  return holds.ok && !holds.value ? says.fails : says.holds
}

/** The one place where a check becomes a state of the screen. Unknown never counts as passed. */
export function checkState(check: Check): CheckState {
  if (!check.holds.ok) return 'unknown'
  return check.holds.value ? 'pass' : check.level
}

const urgency: readonly CheckState[] = ['critical', 'unknown', 'attention', 'notice', 'pass']

/** The checks that a person has to look at, most urgent first. */
export function needsAttention(checks: readonly Check[]): readonly Check[] {
  return checks
    .filter((check) => checkState(check) !== 'pass')
    .toSorted((a, b) => urgency.indexOf(checkState(a)) - urgency.indexOf(checkState(b)))
}
