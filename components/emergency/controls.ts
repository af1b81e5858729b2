import { anyBeamFrozen, pausedVaults } from '@/components/model/engaged'
import type { State } from '@/components/ui/state'
import { idIn, inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, OperationModel } from '@/lib/console/model'
import { capital, plural, whenWords } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import type { Run } from '@/lib/react/run'
import { partlyFrozen } from './partly'

/** One thing that can be frozen, paused or stopped. */
export interface Control {
  readonly id: string
  /** What it is about: "USDS Generator". */
  readonly name: string
  readonly engaged: Leaf<boolean>
  readonly state: State
  /** "Frozen", "Not frozen", "Could not be read". */
  readonly word: string
}

/**
 * What is frozen, paused and stopped, each as read.
 * @param runs What was signed here. It tells of a freeze after which somebody can still act.
 */
export function controlsOf(model: ConsoleModel, runs: readonly Run[]): readonly Control[] {
  const vaults = pausedVaults(model)
  return [
    ...model.generators.map((generator) => {
      const { id, name, frozen } = generator
      const whole = control(id, name, frozen, 'Frozen', 'Not frozen')
      const partly = partlyFrozen(generator, model, runs)
      // A control is not green while somebody can act although a freeze was made.
      return partly !== null && whole.state === 'ok'
        ? ({ ...whole, state: 'unknown', word: partly } as const)
        : whole
    }),
    ...model.units.flatMap((unit) =>
      Object.values(controlsOfUnit(model, unit)).filter((one) => one !== null),
    ),
    ...(vaults
      ? [control('vaults', 'Vaults', vaults.any, capital(`${vaults.count} paused`), 'None paused')]
      : []),
  ]
}

/** What can be paused, stopped and frozen in one Unit; BEAMs only where it has a council of guardians. */
export function controlsOfUnit(model: ConsoleModel, unit: ConfiguratorUnit) {
  const of = (id: string, name: string, engaged: Leaf<boolean>, on: string, off: string) =>
    control(idIn(model, unit, id), inUnit(model, unit, name), engaged, on, off)
  const beams = anyBeamFrozen(model, unit)
  return {
    timelock: of('timelock', 'Timelock', unit.timelock.paused, 'Paused', 'Not paused'),
    configurator: of('configurator', 'Configurator', unit.configurator.stopped, 'Stopped', 'Not stopped'),
    beams: beams && of('beams', 'BEAMs', beams, 'Frozen', 'None frozen'),
  }
}

function control(id: string, name: string, engaged: Leaf<boolean>, on: string, off: string): Control {
  if (!engaged.ok) return { id, name, engaged, state: 'unknown', word: 'Could not be read' }
  return { id, name, engaged, state: engaged.value ? 'wrong' : 'ok', word: engaged.value ? on : off }
}

/** The page's answer in one sentence. What could not be read is part of it. */
export function emergencyAnswer(model: ConsoleModel, runs: readonly Run[]): string {
  const controls = controlsOf(model, runs)
  const engaged = controls.filter(({ engaged: leaf, state }) => leaf.ok && (leaf.value || state !== 'ok'))
  const unread = controls.filter(({ engaged: leaf }) => !leaf.ok)
  const parts = [
    ...engaged.map(({ name, word }) => `${name}: ${word.toLowerCase()}`),
    ...(unread.length > 0 ? [`could not be read: ${unread.map(({ name }) => name).join(', ')}`] : []),
  ]
  if (parts.length === 0) return 'Nothing is frozen, paused or stopped'
  const sentence = parts.join('; ')
  return capital(sentence)
}

/** What has to be known before a button is pressed. */
export interface Warning {
  readonly title: string
  readonly detail: string
}

/**
 * What a pause of the timelock of a Unit would shut in: pending operations can then not be cancelled, and their delay
 * keeps running. Null when nothing is pending.
 */
export function pendingWarning({ timelock }: ConfiguratorUnit, time: Seconds): Warning | null {
  const { operations, complete } = timelock
  const whole = complete.ok && complete.value
  const pending = operations.filter(isPending)
  if (pending.length === 0 && whole) return null
  const ready = pending.filter(({ state }) => state.ok && state.value === 'ready').length
  const next = pending
    .flatMap(({ readyAt }) =>
      readyAt.ok && readyAt.value !== null && readyAt.value > time ? [readyAt.value] : [],
    )
    .toSorted((a, b) => (a < b ? -1 : 1))[0]
  const whens = [
    ...(ready > 0 ? [`the delay of ${ready} is over`] : []),
    ...(next === undefined ? [] : [`the next delay ends ${whenWords(next, time)}`]),
  ]
  const count = `${plural(pending.length, 'operation')} pending${whens.length > 0 ? ` (${whens.join(', ')})` : ''}`
  return {
    title: 'Cancel first what should not take effect',
    detail: `${count}. None can be cancelled while the timelock is paused, and the delay keeps running.${
      whole ? '' : ' More may be pending that are not known here.'
    }`,
  }
}

function isPending({ state }: OperationModel): boolean {
  return state.ok && (state.value === 'waiting' || state.value === 'ready')
}
