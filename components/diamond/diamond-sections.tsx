'use client'

import { ReplaceForms } from '@/components/actions/forms/replace-forms'
import { Label } from '@/components/handbook/prose'
import { ChecksTable } from '@/components/model/checks-table'
import { EvidenceText } from '@/components/model/evidence-text'
import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import { RoleHolders } from '@/components/model/role-holders'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { HexGroups } from '@/components/ui/hex-groups'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { Check } from '@/lib/console/model/check'
import { replaceableIn } from '@/lib/console/replaceable'
import { formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'

interface PartProps {
  readonly generator: GeneratorModel
}

/** Who owns the Diamond, who operates it and who cuts them off. */
export function Roles({ generator }: PartProps) {
  const { admin, relayer, freezer } = generator.roles
  return (
    <DefinitionList
      termText={(term) => <Label text={term} />}
      items={[
        {
          term: 'Owner',
          value: <RoleHolders role={admin} />,
          note: 'DEFAULT_ADMIN_ROLE: everything, diamondCut included.',
        },
        {
          term: 'Relayers',
          value: <RoleHolders role={relayer} />,
          note: 'RELAYER: the operating functions.',
        },
        { term: 'Freezers', value: <RoleHolders role={freezer} />, note: 'FREEZER: removeRelayer at once.' },
      ]}
    />
  )
}

/** A cBEAM replaces its relayers or its freezers; nothing where the Unit has no ControllerOperators. */
export function ReplaceRoles({ generator, model }: PartProps & { readonly model: ConsoleModel }) {
  const unit = unitOf(model, generator)
  const controllers = replaceableIn(model, unit).filter(({ id }) => id === generator.id)
  if (unit.configurator.addresses.operators === null) return null
  return (
    <Disclosure summary="Replace the relayers or the freezers" className="mt-4">
      <ReplaceForms model={model} unit={unit} controllers={controllers} />
    </Disclosure>
  )
}

/** ERC-165 interfaces, as the Diamond itself answers. */
export function Interfaces({ generator }: PartProps) {
  return (
    <DefinitionList
      items={generator.diamond.interfaces.map(({ id, name, supported }) => ({
        term: name,
        value: <Supported leaf={supported} />,
        note: (
          <>
            <code className="font-mono">{id}</code> <Provenance leaf={supported} of={`answer to ${name}`} />
          </>
        ),
      }))}
    />
  )
}

function Supported({ leaf }: { readonly leaf: Leaf<boolean> }) {
  if (!leaf.ok) {
    return (
      <span className="inline-flex items-center gap-2">
        <StateBadge state="unknown" word="Could not check" plain />
        <Value text={null} reason={leaf.reason.message} />
      </span>
    )
  }
  return leaf.value ? (
    <StateBadge state="ok" word="Supported" plain />
  ) : (
    <StateBadge state="wrong" word="Not supported" plain />
  )
}

const CONTRACT: Readonly<Record<keyof GeneratorModel['addresses'], string>> = {
  diamond: 'Diamond',
  almProxy: 'ALMProxy',
  rateLimits: 'RateLimits',
  allocatorVault: 'AllocatorVault',
  allocatorBuffer: 'AllocatorBuffer',
  usds: 'USDS',
}

interface ContractsProps extends PartProps {
  /** Name of its Configurator Unit; null where there is only one. */
  readonly unit: string | null
}

/** The contracts of the PAU by their addresses in full, the Diamond's own code, and the Unit in whose scope it is. */
export function Contracts({ generator, unit }: ContractsProps) {
  const { addresses, diamond } = generator
  return (
    <DefinitionList
      items={[
        ...(Object.keys(CONTRACT) as (keyof typeof CONTRACT)[]).map((key) => ({
          term: CONTRACT[key],
          value: (
            <span className="flex items-start gap-2">
              <HexGroups hex={addresses[key]} size={4} perLine={5} />
              <CopyButton text={addresses[key]} label={`Copy address of ${CONTRACT[key]}`} />
            </span>
          ),
        })),
        {
          term: 'Code of the Diamond',
          value: diamond.code.hash.ok ? (
            <HashText hash={diamond.code.hash.value} label="code hash of the Diamond" />
          ) : (
            <Value text={null} reason={diamond.code.hash.reason.message} />
          ),
          note: <LeafText leaf={diamond.code.size} text={(size) => `${formatExact(size, 0)} bytes`} />,
        },
        ...(unit === null ? [] : [{ term: 'Configurator Unit', value: unit }]),
      ]}
    />
  )
}

/** Facets of the deployment that serve nothing any more. */
export function GoneFacets({ generator }: PartProps) {
  const { gone } = generator.diamond
  if (!gone.ok) return <p>Which facets of the deployment are gone could not be read: {gone.reason.message}</p>
  if (gone.value.length === 0) return null
  return (
    <p className="mt-2.5 text-muted text-sm">
      Of the deployment, and no longer serving any function:{' '}
      <EvidenceText text={gone.value.map(({ address }) => address).join(', ')} />.
    </p>
  )
}

interface WiringProps extends PartProps {
  readonly id: string
  readonly checks: readonly Check[]
  readonly fileName: string
}

/** Every check of wires and facets of one Generator, with what was found. */
export function Wiring({ id, generator, checks, fileName }: WiringProps) {
  const rows = checks.filter(
    (check) => (check.area === 'wiring' || check.area === 'facets') && check.id.includes(generator.id),
  )
  return <ChecksTable id={id} caption="Wiring and facet checks" checks={rows} fileName={fileName} />
}
