import {
  type Address,
  getAbiItem,
  type Hex,
  hexToString,
  isAddressEqual,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import {
  allocatorRolesAbi,
  allocatorVaultAbi,
  beamStateAbi,
  diamondLoupeFacetAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  usdsAbi,
  vatAbi,
} from '@/lib/abi'
import type {
  LegacyWireFacts,
  MigrationFacts,
  MigrationMomFacts,
  MigrationSurfaceFacts,
  RecordedIlkFacts,
} from '@/lib/console/facts/migration'
import { type Deployment, type GeneratorDeployment, type PrimeDeployment, unitNamed } from '@/lib/deployment'
import { andThen, convert, dependOn, field, given, type Leaf, map, type ValueOf } from '@/lib/leaf'
import { rollbackHash } from '@/lib/migration'
import type { Ask } from '../read/ask'
import { inRad, inWad } from './units'

const selector = toFunctionSelector(getAbiItem({ abi: legacyMigrationFacetAbi, name: 'migrations' }))

/** The reads that every Prime's migration is gathered from. */
export interface MigrationReads {
  /** Facet of the Diamond that has `migrations`; the zero address where there is none. */
  readonly facet: Leaf<Address>
  readonly all: ReturnType<typeof askMigrations>
  readonly mom: Leaf<Address>
}

function askMigrations(ask: Ask, diamond: Address) {
  return ask.call(diamond, legacyMigrationFacetAbi, 'migrations')
}

type Stored = ValueOf<MigrationReads['all']>[number]

/**
 * Everything is asked at once, so that the reads that follow from it come in the next round. Without a facet, nothing
 * rests on these reads.
 */
export function readMigrations(ask: Ask, { addresses: { diamond } }: GeneratorDeployment): MigrationReads {
  const facet = ask.call(diamond, diamondLoupeFacetAbi, 'facetAddress', selector)
  const all = askMigrations(ask, diamond)
  const mom = ask.call(diamond, legacyMigrationFacetAbi, 'migrationMom')
  return { facet, all: andThen(facet, () => all), mom: andThen(facet, () => mom) }
}

/** Whether the Diamond has a migration surface, or may have one as far as is known. */
const hasFacet = ({ facet }: MigrationReads): boolean => !facet.ok || facet.value !== zeroAddress

/** @returns null for a Diamond without the facet */
export function gatherMigrationSurface(
  ask: Ask,
  { mcd }: Deployment,
  { addresses: { diamond } }: GeneratorDeployment,
  reads: MigrationReads,
): MigrationSurfaceFacts | null {
  if (!hasFacet(reads)) return null
  const { all, facet } = reads
  const autoLine = ask.call(diamond, legacyMigrationFacetAbi, 'autoLine')
  const wayBackMargin = ask.call(diamond, legacyMigrationFacetAbi, 'WAY_BACK_MARGIN')
  return {
    scheduled: {
      length: map(all, (list) => list.length),
      items: (all.ok ? all.value : []).map(({ prime }, index) => ({
        id: prime,
        prime: field(field(all, index), 'prime') as Leaf<Address>,
      })),
    },
    autoLine: andThen(facet, () => autoLine),
    wayBackMargin: inWad(andThen(facet, () => wayBackMargin)),
    mom: gatherMom(ask, mcd.vat, reads.mom),
  }
}

function gatherMom(ask: Ask, vat: Address, address: Leaf<Address>): MigrationMomFacts {
  // A Diamond without a MigrationMom names nobody.
  const asked = (name: 'owner' | 'diamond' | 'vat'): Leaf<Address> =>
    andThen(address, (mom) => (mom === zeroAddress ? given(mom) : ask.call(mom, migrationMomAbi, name)))
  return {
    address,
    owner: asked('owner'),
    diamond: asked('diamond'),
    vat: asked('vat'),
    ward: andThen(address, (mom) => convert(ask.call(vat, vatAbi, 'wards', mom), (ward) => ward === 1n)),
  }
}

/** The migration of one Prime, all zero if it was never scheduled; null for a Diamond without the facet. */
export function gatherMigration(
  ask: Ask,
  deployment: Deployment,
  { unit, addresses: { diamond } }: GeneratorDeployment,
  { almProxy }: PrimeDeployment,
  reads: MigrationReads,
): MigrationFacts | null {
  if (!hasFacet(reads)) return null
  const { all, facet } = reads
  const index = all.ok ? all.value.findIndex(({ prime }) => isAddressEqual(prime, almProxy)) : -1
  const stored: Leaf<Stored> =
    index < 0 ? map(all, () => neverScheduled) : (field(all, index) as Leaf<Stored>)
  const approved = ask.call(
    unitNamed(deployment, unit).beamState,
    beamStateAbi,
    'isControllerActionEnabled',
    rollbackHash(almProxy),
    diamond,
  )
  return {
    vault: field(stored, 'vault'),
    phase: field(stored, 'phase'),
    epoch: field(stored, 'epoch'),
    scheduledAt: field(stored, 'scheduledAt'),
    dualRunAt: field(stored, 'dualRunAt'),
    cutOverAt: field(stored, 'cutOverAt'),
    rolledBackAt: field(stored, 'rolledBackAt'),
    retiredAt: field(stored, 'retiredAt'),
    migrated: inWad(field(stored, 'migrated')),
    migratedBack: inWad(field(stored, 'migratedBack')),
    ilks: gatherIlks(ask, stored, reads.mom),
    rollbackApproved: andThen(facet, () => approved),
  }
}

const neverScheduled: Stored = {
  prime: zeroAddress,
  vault: zeroAddress,
  phase: 0,
  epoch: 0n,
  scheduledAt: 0n,
  dualRunAt: 0n,
  cutOverAt: 0n,
  rolledBackAt: 0n,
  retiredAt: 0n,
  migrated: 0n,
  migratedBack: 0n,
  ilks: [],
}

function gatherIlks(ask: Ask, stored: Leaf<Stored>, mom: Leaf<Address>): MigrationFacts['ilks'] {
  const ilks = field(stored, 'ilks')
  return {
    length: map(ilks, (list) => list.length),
    items: (ilks.ok ? ilks.value : []).map(({ ilk }, index): RecordedIlkFacts => {
      const recorded = field(ilks, index)
      const listed = andThen(mom, (at) =>
        at === zeroAddress ? given(0n) : ask.call(at, migrationMomAbi, 'ceilings', ilk),
      )
      const closed = andThen(mom, (at) =>
        at === zeroAddress ? given(false) : ask.call(at, migrationMomAbi, 'closed', ilk),
      )
      return {
        id: nameOf(ilk),
        ilk: field(recorded, 'ilk'),
        allocatorVault: field(recorded, 'allocatorVault'),
        ceiling: inRad(field(recorded, 'ceiling')),
        listed: inRad(dependOn(listed, ilks.from)),
        closed: dependOn(closed, ilks.from),
      }
    }),
  }
}

/** The text that an ilk encodes, or the ilk itself where it encodes none. */
function nameOf(ilk: Hex): string {
  const text = hexToString(ilk, { size: 32 })
  return /^[\x21-\x7e]+$/.test(text) ? text : ilk
}

const selectors = {
  draw: toFunctionSelector('draw(uint256)'),
  wipe: toFunctionSelector('wipe(uint256)'),
} as const

/** Whether an AllocatorVault lets an account call a function, as a ward or by AllocatorRoles. */
function gatherRight(
  ask: Ask,
  allocatorVault: Address,
  account: Address,
  { ward, roles }: Pick<LegacyWireFacts, 'ward' | 'roles'>,
  sig: Hex,
): Leaf<boolean> {
  const ilk = ask.call(allocatorVault, allocatorVaultAbi, 'ilk')
  return andThen(ward, (isWard) =>
    isWard
      ? given(true)
      : andThen(roles, (at) =>
          andThen(ilk, (name) =>
            ask.call(at, allocatorRolesAbi, 'canCall', name, account, allocatorVault, sig),
          ),
        ),
  )
}

/** What the Prime's ALMProxy may do on its legacy ilks, whether they are scheduled or not. */
export function gatherLegacyWires(
  ask: Ask,
  { mcd }: Deployment,
  { almProxy, legacyIlks }: PrimeDeployment,
): readonly LegacyWireFacts[] {
  return legacyIlks.map(({ ilk, allocatorVault }) => {
    const buffer = ask.call(allocatorVault, allocatorVaultAbi, 'buffer')
    const by = {
      ward: convert(ask.call(allocatorVault, allocatorVaultAbi, 'wards', almProxy), (flag) => flag === 1n),
      roles: ask.call(allocatorVault, allocatorVaultAbi, 'roles'),
    }
    return {
      id: ilk,
      ...by,
      mayDraw: gatherRight(ask, allocatorVault, almProxy, by, selectors.draw),
      mayWipe: gatherRight(ask, allocatorVault, almProxy, by, selectors.wipe),
      buffer,
      allowance: inWad(andThen(buffer, (at) => ask.call(mcd.usds, usdsAbi, 'allowance', at, almProxy))),
    }
  })
}
