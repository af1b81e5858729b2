import type { Address } from 'viem'
import { type Known, learn } from '@/lib/console/known'
import type { Deployment } from '@/lib/deployment'
import { beamStateGrants } from './events'
import { timelockRoles } from './facts/governance'

/** Adds the questions about one account, so that the next reading proves its rights whether an event named it or not. */
export function withAccount(known: Known, deployment: Deployment, account: Address): Known {
  const { beamState, timelock } = deployment.configurator
  const asked: Known = known.accounts.includes(account)
    ? known
    : { ...known, accounts: [...known.accounts, account] }
  return [
    ...Object.values(timelockRoles).map(
      (role) => ({ type: 'grant', contract: timelock, role, account }) as const,
    ),
    { type: 'grant', contract: beamState, role: beamStateGrants.role(2), account } as const,
    ...deployment.generators.flatMap(({ addresses }) => [
      { type: 'pair', kind: 'rateLimits', target: addresses.rateLimits, cBeam: account } as const,
      { type: 'pair', kind: 'controller', target: addresses.diamond, cBeam: account } as const,
    ]),
  ].reduce(learn, asked)
}
