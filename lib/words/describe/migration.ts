import { type Address, getAddress, type Hex, hexToString, zeroAddress } from 'viem'
import type { Transition } from '@/lib/console/model/gate-name'
import type { QueuedRollback } from '@/lib/console/model/gates'
import type { MigrationModel, NextCutover, Permission } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatExact, formatPercent, fromDate } from '@/lib/format'
import { type Due, PHASES, type Phase, type Progress, type StepAnswer } from '@/lib/migration'
import { answerText } from '../constraints'
import { executableWords } from '../executable'
import { gateSentences, PHASE_WORDS } from '../gate-sentences'
import { evidenceOf } from '../gates'
import { count, flag, moment, plain, radUsds, told, type ValueWords, wadUsds } from '../values'
import { type DescribeContext, type PathWords, type Rest, say } from './paths'

type Parts = Readonly<Record<string, readonly [label: string, words: ValueWords]>>

const yes = flag('yes', 'no')
const open = flag('open', 'closed')
const address = told<Address>((at) => (at === zeroAddress ? 'none' : at))

/** How much has moved, with the base of the share: "60 of 100 USDS (60 %)". */
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

const parts: Parts = {
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
  'ilks/length': ['Legacy ilks that the facet recorded', count('ilk')],
  rollbackApproved: ['Approval of the rollback in BeamState', yes],
  due: ['Standing to the epoch', told<Due>((due) => dueWords[due])],
  progress: ['Debt moved', progress],
  rollbackQueued: ['Approval of the rollback that is queued in the timelock', queued],
  permission: [
    "CONTROLLER of the Generator's Diamond on the ALMProxy, by the phase",
    told<Permission>((permission) => permissionWords[permission]),
  ],
}

const recorded: Parts = {
  ilk: ['Name', told<Hex>((ilk) => hexToString(ilk, { size: 32 }) || plain.text(ilk))],
  allocatorVault: ['AllocatorVault', plain],
  ceiling: ['Recorded ceiling', radUsds],
  listed: ['Ceiling listed at MigrationMom', radUsds],
  closed: ['Closed by MigrationMom, so that a rollback raises Vat.Line with the ceiling', yes],
}

const steps: Parts = {
  canMigrate: ['What one step moves over', told<StepAnswer>(answerText)],
  canMigrateBack: ['What one step moves back', told<StepAnswer>(answerText)],
}

const transitions: Readonly<Record<Transition, string>> = {
  dualRun: 'start of the dual-run',
  cutover: 'cutover',
  rollback: 'rollback',
  retirement: 'retirement',
}

/** A leaf of a Prime's migration. @param now time of the model [unix s] */
export function describeMigration(
  rest: Rest,
  name: string,
  { migration }: Pick<PrimeModel, 'migration'>,
  now: bigint,
): PathWords | null {
  if (!migration) return null
  const [part = '', id, ...more] = rest
  if (part === 'ilks' && id === 'items') {
    const [ilk = '', field = ''] = more
    const [label, words] = recorded[field] ?? []
    return say(label && `${label} of ${ilk} in the schedule of ${name}`, words)
  }
  if (part === 'steps') {
    const [label, words] = steps[more[0] ?? ''] ?? []
    return say(label && `${label} between ${id} and the Generator's ilk`, words)
  }
  if (part in transitions)
    return describeReadiness(part as Transition, [id ?? '', ...more], name, migration, now)
  const [label, words] = parts[rest.join('/')] ?? []
  return say(label && `${label} of ${name}`, words)
}

function describeReadiness(
  transition: Transition,
  [part, id, field]: Rest,
  name: string,
  migration: MigrationModel,
  now: bigint,
): PathWords | null {
  const what = `${transitions[transition]} of ${name}`
  if (part === 'ready') return say(`All gates of the ${what}`, open)
  const gate = migration[transition].gates.find((one) => one.id === id)
  if (!gate) return null
  const { holds } = gateSentences(gate)
  return field === 'fact'
    ? say(`Gate of the ${what}: ${holds}, found`, told<unknown>(evidenceOf(gate, now)))
    : say(`Gate of the ${what}: ${holds}`, open)
}

/** @param now time of the model [unix s] */
const surfaceAt = (now: bigint): Parts => ({
  'scheduled/length': ['Primes that were ever scheduled', count('Prime')],
  autoLine: ['AutoLine that the facet looks into', plain],
  wayBackMargin: [
    'Margin of a restored ceiling over the debt, asked for at a cutover',
    told<bigint>((margin) => `${formatExact(margin, 16)} % of the debt`),
  ],
  'mom/address': ['MigrationMom', address],
  'mom/owner': ['Owner of MigrationMom', address],
  'mom/diamond': ['Diamond that MigrationMom serves', address],
  'mom/vat': ['Vat that MigrationMom files', address],
  'mom/ward': ['MigrationMom as ward of the Vat', yes],
  next: [
    'Next cutover',
    told<NextCutover | null>((next) =>
      next === null ? 'none' : `${next.name}, ${fromDate(next.epoch, now)}`,
    ),
  ],
  progress: ['Debt of all Primes moved', progress],
})

/** A leaf of the migration as a whole. @param of puts the Generator's name behind a label */
export function describeSurface(
  rest: Rest,
  of: (label: string | undefined) => string | undefined,
  { model, nameOf }: DescribeContext,
): PathWords | null {
  const [part, items, id] = rest
  if (part === 'scheduled' && items === 'items' && id !== undefined) {
    return say(of(`Migration schedule, ALMProxy ${nameOf(getAddress(id))}`), plain)
  }
  const [label, words] = surfaceAt(model.time)[rest.join('/')] ?? []
  return say(of(label), words)
}

const legacyWires: Parts = {
  ward: ["Prime's ALMProxy as ward of the AllocatorVault", yes],
  roles: ['AllocatorRoles of the AllocatorVault', plain],
  mayDraw: ["Right of the Prime's ALMProxy to draw on the AllocatorVault", yes],
  mayWipe: ["Right of the Prime's ALMProxy to repay at the AllocatorVault", yes],
  buffer: ['AllocatorBuffer', plain],
  allowance: ["USDS allowance of the Prime's ALMProxy over the buffer", wadUsds],
}

/** A leaf of what a legacy AllocatorVault lets the Prime do. */
export function describeLegacyWire([id = '', field = '']: Rest): PathWords | null {
  const [label, words] = legacyWires[field] ?? []
  return say(label && `${label} of ${id}`, words)
}
