import type { ConfiguratorUnitFacts } from '@/lib/console/facts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment, UnitDeployment } from '@/lib/deployment'
import type { Ask } from '../read/ask'
import type { Asked } from './asked'
import { gatherAccount, gatherConfigurator, gatherMom } from './configurator'
import { gatherTimelock } from './timelock'

/**
 * One Configurator Unit.
 * @param asked what it says of every account
 */
export function gatherConfiguratorUnit(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist,
  { asked, left }: { readonly asked: readonly Asked[]; readonly left: number },
): ConfiguratorUnitFacts {
  return {
    id: unit.beamState,
    name: unit.name,
    configurator: gatherConfigurator(ask, deployment, unit, known, { asked, left }),
    timelock: gatherTimelock(ask, unit, known, asked),
    mom: gatherMom(ask, unit),
    accounts: known.accounts.map((account) => gatherAccount(ask, unit, account)),
  }
}
