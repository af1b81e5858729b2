import { type Address, type Hex, hexToString } from 'viem'
import type { ActionRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { capital, formatExact, formatUtc } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'
import { tellCall } from '@/lib/words/calls'
import { limitTitle, limitWords } from '@/lib/words/limits'
import { tellPlan } from '@/lib/words/plans'
import { tokensOf } from '@/lib/words/srusds'

/** What relayers do with a vault, and what the functions that they call name an amount of USDS. */
const FLOWS: ReadonlySet<string> = new Set<ActionRequest['kind']>([
  ...(['take-from-vault', 'return-to-vault', 'recall-from-vault', 'add-to-vault'] as const),
])
const AMOUNTS: ReadonlySet<string> = new Set(['assetAmount', 'amount', 'usdsAmount'])
/** What an approval and an entry name an amount of what is put into a queue of srUSDS. */
const ENTRY: ReadonlySet<string> = new Set(['amount', 'assets'])
const SHARES: ReadonlySet<string> = new Set(['maxSharesIn', 'minSharesOut'])

/** What a raw argument means: the name of a key, an amount in its unit, a duration in words. */
export function argumentNote(
  request: ActionRequest,
  name: string,
  value: string,
  model: ConsoleModel,
): string | undefined {
  if (name === 'wad') return amountNote(BigInt(value))
  if (name === 'ilk') return hexToString(value as Hex, { size: 32 })
  if (FLOWS.has(request.kind) && AMOUNTS.has(name)) return amountNote(BigInt(value))
  if (request.kind === 'enter-queue' && ENTRY.has(name)) {
    return `${formatExact(BigInt(value), 18)} ${tokensOf[request.queue].asset}`
  }
  if (FLOWS.has(request.kind) && SHARES.has(name)) return `${formatExact(BigInt(value), 18)} shares`
  if (name === 'payloads' && ['execute-operation', 'schedule-operation'].includes(request.kind))
    return 'unit' in request ? callsNote(value, request.unit, model) : undefined
  if ('plan' in request) return planNote(request.plan, name, value, model)
  if (!('key' in request && 'generator' in request)) return undefined
  const limit = model.generators
    .filter(({ id }) => !('generator' in request) || id === request.generator)
    .flatMap(({ limits }) => limits)
    .find(({ id }) => id === request.key)
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

/** What a plan does, from its calldata, and from when it may run. */
function planNote(id: Hex, name: string, value: string, model: ConsoleModel): string | undefined {
  if (name === 'eta') return formatUtc(BigInt(value))
  const plan = model.governance?.pause?.plans.find((one) => one.id === id)
  if (name !== 'fax' || !plan) return undefined
  const { steps } = tellPlan(plan, model, () => undefined)
  return steps.length === 0 ? undefined : `${steps.map(({ text }) => capital(text)).join('. ')}.`
}

/** An amount of USDS to move; the greatest number stands for all of it. */
function amountNote(wad: bigint): string {
  return wad === MAX_UINT256 ? 'All that is owed' : `${formatExact(wad, 18)} USDS`
}
