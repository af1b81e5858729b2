import type { Address, Hex } from 'viem'
import type { ActionRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { capital, formatExact } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'
import { tellCall } from '@/lib/words/calls'
import { limitTitle, limitWords } from '@/lib/words/limits'

/** What a raw argument means: the name of a key, an amount in its unit, a duration in words. */
export function argumentNote(
  request: ActionRequest,
  name: string,
  value: string,
  model: ConsoleModel,
): string | undefined {
  if (name === 'wad') return amountNote(BigInt(value))
  if (request.kind === 'execute-operation' && name === 'payloads')
    return callsNote(value, request.unit, model)
  if (!('key' in request)) return undefined
  const limit = model.generators
    .find(({ id }) => id === request.generator)
    ?.limits.find(({ id }) => id === request.key)
  if (!limit) return undefined
  if (value === request.key) return limitTitle(limit)
  const part = name === 'maxAmount' || name === 'slope' ? limitWords(limit, model.time)[name] : undefined
  return part?.[1].text(BigInt(value))
}

/** What the calls of an operation to BeamState do, each from its bytes. @param payloads with commas between */
function callsNote(payloads: string, beamState: Address, { generators }: ConsoleModel): string {
  const inFull = (address: Address) => address
  const told = (payloads.split(',') as Hex[]).map((data) =>
    capital(tellCall({ target: beamState, data }, generators, inFull).text),
  )
  return `${told.join('. ')}.`
}

/** An amount of USDS to move; the greatest number stands for all of it. */
function amountNote(wad: bigint): string {
  return wad === MAX_UINT256 ? 'All that is owed' : `${formatExact(wad, 18)} USDS`
}
