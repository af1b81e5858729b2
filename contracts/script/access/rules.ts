import {
  type Abi,
  type Address,
  encodeErrorResult,
  type Hex,
  keccak256,
  parseAbi,
  stringToHex,
  zeroHash,
} from 'viem'
import type { Call } from '../chain'
import type { CallerName, PlaceName, World } from './world'

/** What a call reverts with, exactly: a string, or the bytes of a custom error that may name the caller. */
export type Reason = string | ((caller: Address, world: World) => Hex)

/** A transaction, or a time to pass [s]. */
export type Step = { readonly from: Address; readonly call: Call } | { readonly wait: bigint }

type Arguments = readonly unknown[] | Promise<readonly unknown[]>

/** Who may call a function, and what everybody else hears. */
export interface Rule {
  /** Each of them succeeds; `anyone` is proven by a caller without any role. */
  readonly by: readonly CallerName[] | 'anyone' | 'nobody'
  /** What the others hear; null where there are no others. */
  readonly refusal: Reason | null
  /** Callers who hear something else, as they are refused for what they are and not for want of a role. */
  readonly except: Readonly<Partial<Record<CallerName, Reason>>>
  /** With these the rightful caller succeeds. */
  readonly args: (world: World) => Arguments
  /** What brings about the state in which it does, where the world is not in it. */
  readonly before: (world: World) => readonly Step[]
}

/** The rules of one contract, by the signature of the function. */
export interface ContractRules {
  /** Where its functions are called. */
  readonly at: PlaceName
  readonly rules: Readonly<Record<string, Rule>>
}

/** The table: contract to rules. */
export type Table = Readonly<Record<string, ContractRules>>

type Options = Partial<Pick<Rule, 'before' | 'except'>>

const none = () => []

const REASON = parseAbi(['error Error(string)'])

/** Only these callers. */
export const only = (
  by: CallerName | readonly CallerName[],
  refusal: Reason,
  args: Rule['args'] = none,
  { before = none, except = {} }: Options = {},
): Rule => ({ by: typeof by === 'string' ? [by] : by, refusal, args, before, except })

/** Open to everybody. */
export const anyone = (args: Rule['args'] = none, { before = none, except = {} }: Options = {}): Rule => ({
  ...{ by: 'anyone', refusal: null, args, before, except },
})

/** Refused to everybody. */
export const nobody = (refusal: Reason, args: Rule['args'] = none): Rule => ({
  ...{ by: 'nobody', refusal, args, before: none, except: {} },
})

/** A transaction of an account. */
export const by = (from: Address, call: Call): Step => ({ from, call })

export const hashed = (name: string): Hex => keccak256(stringToHex(name))

/** Names as MCD takes them. */
export const named = (name: string): Hex => stringToHex(name, { size: 32 })

export const ADMIN = zeroHash

/** A custom error with its arguments. */
export const error =
  (signature: string, args: (caller: Address, world: World) => readonly unknown[] = none): Reason =>
  (caller, world) => {
    const abi: Abi = parseAbi([`error ${signature}`] as readonly string[])
    return encodeErrorResult({ abi, args: args(caller, world) })
  }

/** OpenZeppelin's AccessControl, and the Diamond after it, refuse for want of a role. */
export const missing = (role: Hex): Reason =>
  error('AccessControlUnauthorizedAccount(address account, bytes32 neededRole)', (caller) => [caller, role])

/** The functions of AccessControl that every contract with roles has; nobody gives up a role for another. */
export const accessControl = (role: Hex): Readonly<Record<string, Rule>> => ({
  'grantRole(bytes32,address)': only('governance', missing(ADMIN), ({ by }) => [role, by.stranger]),
  'revokeRole(bytes32,address)': only('governance', missing(ADMIN), ({ by }) => [role, by.stranger]),
  'renounceRole(bytes32,address)': only('stranger', error('AccessControlBadConfirmation()'), ({ by }) => [
    role,
    by.stranger,
  ]),
})

/** The revert data of a reason, for a caller. */
export const dataOf = (reason: Reason, caller: Address, world: World): Hex =>
  typeof reason === 'string' ? encodeErrorResult({ abi: REASON, args: [reason] }) : reason(caller, world)
