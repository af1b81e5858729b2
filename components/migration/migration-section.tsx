'use client'

import { forms } from '@/components/actions/forms'
import { RollbackForm } from '@/components/actions/forms/rollback-form'
import { plannedSteps } from '@/components/governance/plan-rows'
import { fractionOf } from '@/components/model/amounts'
import { LeafText } from '@/components/model/leaf-text'
import type { PrimeView } from '@/components/primes/evidence-of'
import { FunnelCard } from '@/components/primes/funnel-card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Tabs } from '@/components/ui/tabs'
import type { ConsoleModel } from '@/lib/console/model'
import type { MigrationModel } from '@/lib/console/model/migration'
import { formatCompact, formatExact } from '@/lib/format'
import { combine } from '@/lib/leaf'
import { PHASES, type Phase, type StepConstraintId } from '@/lib/migration'
import { GatesCard } from './gates-card'
import { Next, PhaseBadge } from './migration-cells'
import { primeSentence, progressWords } from './migration-words'
import { MovedBar } from './moved-bar'
import { nextStep } from './next-step'
import { PermissionLine } from './permission-line'
import { PhaseSteps } from './phase-steps'
import { PHASE_LOOK, phaseLines, placeOf } from './phases'
import { stepSources } from './step-evidence'

interface MigrationSectionProps {
  readonly view: PrimeView
  readonly model: ConsoleModel
}

/** How far a Prime is in its migration, what comes next, and whether it could come back. */
export function MigrationSection({ view, model }: MigrationSectionProps) {
  const { prime, generator } = view
  const { migration } = prime
  if (migration === null) {
    return generator.migrationFacet.ok ? null : (
      <Section id="migration" title={`Whether ${prime.name} migrates is not known`} bare>
        <Notice
          tone="amber"
          title={`The Diamond could not be asked for its migration facet: ${generator.migrationFacet.reason.message}`}
        />
      </Section>
    )
  }
  const others = model.generators.filter(({ id }) => id !== generator.id)
  const planned = plannedSteps(model, others).get(prime.addresses.almProxy) ?? null
  const next = nextStep(migration, planned, model.time)
  return (
    <Section id="migration" title={primeSentence(prime.name, migration, model.time)} bare>
      <div className="space-y-4">
        <div className="space-y-4 rounded-lg bg-surface p-4 ring-1 ring-line">
          <Phases migration={migration} name={prime.name} now={model.time} />
          <DefinitionList
            items={[
              { term: 'Migrated', value: <Progress migration={migration} name={prime.name} /> },
              {
                term: "CONTROLLER on the Prime's ALMProxy",
                value: <PermissionLine leaf={migration.permission} />,
              },
              { term: 'Next', value: <Next leaf={next} now={model.time} /> },
            ]}
          />
        </div>
        <Gates migration={migration} now={model.time} />
        <Steps view={view} migration={migration} />
        <Act view={view} migration={migration} model={model} />
      </div>
    </Section>
  )
}

interface PartProps {
  readonly migration: MigrationModel
  readonly name: string
}

function Phases({ migration, name, now }: PartProps & { readonly now: bigint }) {
  const { phaseName, epoch, scheduledAt, dualRunAt, cutOverAt, rolledBackAt, retiredAt } = migration
  const read = combine(
    { phase: phaseName, epoch, scheduledAt, dualRunAt, cutOverAt, rolledBackAt, retiredAt },
    (known) => known,
  )
  if (!read.ok) {
    return (
      <p>
        Phase <PhaseBadge leaf={phaseName} />; its times could not be read: {read.reason.message}
      </p>
    )
  }
  const { phase: current, ...times } = read.value
  return (
    <PhaseSteps
      label={`Phases of the migration of ${name}`}
      steps={PHASES.map((phase) => ({
        id: phase,
        name: PHASE_LOOK[phase].word,
        state: placeOf(phase, current),
        when: phaseLines(phase, current, times, now).map((line) => <p key={line}>{line}</p>),
      }))}
    />
  )
}

function Progress({ migration, name }: PartProps) {
  const { progress, migratedBack } = migration
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <LeafText
          leaf={progress}
          text={progressWords}
          exact={(known) => `${formatExact(known.moved, 18)} of ${formatExact(known.base, 18)} USDS`}
          className="font-medium"
        />
        {progress.ok && (
          <span className="text-sm">
            <span className="text-debt-new">{formatCompact(progress.value.moved, 18)} moved</span>
            <span className="text-faint">, </span>
            <span className="text-debt-old">{formatCompact(progress.value.left, 18)} legacy left</span>
            {migratedBack.ok && migratedBack.value > 0n && (
              <span className="text-muted">
                ; {formatCompact(migratedBack.value, 18)} was moved back on the way
              </span>
            )}
          </span>
        )}
      </p>
      {progress.ok && progress.value.base > 0n && (
        <MovedBar
          label={`Debt of ${name} that has moved to the Generator`}
          fraction={fractionOf(progress.value.moved, progress.value.base)}
          text={progressWords(progress.value)}
          className="mt-1.5"
        />
      )}
    </div>
  )
}

/** What comes after each phase, and who brings it about. */
const AHEAD = {
  Legacy: { title: 'Start of the dual-run', of: 'dualRun', note: 'By governance spell.' },
  DualRun: {
    title: 'Cutover',
    of: 'cutover',
    note: 'By governance spell, which closes the legacy ilks itself before the facet looks at them.',
  },
  CutOver: { title: 'Retirement', of: 'retirement', note: 'By governance spell.' },
  Retired: null,
} as const satisfies Record<Phase, object | null>

function Gates({ migration, now }: Pick<PartProps, 'migration'> & { readonly now: bigint }) {
  const { phaseName, epoch, rollback } = migration
  const phase = phaseName.ok ? phaseName.value : null
  if (phase === 'Retired') return null
  const ahead = phase === null ? null : AHEAD[phase]
  const scheduled = !(epoch.ok && epoch.value === 0n)
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {ahead !== null && (
        <GatesCard
          id="gates-ahead"
          title={ahead.title}
          readiness={migration[ahead.of]}
          closed="unknown"
          now={now}
          note={ahead.note}
        />
      )}
      {scheduled && (
        <GatesCard
          id="gates-rollback"
          title="Rollback"
          readiness={rollback}
          closed={phase === 'CutOver' ? 'wrong' : 'unknown'}
          now={now}
          note="By a cBEAM, at any hour, once the Prime is cut over; the facet lets nobody cut over before it could."
        />
      )}
    </div>
  )
}

/** What one step moves either way, for each legacy ilk; from the dual-run on, and until the retirement. */
function Steps({ view, migration }: { readonly view: PrimeView; readonly migration: MigrationModel }) {
  const { phaseName } = migration
  if (phaseName.ok && (phaseName.value === 'Legacy' || phaseName.value === 'Retired')) return null
  const several = migration.steps.length > 1
  return migration.steps.map(({ id, canMigrate, canMigrateBack }) => {
    const asked = {
      prime: view.prime.name,
      sourcesOf: (constraint: StepConstraintId) => stepSources(view, migration, id, constraint),
    }
    const of = several ? ` of ${id}` : ''
    return (
      <div key={id} className="grid items-start gap-4 lg:grid-cols-2">
        <FunnelCard title={`One step can migrate now${of}`} answer={canMigrate} {...asked} />
        <FunnelCard title={`One step can migrate back now${of}`} answer={canMigrateBack} {...asked} />
      </div>
    )
  })
}

const { migrate: MigrateForm, 'migrate-back': MigrateBackForm } = forms

interface ActProps {
  readonly view: PrimeView
  readonly migration: MigrationModel
  readonly model: ConsoleModel
}

/** What a wallet can do: a relayer moves debt either way, a cBEAM rolls a cutover back. */
function Act({ view: { prime, generator }, migration, model }: ActProps) {
  const { phaseName, steps } = migration
  if (phaseName.ok && (phaseName.value === 'Legacy' || phaseName.value === 'Retired')) return null
  const form = { model, generator, prime }
  return (
    <div className="rounded-lg bg-surface p-4 ring-1 ring-line">
      <h3 className="mb-1 font-semibold">Move debt of {prime.name}</h3>
      <Tabs
        label={`Move debt of ${prime.name}`}
        tabs={[
          {
            id: 'migrate',
            label: 'Migrate',
            content: <MigrateForm {...form} steps={steps} kind="migrate" />,
          },
          {
            id: 'migrate-back',
            label: 'Migrate back',
            content: <MigrateBackForm {...form} steps={steps} kind="migrate-back" />,
          },
          { id: 'rollback', label: 'Roll back', content: <RollbackForm {...form} /> },
        ]}
      />
    </div>
  )
}
