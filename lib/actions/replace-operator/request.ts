import type { Address } from 'viem'
import { controllerOperatorsAbi } from '@/lib/abi'
import { type RequestKind, type Routed, routedFields, type UnitTarget, unitFields } from '../request'
import { address } from '../stored'
import { namedUnit } from '../unit-of'

export type ReplaceKind = 'replace-relayer' | 'replace-freezer'

/** Makes an account the only holder of a role of a controller, by a cBEAM of one Unit. */
export interface ReplaceRequestOf<Kind extends ReplaceKind> extends Routed, UnitTarget {
  readonly kind: Kind
  /** The Diamond of a Generator or of a Prime, or another controller that has the role. */
  readonly controller: Address
  /** Who holds the role afterwards. */
  readonly account: Address
}

export type ReplaceRequest = { readonly [Kind in ReplaceKind]: ReplaceRequestOf<Kind> }[ReplaceKind]

export const replaceRelayerKind = replaceKind('replace-relayer', 'relayer', 'setRelayer(address,address)')

export const replaceFreezerKind = replaceKind('replace-freezer', 'freezer', 'setFreezer(address,address)')

function replaceKind<Kind extends ReplaceKind>(
  kind: Kind,
  whom: string,
  signature: string,
): RequestKind<ReplaceRequestOf<Kind>, true> {
  return {
    kind,
    verb: `replace ${whom}`,
    by: ['cBeam'],
    at: '/emergency',
    form: true,
    fields: { controller: address, account: address, ...unitFields, ...routedFields },
    abi: controllerOperatorsAbi,
    expected: (request, model) => {
      const operators = namedUnit(request, model)?.configurator.addresses.operators
      if (!operators) return []
      return [{ targets: [operators], signature, arguments: [request.controller, request.account] }]
    },
    asks: ({ account }) => [account],
  }
}
