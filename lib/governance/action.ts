import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
} from 'viem'
import {
  callsActionAbi,
  callsActionHash,
  migrationActionsAbi,
  migrationActionsHash,
  officeCallsActionHash,
} from '@/lib/abi'
import type { Plan } from './plan'

/** A call that the pause proxy makes. */
export interface PlannedCall {
  readonly target: Address
  readonly data: Hex
}

/** What a step of a migration touches. */
export interface MigrationWiring {
  readonly diamond: Address
  readonly mom: Address
  readonly vat: Address
  readonly autoLine: Address
  readonly beamState: Address
}

/** A governance step of a migration. A Prime is named by its ALMProxy. */
export type MigrationStep =
  | {
      readonly name: 'schedule'
      readonly wiring: MigrationWiring
      readonly prime: Address
      readonly vault: Address
      /** First second at which it may be cut over [unix s]. */
      readonly epoch: bigint
      readonly allocatorVaults: readonly Address[]
    }
  | {
      readonly name: 'startDualRun' | 'recordCeilings' | 'cutOver' | 'retire'
      readonly wiring: MigrationWiring
      readonly prime: Address
    }

/** What the calldata of a plan asks for; `opaque` where it fits no known action. */
export type PlannedAction =
  | { readonly type: 'calls'; readonly calls: readonly PlannedCall[] }
  | { readonly type: 'migration'; readonly step: MigrationStep }
  | { readonly type: 'opaque' }

/** What a plan does, as far as it can be told. */
export interface PlanContent {
  readonly action: PlannedAction
  /**
   * Whether the plan runs the code that the action belongs to. Where it does not, other code will read the same
   * calldata and may do anything.
   */
  readonly certain: boolean
  /** Whether the code is known to refuse outside of office hours. */
  readonly keepsHours: boolean
}

const OPAQUE: PlanContent = { action: { type: 'opaque' }, certain: false, keepsHours: false }

/** What a plan asks for by its calldata, and whether the code that it names does that. */
export function contentOf({ tag, fax }: Pick<Plan, 'tag' | 'fax'>): PlanContent {
  const calls = decodeExactly(callsActionAbi, fax)
  if (calls) {
    const [list] = calls.args
    const keepsHours = isSame(tag, officeCallsActionHash)
    const certain = keepsHours || isSame(tag, callsActionHash)
    return { action: { type: 'calls', calls: list }, certain, keepsHours }
  }
  const migration = decodeExactly(migrationActionsAbi, fax)
  if (!migration) return OPAQUE
  return {
    action: { type: 'migration', step: stepOf(migration) },
    certain: isSame(tag, migrationActionsHash),
    keepsHours: false,
  }
}

type Decoded<abi extends Abi> = ReturnType<typeof decodeFunctionData<abi>>

function stepOf({ functionName: name, args }: Decoded<typeof migrationActionsAbi>): MigrationStep {
  const [wiring, prime] = args
  if (name !== 'schedule') return { name, wiring, prime }
  const [, , vault, epoch, allocatorVaults] = args
  return { name, wiring, prime, vault, epoch, allocatorVaults }
}

/** The function call that the bytes encode, or null where they are not exactly its encoding. */
function decodeExactly<const abi extends Abi>(abi: abi, data: Hex): Decoded<abi> | null {
  try {
    const decoded = decodeFunctionData({ abi, data })
    const again = encodeFunctionData({ abi, ...decoded } as never)
    return again === data.toLowerCase() ? decoded : null
  } catch {
    // Bytes that do not fit a signature are not its arguments, whatever error viem throws.
    return null
  }
}

const isSame = (a: Hex, b: Hex): boolean => a.toLowerCase() === b.toLowerCase()

/** A contract that a step would touch in place of the deployment's own. */
export interface ForeignWire {
  readonly part: keyof MigrationWiring
  readonly found: Address
  /** Null where the deployment names none. */
  readonly expected: Address | null
}

/** The parts of a step's wiring that differ from the deployment. */
export function foreignWires(
  wiring: MigrationWiring,
  expected: Readonly<Record<keyof MigrationWiring, Address | null>>,
): readonly ForeignWire[] {
  return (Object.keys(expected) as (keyof MigrationWiring)[]).flatMap((part) => {
    const [found, right] = [wiring[part], expected[part]]
    return right !== null && isAddressEqual(found, right) ? [] : [{ part, found, expected: right }]
  })
}
