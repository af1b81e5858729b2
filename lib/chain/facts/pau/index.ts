import type { Address } from 'viem'
import { almProxyAbi, rateLimitsAbi } from '@/lib/abi'
import type { PauFacts, StrangerFacts } from '@/lib/console/facts/pau'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { ControllerDeployment, Deployment, PauReader } from '@/lib/deployment'
import type { Ask } from '../../read/ask'
import { hasRegistry, roleHash } from '../roles'
import { readDiamond } from './diamond'
import { readDispatch } from './dispatch'
import { readFaceted, readMonolithic } from './fixed'
import { readNothing } from './nothing'
import { readerOf } from './probe'
import type { Reader } from './reader'

const readers: Readonly<Record<PauReader, Reader>> = {
  eip2535: readDiamond,
  monolithic: readMonolithic,
  faceted: readFaceted,
  'diamond-pau': readDispatch,
}

const controllerRole = roleHash('CONTROLLER')

/** One controller of an ALMProxy, by the reader that fits it. */
export function gatherPau(
  ask: Ask,
  almProxy: Address,
  { reader: named, controller, ...expected }: ControllerDeployment,
  freezable: boolean,
): PauFacts {
  const reader = readerOf(ask, { reader: named, controller })
  return {
    id: controller,
    reader: reader.ok ? reader.value : null,
    probed: named === null ? reader : null,
    expected,
    ...(reader.ok ? readers[reader.value](ask, controller, freezable) : readNothing(reader, controller)),
    controllerOnProxy: ask.call(almProxy, almProxyAbi, 'hasRole', controllerRole, controller),
    controllerOnRateLimits: ask.call(
      expected.rateLimits,
      rateLimitsAbi,
      'hasRole',
      controllerRole,
      controller,
    ),
  }
}

/** All controllers of a Prime, in the order of the file. */
export function gatherPaus(
  ask: Ask,
  deployment: Deployment,
  {
    unit,
    almProxy,
    controllers: [first, ...others],
  }: {
    readonly unit: string | null
    readonly almProxy: Address
    readonly controllers: readonly [ControllerDeployment, ...ControllerDeployment[]]
  },
): readonly [PauFacts, ...PauFacts[]] {
  const freezable = hasRegistry(deployment, unit)
  const gather = (one: ControllerDeployment) => gatherPau(ask, almProxy, one, freezable)
  return [gather(first), ...others.map(gather)]
}

/** Every account but these that an event made a controller of an ALMProxy. */
export function gatherStrangers(
  ask: Ask,
  almProxy: Address,
  named: readonly Address[],
  { controls }: Watchlist,
): readonly StrangerFacts[] {
  return controls.flatMap((control) =>
    control.almProxy !== almProxy || named.includes(control.controller)
      ? []
      : [
          {
            id: control.controller,
            active: ask.call(almProxy, almProxyAbi, 'hasRole', controllerRole, control.controller),
          },
        ],
  )
}
