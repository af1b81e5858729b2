import { type Address, concat, getAddress, type Hex, pad, stringToHex, toFunctionSelector } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { ActionCall, ActionRequest } from '../action'
import { type DecodedCall, decodeCall } from './decode'

/** One transaction as its bytes tell it, beside what was asked for. */
export interface ReadBack {
  readonly call: ActionCall
  /** Null when the bytes are of no known function. */
  readonly decoded: DecodedCall | null
  /** Where the bytes differ from the request; nobody may sign them then. */
  readonly faults: readonly string[]
  /** What a Safe or the Configurator is made to call by it. */
  readonly inner?: readonly ReadBack[]
}

/** What the bytes of a request have to say: one of these contracts, this function, these arguments. */
interface Expected {
  readonly targets: readonly Address[]
  readonly signature: string
  readonly arguments: readonly string[]
}

/**
 * Reads every call of a request back from its bytes and holds it against the request. It shares nothing with
 * the code that built the bytes, so a fault of one is seen by the other.
 */
export function readBackCalls(
  calls: readonly ActionCall[],
  request: ActionRequest,
  model: ConsoleModel,
): readonly ReadBack[] {
  return calls.map((call) => {
    const decoded = decodeCall(call.data)
    const faults = faultsOf(call, decoded, expected(request, model))
    const inner = decoded && controllerAction(decoded)
    return inner ? { call, decoded, faults, inner: [inner] } : { call, decoded, faults }
  })
}

/** The call that the Configurator is told to make, which is in its arguments as mere bytes. */
function controllerAction({ signature, arguments: [controller, data] }: DecodedCall): ReadBack | null {
  if (signature !== 'callControllerAction(address,bytes)' || !controller || !data) return null
  const call = { to: getAddress(controller.value), data: data.value as Hex, value: 0n }
  return { call, decoded: decodeCall(call.data), faults: [] }
}

/** Calls that were asked for and are not among these. */
export function leftOut(
  calls: readonly ReadBack[],
  request: ActionRequest,
  model: ConsoleModel,
): readonly string[] {
  if (request.kind !== 'freeze-all' && request.kind !== 'revoke-cbeam') return []
  const made = calls.map(({ decoded }) => decoded && told(decoded.signature, decoded.arguments))
  return expected(request, model)
    .map(({ signature, arguments: args }) =>
      told(
        signature,
        args.map((value) => ({ value })),
      ),
    )
    .filter((wanted) => !made.includes(wanted))
}

/** `removeRelayer(0x…)` */
function told(signature: string, given: readonly { readonly value: string }[]): string {
  return `${signature.slice(0, signature.indexOf('('))}(${given.map(({ value }) => value).join(', ')})`
}

function faultsOf(
  call: ActionCall,
  decoded: DecodedCall | null,
  wanted: readonly Expected[],
): readonly string[] {
  if (decoded === null) return ['The bytes are not a call of a known function.']
  const value = call.value === 0n ? [] : [`The transaction would send ${call.value} wei.`]
  const same = wanted.filter(({ signature }) => signature === decoded.signature)
  if (same.length === 0) {
    return [...value, `The bytes call ${decoded.signature}, not ${names(wanted)}.`]
  }
  const there = same.filter(({ targets }) => targets.includes(call.to))
  if (there.length === 0) return [...value, `The transaction goes to ${call.to}, where it does not belong.`]
  const given = decoded.arguments.map((argument) => argument.value).join(', ')
  if (there.some((entry) => entry.arguments.join(', ') === given)) return value
  return [...value, `The arguments are (${given}), not those that were asked for.`]
}

const names = (wanted: readonly Expected[]) =>
  [...new Set(wanted.map(({ signature }) => signature))].join(' or ') || 'what was asked for'

function expected(request: ActionRequest, model: ConsoleModel): readonly Expected[] {
  const { timelock, mom, beamState, configurator } = model.configurator.addresses
  const removal = (diamond: Address, relayer: Address): Expected => ({
    targets: [diamond],
    signature: 'removeRelayer(address)',
    arguments: [relayer],
  })
  const onVault = (signature: string, args: readonly unknown[]): readonly Expected[] => {
    const vault = 'prime' in request && addressesOf(request, model)?.vault
    return vault ? [{ targets: [vault], signature, arguments: args.map(String) }] : []
  }
  switch (request.kind) {
    case 'freeze-relayer':
      return [removal(request.generator, request.relayer)]
    case 'freeze-all': {
      const generator = model.generators.find(({ id }) => id === request.generator)
      const holders = generator?.roles.relayer.members.items ?? []
      return holders.flatMap(({ account }) => (account.ok ? [removal(request.generator, account.value)] : []))
    }
    case 'pause-timelock':
      return [{ targets: [timelock, mom], signature: 'pause()', arguments: [] }]
    case 'stop-configurator':
      return [{ targets: [beamState, mom], signature: 'stop()', arguments: [] }]
    case 'guardian-freeze': {
      const council = model.configurator.guardians?.council
      return council ? [{ targets: [council], signature: 'freeze(address)', arguments: [request.beam] }] : []
    }
    case 'revoke-cbeam':
      return revocation(request.cBeam, model)
    case 'migrate':
    case 'migrate-back': {
      const almProxy = addressesOf(request, model)?.almProxy
      if (!almProxy) return []
      const name = request.kind === 'migrate' ? 'migrate' : 'migrateBack'
      const ilk = stringToHex(request.ilk, { size: 32 })
      return [
        {
          targets: [request.generator],
          signature: `${name}(address,bytes32,uint256)`,
          arguments: [almProxy, ilk, String(request.amount)],
        },
      ]
    }
    case 'rollback': {
      const almProxy = addressesOf(request, model)?.almProxy
      if (!almProxy) return []
      const data = concat([toFunctionSelector('rollback(address)'), pad(almProxy, { size: 32 })])
      return [
        {
          targets: [configurator],
          signature: 'callControllerAction(address,bytes)',
          arguments: [request.generator, data.toLowerCase()],
        },
      ]
    }
    case 'pause-vault':
      return onVault('pause(bool,bool,uint256)', [request.takes, request.withdrawals, request.duration])
    case 'unpause-vault':
      return onVault('unpause(bool,bool)', [request.takes, request.withdrawals])
    case 'set-withdrawal-policy':
      return onVault('setWithdrawalPolicy(uint256,uint256)', [request.share, request.period])
    case 'set-liquidity-buffer':
      return onVault('setLiquidityBuffer(uint256)', [request.assets])
    case 'raise-limit':
    case 'lower-limit':
    case 'remove-limit': {
      const generator = model.generators.find(({ id }) => id === request.generator)
      const limit = generator?.limits.find(({ id }) => id === request.key)
      if (!limit) return []
      return [
        {
          targets: [configurator],
          signature: 'setRateLimit(address,bytes32,uint256,uint256)',
          arguments: [limit.rateLimits, request.key, String(request.maxAmount), String(request.slope)],
        },
      ]
    }
  }
}

/** Everything that BeamState may have to be told for a cBEAM to have nothing left. */
function revocation(cBeam: Address, { generators, configurator }: ConsoleModel): readonly Expected[] {
  const targets = [configurator.addresses.beamState]
  const pairs = [...generators.flatMap(({ scope }) => scope.pairs), ...configurator.otherPairs]
  return [
    ...pairs
      .filter((pair) => pair.cBeam === cBeam && !(pair.active.ok && !pair.active.value))
      .map(({ kind, target }) => ({
        targets,
        signature: unsets[kind],
        arguments: [target, cBeam],
      })),
    { targets, signature: 'delCBeam(address)', arguments: [cBeam] },
  ]
}

const unsets = {
  rateLimits: 'unsetCBeamForRateLimits(address,address)',
  controller: 'unsetCBeamForController(address,address)',
} as const

function addressesOf(
  request: { readonly generator: Address; readonly prime: string },
  { generators }: ConsoleModel,
): PrimeModel['addresses'] | undefined {
  const generator = generators.find(({ id }) => id === request.generator)
  return generator?.primes.find(({ id }) => id === request.prime)?.addresses
}
