import { type Address, encodeFunctionData, type Hex, isAddressEqual, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { andThen, combine, every, type Leaf, unknown } from '@/lib/leaf'
import {
  type LegacyIlk,
  type LegacyRight,
  type ListedIlk,
  rollbackCall,
  type WayBackIlk,
} from '@/lib/migration'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import { debtState } from './debt'

/** Every recorded ilk, with what MigrationMom restores of it. */
export function listedIlks({ ilks }: MigrationFacts): Leaf<readonly ListedIlk[]> {
  const items = every(
    ilks.items.map(({ id, ceiling, listed }) =>
      combine({ ceiling, listed }, (known) => ({ id, recorded: known.ceiling, listed: known.listed })),
    ),
  )
  return combine({ length: ilks.length, items }, (known) => known.items)
}

/** What the Prime may do on each recorded ilk. */
export function legacyRights(
  { ilks }: MigrationFacts,
  { legacyWires }: PrimeFacts,
): Leaf<readonly LegacyRight[]> {
  const items = every(
    ilks.items.map(({ id, ceiling }) => {
      const wires = legacyWires.find((one) => one.id === id)
      if (!wires) return unknown(notInFile(id))
      const { mayDraw: draws, mayWipe: wipes, allowance } = wires
      return combine({ recorded: ceiling, draws, wipes, allowance }, (known) => ({
        id,
        recorded: known.recorded,
        mayDraw: known.draws && known.wipes,
        allowance: known.allowance,
      }))
    }),
  )
  return combine({ length: ilks.length, items }, (known) => known.items)
}

/** Every recorded ilk with its debt, and what a rollback restores of it. */
export function wayBackIlks(
  { ilks }: MigrationFacts,
  { legacy }: PrimeFacts,
  mcd: McdFacts,
): Leaf<readonly WayBackIlk[]> {
  const items = every(
    ilks.items.map(({ id, ilk, ceiling, closed }) =>
      andThen(ilk, (hash): Leaf<WayBackIlk> => {
        const facts = legacy.find((one) => one.ilk === hash)
        if (!facts) return unknown(notInFile(id))
        return combine({ recorded: ceiling, closed, state: debtState(facts, mcd) }, (known) => ({
          id,
          ...known,
        }))
      }),
    ),
  )
  return combine({ length: ilks.length, items }, (known) => known.items)
}

/** Known only where the facet asks the AutoLine that is read here. */
export function inTheSameAutoLine<T>(
  ilks: Leaf<T>,
  { migration }: GeneratorFacts,
  { addresses }: McdFacts,
): Leaf<T> {
  if (addresses.autoLine === null) return unknown(noAutoLine)
  const own = addresses.autoLine
  return andThen(migration?.autoLine ?? noMigrationFacet, (at) =>
    isAddressEqual(at, own) ? ilks : unknown(otherAutoLine(at)),
  )
}

const otherAutoLine = (at: Address) =>
  ({ kind: 'not-read', message: `The facet looks into another AutoLine: ${at}.` }) as const

/** The legacy ilks that the facet recorded, as MCD has them. */
export function legacyIlks({ ilks }: MigrationFacts, { legacy }: PrimeFacts): Leaf<readonly LegacyIlk[]> {
  const found = ilks.items.map(({ id, ilk }) =>
    andThen(ilk, (hash): Leaf<LegacyIlk> => {
      const facts = legacy.find((one) => one.ilk === hash)
      if (!facts) return unknown(notInFile(id))
      if (!facts.autoLine) return unknown(noAutoLine)
      const { line, Art, autoLine } = facts
      return combine({ line, Art, highest: autoLine.line }, (known) => ({ id, ...known }))
    }),
  )
  return combine({ length: ilks.length, found: every(found) }, (known) => known.found)
}

const notInFile = (id: string) =>
  ({
    kind: 'not-read',
    message: `The facet recorded ${id}, which the deployment file does not name for this Prime.`,
  }) as const

const noAutoLine = { kind: 'not-read', message: 'The deployment file names no AutoLine.' } as const

export const noMigrationFacet = unknown({
  kind: 'not-read',
  message: 'The Diamond has no LegacyMigrationFacet.',
})

/** Operations of the timelock that approve the rollback of a Prime, in any state. */
export function approvalsOf(
  { addresses }: PrimeFacts,
  generator: GeneratorFacts,
  configurator: ConfiguratorFacts,
  { operations }: TimelockFacts,
): readonly Hex[] {
  const { beamState } = configurator.addresses
  const calls = approvalCalls(addresses.almProxy, generator.id)
  return operations
    .filter(({ queued }) =>
      queued.calls.some(({ target, data }) => isAddressEqual(target, beamState) && calls.includes(data)),
    )
    .map(({ id }) => id)
}

/** The calls of BeamState that approve a rollback: for the Diamond, or for every controller. */
function approvalCalls(almProxy: Address, diamond: Address): readonly Hex[] {
  return [diamond, zeroAddress].map((controller) =>
    encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackCall(almProxy), controller],
    }),
  )
}
