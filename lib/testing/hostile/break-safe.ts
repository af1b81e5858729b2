import { type Address, type Hex, isAddressEqual, parseAbi } from 'viem'
import { roles } from '@/contracts/script/roles'
import { controllerOperatorsAbi } from '@/lib/abi'
import {
  approvedSignatures,
  encodeApproveHash,
  encodeExecTransaction,
  safeTransaction,
  safeTxHash,
} from '@/lib/safe'
import { deployedUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { type Breaker, by, type Target, type Ways } from './target'

/** Calls of a Safe to itself, made once enough owners want them. */
const ownAbi = parseAbi([
  'function removeOwner(address prevOwner, address owner, uint256 threshold)',
  'function addOwnerWithThreshold(address owner, uint256 threshold)',
  'function changeThreshold(uint256 threshold)',
])

const HEAD_OF_OWNERS: Address = '0x0000000000000000000000000000000000000001'

function safeIn({ action }: Target) {
  const safe = action.through?.safe
  if (!safe) throw new RangeError('No Safe takes this action')
  return safe
}

const bySafe = (
  target: Target,
  functionName: 'removeOwner' | 'addOwnerWithThreshold' | 'changeThreshold',
  ...args: readonly unknown[]
): Step => {
  const { id } = safeIn(target)
  return call(id, id, { abi: ownAbi, functionName, args })
}

function ownerRemoved(target: Target, owner: Address, threshold: bigint): Step {
  const owners = known(safeIn(target).owners)
  const at = owners.findIndex((one) => isAddressEqual(one, owner))
  return bySafe(target, 'removeOwner', owners[at - 1] ?? HEAD_OF_OWNERS, owner, threshold)
}

const signer3 = roles.freezerSigner3.address
const signers = [roles.freezerSigner1.address, roles.freezerSigner2.address, signer3]

/** Two other owners have the Safe do something else, which uses up the nonce. */
function otherExecuted(target: Target): readonly Step[] {
  const safe = safeIn(target)
  const { chainId } = target.scene.deployment
  const transaction = safeTransaction([{ to: safe.id, value: 0n, data: '0x' }], known(safe.nonce))
  const hash = safeTxHash(
    { chainId: BigInt(chainId), safe: safe.id, version: known(safe.version) },
    transaction,
  )
  const pair = signers.slice(0, 2)
  const approve = (from: Address): Step => ({ from, to: safe.id, data: encodeApproveHash(hash) })
  const data = encodeExecTransaction(transaction, approvedSignatures(pair, 2n))
  return [...pair.map(approve), { from: signer3, to: safe.id, data }]
}

/** Approves what is under review, by its present hash. */
function approvedBy(target: Target, owner: Address): Step {
  const hash = target.action.through?.proposal?.safeTxHash as Hex
  return { from: owner, to: safeIn(target).id, data: encodeApproveHash(hash) }
}

/** The other owners execute exactly what is under review. */
function executedByOthers(target: Target): readonly Step[] {
  const { proposal } = target.action.through ?? {}
  if (!proposal) throw new RangeError('Nothing can be executed')
  const others = signers.filter((owner) => !isAddressEqual(owner, target.action.from))
  const data = encodeExecTransaction(proposal.transaction, approvedSignatures(others, 2n))
  // Who signed off chain counts too, and has not approved on it.
  const { request } = target
  const carried = ('carried' in request && request.carried?.signatures) || []
  const approved = (proposal.collected?.approved ?? []).filter(
    (owner) => !carried.some(({ signer }) => isAddressEqual(signer, owner)),
  )
  const approvals = others.filter((owner) => !approved.some((one) => isAddressEqual(one, owner)))
  return [
    ...approvals.map((owner) => approvedBy(target, owner)),
    { from: roles.keeper.address, to: safeIn(target).id, data },
  ]
}

/** A cBEAM makes somebody else the only relayer, so that freezing all is another transaction. */
const relayerReplaced = ({ scene: { stage, deployment } }: Target): Step =>
  by(
    'cBeam',
    deployedUnit(deployment).operators as Address,
    controllerOperatorsAbi,
    'setRelayer',
    stage.diamond,
    roles.keeper.address,
  )

/** How the requirements of actions through a Safe are broken. */
export const safeBreakers = {
  'safe-owner': (target) => ({
    'the account is no owner any more': [ownerRemoved(target, target.action.from, 1n)],
  }),
  'safe-domain': () => ({ never: 'a Safe makes it of its own address and the chain alone' }),
  'safe-hash': () => ({ never: 'a Safe computes it of the transaction and its nonce alone' }),
  'safe-nonce': (target) => ({ 'the co-owners have the Safe do something else': otherExecuted(target) }),
  'safe-proposal': (target) =>
    target.request.kind === 'freeze-all'
      ? { 'somebody else is made a relayer': [relayerReplaced(target)] }
      : { never: 'what it calls is the same in every state that still has what it names' },
  'multi-send': () => ({ never: 'no transaction changes the code at an address once it is there' }),
} as const satisfies Readonly<Record<string, Breaker>>

/** Acts of co-owners between review and signature that make it another transaction, or none. */
export function coOwnerWays(target: Target): Ways {
  const { step } = target.action.through ?? {}
  return {
    'the co-owners have the Safe do something else': otherExecuted(target),
    'the co-owners do it themselves': executedByOthers(target),
    ...(step === 'approve' ? { 'a co-owner approves too': [approvedBy(target, signers[1] as Address)] } : {}),
    ...(step === 'execute'
      ? {
          'the threshold rises': [bySafe(target, 'changeThreshold', 3n)],
          'the owner that approved is removed': [ownerRemoved(target, signers[0] as Address, 2n)],
        }
      : {}),
    'the threshold falls': [bySafe(target, 'changeThreshold', 1n)],
    'an owner is added, and one more has to approve': [
      bySafe(target, 'addOwnerWithThreshold', roles.keeper.address, 3n),
    ],
  }
}
