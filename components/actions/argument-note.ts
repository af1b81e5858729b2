import type { ActionRequest } from '@/lib/actions'
import { limitParts, limitTitle } from '@/lib/console/limit-words'
import type { ConsoleModel } from '@/lib/console/model'

/** What a raw argument of a limit's action means: the name of its key, an amount in its unit. */
export function argumentNote(
  request: ActionRequest,
  name: string,
  value: string,
  model: ConsoleModel,
): string | undefined {
  if (!('key' in request)) return undefined
  const limit = model.generators
    .find(({ id }) => id === request.generator)
    ?.limits.find(({ id }) => id === request.key)
  if (!limit) return undefined
  if (value === request.key) return limitTitle(limit)
  const part = name === 'maxAmount' || name === 'slope' ? limitParts(limit)[name] : undefined
  return part?.[1].text(BigInt(value))
}
