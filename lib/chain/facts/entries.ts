import { type Address, type Hex, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type { ApprovalFacts, ConfiguratorFacts, InitFacts } from '@/lib/console/facts'
import { approvalId, initId } from '@/lib/console/facts/entries'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment, UnitDeployment } from '@/lib/deployment'
import { field } from '@/lib/leaf'
import type { Ask } from '../read/ask'
import { inScope } from './asked'
import { limitKeysOf } from './limits'

/** The entries of a BeamState that no contract lists, each under one PAU or, with the zero address, under all. */
export function gatherEntries(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist,
): Pick<ConfiguratorFacts, 'inits' | 'approvals' | 'runs'> {
  return {
    inits: gatherInits(ask, deployment, unit, known),
    approvals: gatherApprovals(ask, unit, known),
    runs: known.runs
      .filter(({ configurator }) => configurator === unit.configurator)
      .map(({ controller, data, blockNumber }) => ({ controller, data, blockNumber })),
  }
}

interface Init {
  readonly key: Hex
  readonly rateLimits: Address
}

function gatherInits(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist,
): readonly InitFacts[] {
  const { beamState } = unit
  const ofLimits = inScope(deployment.generators, unit).flatMap((generator): readonly Init[] =>
    limitKeysOf(generator, known).flatMap((key) => [
      { key, rateLimits: generator.addresses.rateLimits },
      { key, rateLimits: zeroAddress },
    ]),
  )
  const named = known.inits.filter((entry) => entry.beamState === beamState)
  const entries = new Map(
    [...ofLimits, ...named].map((entry) => [initId(entry.rateLimits, entry.key), entry]),
  )
  return [...entries].map(([id, { key, rateLimits }]) => {
    const stored = ask.call(beamState, beamStateAbi, 'initRateLimits', key, rateLimits)
    return { id, key, rateLimits, maxAmount: field(stored, 0), slope: field(stored, 1) }
  })
}

function gatherApprovals(
  ask: Ask,
  { beamState }: UnitDeployment,
  known: Watchlist,
): readonly ApprovalFacts[] {
  const named = known.approvals.filter((entry) => entry.beamState === beamState)
  // The same call can be approved again after it was deleted: the last time counts.
  const entries = new Map(named.map((entry) => [approvalId(entry.controller, entry.key), entry]))
  return [...entries].map(([id, { key, controller, blockNumber }]) => ({
    id,
    key,
    controller,
    approvedIn: blockNumber,
    active: ask.call(beamState, beamStateAbi, 'initControllerActions', key, controller),
  }))
}
