import {
  type Address,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  keccak256,
  stringToHex,
  zeroAddress,
} from 'viem'
import { erc4626FacetAbi, parameterRegistryAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { every, type Leaf, map } from '@/lib/leaf'
import { isUint256Error, panicOf } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { exchangeRateOf } from '@/lib/vaults'
import { emits } from '../emits'

/** What an approved call does to a controller, or why that cannot be stated. */
export type Does =
  | {
      readonly ok: true
      readonly effects: readonly Effect[]
      /** What the controller and what it calls emit. */
      readonly events: readonly ExpectedEvent[]
      /** Whether it changes anything. */
      readonly changes: Leaf<boolean>
      readonly disables: readonly string[]
    }
  /** A sentence without a full stop. */
  | { readonly ok: false; readonly because: string }

const refused = (because: string): Does => ({ ok: false, because })

/**
 * What a call changes: of `setMaxExchangeRate` on the Diamond of a Generator. No other call is guessed at, since whatever
 * it changes has to be stated before it is signed.
 */
export function does(controller: Address, data: Hex, model: Pick<ConsoleModel, 'generators'>): Does {
  const generator = model.generators.find(({ id }) => id === controller)
  if (!generator) return refused('what a call changes on a controller that is no Generator is not read here')
  const rolledBack = generator.primes.find(
    ({ addresses }) => rollbackCall(addresses.almProxy) === data.toLowerCase(),
  )
  if (rolledBack) {
    return refused(`it is the rollback of ${rolledBack.name}, which has an act of its own on its page`)
  }
  const call = decoded(data)
  if (call?.functionName !== 'setMaxExchangeRate') {
    return refused('the console knows of no such function what it changes')
  }
  const [token, shares, assets] = call.args
  return setsRate(generator, token, shares, assets)
}

/** The call of the facet whose bytes these are exactly; null where there is none. */
function decoded(data: Hex) {
  try {
    const call = decodeFunctionData({ abi: erc4626FacetAbi, data })
    const { functionName, args } = call
    const same = encodeFunctionData({ abi: erc4626FacetAbi, functionName, args } as never)
    return same === data.toLowerCase() ? call : null
  } catch {
    return null
  }
}

/** The key under which the ParameterRegistry keeps the rate of a vault. Source: LibExchangeRate. */
const parameterOf = (token: Address): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: 'bytes32' }, { type: 'address' }],
      [keccak256(stringToHex('MAX_EXCHANGE_RATE')), token],
    ),
  )

/** `setMaxExchangeRate`. Source: Erc4626Facet. */
function setsRate(generator: GeneratorModel, token: Address, shares: bigint, assets: bigint): Does {
  if (token === zeroAddress) return refused('the Diamond refuses it (Erc4626Facet/zero-token)')
  if (shares === 0n && assets !== 0n) return refused('the Diamond refuses it (Erc4626Facet/zero-shares)')
  const primes = generator.primes.filter(({ addresses }) => isAddressEqual(addresses.vault, token))
  if (primes.length === 0) {
    return refused(`the exchange rate of ${token}, which is no vault of ${generator.name}, is not read`)
  }
  const { parameterRegistry } = generator.wires
  if (!parameterRegistry.ok) {
    return refused(`where ${generator.name} keeps it was not read: ${parameterRegistry.reason.message}`)
  }
  try {
    const rate = exchangeRateOf(shares, assets)
    return {
      ok: true,
      effects: primes.map(({ id }) =>
        sets(places.generators(generator.id).primes(id).vault.maxExchangeRate, rate),
      ),
      events: [
        emits(parameterRegistry.value, parameterRegistryAbi, 'ParameterSet', {
          key: parameterOf(token),
          value: rate,
        }),
        emits(generator.id, erc4626FacetAbi, 'MaxExchangeRateSet', { token, maxExchangeRate: rate }),
      ],
      changes: map(every(primes.map(({ vault }) => vault.maxExchangeRate)), (now) =>
        now.some((one) => one !== rate),
      ),
      disables: primes.flatMap((prime) => barred(prime, rate)),
    }
  } catch (error) {
    if (isUint256Error(error)) return refused(`the Diamond refuses it (${panicOf(error)})`)
    throw error
  }
}

/** What is no longer deposited. @param rate assets per share [1e36] */
function barred({ name, vault: { maxExchangeRate: now } }: PrimeModel, rate: bigint): readonly string[] {
  if (rate === 0n) return [`Nothing can be deposited into the vault of ${name} until a rate is set.`]
  // 0 is not set, and bars every deposit already.
  if (!now.ok || now.value === 0n || rate >= now.value) return []
  return [
    `Deposits into the vault of ${name} at more than ${formatExact(rate, 36)} assets a share are refused.`,
  ]
}
