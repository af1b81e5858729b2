import type { Keys } from '@/lib/console/facts/keys'
import type { Power, PowerFlaw, PowerKind } from '@/lib/console/facts/powers'
import type { ConsoleModel } from '@/lib/console/model'
import { formatDuration, formatExact, plural } from '@/lib/format'
import { combine, given, type Leaf, map } from '@/lib/leaf'

interface PowerWords {
  /** The role, as its contract or domain names it. */
  readonly role: string
  /** What it lets somebody do, in a sentence. */
  readonly may: string
  /** How fast, where it is not at once. */
  readonly pace?: 'limits' | 'sorl' | 'timelock' | 'votes' | 'owners'
}

/** What each power is called and allows. */
export const POWER_WORDS: Readonly<Record<PowerKind, PowerWords>> = {
  admin: {
    role: 'DEFAULT_ADMIN_ROLE',
    may: 'Grants and takes every role; of a Diamond, changes its facets.',
  },
  relayer: { role: 'RELAYER', may: 'Moves funds, by the functions of the controller.', pace: 'limits' },
  freezer: { role: 'FREEZER', may: 'Removes relayers, and does nothing else.' },
  allocator: { role: 'ALLOCATOR_ROLE', may: 'Operates the controller.', pace: 'limits' },
  actor: { role: 'Actor', may: 'Operates the controller through this agent.', pace: 'limits' },
  revoker: { role: 'Revoker', may: 'Removes actors of the agent.' },
  agentAdmin: { role: 'Admin of the agent', may: 'Grants and takes every role of the agent.' },
  controller: { role: 'CONTROLLER', may: 'Makes any call as the ALMProxy, with all that it holds.' },
  limitsController: { role: 'CONTROLLER', may: 'Uses up what the limits leave.' },
  limitsAdmin: {
    role: 'DEFAULT_ADMIN_ROLE',
    may: 'Sets every limit, and grants and takes every role of RateLimits.',
  },
  configurator: {
    role: 'CONFIGURATOR',
    may: 'Does what cBEAMs that are paired ask of it, as far as BeamState allows.',
  },
  operators: { role: 'OPERATORS', may: 'Replaces relayers and freezers for cBEAMs that are paired.' },
  allocatorWard: { role: 'Ward', may: 'Draws and repays the debt of the ilk.', pace: 'limits' },
  taker: {
    role: 'TAKER_ROLE',
    may: 'Takes USDS from the vault, as far as its guardrails let it.',
    pace: 'limits',
  },
  depositor: { role: 'DEPOSITOR_ROLE', may: 'Deposits into the vault.' },
  guardrails: {
    role: 'GUARDRAIL_ROLE',
    may: 'Sets the guardrails of the vault within their bounds, and pauses it.',
  },
  cBeamLimits: { role: 'cBEAM', may: 'Sets rate limits: lower at once, higher step by step.', pace: 'sorl' },
  cBeamController: {
    role: 'cBEAM',
    may: 'Runs approved calls, and replaces relayers and freezers where that is possible.',
  },
  delayed: {
    role: 'aBEAM, DELAYED',
    may: 'Sets hop and maxChange, registers PAUs and cBEAMs, approves calls.',
  },
  immediate: {
    role: 'aBEAM, IMMEDIATE',
    may: 'Pairs and unpairs cBEAMs, deletes what is registered, stops the Configurator.',
  },
  beamWard: { role: 'Ward of BeamState', may: 'Grants and takes every role of BeamState.' },
  registryWard: { role: 'Ward of FreezeRegistry', may: 'Freezes accounts and lifts freezes, alone.' },
  guardian: {
    role: 'Guardian',
    may: 'Freezes or cancels any BEAM alone; lifts a freeze together with others.',
    pace: 'votes',
  },
  momOwner: {
    role: 'Owner of PASMom',
    may: 'Stops the Configurator, pauses the timelock, and replaces the authority.',
  },
  momAuthority: {
    role: 'Authority of PASMom',
    may: 'Says who may stop the Configurator and pause the timelock.',
  },
  pauseOwner: { role: 'Owner of the pause', may: 'Plots and drops plans of governance.' },
  pauseAuthority: { role: 'Authority of the pause', may: 'Says who may plot and drop plans of governance.' },
  hat: {
    role: 'Hat of the Chief',
    may: 'Acts where the Chief is the authority: plots plans, and stops what a Mom can stop.',
  },
  owner: { role: 'Owner of the Safe', may: 'Signs for the Safe.', pace: 'owners' },
  PROPOSER_ROLE: { role: 'PROPOSER_ROLE', may: 'Schedules operations of the timelock.', pace: 'timelock' },
  CANCELLER_ROLE: { role: 'CANCELLER_ROLE', may: 'Cancels operations of the timelock.' },
  EXECUTOR_ROLE: { role: 'EXECUTOR_ROLE', may: 'Executes operations that are due.' },
  PAUSER_ROLE: { role: 'PAUSER_ROLE', may: 'Pauses the timelock.' },
  DEFAULT_ADMIN_ROLE: { role: 'DEFAULT_ADMIN_ROLE', may: 'Grants and takes every role of the timelock.' },
}

const AT_ONCE = 'At once'

type Model = Pick<ConsoleModel, 'units' | 'generators' | 'governance' | 'safes'>

/**
 * How fast a power works. A holder that waits itself, the proxy of governance or a timelock, makes it as slow as that.
 */
export function paceOf(model: Model, { kind, contract, under, holder }: Power): Leaf<string> {
  const { governance, units, safes } = model
  const proxy = governance?.addresses.pauseProxy
  if (holder.ok && proxy && holder.value === proxy && governance.pause) {
    return map(governance.pause.delay, (delay) => `${formatDuration(delay)} after governance plotted it`)
  }
  const held = units.find(({ configurator }) => holder.ok && configurator.addresses.timelock === holder.value)
  if (held) return map(held.timelock.minDelay, (delay) => `${formatDuration(delay)} after it was scheduled`)
  const unit = units.find(
    ({ id, configurator: { addresses, guardians } }) =>
      id === under || addresses.timelock === contract || guardians?.council === contract,
  )
  const safe = safes.find(({ id }) => id === contract)
  const { pace } = POWER_WORDS[kind]
  if (pace === undefined) return given(AT_ONCE)
  switch (pace) {
    case 'limits':
      return given('At once, within the limits')
    case 'timelock':
      return unit
        ? map(unit.timelock.minDelay, (delay) => `${formatDuration(delay)} after it was scheduled`)
        : given(AT_ONCE)
    case 'votes': {
      const council = unit?.configurator.guardians
      return council
        ? combine(
            { n: council.members, m: council.threshold },
            ({ n, m }) => `At once; a lift takes ${m} of ${n.length}`,
          )
        : given(AT_ONCE)
    }
    case 'owners':
      return safe
        ? combine({ n: safe.owners, m: safe.threshold }, ({ n, m }) => `When ${m} of ${n.length} have signed`)
        : given(AT_ONCE)
    case 'sorl':
      return sorlPace(model, contract)
  }
}

function sorlPace({ generators }: Model, rateLimits: string): Leaf<string> {
  const generator = generators.find(({ addresses }) => addresses.rateLimits === rateLimits)
  if (!generator) return given('Lower at once; higher as BeamState lets it')
  const { hop, maxChange } = generator.scope
  return combine({ hop, maxChange }, ({ hop: wait, maxChange: factor }) =>
    wait === 0n
      ? 'Lower at once; no raise, since no hop is set'
      : `Lower at once; ×${formatExact(factor, 18)} every ${formatDuration(wait)}`,
  )
}

/** Through how many keys an account acts. */
export function keysWords(keys: Keys): string {
  switch (keys.kind) {
    case 'key':
      return 'One key'
    case 'delegated':
      return 'One key, with delegated code'
    case 'contract':
      return 'A contract'
    case 'safe':
      return `Safe, ${keys.threshold} of ${plural(keys.owners, 'owner')}`
  }
}

interface FlawWords {
  /** At rest: held, and not to be used now. Left behind: held, and no longer wanted. */
  readonly mark: 'at rest' | 'left behind'
  readonly why: string
}

export const FLAW_WORDS: Readonly<Record<PowerFlaw, FlawWords>> = {
  frozen: { mark: 'at rest', why: 'guardians froze the account' },
  unregistered: { mark: 'at rest', why: 'the account is not registered as cBEAM' },
  stopped: { mark: 'at rest', why: 'the Configurator is stopped' },
  paused: { mark: 'at rest', why: 'the timelock is paused' },
  stranger: { mark: 'left behind', why: 'the deployment file does not name this controller' },
  retired: { mark: 'left behind', why: 'the Prime is retired' },
}

/** What stands in the way of a power, or speaks against it; empty for one that works as it should. */
export const flawWords = (flaws: readonly PowerFlaw[]): string =>
  flaws.map((flaw) => `${FLAW_WORDS[flaw].mark}: ${FLAW_WORDS[flaw].why}`).join('; ')
