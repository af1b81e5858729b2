import type { Address } from 'viem'
import { workingBy } from '@/lib/console/derive/working'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { isShared } from '@/lib/console/shared'
import type { PrimeTarget } from './request'

/** The Prime that a request names, with its Generator; null where the model does not have that Prime. */
export function primeOf(request: PrimeTarget, { generators }: ConsoleModel) {
  const generator = generators.find(({ id }) => id === request.generator)
  const prime = generator?.primes.find(({ id }) => id === request.prime)
  return generator && prime ? { generator, prime } : null
}

/** Which of the controllers of a Prime is called: the first where none is named. */
export interface ByController {
  readonly controller?: Address
}

/** The Prime that a request names as its controller works for it; null where the model does not have the two. */
export function workingPrime(request: PrimeTarget & ByController, model: ConsoleModel) {
  const found = primeOf(request, model)
  const prime = found && workingBy(found.prime, request.controller)
  return found && prime ? { ...found, prime } : null
}

/** What the vault of a Prime is called: "Spark's vault", and by its Generator, too, where several fund the Prime. */
export function vaultName(
  { generator, prime }: { readonly generator: Pick<GeneratorModel, 'name'>; readonly prime: PrimeModel },
  { generators }: Pick<ConsoleModel, 'generators'>,
): string {
  const name = `${prime.name}'s vault`
  return isShared(generators, prime) ? `${name} of ${generator.name}` : name
}
