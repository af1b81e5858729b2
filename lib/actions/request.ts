import type { Abi, Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import { type Carried, storedCarried } from './carried'
import type { AnyRequest } from './direct'
import type { ExpectedCall } from './read-back/expected'
import { address, optional, type Read, text } from './stored'

/** Who can act, as the handbook tells them apart. Who holds a role is read; see `lib/console/authority`. */
export type ActingRole =
  | 'governance'
  | 'councilLater'
  | 'councilNow'
  | 'mom'
  | 'lineMom'
  | 'pauser'
  | 'cBeam'
  | 'relayer'
  | 'freezer'
  | 'guardian'
  | 'vaultOperator'
  | 'publisher'
  | 'lctsOperator'
  | 'saver'
  | 'anyone'

/** Pages that offer actions. */
export type ActPage = '/emergency' | '/limits' | '/governance' | '/primes' | '/diamond' | '/srusds'

/**
 * What can be asked for under one kind, and what the bytes of such an action must say. It imports no encoder, so that
 * reading the bytes back catches a fault in the code that builds them.
 *
 * @typeParam Form whether an operator fills something in; if so, there must be a form for it in components
 */
export interface RequestKind<Request extends AnyRequest, Form extends boolean = boolean> {
  readonly kind: Request['kind']
  /** What somebody signs, in lower case, for a button that says "Sign: freeze relayer". */
  readonly verb: string
  /** Whose act it is. */
  readonly by: readonly ActingRole[]
  /** The page where they look for it. */
  readonly at: ActPage
  readonly form: Form
  /** A reader for each field of the request, to read a stored one. */
  readonly fields: FieldsOf<Request>
  /** The functions that the action can call. */
  readonly abi: Abi
  /**
   * Every call that the request may stand for. Each call of the action must match one of them. Empty where the model does
   * not have what the request names.
   */
  readonly expected: (request: Request, model: ConsoleModel) => readonly ExpectedCall[]
  /**
   * Accounts of which the action says what they hold, and that nothing but the request may name. They are read as soon as
   * somebody looks at it.
   */
  readonly asks?: (request: Request) => readonly Address[]
}

type FieldsOf<Request extends AnyRequest> = {
  readonly [Name in Exclude<keyof Request, 'kind'>]-?: Read<Request[Name]>
}

/** A request that a Safe can carry out in place of the account. */
export interface Routed {
  /** The Safe that carries the request out; if left out, the account does so itself. */
  readonly through?: Address
  /** What owners of that Safe have signed off chain. */
  readonly carried?: Carried
}

export const routedFields = { through: optional(address), carried: optional(storedCarried) }

/** A request about one Configurator Unit. */
export interface UnitTarget {
  /** Its BeamState. */
  readonly unit: Address
}

export const unitFields = { unit: address }

/** A request about one Prime. */
export interface PrimeTarget {
  readonly generator: Address
  /** Slug of the Prime. */
  readonly prime: string
}

export const primeFields = { generator: address, prime: text }
