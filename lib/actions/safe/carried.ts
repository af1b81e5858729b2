import type { Address } from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { given, type Leaf, map } from '@/lib/leaf'
import {
  type JudgedSignature,
  type NestedSafe,
  type SafeTransaction,
  type SignedState,
  signedState,
} from '@/lib/safe'
import type { Carried } from '../carried'
import type { Requirement } from '../direct'
import type { SafeProposal } from './route'

/** Owners of a Safe that are Safes of the deployment, as far as they could be read. */
export function nestedSafes(safe: SafeFacts, { safes, chainId }: ConsoleModel): readonly NestedSafe[] {
  if (!safe.owners.ok) return []
  const owners = safe.owners.value
  return safes
    .filter(({ id }) => id !== safe.id && owners.includes(id))
    .flatMap((other) => {
      const domain = domainOf(other, chainId)
      const { owners: own, threshold } = other
      if (!domain.ok || !own.ok || !threshold.ok) return []
      return [{ domain: domain.value, owners: own.value, threshold: threshold.value }]
    })
}

/**
 * The signatures that came with a request, each held against the transaction that this console builds, and never against
 * the one that came with it. Null where the owners or the domain of the Safe could not be read.
 */
export function judgeCarried(
  carried: Carried,
  safe: SafeFacts,
  transaction: SafeTransaction,
  model: ConsoleModel,
): SignedState | null {
  const domain = domainOf(safe, model.chainId)
  if (!domain.ok || !safe.owners.ok) return null
  return signedState({
    domain: domain.value,
    transaction,
    owners: safe.owners.value,
    nested: nestedSafes(safe, model),
    signatures: carried.signatures,
  })
}

const FIELDS = [
  'to',
  'value',
  'data',
  'operation',
  'safeTxGas',
  'baseGas',
  'gasPrice',
  'gasToken',
  'refundReceiver',
  'nonce',
] as const satisfies readonly (keyof SafeTransaction)[]

/** The fields in which two transactions of a Safe differ, by their names. */
export function differingFields(a: SafeTransaction, b: SafeTransaction): readonly string[] {
  const spelled = (value: unknown) => String(value).toLowerCase()
  return FIELDS.filter((name) => spelled(a[name]) !== spelled(b[name]))
}

/** What has to hold of a proposal that came from somebody else. Empty where the request carries none. */
export function carriedRequirements(
  carried: Carried | undefined,
  safe: SafeFacts,
  proposal: SafeProposal | null,
): readonly Requirement[] {
  if (!carried || !proposal) return []
  const { transaction } = carried
  const differing = differingFields(transaction, proposal.transaction)
  return [
    {
      id: 'safe-proposal',
      says: {
        holds: 'The proposal is the transaction that this console builds for what it says',
        fails: `The proposal is not the transaction that this console builds for what it says: ${differing.join(', ')} ${differing.length === 1 ? 'differs' : 'differ'}`,
      },
      holds: given(differing.length === 0),
      weight: 'blocks',
    },
    nonceRequirement(safe, transaction.nonce),
    ...(proposal.signed?.judged ?? []).flatMap(({ given: { signer, within }, fault }, index) =>
      fault === null
        ? []
        : [
            {
              id: `safe-signature-${index}`,
              says: {
                holds: `${signer} signed it`,
                fails: `Signature ${index + 1} of the proposal does not count: ${faultWords(fault, signer, within, safe.name)}`,
              },
              holds: given(false),
              weight: 'warn',
            } as const,
          ],
    ),
  ]
}

/** An earlier nonce can never be executed again; a later one waits for its turn. */
function nonceRequirement({ name, nonce }: SafeFacts, proposed: bigint): Requirement {
  const at = nonce.ok ? String(nonce.value) : 'unknown'
  return {
    id: 'safe-nonce',
    says: {
      holds: `Nonce ${proposed} of ${name} is not used`,
      fails: `No longer valid: nonce ${proposed} of ${name} is used, it is at ${at}`,
    },
    holds: map(nonce, (now): boolean => proposed >= now),
    weight: 'blocks',
  }
}

/** Why a signature counts for nobody, in words. */
export function faultWords(
  fault: NonNullable<JudgedSignature['fault']>,
  signer: Address,
  within: Address | undefined,
  name: string,
): string {
  switch (fault) {
    case 'malformed':
      return `it is no signature of an account (said to be of ${signer})`
    case 'other-transaction':
      return `it is not of ${signer} for this transaction, Safe, chain and nonce`
    case 'no-owner':
      return within === undefined
        ? `${signer} is not an owner of ${name}`
        : `${signer} is not an owner of ${within}`
    case 'unknown-safe':
      return `it is in the name of ${within}, which is no owner of ${name} that could be read as a Safe`
    case 'unsupported-safe':
      return `how ${name} asks an owner that is a Safe is not known for its version`
    case 'twice':
      return `${signer} signed it already`
  }
}

/** Whether somebody who is connected may sign for the Safe off chain: as an owner, or in the name of one. */
export interface OffChainSigner {
  /** The owner that is a Safe in whose name is signed; null where the account is an owner itself. */
  readonly within: NestedSafe | null
}

/** Where the account can still sign; empty where it cannot, or has. */
export function offChainSigners(
  safe: SafeFacts,
  proposal: SafeProposal,
  model: ConsoleModel,
  account: Address,
): readonly OffChainSigner[] {
  const owns = safe.owners.ok && safe.owners.value.includes(account)
  const done = proposal.collected?.approved.includes(account) ?? false
  const nested = nestedSafes(safe, model).filter(({ domain, owners }) => {
    const state = proposal.signed?.nested.find(({ owner }) => owner === domain.safe)
    return owners.includes(account) && !(state?.signers.includes(account) ?? false)
  })
  return [...(owns && !done ? [{ within: null }] : []), ...nested.map((within) => ({ within }))]
}

/** Whether a Safe is at the nonce of a proposal, before it, or past it; unknown where its nonce could not be read. */
export function turnOf({ nonce }: SafeFacts, proposed: bigint): Leaf<'now' | 'later' | 'over'> {
  return map(nonce, (now) => (proposed === now ? 'now' : proposed > now ? 'later' : 'over'))
}
