import { type Address, getAddress, pad, toHex } from 'viem'
import { roles } from '@/contracts/script/roles'
import { type Action, buildAction, type Carried, type RoutedRequest, type SafeProposal } from '@/lib/actions'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { given } from '@/lib/leaf'
import {
  domainSeparator,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  type OffChainSignature,
  type SafeDomain,
  type SafeTransaction,
  safeTypedData,
} from '@/lib/safe'
import { fakeModel } from './model'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))

/** Accounts that can sign: the owners of the Safe of `safeModel`, any two of whom are enough. */
export const signers = [
  roles.freezerSigner1.account,
  roles.freezerSigner2.account,
  roles.freezerSigner3.account,
] as const

/** Relayers of the Generator in `safeModel`. */
export const relayers = [at(0x71), at(0x72)] as const

function first<T>([item]: readonly T[]): T {
  if (item === undefined) throw new RangeError('The model has no Safe or no Generator')
  return item
}

export const fakeSafe: SafeFacts = first(fakeModel().safes)
export const fakeSafeDomain: SafeDomain = { chainId: 31_337n, safe: fakeSafe.id, version: '1.4.1' }

/** Freezing all through the Safe. */
export const freezeThrough = {
  kind: 'freeze-all',
  generator: first(fakeModel().generators).id,
  through: fakeSafe.id,
} as const

/** A model whose Safe is a freezer, at nonce 5, with two of three owners who can sign. */
export function safeModel(
  changes: Partial<SafeFacts> = {},
  listed: readonly Address[] = relayers,
): ConsoleModel {
  const relayer = first(fakeModel().generators).roles.relayer.role
  const model = fakeModel({
    'getRoleMemberCount(bytes32)': ([role]) => [role === relayer ? BigInt(listed.length) : 2n],
    'getRoleMember(bytes32,uint256)': ([role, index]) => [
      (role === relayer ? listed : [fakeSafe.id, at(0x99)])[Number(index)],
    ],
  })
  const facts: SafeFacts = {
    ...fakeSafe,
    owners: given(signers.map(({ address }) => address)),
    threshold: given(2n),
    nonce: given(5n),
    version: given('1.4.1'),
    domainSeparator: given(domainSeparator(fakeSafeDomain)),
    multiSend: { hash: given(MULTI_SEND_CALL_ONLY_CODE_HASH), size: given(1n) },
    watched: [],
    ...changes,
  }
  return { ...model, safes: [facts] }
}

/** Freezing all through the Safe, with what was signed off chain. */
export function frozenBy(carried: Carried | undefined, model: ConsoleModel, from: Address): Action {
  const request: RoutedRequest = carried === undefined ? freezeThrough : { ...freezeThrough, carried }
  const action = buildAction(request, model, from)
  if (!action) throw new Error('nothing was built')
  return action
}

/** What of that the Safe is asked to do. */
function proposedIn(carried: Carried | undefined, model: ConsoleModel): SafeProposal {
  const proposal = frozenBy(carried, model, signers[0].address).through?.proposal
  if (!proposal) throw new Error('No transaction was put together')
  return proposal
}

/** The transaction of the Safe for that. */
export const transactionIn = (model: ConsoleModel): SafeTransaction =>
  proposedIn(undefined, model).transaction

/** The same with what the Safe answers about the transaction: its hash, and that nobody approved on chain. */
export function answering(model: ConsoleModel, nonce = 5n): ConsoleModel {
  const transaction = { ...transactionIn(model), nonce }
  const { safeTxHash } = proposedIn({ transaction, signatures: [] }, model)
  const { owners } = first(model.safes)
  const approvals = owners.ok ? owners.value.map((id) => ({ id, approved: given(false) })) : []
  const watched = [{ id: safeTxHash, onChain: given(safeTxHash), approvals }]
  const safes = model.safes.map((facts) => (facts.id === fakeSafe.id ? { ...facts, watched } : facts))
  return { ...model, safes }
}

/** What somebody signs for the Safe off chain. */
export async function signedBy(
  account: (typeof signers)[number],
  of: SafeTransaction,
  by = fakeSafeDomain,
): Promise<OffChainSignature> {
  return { signer: account.address, signature: await account.signTypedData(safeTypedData(by, of)) }
}
