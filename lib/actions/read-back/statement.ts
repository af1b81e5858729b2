import { getAddress, type Hex } from 'viem'
import type { ActionCall } from '../direct'
import type { Decode, DecodedCall } from './decode'
import type { ExpectedCall } from './expected'

/** One transaction read back from its bytes, and how it differs from what was asked for. */
export interface ReadBack {
  readonly call: ActionCall
  /** Null when the bytes are not a call of a known function. */
  readonly decoded: DecodedCall | null
  /** How the bytes differ from the request. Where there is a fault, nobody may sign them. */
  readonly faults: readonly string[]
  /** What the transaction makes a Safe, the Configurator or an agent call. */
  readonly inner?: readonly ReadBack[]
}

/** The calls that a request stands for, and a decoder of calldata. */
export interface Asked {
  readonly expected: readonly ExpectedCall[]
  readonly decode: Decode
}

/**
 * Reads every call back from its bytes and compares it with the request. It shares nothing with the code that built the
 * bytes, so that a fault in one of the two is caught by the other.
 */
export function readBackCalls(
  calls: readonly ActionCall[],
  { expected, decode }: Asked,
): readonly ReadBack[] {
  return calls.map((call) => {
    const decoded = decode(call.data)
    const faults = faultsOf(call, decoded, expected)
    const inner = decoded && innerCall(decoded, decode)
    return inner ? { call, decoded, faults, inner: [inner] } : { call, decoded, faults }
  })
}

/** What the Configurator or an agent is told to call. It is one of the arguments, as bytes. */
const TOLD_TO_CALL: ReadonlySet<string> = new Set([
  'callControllerAction(address,bytes)',
  'call(address,bytes)',
])

function innerCall(
  { signature, arguments: [controller, data] }: DecodedCall,
  decode: Decode,
): ReadBack | null {
  if (!TOLD_TO_CALL.has(signature) || !controller || !data) return null
  const call = { to: getAddress(controller.value), data: data.value as Hex, value: 0n }
  return { call, decoded: decode(call.data), faults: [] }
}

/** The calls that were asked for and are missing here, in words. */
export function leftOut(calls: readonly ReadBack[], { expected }: Asked): readonly string[] {
  const made = calls.map(({ decoded }) => decoded && told(decoded.signature, decoded.arguments))
  return expected
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
  wanted: readonly ExpectedCall[],
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

const names = (wanted: readonly ExpectedCall[]) =>
  [...new Set(wanted.map(({ signature }) => signature))].join(' or ') || 'what was asked for'
