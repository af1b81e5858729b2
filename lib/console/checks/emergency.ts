import { plural } from '@/lib/format'
import { combine, every, given, map, unknown } from '@/lib/leaf'
import { logsOf } from '@/lib/words/coverage'
import { newRelayerWords } from '@/lib/words/relayers'
import { relayerState } from '../derive/beams'
import type { ConfiguratorUnit, Unchecked } from '../model'
import type { Check } from '../model/check'
import { checkIn } from './check-in'

/** What is frozen, stopped or paused, and whether the console has seen all events. */
export function emergencyChecks(model: Unchecked): readonly Check[] {
  const { coverage, block } = model
  return [
    ...model.generators.map((generator): Check => {
      const { relayer } = generator.roles
      const { members } = relayer
      const state = relayerState(relayer)
      return {
        id: `emergency/relayer/${generator.id}`,
        area: 'emergency',
        says: {
          holds: `${generator.name} has a relayer that can act`,
          fails:
            members.items.length === 0
              ? `${generator.name} has no relayer`
              : `Guardians froze ${members.items.length === 1 ? 'the only relayer' : `all ${members.items.length} relayers`} of ${generator.name}`,
        },
        level: 'critical',
        holds: map(state, (known) => known === 'active'),
        found: combine(
          { known: state, accounts: every(members.items.map(({ account }) => account)) },
          ({ known, accounts }) =>
            known === 'none'
              ? 'No address holds RELAYER: the PAU is frozen.'
              : `${accounts.join(', ')}${known === 'frozen' ? ': guardians froze each of them.' : ''}`,
        ),
        expected: 'At least one holder of RELAYER that no guardian froze',
        remedy: `Mint, deposit and withdraw are off. ${newRelayerWords(generator, model)}`,
        shownAt: { page: 'emergency' },
      }
    }),
    ...model.units.flatMap((unit) => switchChecks(unit).map((check) => checkIn(model, unit, check))),
    {
      id: 'coverage/events',
      area: 'coverage',
      says: {
        holds: 'All events of the deployment were read',
        fails: `Events of the last ${plural(block.number - (coverage.toBlock ?? 0n), 'block')} were not read`,
      },
      level: 'attention',
      holds:
        coverage.problem || coverage.toBlock === null
          ? unknown({
              kind: 'not-read',
              message: coverage.problem ?? 'The events of the deployment are still being read.',
            })
          : given(coverage.toBlock >= block.number),
      found:
        coverage.toBlock === null
          ? unknown({ kind: 'not-read', message: coverage.problem ?? 'Still being read.' })
          : given(
              `Blocks ${coverage.fromBlock} to ${coverage.toBlock}, ${plural(block.number - coverage.toBlock, 'block')} behind, by ${logsOf(coverage)}.`,
            ),
      expected: 'Read up to this block',
      remedy: 'Limits under unnamed keys, timelock operations and cBEAM pairs set since then are not shown.',
      shownAt: { page: 'overview' },
    },
    accountsCheck(model.units),
  ]
}

/** What is stopped or paused of a Unit. */
function switchChecks({ configurator, timelock }: ConfiguratorUnit): readonly Check[] {
  return [
    {
      id: 'emergency/configurator-stopped',
      area: 'emergency',
      says: { holds: 'The Configurator runs', fails: 'The Configurator is stopped' },
      level: 'critical',
      holds: map(configurator.stopped, (stopped) => !stopped),
      found: map(configurator.stopped, (stopped) => (stopped ? 'BeamState is stopped.' : 'Not stopped.')),
      expected: 'BeamState not stopped',
      remedy:
        'No limit can be raised or lowered, no controller action and no rollback runs. Starting again goes through the timelock.',
      shownAt: { page: 'emergency' },
    },
    {
      id: 'emergency/timelock-paused',
      area: 'emergency',
      says: { holds: 'The timelock is not paused', fails: 'The timelock is paused' },
      level: 'critical',
      holds: map(timelock.paused, (paused) => !paused),
      found: map(timelock.paused, (paused) => (paused ? 'Paused.' : 'Not paused.')),
      expected: 'BEAMTimeLock not paused',
      remedy:
        'Nothing can be scheduled, executed or cancelled. Delays keep running: what became ready can be executed by anyone after the unpause.',
      shownAt: { page: 'emergency' },
    },
  ]
}

/** A node can leave an event out, so every known account is asked as well. */
function accountsCheck(units: readonly ConfiguratorUnit[]): Check {
  // Every Unit is asked about the same accounts.
  const roles = every(
    units.map(({ configurator }) => every(configurator.asked.map((account) => account.roles))),
  )
  const notAsked = units.reduce((most, { configurator }) => Math.max(most, configurator.notAsked), 0)
  const at = units.length > 1 ? 'each BeamState and timelock' : 'BeamState and the timelock'
  return {
    id: 'coverage/accounts',
    area: 'coverage',
    says: {
      holds: 'Every account that is known was asked for its rights',
      fails: `What ${plural(notAsked, 'known account')} may do was not asked`,
    },
    level: 'attention',
    holds: map(roles, () => notAsked === 0),
    found: map(
      roles,
      ([asked = []]) =>
        `${plural(asked.length, 'account')} asked at ${at}${notAsked === 0 ? '' : `, ${notAsked} more are known`}.`,
    ),
    expected: 'All of the deployment file, of events and of the lists that contracts keep',
    remedy: 'What the others may do is known from events alone, and a node can leave one out.',
    shownAt: { page: 'emergency' },
  }
}
