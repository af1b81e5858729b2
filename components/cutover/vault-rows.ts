import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { isShared } from '@/lib/console/shared'

/** A vault with what guards it. */
export interface VaultRow {
  readonly id: string
  /** Name of its Prime, with its Generator where several fund it. */
  readonly name: string
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** Null for a vault that says that it has none. */
  readonly guardrails: GuardrailModel | null
}

/** Every vault of every Generator. */
export const vaultRows = ({ generators }: Pick<ConsoleModel, 'generators'>): readonly VaultRow[] =>
  generators.flatMap((generator) =>
    generator.primes.map((prime) => ({
      id: `${generator.id}-${prime.id}`,
      name: isShared(generators, prime) ? `${prime.name} at ${generator.name}` : prime.name,
      generator,
      prime,
      guardrails: prime.vault.guardrails,
    })),
  )
