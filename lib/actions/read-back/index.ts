import {
  type Address,
  concat,
  getAddress,
  type Hex,
  hashTypedData,
  isAddressEqual,
  pad,
  size,
  slice,
  zeroAddress,
  zeroHash,
} from 'viem'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { ConsoleModel } from '@/lib/console/model'
import {
  callsOf,
  decodeSafeTransaction,
  type SafeTransaction,
  type SafeTransactionContent,
  safeTypedData,
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
    const faults = [...refundFaults(transaction), ...signatureFaults(signatures, route, from)]
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

/** An owner's on-chain approval in the list of signatures: r is the owner, s is 0, v is 1. */
const approvalOf = (owner: Address): Hex => concat([pad(owner, { size: 32 }), zeroHash, '0x01'])

/**
 * Faults in the list of signatures. It must have 65 bytes for each owner, in ascending order, and each owner must have
 * approved on chain or be the sender.
 */
function signatureFaults(signatures: Hex, { safe, proposal }: SafeRoute, from: Address): readonly string[] {
  const { owners, threshold } = safe
  if (!owners.ok || !threshold.ok || !proposal?.collected) return ['Owners and threshold are not known.']
  const length = size(signatures)
  const count = Math.floor(length / 65)
  if (length % 65 !== 0 || BigInt(count) !== threshold.value) {
    return [`The transaction carries ${count} approvals in ${length} bytes, not ${threshold.value}.`]
  }
  const { approved } = proposal.collected
  const parts = Array.from({ length: count }, (_, index) => slice(signatures, index * 65, index * 65 + 65))
  const signers = parts.map((part) => getAddress(slice(part, 12, 32)))
  const isOrdered = signers.every(
    (signer, index) => index === 0 || BigInt(signer) > BigInt(signers[index - 1] ?? '0x0'),
  )
  const isSameBytes = (a: Hex, b: Hex) => a.toLowerCase() === b.toLowerCase()
  const isIn = (list: readonly Address[], account: Address) =>
    list.some((entry) => isAddressEqual(entry, account))
  return [
    ...(parts.every((part, index) => isSameBytes(part, approvalOf(signers[index] ?? zeroAddress)))
      ? []
      : ['The transaction carries signatures that are not approvals.']),
    ...(isOrdered ? [] : ['The approvals are not in the order that the Safe requires.']),
    ...signers
      .filter(
        (signer) => !isIn(owners.value, signer) || !(isIn(approved, signer) || isAddressEqual(signer, from)),
      )
      .map((signer) => `The transaction counts ${signer}, who did not approve.`),
  ]
}
