import type { Address } from 'viem'
import { donateToBuffer, donateToVault, paymentOutOfFees } from './acts/donations'
import { newErc4626Facet, unknownFacet } from './acts/facets'
import { backupFreezer } from './acts/freezer'
import { cast, LEAD, type Plan, plansOf, plot } from './acts/governance'
import {
  drawLegacyDebt,
  drawMoreLegacyDebt,
  followDebt,
  followLegacyDebt,
  repayLegacyDebt,
  windDownOldIlks,
} from './acts/legacy'
import {
  disableWithdrawals,
  generatorLimits,
  liftWithdrawals,
  limitsOfPrimes,
  raiseDeposits,
  secondLimits,
} from './acts/limits'
import {
  cutOverPlan,
  dualRunCalls,
  dualRunPlan,
  forgetfulRetirement,
  migrateStep,
  scheduleCalls,
  schedulePlan,
} from './acts/migration'
import { drawOnLimits, fundVaults, recallAndRepay, returnFunds, takeFunds } from './acts/relayers'
import { spellOfFirst } from './acts/star-spells'
import {
  approvedCalls,
  cancel,
  execute,
  hastyHop,
  initialLimits,
  migrationLimit,
  newPace,
  pairCBeam,
  raiseRate,
  rollbacks,
  schedule,
  secondCBeam,
} from './acts/timelock'
import { loosenPolicies, lowerCaps, setVaultRates } from './acts/vaults'
import { DAY, HOUR, MINUTE, millions } from './amounts'
import { settlementStory } from './settlement-story'
import { type Act, extras, leads, type Stage, secondStage } from './stage'

/**
 * Everything that happens after the deployment, in the order of time. Governance acts by spells only. Acts that the
 * Processing Window would refuse have a fixed hour of the day, so that the story can end at any hour.
 * @param now when it ends [unix s]
 * @param generators with 2, the second Generator has acts of its own
 */
export function storyUntil(now: bigint, generators: 1 | 2 = 1): readonly Act[] {
  const ago = (time: bigint) => now - time
  /** An hour (UTC) of the day that lies a number of days before the last day. */
  const on = (days: bigint, hour: bigint) => now - (now % DAY) - days * DAY + hour * HOUR
  const act = (at: bigint, title: string, play: Act['play']): Act[] => [{ at, title, play }]
  /** Two acts of governance: plotting spells, and casting them at a time. */
  const spell = (at: bigint, title: string, plans: (stage: Stage) => Promise<Plan[]> | Plan[]): Act[] => {
    let spells: readonly Address[] = []
    const plotIt = async (stage: Stage) => {
      spells = await plot(stage, await plans(stage))
    }
    return [
      { at: at - LEAD, title: `A spell is plotted: ${title}`, play: plotIt },
      { at, title, play: (stage) => cast(stage, spells) },
    ]
  }
  const followGenerator = (stage: Stage) => followDebt(stage, stage.deployed.core.generator.allocator.ilk)
  const migrating = (stage: Stage, which: 'third' | 'fourth') => leads(stage)[which]

  const second = (play: Act['play']) => (stage: Stage) => play(secondStage(stage))
  const secondStory = [
    spell(ago(43n * DAY + 18n * HOUR), 'Governance sets the first limits of the second Generator', (stage) =>
      plansOf(stage, 'Set the first limits of the second Generator', secondLimits(secondStage(stage))),
    ),
    act(
      ago(43n * DAY + 6n * HOUR),
      'The Core Council pairs the cBEAM with the second Generator',
      second(async (stage) => {
        await pairCBeam(stage)
        await setVaultRates(stage)
      }),
    ),
    act(
      ago(40n * DAY - HOUR),
      'Relayer 1 funds the vault of the second Generator',
      second((stage) => fundVaults(stage, 0)),
    ),
    act(
      ago(38n * DAY),
      'The first Prime takes from the vault of the second Generator',
      second((stage) => takeFunds(stage, 0)),
    ),
  ]
  const story = [
    spell(ago(44n * DAY), 'Governance names a second freezer and sets the first limits', (stage) =>
      plansOf(stage, 'Name a second freezer and set the first limits', [
        backupFreezer(stage),
        ...generatorLimits(stage),
        ...limitsOfPrimes(stage),
      ]),
    ),
    act(
      ago(43n * DAY + 12n * HOUR),
      'The Core Council pairs the cBEAM, which sets the vault rates',
      async (stage) => {
        await pairCBeam(stage)
        await setVaultRates(stage)
      },
    ),
    act(ago(43n * DAY), 'The Primes draw on their legacy ilks', drawLegacyDebt),
    spell(ago(42n * DAY + 12n * HOUR), 'Governance winds old ilks down', async (stage) =>
      plansOf(stage, 'Wind down old ilks', await windDownOldIlks(stage)),
    ),
    act(ago(42n * DAY), 'The Core Council schedules initial limits', (stage) =>
      schedule(stage, initialLimits(stage)),
    ),
    act(
      ago(41n * DAY),
      'The Core Council schedules the approval of two rollbacks and two exchange rates',
      (stage) => schedule(stage, approvedCalls(stage)),
    ),
    act(ago(40n * DAY), 'Relayer 1 funds the vaults', (stage) => fundVaults(stage, 0)),
    // Takes come more than a day after the deposits, which count only after a day.
    act(ago(39n * DAY - HOUR), 'The Primes take', (stage) => takeFunds(stage, 0)),
    spell(on(37n, 10n), 'Governance schedules the fourth Prime', (stage) => [
      schedulePlan(stage, migrating(stage, 'fourth'), on(25n, 9n)),
    ]),
    spell(on(35n, 10n), 'The fourth Prime is in dual-run', (stage) => [
      dualRunPlan(stage, migrating(stage, 'fourth')),
    ]),
    act(ago(33n * DAY), 'Relayer 1 funds the vaults again', (stage) => fundVaults(stage, 1)),
    act(ago(32n * DAY - HOUR), 'The Primes take again', (stage) => takeFunds(stage, 1)),
    act(on(31n, 9n), 'Relayer 1 migrates debt of the fourth Prime', (stage) =>
      migrateStep(stage, [migrating(stage, 'fourth')], 0),
    ),
    act(ago(30n * DAY), 'AutoLine follows the debt of the Generator', followGenerator),
    act(on(29n, 9n), 'Relayer 1 migrates the rest of the debt of the fourth Prime', (stage) =>
      migrateStep(stage, [migrating(stage, 'fourth')], 1),
    ),
    act(
      ago(27n * DAY),
      'The initial limits take effect; withdrawals from the first vault become unlimited',
      async (stage) => {
        await execute(stage, initialLimits(stage))
        await liftWithdrawals(stage)
      },
    ),
    act(
      ago(26n * DAY),
      'The calls are approved, and the cBEAM raises the exchange rate of the fourth vault',
      async (stage) => {
        await execute(stage, approvedCalls(stage))
        await raiseRate(stage)
      },
    ),
    spell(ago(25n * DAY), 'Fees are collected, and governance pays somebody out of them', (stage) =>
      plansOf(stage, 'Pay out of fees', paymentOutOfFees(stage)),
    ),
    spell(on(24n, 10n), 'The fourth Prime is cut over', (stage) => [
      cutOverPlan(stage, migrating(stage, 'fourth')),
    ]),
    spell(on(22n, 10n), 'Governance schedules the third Prime', (stage) => [
      schedulePlan(stage, migrating(stage, 'third'), on(-5n, 9n)),
      ...plansOf(
        stage,
        'Schedule further Primes',
        scheduleCalls(stage, extras(stage, 'dual-run'), on(-5n, 9n)),
      ),
    ]),
    spell(on(21n, 10n), 'The fourth Prime is retired, and a permission left behind', (stage) =>
      plansOf(
        stage,
        `Retire the legacy ilks of ${migrating(stage, 'fourth').name}`,
        forgetfulRetirement(stage, migrating(stage, 'fourth')),
      ),
    ),
    spell(ago(20n * DAY), 'Governance replaces the ERC-4626 facet', async (stage) =>
      plansOf(stage, 'Replace the ERC-4626 facet', await newErc4626Facet(stage)),
    ),
    spell(on(18n, 10n), 'The third Prime is in dual-run', (stage) => [
      dualRunPlan(stage, migrating(stage, 'third')),
      ...plansOf(
        stage,
        'Start the dual-run of further Primes',
        dualRunCalls(stage, extras(stage, 'dual-run')),
      ),
    ]),
    act(on(16n, 9n), 'Relayer 1 migrates debt of the third Prime', (stage) =>
      migrateStep(stage, [migrating(stage, 'third'), ...extras(stage, 'dual-run')], 0),
    ),
    act(
      ago(15n * DAY),
      'The Core Council schedules a second cBEAM; the first Prime returns funds',
      async (stage) => {
        await schedule(stage, secondCBeam(stage))
        await returnFunds(stage)
      },
    ),
    spell(ago(14n * DAY + HOUR), 'Governance lowers caps to what was deposited', (stage) =>
      plansOf(stage, 'Lower deposit caps', lowerCaps(stage)),
    ),
    act(ago(14n * DAY), 'Somebody sends USDS to the third vault', donateToVault),
    act(on(13n, 9n), 'Relayer 1 migrates the second part of the debt of the third Prime', (stage) =>
      migrateStep(stage, [migrating(stage, 'third')], 1),
    ),
    act(ago(12n * DAY), 'The cBEAM disables withdrawals from the second vault', disableWithdrawals),
    act(ago(11n * DAY), 'The third Prime repays legacy debt', repayLegacyDebt),
    act(ago(10n * DAY), 'The Core Council schedules a hasty hop', (stage) =>
      schedule(stage, hastyHop(stage)),
    ),
    act(on(9n, 9n), 'Relayer 1 migrates the third part of the debt of the third Prime', (stage) =>
      migrateStep(stage, [migrating(stage, 'third')], 2),
    ),
    act(ago(9n * DAY), 'The Core Council cancels the hasty hop', (stage) => cancel(stage, hastyHop(stage))),
    spell(ago(8n * DAY), 'A facet arrives that nobody knows', async (stage) =>
      plansOf(stage, 'Approve and wire in a facet', await unknownFacet(stage)),
    ),
    act(ago(6n * DAY), 'AutoLine follows the debt of the Generator', followGenerator),
    act(ago(5n * DAY), 'The Core Council schedules a new pace', (stage) => schedule(stage, newPace(stage))),
    act(
      on(4n, 9n),
      'Relayer 1 migrates the fourth part of the debt of the third Prime, six tenths in all',
      (stage) => migrateStep(stage, [migrating(stage, 'third')], 3),
    ),
    act(ago(4n * DAY), 'Somebody sends USDS to the buffer of the Generator', donateToBuffer),
    spell(on(3n, 10n), 'Governance schedules the second Prime', (stage) => [
      schedulePlan(stage, leads(stage).second, on(-21n, 9n)),
      ...plansOf(
        stage,
        'Schedule further Primes',
        scheduleCalls(stage, extras(stage, 'scheduled'), on(-21n, 9n)),
      ),
    ]),
    spell(ago(50n * HOUR), 'Governance plots a spell of the first Prime in its StarGuard', async (stage) =>
      plansOf(stage, `Plot a spell of ${leads(stage).first.name}`, await spellOfFirst(stage)),
    ),
    act(ago(2n * DAY), 'The Core Council schedules a migration limit to follow the new pace', (stage) =>
      schedule(stage, migrationLimit(stage, newPace(stage))),
    ),
    act(ago(36n * HOUR), 'The Core Council schedules the approval of the next rollback', (stage) =>
      schedule(stage, rollbacks(stage, [leads(stage).second])),
    ),
    act(ago(30n * HOUR), 'Relayer 1 recalls funds and repays', recallAndRepay),
    // Early enough for the new policy to refill, as it starts with what the old one left.
    act(ago(28n * HOUR), 'The operator loosens the policy of the second vault', loosenPolicies),
    act(ago(DAY), 'The cBEAM raises deposits into the second vault', (stage) =>
      raiseDeposits(stage, 'second'),
    ),
    act(ago(5n * HOUR), 'A spell is plotted: the second Prime is in dual-run', (stage) =>
      plot(stage, [dualRunPlan(stage, leads(stage).second)]),
    ),
    act(ago(3n * HOUR), 'The Primes take today', (stage) => takeFunds(stage, 2)),
    act(ago(HOUR), 'The cBEAM raises deposits into the first vault', (stage) =>
      raiseDeposits(stage, 'first'),
    ),
    act(ago(40n * MINUTE), 'Relayer 1 draws on its limits', drawOnLimits),
    act(ago(35n * MINUTE), 'The first Prime draws on its legacy ilk', (stage) =>
      drawMoreLegacyDebt(stage, millions(70n)),
    ),
    act(ago(25n * MINUTE), 'AutoLine follows the legacy debt of the first Prime', followLegacyDebt),
    act(
      ago(20n * MINUTE),
      'The first Prime draws again, and AutoLine has to wait before it follows',
      (stage) => drawMoreLegacyDebt(stage, millions(30n)),
    ),
    settlementStory(now),
    ...(generators === 1 ? [] : secondStory),
  ]
  return story.flat().sort((a, b) => Number(a.at - b.at))
}
