'use client'

import type { Address } from 'viem'
import { LeafAddress } from '@/components/model/leaf-address'
import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { StateBadge } from '@/components/ui/state-badge'
import { driftOf } from '@/lib/console/derive/beacon'
import type { BeaconFacts, MemberList, PauFacts, StrangerFacts } from '@/lib/console/facts/pau'
import type { PauFunction, PauModel } from '@/lib/console/model/paus'
import { capital, plural } from '@/lib/format'
import { driftWords, pauWords, unfreezableWords } from '@/lib/words/paus'
import { movesLook } from './moves'

/** Every controller of an ALMProxy, and whoever else controls it. */
export function ControllerCards({
  controllers,
  strangers,
  whole = false,
}: {
  readonly controllers: readonly PauModel[]
  readonly strangers: readonly StrangerFacts[]
  /** With the functions of each. */
  readonly whole?: boolean
}) {
  return (
    <ul className="space-y-3">
      {controllers.map((pau) => (
        <li key={pau.id} data-controller={pau.id} className="rounded-lg bg-surface p-4 ring-1 ring-line">
          <Controller pau={pau} whole={whole} />
        </li>
      ))}
      {strangers.flatMap((stranger) =>
        stranger.active.ok && !stranger.active.value
          ? []
          : [
              <li key={stranger.id} className="rounded-lg bg-surface p-4 ring-1 ring-line">
                <Stranger stranger={stranger} />
              </li>,
            ],
      )}
    </ul>
  )
}

function Controller({ pau, whole }: { readonly pau: PauModel; readonly whole: boolean }) {
  const words = pauWords(pau.reader)
  return (
    <>
      <p className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <ShownName address={pau.id} className="font-medium" />
        <span className="text-muted">
          {capital(words.stage)}
          {pau.probed?.ok && ', as it answers: the deployment file does not say'}
        </span>
        <StateBadge {...movesLook(pau)} plain />
        <Provenance leaf={pau.controllerOnProxy} of="CONTROLLER on the ALMProxy" />
      </p>
      <DefinitionList
        items={[
          { term: capital(words.operators), value: <Operators pau={pau} /> },
          {
            term: 'Who may freeze',
            value: <Enders pau={pau} />,
            note: `${capital(words.ender)}, by ${words.freeze}.`,
          },
          { term: 'Admins', value: <Members list={pau.admins} of="admins" /> },
          ...(words.zeroBlocks === null ? [] : [{ term: 'Limits of zero', value: words.zeroBlocks }]),
          ...(pau.beacon === null
            ? []
            : [{ term: 'Beacon', value: <Recommended own={pau.integrations} beacon={pau.beacon} /> }]),
          ...(whole ? [{ term: 'Functions', value: <Functions pau={pau} /> }] : []),
        ]}
      />
    </>
  )
}

function Operators({ pau: { relayers, agency } }: { readonly pau: PauFacts }) {
  if (relayers !== null) return <Members list={relayers.members} of="relayers" />
  if (agency === null) return null
  const { length, items } = agency.allocators
  if (!length.ok) return <LeafText leaf={length} text={String} />
  if (items.length === 0) return <span>No agent holds ALLOCATOR_ROLE.</span>
  return (
    <ul className="space-y-1">
      {items.map(({ id, account, agent }) => (
        <li key={id}>
          {agent === null ? (
            <>
              <LeafAddress leaf={account} />{' '}
              <span className="text-muted">{unfreezableWords['no-agent']}</span>
            </>
          ) : (
            <>
              <Members list={agent.actors} of="actors" />{' '}
              <span className="text-muted">
                through the agent <LeafAddress leaf={account} />
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Enders({ pau: { freezers, agency } }: { readonly pau: PauFacts }) {
  if (freezers !== null) return <Members list={freezers} of="freezers" />
  return (agency?.allocators.items ?? []).map(
    ({ id, agent }) =>
      agent && (
        <span key={id} className="flex flex-wrap gap-x-3">
          <Members list={agent.revokers} of="revokers" />
          <Members list={agent.admins} of="admins of the agent" />
        </span>
      ),
  )
}

/** The accounts of a list, or why it could not be read. */
function Members({ list: { length, items }, of }: { readonly list: MemberList; readonly of: string }) {
  if (!length.ok) return <LeafText leaf={length} text={String} />
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      {length.value === 0 && <span>Nobody</span>}
      {items.map(({ id, account }) => (
        <LeafAddress key={id} leaf={account} />
      ))}
      <Provenance leaf={length} of={of} />
    </span>
  )
}

/** The Beacon of a controller, and what the controller has otherwise. */
function Recommended({
  own,
  beacon,
}: {
  readonly own: PauFacts['integrations']
  readonly beacon: BeaconFacts
}) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <LeafAddress leaf={beacon.address} />
      {own && <LeafText leaf={driftOf(own, beacon)} text={driftWords} />}
    </span>
  )
}

function Functions({ pau: { functions, facets } }: { readonly pau: PauModel }) {
  if (functions === null)
    return (
      <>
        <p>A fixed set, which it does not list{facets === null ? '.' : ', in these facets:'}</p>
        {facets !== null && (
          <ul className="mt-1 space-y-0.5">
            {facets.items.map(({ id, address }) => (
              <li key={id}>
                <code>{id}</code> <LeafAddress leaf={address} />
              </li>
            ))}
          </ul>
        )}
      </>
    )
  if (!functions.ok) return <LeafText leaf={functions} text={String} />
  return (
    <Disclosure summary={plural(functions.value.length, 'function')}>
      <ul className="space-y-1 text-sm">
        {functions.value.map((one) => (
          <li key={one.selector}>
            <Served one={one} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function Served({ one }: { readonly one: PauFunction }) {
  return (
    <>
      <code>{one.signature ?? one.selector}</code>{' '}
      <span className="text-muted">
        {one.signature === null && 'unknown function, '}
        {one.as === null ? 'of ' : `as ${one.as} of `}
        <ShownName address={one.facet} short />
      </span>
    </>
  )
}

function Stranger({ stranger: { id, active } }: { readonly stranger: StrangerFacts }) {
  return (
    <div className="space-y-1">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <ShownName address={id as Address} className="font-medium" />
        {active.ok ? (
          <StateBadge state="wrong" word="Not in the deployment file" plain />
        ) : (
          <StateBadge state="unknown" word="Could not be read" plain />
        )}
        <Provenance leaf={active} of="CONTROLLER on the ALMProxy" />
      </p>
      <p className="text-muted">{active.ok ? unfreezableWords.stranger : active.reason.message}</p>
    </div>
  )
}
