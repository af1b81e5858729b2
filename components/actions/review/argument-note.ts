import type { ActionRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitle, limitWords } from '@/lib/words/limits'

/** What a raw argument means: the name of a key, an amount in its unit, a duration in words. */
export function argumentNote(
  request: ActionRequest,
  name: string,
  value: string,
  model: ConsoleModel,
): string | undefined {
  if (name === 'wad') return amountNote(BigInt(value))
  if (!('key' in request)) return undefined
  const limit = model.generators
    .find(({ id }) => id === request.generator)
    ?.limits.find(({ id }) => id === request.key)
  if (!limit) return undefined
  if (value === request.key) return limitTitle(limit)
  const part = name === 'maxAmount' || name === 'slope' ? limitWords(limit, model.time)[name] : undefined
  return part?.[1].text(BigInt(value))
}

/** An amount of USDS to move; the greatest number stands for all of it. */
function amountNote(wad: bigint): string {
  return wad === MAX_UINT256 ? 'All that is owed' : `${formatExact(wad, 18)} USDS`
}
