import { type Hex, hexToString } from 'viem'
import type { Drift } from '@/lib/console/derive/beacon'
import type { Unfreezable } from '@/lib/console/derive/freeze-plan'
import type { PauReader } from '@/lib/deployment'

/** What a controller is, by its reader: the stage it is at, and what that means for a freeze. */
export interface PauWords {
  /** "stage 1: one contract with all functions". */
  readonly stage: string
  /** Who operates it. */
  readonly operator: string
  readonly operators: string
  /** Who may end that. */
  readonly ender: string
  /** The call that freezes, on what it is made. */
  readonly freeze: string
  /** The function by which it takes from a vault. */
  readonly takes: string
  /** The function by which it returns to a vault. */
  readonly returns: string
  /** What it says where nobody operates it. */
  readonly nobody: string
  /** What setting a limit to zero blocks besides; null where it blocks nothing. */
  readonly zeroBlocks: string | null
}

const relayed = {
  operator: 'relayer',
  operators: 'relayers',
  ender: 'FREEZER of the controller',
  freeze: 'removeRelayer on the controller, for each relayer',
  takes: 'takeFromSparkVault',
  returns: 'transferAsset',
  nobody: 'Nobody holds RELAYER on it.',
} as const

/** An older controller gives capacity back to a limit even where that limit is zero, which reverts. */
const older =
  'A mint limit of zero also blocks burning, and a deposit limit of zero also blocks withdrawing: the controller gives capacity back to a limit that then refuses it.'

const PAU_WORDS: Readonly<Record<PauReader, PauWords>> = {
  monolithic: { ...relayed, stage: 'stage 1: one contract with all functions', zeroBlocks: older },
  faceted: { ...relayed, stage: 'stage 2: facets behind a fixed controller', zeroBlocks: older },
  eip2535: { ...relayed, stage: 'stage 3: a Diamond', zeroBlocks: null },
  'diamond-pau': {
    stage: 'production: a table of integrations, operated by agents',
    operator: 'actor',
    operators: 'actors',
    ender: 'revoker or admin of the agent',
    freeze: 'removeActor on the agent, for each actor',
    takes: 'sparkVault_take',
    returns: 'transferAsset_transfer',
    nobody: 'No agent that holds ALLOCATOR_ROLE has an actor.',
    zeroBlocks: null,
  },
}

/** A controller of which it is not known what it is. */
const untold: PauWords = {
  ...{ stage: 'of a kind that is not known', operator: 'operator', operators: 'operators' },
  ...{ ender: 'whoever the controller lets', freeze: 'a call that is not known' },
  ...{
    takes: 'a function that is not known',
    returns: 'a function that is not known',
    nobody: 'Nobody operates it.',
    zeroBlocks: null,
  },
}

/** The words for a controller, by how it is read. */
export const pauWords = (reader: PauReader | null): PauWords => (reader === null ? untold : PAU_WORDS[reader])

const driftKinds: Readonly<Record<Drift['kind'], string>> = {
  missing: 'not taken over',
  extra: 'no longer recommended',
  changed: 'of another facet or other wires',
}

/** What a controller has otherwise than its Beacon. */
export const driftWords = (drift: readonly Drift[]): string =>
  drift.length === 0
    ? 'Nothing differs.'
    : `${drift.map(({ id, kind }) => `${integrationName(id)}: ${driftKinds[kind]}`).join('; ')}.`

/** The name of an integration, where its id is a text; else the id. */
export function integrationName(id: Hex): string {
  const text = hexToString(id, { size: 32 })
  return /^[\x21-\x7e]{1,32}$/.test(text) ? text : id
}

/** Why no freeze ends what somebody can do, and who can. */
export const unfreezableWords: Readonly<Record<Unfreezable['why'], string>> = {
  'no-agent':
    'It holds ALLOCATOR_ROLE itself and not through an agent: only an admin of the AccessControls can revoke it.',
  stranger:
    'It holds CONTROLLER on the ALMProxy, and the deployment file does not name it: nobody here knows who operates it. Only an admin of the ALMProxy can revoke it.',
}
