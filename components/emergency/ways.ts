import { type Address, zeroAddress } from 'viem'
import { freezeRoutes, routesOf } from '@/lib/actions'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { replaceableIn } from '@/lib/console/replaceable'
import { cBeamRows } from './beams'
import { type Authority, cBeamsOf, freezersOf, revokersOf, throughSafes } from './may'

/** The ways in which an account may take an act. */
export interface Ways {
  readonly authority: Authority
  /** The Safes through which it may, for all that is known. */
  readonly safes: readonly SafeFacts[]
  /** The Safe through which alone it may: the account itself is read not to. */
  readonly onlyThrough: SafeFacts | undefined
}

/** Freezing relayers of a Generator. */
export function waysToFreeze(model: ConsoleModel, generator: GeneratorModel, account: Address | null): Ways {
  const safes = account === null ? [] : freezeRoutes(model, generator, account).safes
  return waysOf(freezersOf(generator, account), safes)
}

/** Revoking a cBEAM of a Unit, of those that are left. */
export function waysToRevoke(model: ConsoleModel, unit: ConfiguratorUnit, account: Address | null): Ways {
  const [first] = cBeamRows(model, unit)
  const routes =
    account &&
    first &&
    routesOf({ kind: 'revoke-cbeam', unit: unit.id, cBeam: first.account }, model, account)
  return waysOf(revokersOf(model, unit, account), routes?.safes ?? [])
}

/** Replacing a relayer or a freezer of a controller in a Unit. */
export function waysToReplace(model: ConsoleModel, unit: ConfiguratorUnit, account: Address | null): Ways {
  const controllers = replaceableIn(model, unit)
  const safes = controllers.flatMap(({ id }) => {
    const request = { kind: 'replace-relayer', unit: unit.id, controller: id, account: zeroAddress } as const
    return (account && routesOf(request, model, account)?.safes) ?? []
  })
  return waysOf(cBeamsOf(model, unit, controllers, account), [...new Set(safes)])
}

function waysOf(authority: Authority, safes: readonly SafeFacts[]): Ways {
  return {
    authority: throughSafes(authority, safes),
    safes,
    onlyThrough: authority.own?.ok && !authority.own.value ? safes[0] : undefined,
  }
}
