import { type Address, isAddressEqual } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { formatUtc } from '@/lib/format'
import { foreignWires, type MigrationStep, type MigrationWiring, type PlannedCall } from '@/lib/governance'
import { tellCall } from './calls'
import { logsOf } from './coverage'
import type { CallDescription } from './operations'

/** What a plan will do, in words. */
export interface PlanDescription {
  readonly steps: readonly PlanStep[]
  /** Why the steps may differ from what happens; null where the code that runs is known to take them. */
  readonly caution: string | null
}

/** One call of the pause proxy, or one step of a migration. */
export interface PlanStep {
  readonly text: string
  /** The call with its arguments; null for a step of a migration, which makes several. */
  readonly call: (PlannedCall & { readonly words: CallDescription }) | null
  /** The parts of it that are not as in the deployment; empty where all are. */
  readonly faults: readonly string[]
}

type Model = Pick<ConsoleModel, 'generators' | 'governance' | 'mcd' | 'units'>

/**
 * What a plan will do, in words.
 * @param nameOf Name of an address, if it has one.
 */
export function tellPlan(
  { content: { action, certain }, event }: Pick<PlanModel, 'content' | 'event'>,
  model: Model,
  nameOf: (address: Address) => string | undefined,
): PlanDescription {
  const name = (address: Address) => nameOf(address) ?? address
  if (action.type === 'opaque') {
    return { steps: [], caution: `What ${name(event.usr)} does with this calldata is not known here.` }
  }
  const caution = certain
    ? null
    : `This is what the calldata says. The code of ${name(event.usr)} is not known here, and may do anything.`
  if (action.type === 'migration') {
    const { step } = action
    return {
      steps: [{ text: sentence(step, model, name), call: null, faults: faultsOf(step, model, name) }],
      caution,
    }
  }
  const steps = action.calls.map((call): PlanStep => {
    const words = tellCall(call, model.generators, nameOf)
    const faults = words.kind === 'opaque' ? ['What this call does is not known here.'] : []
    return { text: words.text, call: { ...call, words }, faults }
  })
  return { steps, caution }
}

/** How complete the list of plans is. */
export function planCoverage({ coverage, block }: Pick<ConsoleModel, 'coverage' | 'block'>): string {
  const { fromBlock, toBlock, problem } = coverage
  if (problem !== null) return `Plans may be missing. ${problem}`
  if (toBlock === null) return 'Plans may be missing: the events of the pause are still being read.'
  const from = coverage.by.length === 0 ? '' : `: as in ${logsOf(coverage)}`
  const behind = toBlock < block.number ? ` Block ${block.number} is not read yet.` : ''
  return `Every plan that was plotted from block ${fromBlock} to block ${toBlock}, by the log of the pause, which keeps no count of them${from}.${behind}`
}

type Name = (address: Address) => string

const primeOf = ({ prime }: MigrationStep, { generators }: Pick<Model, 'generators'>) =>
  generators
    .flatMap(({ primes }) => primes)
    .find(({ addresses }) => isAddressEqual(addresses.almProxy, prime))

function sentence(step: MigrationStep, model: Model, name: Name): string {
  const prime = primeOf(step, model)?.name ?? name(step.prime)
  const diamond = name(step.wiring.diamond)
  switch (step.name) {
    case 'schedule': {
      const epoch = formatUtc(step.epoch)
      const from = step.allocatorVaults.map(name).join(' and ')
      return `schedule the migration of ${prime} from ${from} into ${name(step.vault)}, to be cut over from ${epoch} on, or from its execution on if that is later`
    }
    case 'startDualRun':
      return `start the dual-run of ${prime}: ${diamond} gets CONTROLLER on its ALMProxy where governance administers it, and the ceilings that a rollback restores are recorded anew`
    case 'recordCeilings':
      return `record the ceilings of the legacy ilks of ${prime} anew: a rollback restores these`
    case 'cutOver':
      return `cut ${prime} over: its legacy ilks leave AutoLine, their ceilings become 0 and that of all debt falls by as much`
    case 'retire':
      return `retire the legacy ilks of ${prime}: ${diamond} loses CONTROLLER on its ALMProxy where governance administers it, and its rollback is possible no more`
  }
}

const parts: Readonly<Record<keyof MigrationWiring, string>> = {
  diamond: 'Diamond',
  mom: 'MigrationMom',
  vat: 'Vat',
  autoLine: 'AutoLine',
  beamState: 'BeamState',
}

/** The contracts of a step that are not the deployment's, and a vault that is not the Prime's. */
function faultsOf(step: MigrationStep, model: Model, name: Name): readonly string[] {
  const generator = model.generators.find(({ id }) => isAddressEqual(id, step.wiring.diamond))
  const prime = primeOf(step, model)
  const wires = foreignWires(step.wiring, {
    diamond: generator?.id ?? null,
    mom: generator?.migrationMom ?? model.governance?.addresses.migrationMom ?? null,
    vat: model.mcd.addresses.vat,
    autoLine: model.mcd.addresses.autoLine,
    beamState: generator?.unit ?? model.units.find(({ id }) => id === step.wiring.beamState)?.id ?? null,
  })
  return [
    ...wires.map(({ part, found, expected }) =>
      expected === null
        ? `It works on the ${parts[part]} ${found}, which this deployment does not name.`
        : `It works on the ${parts[part]} ${found}, not on that of this deployment, ${expected}.`,
    ),
    ...(prime ? [] : [`${name(step.prime)} is no Prime of this deployment.`]),
    ...(prime && step.name === 'schedule' && !isAddressEqual(step.vault, prime.addresses.vault)
      ? [`The vault of ${prime.name} is another one: ${prime.addresses.vault}.`]
      : []),
  ]
}
