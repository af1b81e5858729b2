import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { Leaf } from '@/lib/leaf'
import { processingWindow } from '@/lib/migration'
import type { Random } from '../funnel/states'

const DAY = 86_400n

/** A time to look at: soon, some time later, the second at an edge, or the one before [unix s]. */
export function someMoment(
  model: ConsoleModel,
  generator: GeneratorModel,
  prime: PrimeModel,
  random: Random,
): bigint {
  const now = model.time
  const soon = now + random.one(1n, 12n, random.between(1n, 3_600n), random.between(1n, DAY))
  const [edge, ...others] = edgesOf(model, generator, prime).filter(
    (at) => at > now + 1n && at < now + 40n * DAY,
  )
  if (edge === undefined || random.chance(0.4)) return soon
  const chosen = random.one(edge, ...others)
  return random.one(chosen, chosen - 1n)
}

/** Every second in which something changes, according to the console. */
function edgesOf(model: ConsoleModel, { limits }: GeneratorModel, { vault }: PrimeModel): readonly bigint[] {
  const { units, governance, time } = model
  const decided = [
    ...units.flatMap(({ timelock }) => timelock.operations),
    ...(governance?.pause?.plans ?? []),
  ]
  const rails = vault.guardrails
  return [
    processingWindow(time).endsAt,
    ...limits.flatMap(({ full, nextIncrease }) => [...atOf(full), ...atOf(nextIncrease)]),
    ...decided.flatMap(({ executable }) => atOf(executable)),
    ...(rails ? [rails.takesPausedUntil, rails.withdrawalsPausedUntil, rails.policyFullAt] : []).flatMap(
      (leaf) => (leaf.ok && leaf.value !== null ? [leaf.value] : []),
    ),
  ]
}

function atOf(leaf: Leaf<{ readonly at?: bigint | null } | null>): readonly bigint[] {
  const at = leaf.ok ? leaf.value?.at : null
  return at === null || at === undefined ? [] : [at]
}
