import { getAddress, isAddressEqual } from 'viem'
import { isPending, type MigrationStep } from '@/lib/governance'
import { andThen, combine, every, given, type Leaf, map, orElse, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { add, max, radToWadUp, type Seconds, type Wad } from '@/lib/math'
import {
  type Contradiction,
  contradictionsOf,
  nextStep,
  type Pace,
  type Phase,
  paceOf,
  type StepAnswer,
  windowOpensAt,
} from '@/lib/migration'
import { isExecutable } from '../derive/executable'
import { storedLimit } from '../derive/limits'
import type { ConsoleModel, GeneratorModel } from '../model'
import type { Gate } from '../model/gates'
import type { PlanModel } from '../model/governance'
import type { MigrationModel, TransitionReadiness } from '../model/migration'
import type { PrimeModel } from '../model/primes'
import { limitOfVault } from './limit-of'

/** The steps of a cutover, in their order. */
export const RUN_STEPS = ['schedule', 'dual-run', 'migrate', 'cut-over', 'retire'] as const
export type RunStepId = (typeof RUN_STEPS)[number]

/** `done`: it was made. `now`: it is the turn of it. `later`: another one comes before it. */
export type Turn = 'done' | 'now' | 'later'

/** One step of the cutover of one Prime. */
export interface RunStep {
  readonly id: RunStepId
  readonly by: 'governance' | 'relayer'
  readonly turn: Leaf<Turn>
  /** When it was made [unix s]; 0 where no time of it is kept, or it was not made. */
  readonly doneAt: Leaf<Seconds>
  /** The earliest time at which it can be made by what is known now [unix s]; of a relayer's, one worth making. */
  readonly from: Leaf<Seconds>
  /** What has to hold and does not, or could not be read. */
  readonly shut: readonly Gate[]
  /** A pending plan of governance that makes it; null where none is known, and for the steps of a relayer. */
  readonly plan: PlanModel | null
  /** What lets nothing of a relayer's step through but time does not end; null where nothing does. */
  readonly barred: Leaf<StepAnswer> | null
}

/** The cutover of one Prime. */
export interface RunLine {
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly migration: MigrationModel
  readonly steps: readonly RunStep[]
  /** Legacy debt, fees included, rounded up [wad]. */
  readonly left: Leaf<Wad>
  /** How long moving it takes at today's limit, from when the dual-run can have begun. */
  readonly pace: Leaf<Pace>
  readonly contradictions: Leaf<readonly Contradiction[]>
}

type Model = Pick<ConsoleModel, 'generators' | 'governance' | 'time'>

/** The cutover of every Prime that a Generator migrates, in the order of the epochs; those without one come last. */
export function runSheet(model: Model): readonly RunLine[] {
  return model.generators
    .flatMap((generator) =>
      generator.primes.flatMap((prime) =>
        prime.migration === null ? [] : [lineOf(prime, prime.migration, generator, model)],
      ),
    )
    .map((line) => ({ line, place: placeOf(line.migration) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ line }) => line)
}

/** What each legacy ilk owes, fees included, rounded up [wad]. */
const owedBy = ({ legacy }: PrimeModel): Leaf<readonly Wad[]> =>
  every(legacy.map(({ debtNow }) => map(debtNow, radToWadUp)))

/** Later than any epoch: first what is not known, then what is not scheduled. */
const UNKNOWN = 2n ** 64n
const placeOf = ({ epoch }: MigrationModel): bigint =>
  epoch.ok ? (epoch.value === 0n ? UNKNOWN + 1n : epoch.value) : UNKNOWN

function lineOf(
  prime: PrimeModel,
  migration: MigrationModel,
  generator: GeneratorModel,
  model: Model,
): RunLine {
  const { time } = model
  const left = map(prime.legacyDebt, radToWadUp)
  const { phaseName, epoch, scheduledAt, dualRunAt, cutOverAt, rolledBackAt, retiredAt } = migration
  const record = combine(
    { phase: phaseName, epoch, scheduledAt, dualRunAt, cutOverAt, rolledBackAt, retiredAt },
    (read) => read,
  )
  const { steps, pace } = stepsOf(prime, migration, generator, left, model)
  return {
    ...{ generator, prime, migration, left, steps, pace },
    contradictions: andThen(record, (read) =>
      // Only what lies ahead of an epoch is forecast by the pace.
      read.epoch > 0n && (read.phase === 'Legacy' || read.phase === 'DualRun')
        ? map(pace, ({ doneAt }) => contradictionsOf(read, doneAt ?? null, time))
        : given(contradictionsOf(read, null, time)),
    ),
  }
}

function stepsOf(
  prime: PrimeModel,
  migration: MigrationModel,
  generator: GeneratorModel,
  left: Leaf<Wad>,
  model: Model,
): Pick<RunLine, 'steps' | 'pace'> {
  const { phaseName, epoch, scheduledAt, dualRunAt, cutOverAt, retiredAt } = migration
  const { time } = model
  const turn = (id: RunStepId) =>
    combine({ phase: phaseName, epoch, left }, (read) =>
      turnOf(id, read.phase, read.left, { epoch: read.epoch, t: time }),
    )
  const spell = (
    id: RunStepId,
    name: MigrationStep['name'],
    doneAt: Leaf<Seconds>,
    gates: TransitionReadiness | null,
    notBefore: Leaf<Seconds>,
  ): RunStep => {
    const plan = planOf(name, prime, generator, model)
    return {
      ...{ id, by: 'governance', turn: turn(id), doneAt, plan, barred: null },
      from: combine({ spell: spellFrom(plan, model), notBefore }, (read) =>
        windowOpensAt(max(read.spell, read.notBefore)),
      ),
      shut: (gates?.gates ?? []).filter(
        ({ id: gate, holds }) => gate !== 'window' && gate !== 'epoch' && !(holds.ok && holds.value),
      ),
    }
  }
  const schedule = spell('schedule', 'schedule', scheduledAt, null, given(time))
  const dualRun = spell('dual-run', 'startDualRun', dualRunAt, migration.dualRun, after(schedule, time))
  // Nothing moves before the dual-run.
  const begin = after(dualRun, time)
  const { pace, first } = paceFrom(begin, prime, generator, phaseName)
  const migrating = turn('migrate')
  const barred = migrating.ok && migrating.value === 'now' ? barredBy(prime, migration, pace) : null
  const migrate: RunStep = {
    ...{ id: 'migrate', by: 'relayer', turn: migrating, doneAt: given(0n), plan: null, shut: [], barred },
    from: barred === null ? first : andThen(barred, () => nothing),
  }
  const migrated = andThen(pace, ({ doneAt }) => (doneAt === undefined ? noPace : given(doneAt)))
  const cutOver = spell(
    'cut-over',
    'cutOver',
    cutOverAt,
    migration.cutover,
    latest(epoch, after(dualRun, time)),
  )
  const retire = spell(
    'retire',
    'retire',
    retiredAt,
    migration.retirement,
    latest(migrated, after(cutOver, time)),
  )
  return { steps: [schedule, dualRun, migrate, cutOver, retire], pace }
}

/** How long moving the debt takes from a time on, and when the first step of it can be made. */
function paceFrom(
  begin: Leaf<Seconds>,
  prime: PrimeModel,
  generator: GeneratorModel,
  phase: Leaf<Phase>,
): { readonly pace: Leaf<Pace>; readonly first: Leaf<Seconds> } {
  const stored = limitOfVault(generator, 'LIMIT_LEGACY_MIGRATION', prime.addresses.vault)
  const limit = stored
    ? storedLimit(stored)
    : unknown({ kind: 'not-read', message: 'The migration limit was not read.' })
  const read = combine({ begin, phase, owed: owedBy(prime), limit }, (known) => known)
  return {
    pace: attempt(read, (known) =>
      known.phase === 'Retired' && known.owed.some((each) => each > 0n)
        ? { never: 'retired' }
        : paceOf(known.owed, known.limit, known.begin),
    ),
    first: andThen(
      attempt(read, (known) => {
        const next = known.owed.find((each) => each > 0n)
        return next === undefined
          ? windowOpensAt(known.begin)
          : (nextStep(next, known.limit, known.begin)?.at ?? null)
      }),
      (at) => (at === null ? nothing : given(at)),
    ),
  }
}

/**
 * What lets nothing through of any legacy ilk that owes something, the first that the contracts check; unknown where that
 * could not be computed. Null where something goes through, and where only time is in the way: the end of the Processing
 * Window, or a limit that refills.
 */
function barredBy(prime: PrimeModel, { steps }: MigrationModel, pace: Leaf<Pace>): Leaf<StepAnswer> | null {
  const owes = (ilk: string) => {
    const debt = prime.legacy.find(({ id }) => id === ilk)?.debtNow
    return !(debt?.ok && debt.value === 0n)
  }
  const asked = steps.flatMap(({ id, canMigrate }) => (owes(id) ? [canMigrate] : []))
  const [first] = asked
  if (first === undefined || asked.some((answer) => answer.ok && answer.value.amount > 0n)) return null
  const refills = pace.ok && pace.value.never === undefined
  const closed = orElse(first, null)?.constraints.find(
    ({ id, amount }) => amount === 0n && id !== 'window' && !(refills && id === 'migration-limit'),
  )
  if (!first.ok) return first
  return closed === undefined ? null : map(first, (answer) => ({ ...answer, binding: closed.id }))
}

/** The time from which what follows a step can come: that of the step, or now where it was made. */
const after = ({ turn, from }: RunStep, time: Seconds): Leaf<Seconds> =>
  andThen(turn, (known) => (known === 'done' ? given(time) : from))

const latest = (a: Leaf<Seconds>, b: Leaf<Seconds>): Leaf<Seconds> =>
  combine({ a, b }, (read) => max(read.a, read.b))

const noPace = unknown({
  kind: 'out-of-range',
  message: "At today's limit the debt is never moved in full.",
})

const nothing = unknown({ kind: 'out-of-range', message: 'Nothing goes through as things stand.' })

/** Whose turn it is: a Prime past its epoch can be cut over while debt is left, and the rest moves after it. */
function turnOf(
  id: RunStepId,
  phase: Phase,
  left: Wad,
  { epoch, t }: { readonly epoch: Seconds; readonly t: Seconds },
): Turn {
  const reached = { Legacy: 0, DualRun: 2, CutOver: 4, Retired: 5 }[phase]
  switch (id) {
    case 'schedule':
      return reached > 0 || epoch > 0n ? 'done' : 'now'
    case 'dual-run':
      return reached > 0 ? 'done' : epoch > 0n ? 'now' : 'later'
    case 'migrate':
      if (reached === 0) return 'later'
      // The facet moves nothing more of a Prime that is retired: what it still owes is told by the gates.
      return left === 0n || reached === 5 ? 'done' : 'now'
    case 'cut-over':
      if (reached >= 4) return 'done'
      return reached === 2 && (left === 0n || t >= epoch) ? 'now' : 'later'
    case 'retire':
      if (reached === 5) return 'done'
      return reached === 4 && left === 0n ? 'now' : 'later'
  }
}

/** The first pending plan that makes a step for a Prime at a Generator. */
function planOf(
  name: MigrationStep['name'],
  { addresses }: PrimeModel,
  { id }: GeneratorModel,
  { governance }: Model,
): PlanModel | null {
  const mine = ({ content: { action }, state }: PlanModel) =>
    state.ok &&
    isPending(state.value) &&
    action.type === 'migration' &&
    action.step.name === name &&
    isAddressEqual(action.step.wiring.diamond, id) &&
    getAddress(action.step.prime) === addresses.almProxy
  return (
    (governance?.pause?.plans ?? [])
      .filter(mine)
      .toSorted((a, b) => (a.event.eta < b.event.eta ? -1 : 1))[0] ?? null
  )
}

/** From when governance can make it: when its plan passes, or the delay after now where none is plotted yet. */
function spellFrom(plan: PlanModel | null, { governance, time }: Model): Leaf<Seconds> {
  if (plan !== null) {
    return map(plan.executable, (found) =>
      found === null || isExecutable(found) ? plan.event.eta : (found.at ?? plan.event.eta),
    )
  }
  const delay =
    governance?.pause?.delay ?? unknown({ kind: 'not-read', message: 'No pause of governance is read.' })
  return map(delay, (wait) => add(time, wait))
}
