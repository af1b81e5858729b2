import { type Address, type Hex, hexToString, zeroAddress } from 'viem'
import type { LegacyWireFacts, RecordedIlkFacts } from '@/lib/console/facts/migration'
import type { Transition } from '@/lib/console/model/gate-name'
import type { QueuedRollback } from '@/lib/console/model/gates'
import type {
  MigrationModel,
  MigrationStepModel,
  MigrationSurfaceModel,
  NextCutover,
  Permission,
  TransitionReadiness,
} from '@/lib/console/model/migration'
import { formatExact, formatPercent, fromDate } from '@/lib/format'
import type { Wad } from '@/lib/math'
import { type Due, PHASES, type Phase, type Progress, type StepAnswer } from '@/lib/migration'
import { answerText } from '../constraints'
import { executableWords } from '../executable'
import { gateSentences, PHASE_WORDS } from '../gate-sentences'
import { evidenceOf } from '../gates'
import { labelled, type WordsOf } from '../leaf-words'
import { count, flag, moment, plain, radUsds, told, wadUsds } from '../values'
import type { DescribeContext } from './context'

const yes = flag('yes', 'no')
const open = flag('open', 'closed')
const address = told<Address>((at) => (at === zeroAddress ? 'none' : at))

/** How much debt has moved, out of how much: "60 of 100 USDS (60 %)". */
const progress = told<Progress>(({ moved, base }) => {
  const of = `${formatExact(moved, 18)} of ${formatExact(base, 18)} USDS`
  return base === 0n ? of : `${of} (${formatPercent(moved, base)})`
})

const dueWords: Readonly<Record<Due, string>> = {
  nothing: 'cut over',
  'not-scheduled': 'not scheduled',
  'before-epoch': 'before its epoch',
  'past-epoch': 'past its epoch, and not cut over',
}

const permissionWords: Readonly<Record<Permission, string>> = {
  held: 'held, as its migration demands',
  'not-held': 'not held',
  missing: 'missing: no step passes',
  'left-behind': 'left behind',
}

const queued = told<QueuedRollback | null>((found) =>
  found === null ? 'none' : `${found.operation}: ${executableWords(found.executable)}`,
)

type Stored = Omit<WordsOf<MigrationModel>, 'ilks' | 'steps' | Transition>

const stored: Stored = {
  vault: ['Vault that the facet recorded', address],
  phase: [
    'Phase of the migration',
    told<number>((stored) => {
      const phase = PHASES[stored]
      return phase ? PHASE_WORDS[phase] : `unknown (${stored})`
    }),
  ],
  phaseName: ['Name of the phase', told<Phase>((phase) => PHASE_WORDS[phase])],
  epoch: ['Epoch of the cutover', moment],
  scheduledAt: ['Last schedule of the migration', moment],
  dualRunAt: ['Start of the dual-run', moment],
  cutOverAt: ['Last cutover', moment],
  rolledBackAt: ['Last rollback', moment],
  retiredAt: ['Retirement of the legacy ilks', moment],
  migrated: ['Debt moved to the Generator', wadUsds],
  migratedBack: ['Debt moved back', wadUsds],
  rollbackApproved: ['Approval of the rollback in BeamState', yes],
  due: ['Due state of the cutover', told<Due>((due) => dueWords[due])],
  progress: ['Debt moved', progress],
  rollbackQueued: ['Queued approval of the rollback', queued],
  permission: [
    "CONTROLLER of the Generator's Diamond on the ALMProxy, judged by the phase",
    told<Permission>((permission) => permissionWords[permission]),
  ],
}

const recorded: WordsOf<RecordedIlkFacts> = {
  ilk: ['Name', told<Hex>((ilk) => hexToString(ilk, { size: 32 }) || plain.text(ilk))],
  allocatorVault: ['AllocatorVault', plain],
  ceiling: ['Recorded ceiling', radUsds],
  listed: ['Ceiling listed at MigrationMom', radUsds],
  closed: ['Closed by MigrationMom, so that a rollback raises Vat.Line with the ceiling', yes],
}

const steps: WordsOf<MigrationStepModel> = {
  canMigrate: ['What one step can move over', told<StepAnswer>(answerText)],
  canMigrateBack: ['What one step can move back', told<StepAnswer>(answerText)],
}

const transitions: Readonly<Record<Transition, string>> = {
  dualRun: 'start of the dual-run',
  cutover: 'cutover',
  rollback: 'rollback',
  retirement: 'retirement',
}

/** Words for a Prime's migration. @param now time of the model [unix s] */
export const migrationWords = (
  name: string,
  migration: MigrationModel,
  now: bigint,
): WordsOf<MigrationModel> => ({
  ...labelled(stored, (label) => `${label} of ${name}`),
  ilks: {
    length: [`Recorded legacy ilks of ${name}`, count('ilk')],
    items: (ilk) => labelled(recorded, (label) => `${label} of ${ilk} in the schedule of ${name}`),
  },
  steps: (ilk) => labelled(steps, (label) => `${label} between ${ilk} and the Generator's ilk`),
  dualRun: readinessWords('dualRun', name, migration, now),
  cutover: readinessWords('cutover', name, migration, now),
  rollback: readinessWords('rollback', name, migration, now),
  retirement: readinessWords('retirement', name, migration, now),
})

function readinessWords(
  transition: Transition,
  name: string,
  migration: MigrationModel,
  now: bigint,
): WordsOf<TransitionReadiness> {
  const what = `${transitions[transition]} of ${name}`
  return {
    ready: [`All gates of the ${what}`, open],
    gates: (id) => {
      const gate = migration[transition].gates.find((one) => one.id === id)
      if (!gate) return null
      const label = `Gate of the ${what}: ${gateSentences(gate).holds}`
      return { holds: [label, open], fact: [`${label}, found`, told<unknown>(evidenceOf(gate, now))] }
    },
  }
}

/** Words for the migration as a whole. */
export const surfaceWords = ({
  model: { time: now },
  nameOf,
}: DescribeContext): WordsOf<MigrationSurfaceModel> => ({
  scheduled: {
    length: ['Primes that were ever scheduled', count('Prime')],
    items: (id) => ({ prime: [`Migration schedule, ALMProxy ${nameOf(id)}`, plain] }),
  },
  autoLine: ['AutoLine that the facet checks', plain],
  wayBackMargin: [
    'Margin of a restored ceiling over the debt, required at a cutover',
    told<Wad>((margin) => `${formatExact(margin, 16)} % of the debt`),
  ],
  mom: {
    address: ['MigrationMom', address],
    owner: ['Owner of MigrationMom', address],
    diamond: ['Diamond that MigrationMom serves', address],
    vat: ['Vat in which MigrationMom sets ceilings', address],
    ward: ['MigrationMom as ward of the Vat', yes],
  },
  next: [
    'Next cutover',
    told<NextCutover | null>((next) =>
      next === null ? 'none' : `${next.name}, ${fromDate(next.epoch, now)}`,
    ),
  ],
  progress: ['Debt of all Primes moved', progress],
})

const legacyWires: WordsOf<LegacyWireFacts> = {
  ward: ["Prime's ALMProxy as ward of the AllocatorVault", yes],
  roles: ['AllocatorRoles of the AllocatorVault', plain],
  mayDraw: ["Right of the Prime's ALMProxy to draw on the AllocatorVault", yes],
  mayWipe: ["Right of the Prime's ALMProxy to repay at the AllocatorVault", yes],
  buffer: ['AllocatorBuffer', plain],
  allowance: ["USDS allowance of the Prime's ALMProxy over the buffer", wadUsds],
}

/** Words for what the AllocatorVault of a legacy ilk lets the Prime do. @param ilk name of the ilk */
export const legacyWireWords = (ilk: string): WordsOf<LegacyWireFacts> =>
  labelled(legacyWires, (label) => `${label} of ${ilk}`)
