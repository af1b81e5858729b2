import type { Abi, Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { AnyRequest } from './direct'
import type { ExpectedCall } from './read-back/expected'
import { address, optional, type Read, text } from './stored'

/**
 * What can be asked for under one kind, and what the bytes of it have to say. It knows no encoder, and imports none: a
 * fault of what builds the bytes is seen by what reads them.
 *
 * @typeParam Form whether an operator fills something in: components have to have a form of it then
 */
export interface RequestKind<Request extends AnyRequest, Form extends boolean = boolean> {
  readonly kind: Request['kind']
  /** What somebody signs, after "Sign:", in lower case: "freeze relayer". */
  readonly verb: string
  readonly form: Form
  /** Each of its fields, by which a stored request is read. */
  readonly fields: FieldsOf<Request>
  /** Functions that its bytes can call. */
  readonly abi: Abi
  /** Every call that it may come to, of which each has to be as one of these; empty where the model does not have what it names. */
  readonly expected: (request: Request, model: ConsoleModel) => readonly ExpectedCall[]
}

type FieldsOf<Request extends AnyRequest> = {
  readonly [Name in Exclude<keyof Request, 'kind'>]-?: Read<Request[Name]>
}

/** What a Safe can take in the place of an account. */
export interface Routed {
  /** The Safe that is to do it; without it the account does it itself. */
  readonly through?: Address
}

export const routedFields = { through: optional(address) }

/** What is about one Prime. */
export interface PrimeTarget {
  readonly generator: Address
  /** Slug of the Prime. */
  readonly prime: string
}

export const primeFields = { generator: address, prime: text }
