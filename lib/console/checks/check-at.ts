import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'
import { isFirst, isShared } from '../shared'

type Model = Pick<Unchecked, 'generators'>

/** A check of one Generator, which names it where there are several: "The Vat is live (USDS Generator)". */
export function checkAt({ generators }: Model, { id, name }: GeneratorModel, check: Check): Check {
  if (generators.length < 2) return check
  const { says, shownAt } = check
  const told = (text: string) => (text.includes(name) ? text : `${text} (${name})`)
  return {
    ...check,
    says: { holds: told(says.holds), fails: told(says.fails) },
    shownAt: shownAt.page === 'limit' ? { ...shownAt, generator: id } : shownAt,
  }
}

/** How the checks of a Prime are told at one of the Generators that fund it. */
interface Telling {
  /** Of what it has at each Generator, as its vault: told apart where several fund it. */
  readonly here: (checks: readonly Check[]) => readonly Check[]
  /** Of what it has once, as its controllers: told at the first. */
  readonly once: (checks: readonly Check[]) => readonly Check[]
}

/** Tells the checks of a Prime so that none is told twice, and none of one vault is taken for that of another. */
export function tellingOf(model: Model, generator: GeneratorModel, prime: PrimeModel): Telling {
  const { generators } = model
  if (!isShared(generators, prime)) return { here: (checks) => checks, once: (checks) => checks }
  return {
    here: (checks) =>
      checks.map((check) => ({
        ...checkAt(model, generator, check),
        id: `${check.id}/${generator.id}`,
        shownAt: { page: 'vault', id: prime.id, generator: generator.id },
      })),
    once: (checks) => (isFirst(generators, generator, prime) ? checks : []),
  }
}
