import type { Address } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { type FreezeFundsRequest, freezeFundsKind } from '../freeze-funds/request'
import { type GuardianFreezeAllRequest, guardianFreezeAllKind } from '../guardian-freeze-all/request'
import type { ExpectedCall } from '../read-back/expected'
import { type RequestKind, type Routed, routedFields } from '../request'
import { address } from '../stored'

interface FreezeTarget extends Routed {
  readonly generator: Address
}

export interface FreezeRelayerRequest extends FreezeTarget {
  readonly kind: 'freeze-relayer'
  readonly relayer: Address
}

/** Every relayer of a Generator. */
export interface FreezeAllRequest extends FreezeTarget {
  readonly kind: 'freeze-all'
}

export type FreezeRequest = FreezeRelayerRequest | FreezeAllRequest

const fields = { generator: address, ...routedFields }

export const freezeRelayerKind: RequestKind<FreezeRelayerRequest, false> = {
  kind: 'freeze-relayer',
  verb: 'freeze relayer',
  by: ['freezer'],
  at: '/emergency',
  form: false,
  fields: { ...fields, relayer: address },
  abi: adminFacetAbi,
  expected: ({ generator, relayer }) => [removal(generator, relayer)],
}

export const freezeAllKind: RequestKind<FreezeAllRequest, false> = {
  kind: 'freeze-all',
  verb: 'freeze all relayers',
  by: ['freezer'],
  at: '/emergency',
  form: false,
  fields,
  abi: adminFacetAbi,
  expected: (request, { generators }) => {
    const generator = generators.find(({ id }) => id === request.generator)
    const holders = generator?.roles.relayer.members.items ?? []
    return holders.flatMap(({ account }) => (account.ok ? [removal(request.generator, account.value)] : []))
  },
}

const removal = (diamond: Address, relayer: Address): ExpectedCall => ({
  targets: [diamond],
  signature: 'removeRelayer(address)',
  arguments: [relayer],
})

const freezes: ReadonlySet<string> = new Set([
  freezeRelayerKind.kind,
  freezeAllKind.kind,
  freezeFundsKind.kind,
  guardianFreezeAllKind.kind,
])

/** Whether a request freezes relayers of a Generator, all who can move funds, or every BEAM. */
export function isFreeze<Request extends { readonly kind: string }>(
  request: Request,
): request is Extract<Request, FreezeRequest | FreezeFundsRequest | GuardianFreezeAllRequest> {
  return freezes.has(request.kind)
}
