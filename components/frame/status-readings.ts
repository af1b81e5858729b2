import { anyBeamFrozen, pausedVaults } from '@/components/model/engaged'
import { NO_GENERATOR } from '@/components/model/no-generator'
import { ageText } from '@/components/model/times'
import type { State } from '@/components/ui/state'
import { isStale } from '@/lib/chain/wire/status'
import { idIn, inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import type { LiveState } from '@/lib/react/live/state'
import type { PageFaults } from '@/lib/react/page/guard'

/** One thing the status bar reports: a word or two, and a sentence for the details. */
export interface StatusReading {
  readonly id: string
  readonly state: State
  readonly word: string
  readonly detail?: string | undefined
}

/** How the chain is read: through the server, directly, or not at all. */
export function rpcReading({ source, rpc, problem, picture, dissent }: LiveState): StatusReading {
  const id = 'rpc'
  if (problem !== null) {
    const direct = source?.kind === 'direct' && picture !== null
    return {
      id,
      state: 'unknown',
      word: direct ? `Read through ${source.label}` : 'RPC does not answer',
      detail: problem,
    }
  }
  if (dissent !== null) return { id, state: 'unknown', word: 'Reading in doubt', detail: dissent }
  const failing = rpc.filter(({ state }) => state !== 'ok')
  if (failing.length > 0) {
    const list = failing.map(({ label, problem: why }) => `${label}: ${why ?? 'unusable'}`).join('; ')
    return {
      id,
      state: 'unknown',
      word: `${failing.length} of ${plural(rpc.length, 'node')} unusable`,
      detail: `${list}. The others answer.`,
    }
  }
  if (picture === null)
    return { id, state: 'unknown', word: 'Nothing read yet', detail: 'No block was read yet.' }
  const nodes = rpc.map(({ label }) => label).join(', ')
  return {
    id,
    state: 'ok',
    word: 'RPC answers',
    detail:
      nodes === '' ? `Read through ${source?.label ?? 'the server'}.` : `Nodes of the server: ${nodes}.`,
  }
}

/** What is not well with the page itself; undefined when nothing is. */
export function pageReading({ rewritten }: PageFaults): StatusReading | undefined {
  return rewritten
    ? {
        id: 'page',
        state: 'unknown',
        word: 'This page is rewritten',
        detail:
          'A translator or an extension of this browser changes the texts of the page. Figures are put back as soon as that is seen; turn it off for this page.',
      }
    : undefined
}

/** What is not well with the block; undefined when it came when it should. @param age [s] */
export function blockTrouble(
  age: bigint,
  blockTimeSeconds: number | null,
): { readonly state: State; readonly word: string } | undefined {
  return isStale(Number(age), blockTimeSeconds)
    ? { state: 'unknown', word: `No new block for ${ageText(age)}` }
    : undefined
}

const NONE: StatusReading = {
  id: 'generators',
  state: 'idle',
  word: 'No Generator',
  detail: `${NO_GENERATOR}.`,
}

/** Freeze of each Generator, stop of the Configurator, pause of the timelock, and whether MCD itself works. */
export function controlReadings(model: ConsoleModel): readonly StatusReading[] {
  return [
    ...(model.generators.length === 0 ? [NONE] : model.generators.map(freezeReading)),
    ...model.units.flatMap((unit) => switchReadings(model, unit)),
    {
      id: 'core',
      ...told(
        map(model.mcd.live, (live) => live !== 1n),
        { yes: 'MCD shut down', no: 'MCD is live', failed: 'MCD: could not read' },
      ),
    },
    ...model.units.flatMap((unit) => beamReading(model, unit)),
    ...vaultReading(model),
  ]
}

/** Whether the Configurator of a Unit is stopped and its timelock paused. */
const switchReadings = (model: ConsoleModel, unit: ConfiguratorUnit): readonly StatusReading[] => [
  readingIn(model, unit, 'stopped', unit.configurator.stopped, {
    yes: 'Configurator stopped',
    no: 'Configurator runs',
    failed: 'Configurator: could not read',
  }),
  readingIn(model, unit, 'paused', unit.timelock.paused, {
    yes: 'Timelock paused',
    no: 'Timelock not paused',
    failed: 'Timelock: could not read',
  }),
]

/** Freezes by guardians of a Unit, where it has a council of them. */
function beamReading(model: ConsoleModel, unit: ConfiguratorUnit): readonly StatusReading[] {
  const frozen = anyBeamFrozen(model, unit)
  if (frozen === null) return []
  const words = { yes: 'BEAM frozen', no: 'No BEAM frozen', failed: 'Frozen BEAMs: could not read' }
  return [readingIn(model, unit, 'beams', frozen, words)]
}

/** A reading of one Unit, which it names where there are several. */
function readingIn(
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  id: string,
  leaf: Leaf<boolean>,
  words: Words,
): StatusReading {
  const { word, ...rest } = told(leaf, words)
  return { id: idIn(model, unit, id), word: inUnit(model, unit, word), ...rest }
}

/** Pauses of vaults, where any can be paused. */
function vaultReading(model: ConsoleModel): readonly StatusReading[] {
  const vaults = pausedVaults(model)
  if (vaults === null) return []
  const { any, primes, count } = vaults
  const words = {
    yes: `${count} ${primes.length === 1 ? 'vault' : 'vaults'} paused`,
    no: 'No vault paused',
    failed: 'Paused vaults: could not read',
  }
  const all = [...new Set(primes.map(({ name }) => name))]
  const names = all.slice(0, 5)
  const more = all.length - names.length
  return [
    {
      id: 'vaults',
      ...told(any, words),
      ...(names.length > 0 ? { detail: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.` } : {}),
    },
  ]
}

function freezeReading({ id, name, frozen, roles }: GeneratorModel): StatusReading {
  const count = roles.relayer.members.length
  return {
    id,
    ...told(frozen, {
      yes: `${name} frozen`,
      no: `${name} not frozen`,
      failed: `Relayers of ${name}: could not read`,
    }),
    ...(count.ok ? { detail: `${plural(count.value, 'address', 'addresses')} with the RELAYER role.` } : {}),
  }
}

interface Words {
  readonly yes: string
  readonly no: string
  readonly failed: string
}

/** A flag that is bad news when it is set. */
function told(leaf: Leaf<boolean>, { yes, no, failed }: Words): Omit<StatusReading, 'id'> {
  if (!leaf.ok) return { state: 'unknown', word: failed, detail: leaf.reason.message }
  return leaf.value ? { state: 'wrong', word: yes } : { state: 'ok', word: no }
}
