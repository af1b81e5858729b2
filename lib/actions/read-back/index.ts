import { type Address, type Hex, hashTypedData, isAddressEqual, size, zeroAddress } from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { ConsoleModel } from '@/lib/console/model'
import {
  callsOf,
  decodeSafeTransaction,
  nestedTypedData,
  type PackedSignature,
  type SafeTransaction,
  type SafeTransactionContent,
  safeTypedData,
  signerOf,
  typedDomain,
  unpackSignatures,
} from '@/lib/safe'
import type { ActionOf } from '../action'
import type { ActionCall, AnyRequest } from '../direct'
import type { SafeRoute } from '../safe/route'
import type { Decode } from './decode'
import { type Asked, leftOut, type ReadBack, readBackCalls } from './statement'

/** Reads every transaction of an action back from its bytes. For one sent to a Safe, also what the Safe is made to call. */
export function readBackAction(
  action: ActionOf<AnyRequest>,
  model: ConsoleModel,
  asked: Asked,
): readonly ReadBack[] {
  const { through, from } = action
  if (!through) return readBackCalls(action.calls, asked)
  return action.calls.map((call) => {
    const decoded = asked.decode(call.data)
    const { faults, content } = outer(call, through, model, from, asked.decode)
    const calls = content && callsOf(content)
    const inner = calls ? readBackCalls(calls, asked) : []
    return {
      call,
      decoded,
      inner,
      faults: [
        ...faults,
        ...(content && !calls ? ['The transaction makes the Safe run foreign code.'] : []),
        ...inner.flatMap((entry) => entry.faults),
        ...(calls ? leftOut(inner, asked).map((text) => `The transaction leaves out ${text}.`) : []),
      ],
    }
  })
}

/** What the Safe will call, read from the transaction that its owners approve. It does not depend on who acts next. */
export function readBackProposal({ proposal }: SafeRoute, asked: Asked): readonly ReadBack[] {
  const calls = proposal && callsOf(proposal.transaction)
  return calls ? readBackCalls(calls, asked) : []
}

interface Outer {
  readonly faults: readonly string[]
  /** The Safe transaction that the call approves or executes. */
  readonly content: SafeTransactionContent | null
}

function outer(
  call: ActionCall,
  route: SafeRoute,
  model: ConsoleModel,
  from: Address,
  decode: Decode,
): Outer {
  const { safe, proposal } = route
  const misplaced = [
    ...(call.to === safe.id ? [] : [`The transaction goes to ${call.to}, where it does not belong.`]),
    ...(call.value === 0n ? [] : [`The transaction would send ${call.value} wei.`]),
  ]
  const decoded = decode(call.data)
  const execution = decodeSafeTransaction(call.data)
  if (execution) {
    const { transaction, signatures } = execution
    const faults = [
      ...refundFaults(transaction),
      ...signatureFaults(signatures, transaction, route, model, from),
    ]
    return { faults: [...misplaced, ...faults], content: transaction }
  }
  if (decoded?.signature === 'approveHash(bytes32)' && proposal) {
    const [hash] = decoded.arguments
    const same = hash?.value === expectedHash(safe, proposal.transaction, model)
    const faults = [
      ...refundFaults(proposal.transaction),
      ...(same ? [] : ['The hash is not that of the transaction that is shown.']),
    ]
    return { faults: [...misplaced, ...faults], content: proposal.transaction }
  }
  const what =
    decoded === null
      ? 'The bytes are not a call of a known function.'
      : `The bytes call ${decoded.signature}, not approveHash(bytes32) or execTransaction.`
  return { faults: [...misplaced, what], content: null }
}

/** The hash of a transaction, by another implementation of EIP-712 than the one that built it. */
function expectedHash(
  safe: SafeRoute['safe'],
  transaction: SafeTransaction,
  { chainId }: ConsoleModel,
): Hex | null {
  const domain = domainOf(safe, chainId)
  return domain.ok ? hashTypedData(safeTypedData(domain.value, transaction)) : null
}

function refundFaults(transaction: SafeTransactionContent): readonly string[] {
  const { value, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = transaction
  const isPlain = safeTxGas === 0n && baseGas === 0n && gasPrice === 0n
  const namesNobody = isAddressEqual(gasToken, zeroAddress) && isAddressEqual(refundReceiver, zeroAddress)
  return [
    ...(value === 0n ? [] : [`The Safe would send ${value} wei.`]),
    ...(isPlain ? [] : ['The Safe would refund the sender, or limit the gas of its call.']),
    // Without a gas price nobody is refunded, but this is still not what the owners approved.
    ...(namesNobody ? [] : ['The Safe transaction names a token or a receiver for a refund.']),
  ]
}

/**
 * Faults in the list of signatures. It must be exactly what the Safe reads for so many owners, in ascending order, and
 * each owner must have approved on chain, be the sender, or have signed the very transaction that is executed: its hash
 * is computed here by another implementation of EIP-712.
 */
function signatureFaults(
  signatures: Hex,
  transaction: SafeTransactionContent,
  { safe, proposal }: SafeRoute,
  model: ConsoleModel,
  from: Address,
): readonly string[] {
  const { owners, threshold } = safe
  if (!owners.ok || !threshold.ok || !proposal?.collected) return ['Owners and threshold are not known.']
  const parts = unpackSignatures(signatures, threshold.value)
  if (parts === null) {
    const length = size(signatures)
    const count = Math.floor(length / 65)
    return [
      length % 65 === 0 && BigInt(count) === threshold.value
        ? NOT_GIVEN
        : `The transaction carries ${count} approvals in ${length} bytes, not ${threshold.value}.`,
    ]
  }
  const signed = { ...transaction, nonce: proposal.transaction.nonce }
  const read = parts.map((part) => signerIn(part, safe, signed, model))
  const signers = read.map(({ signer }) => signer)
  const faults = read.flatMap(({ fault }) => fault ?? [])
  // Bytes that stand for nobody have no place in the order.
  const isOrdered =
    faults.length > 0 ||
    signers.every((signer, index) => index === 0 || BigInt(signer) > BigInt(signers[index - 1] ?? '0x0'))
  const isIn = (list: readonly Address[], account: Address) =>
    list.some((entry) => isAddressEqual(entry, account))
  const approved = proposal.collected.owners.flatMap(({ owner, approval }) =>
    approval === 'approved' ? [owner] : [],
  )
  return [
    ...faults,
    ...(isOrdered ? [] : ['The approvals are not in the order that the Safe requires.']),
    ...read.flatMap(({ signer, hasSigned, fault }) => {
      if (fault !== null) return []
      const agrees = hasSigned || isIn(approved, signer) || isAddressEqual(signer, from)
      return isIn(owners.value, signer) && agrees
        ? []
        : [`The transaction counts ${signer}, who ${hasSigned ? 'is no owner' : 'did not approve'}.`]
    }),
  ]
}

const NOT_GIVEN = 'The transaction carries signatures that are neither approvals nor of an account.'

interface SignerIn {
  readonly signer: Address
  /** Whether the bytes prove it; else an approval on chain has to. */
  readonly hasSigned: boolean
  readonly fault: string | null
}

/** For whom one part of the list stands. */
function signerIn(
  part: PackedSignature,
  safe: SafeRoute['safe'],
  transaction: SafeTransaction,
  model: ConsoleModel,
): SignerIn {
  switch (part.kind) {
    case 'approval':
      return { signer: part.owner, hasSigned: false, fault: null }
    case 'account': {
      const hash = expectedHash(safe, transaction, model)
      const signer = hash && signerOf(hash, part.signature)
      return signer
        ? { signer, hasSigned: true, fault: null }
        : {
            signer: zeroAddress,
            hasSigned: false,
            fault: NOT_GIVEN,
          }
    }
    case 'contract': {
      const fault = nestedFault(part, safe, transaction, model)
      return { signer: part.owner, hasSigned: fault === null, fault }
    }
  }
}

/** What is wrong with the signatures in the name of an owner that is a Safe; null where nothing is. */
function nestedFault(
  { owner, bytes }: Extract<PackedSignature, { kind: 'contract' }>,
  safe: SafeRoute['safe'],
  transaction: SafeTransaction,
  model: ConsoleModel,
): string | null {
  const wrong = `The transaction counts ${owner}, whose owners did not sign it.`
  const own = model.safes.find(({ id }) => isAddressEqual(id, owner))
  const [outer, inner] = [domainOf(safe, model.chainId), own && domainOf(own, model.chainId)]
  if (!own?.owners.ok || !own.threshold.ok || !inner?.ok || !outer.ok) return wrong
  const owners = own.owners.value
  const hash = hashTypedData(nestedTypedData(typedDomain(inner.value), outer.value, transaction))
  const signers = unpackSignatures(bytes, own.threshold.value)?.map((part) =>
    part.kind === 'account' ? signerOf(hash, part.signature) : null,
  )
  const holds = signers?.every(
    (signer, index) =>
      signer !== null &&
      owners.includes(signer) &&
      (index === 0 || BigInt(signer) > BigInt(signers[index - 1] ?? '0x0')),
  )
  return holds ? null : wrong
}
