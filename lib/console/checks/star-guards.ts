import { formatUtc, untilAhead } from '@/lib/format'
import { isExpired } from '@/lib/governance'
import { combine, type Leaf, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'
import type { StarGuardModel, StarSpellModel } from '../model/star-guard'
import { tellingOf } from './check-at'

/** How long before its deadline a spell is named [s]. */
const SOON = 86_400n

/** What governance plotted for the Primes, and whether it can run. */
export function starGuardChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  return generator.primes.flatMap((prime) => {
    const { id, name, starGuard } = prime
    if (starGuard === null) return []
    const base = { area: 'primes', shownAt: { page: 'prime', id } } as const
    return tellingOf(model, generator, prime).once([
      { ...base, ...codeOf(name, starGuard), id: `prime/spell-code/${id}` },
      { ...base, ...deadlineOf(name, starGuard, model.time), id: `prime/spell-deadline/${id}` },
      { ...base, ...rightOf(name, starGuard), id: `prime/spell-right/${id}` },
    ])
  })
}

type Statement = Omit<Check, 'id' | 'area' | 'shownAt'>
type Name = PrimeModel['name']

/** Something about the pending spell; of no spell it holds. */
function ofSpell<T>(
  { pending, spell }: StarGuardModel,
  of: (spell: StarSpellModel) => Leaf<T>,
  without: T,
): Leaf<T> {
  return spell === null ? map(pending, () => without) : of(spell)
}

const NONE = 'No spell is pending.'

function codeOf(name: Name, guard: StarGuardModel): Statement {
  return {
    says: {
      holds: `The spell of ${name} has the code that was plotted`,
      fails: `The code of ${name}'s spell changed since it was plotted: it cannot run`,
    },
    level: 'critical',
    holds: ofSpell(guard, ({ intact }) => intact, true),
    found: ofSpell(
      guard,
      ({ tag, code }) =>
        combine(
          { at: guard.pending, tag, hash: code.hash },
          (read) => `${read.at} has code ${read.hash}; plotted was ${read.tag}.`,
        ),
      NONE,
    ),
    expected: 'The code hash that was plotted, or no pending spell',
    remedy:
      'Execution reverts. Find out who changed its code; governance drops the spell, and plots the right one.',
  }
}

function deadlineOf(name: Name, guard: StarGuardModel, t: Seconds): Statement {
  return {
    says: {
      holds: `No spell of ${name} is about to expire`,
      fails: `The spell of ${name} expires within 24 h`,
    },
    level: 'attention',
    holds: ofSpell(
      guard,
      ({ deadline }) => map(deadline, (last) => isExpired(last, t) || last - t > SOON),
      true,
    ),
    found: ofSpell(
      guard,
      ({ deadline }) =>
        map(deadline, (last) =>
          isExpired(last, t) ? `It expired ${formatUtc(last)}.` : `It can run ${untilAhead(last)}.`,
        ),
      NONE,
    ),
    expected: 'More than 24 h until the deadline, or no spell that can still run',
    remedy: 'Anyone can execute it until then. After that governance has to plot it again.',
  }
}

function rightOf(name: Name, guard: StarGuardModel): Statement {
  const { subProxy, mayRun, address } = guard
  return {
    says: {
      holds: `The SubProxy of ${name} takes code from its StarGuard`,
      fails: `The SubProxy of ${name} takes no code from its StarGuard`,
    },
    level: 'attention',
    holds: mayRun,
    found: combine({ subProxy, mayRun }, (read) =>
      read.mayRun
        ? `${address} is a ward of ${read.subProxy}.`
        : `${address} is no ward of ${read.subProxy}.`,
    ),
    expected: 'The StarGuard is a ward of its SubProxy',
    remedy: 'No spell of this Prime can run until governance makes it one.',
  }
}
