import { combine, every, type Leaf, map } from '@/lib/leaf'
import type { PairFacts } from '../facts'
import type { GeneratorModel } from '../model'
import type { Check } from '../model/check'

/** A pair in BeamState works only where the Configurator has the right to act, and that right only where somebody is paired. */
interface Standing {
  readonly authorised: boolean
  readonly paired: boolean
}

/** One thing that cBEAMs act on, and what the Configurator needs to act on it for them. */
interface Subject {
  readonly kind: PairFacts['kind']
  readonly the: string
  readonly pronoun: 'it' | 'them'
  readonly right: string
  /** What a call of a cBEAM reverts with where the Configurator lacks the right. */
  readonly reverts: string
  readonly authorised: Leaf<boolean>
}

/**
 * Whether cBEAMs are paired where the Configurator may act, and the other way round: one of the two alone is a power
 * that does not work, or one that waits for somebody.
 */
export function pairingChecks(generator: GeneratorModel): readonly Check[] {
  const { wires } = generator
  const subjects: readonly Subject[] = [
    {
      kind: 'rateLimits',
      the: 'the RateLimits',
      pronoun: 'them',
      right: 'DEFAULT_ADMIN_ROLE',
      reverts: 'AccessControlUnauthorizedAccount',
      authorised: wires.configuratorOnRateLimits,
    },
    {
      kind: 'controller',
      the: 'the Diamond',
      pronoun: 'it',
      right: 'CONFIGURATOR',
      reverts: 'Configurator/call-failed',
      authorised: wires.configuratorOnDiamond,
    },
  ]
  return subjects.map((subject) => pairingCheck(generator, subject))
}

function pairingCheck({ id, scope }: GeneratorModel, subject: Subject): Check {
  const { kind, the, pronoun, right, authorised } = subject
  const pairs = scope.pairs.filter((pair) => pair.kind === kind)
  const count = map(every(pairs.map(({ active }) => active)), (active) => active.filter(Boolean).length)
  const standing = combine(
    { authorised, count },
    (read): Standing => ({
      authorised: read.authorised,
      paired: read.count > 0,
    }),
  )
  const known = standing.ok ? standing.value : { authorised: true, paired: true }
  return {
    id: `wiring/pairing-${kind}/${id}`,
    area: 'wiring',
    says: {
      holds: `The Configurator may act on ${the}, and a cBEAM is paired with ${pronoun}`,
      fails: failsOf(subject, known),
    },
    level: 'attention',
    holds: map(standing, (is) => is.authorised && is.paired),
    found: combine(
      { authorised, count },
      (read) =>
        `${read.authorised ? 'The Configurator holds' : 'The Configurator does not hold'} ${right}; ${paired(read.count)}.`,
    ),
    expected: `${right} for the Configurator, and at least one pair`,
    remedy: remedyOf(subject, known),
    shownAt: { page: 'diamond' },
  }
}

const paired = (count: number): string =>
  count === 0 ? 'no cBEAM is paired' : `${count} ${count === 1 ? 'cBEAM is' : 'cBEAMs are'} paired`

function failsOf({ the, pronoun }: Subject, { authorised, paired }: Standing): string {
  if (paired) return `A cBEAM is paired with ${the}, but the Configurator may not act on ${pronoun}`
  return authorised
    ? `The Configurator may act on ${the}, but no cBEAM is paired`
    : `No cBEAM is paired with ${the}, and the Configurator may not act either`
}

function remedyOf({ right, reverts }: Subject, { authorised, paired }: Standing): string {
  if (paired)
    return `Every call of that cBEAM reverts with ${reverts}. Governance grants ${right} to the Configurator.`
  return authorised
    ? 'The power is dormant: whoever the Core Council pairs next has it at once.'
    : 'Limits and approved calls change by governance alone. The Core Council pairs a cBEAM, and governance grants the right.'
}
