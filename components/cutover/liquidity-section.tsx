'use client'

import Link from 'next/link'
import { useMemo, useState } from 'react'
import { PauseForm } from '@/components/actions/forms/pause-form'
import { policyWords } from '@/components/guardrails/guardrail-words'
import { RunbookCard } from '@/components/handbook/runbook-card'
import { LeafText } from '@/components/model/leaf-text'
import { fundedHref } from '@/components/model/places'
import { UsdsAmount } from '@/components/model/usds-amount'
import { When } from '@/components/model/when'
import { DataTable } from '@/components/ui/data-table'
import { Disclosure } from '@/components/ui/disclosure'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import { Value } from '@/components/ui/value'
import { type Cliff, cliffs, isNear } from '@/lib/console/cutover/cliffs'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import { runbooks } from '@/lib/handbook'
import { combine, given, type Leaf, map } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { cliffsSentence, cliffWords, takesAway } from '@/lib/words/cliffs'
import { type VaultRow, vaultRows } from './vault-rows'

/** Buffers, policies and pauses of all vaults on one screen, what changes by itself, and how to pause. */
export function LiquiditySection({ model }: { readonly model: ConsoleModel }) {
  const ahead = useMemo(() => cliffs(model), [model])
  const rows = vaultRows(model)
  return (
    <Section
      id="liquidity"
      title={cliffsSentence(
        ahead.filter((cliff) => isNear(cliff, model.time)),
        model.time,
      )}
      note="What every vault keeps, lets out and has paused; and what changes by itself."
      className="print:hidden"
      bare
    >
      <div className="space-y-4">
        <DataTable
          id="vaults"
          caption="Liquidity of every vault"
          columns={columnsOf(model)}
          rows={rows}
          rowKey={({ id }) => id}
          empty="The deployment file names no vault."
          fileName={`liquidity-at-block-${model.block.number}`}
        />
        <Ahead all={ahead} model={model} />
        <PauseHere rows={rows} model={model} />
      </div>
    </Section>
  )
}

function Ahead({ all, model }: { readonly all: readonly Cliff[]; readonly model: ConsoleModel }) {
  const near = all.filter((cliff) => isNear(cliff, model.time))
  const far = all.filter((cliff) => !near.includes(cliff))
  if (all.length === 0) return null
  return (
    <section aria-labelledby="cliffs-heading" className="rounded-lg bg-surface p-4 ring-1 ring-line">
      <h3 id="cliffs-heading" className="font-semibold">
        What comes by itself
      </h3>
      <Cliffs all={near} model={model} />
      {far.length > 0 && (
        <Disclosure
          summary={<span className="text-sm">{far.length} more than a year ahead</span>}
          className="mt-2"
        >
          <Cliffs all={far} model={model} />
        </Disclosure>
      )}
    </section>
  )
}

function Cliffs({ all, model }: { readonly all: readonly Cliff[]; readonly model: ConsoleModel }) {
  return (
    <ul className="mt-1 divide-y divide-line">
      {all.map((cliff) => {
        const { id, at, generator, prime } = cliff
        const [state, word] = cliffLook(cliff, model.time)
        return (
          <li
            key={id}
            data-cliff={cliff.kind}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-1.5"
          >
            <StateBadge state={state} word={word} plain />
            <Link href={fundedHref(model, generator.id, prime)} prefetch={false} className="link">
              {cliffWords(cliff)}
            </Link>
            <span className="text-muted text-sm">
              {at.ok ? (
                at.value !== null && at.value > model.time && <When at={at.value} now={model.time} />
              ) : (
                <Value text={null} reason={at.reason.message} />
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** How long before it comes somebody should look at it [s]: a month. */
const SOON = 30n * 86_400n

function cliffLook(cliff: Cliff, now: bigint): readonly [State, string] {
  const { at } = cliff
  if (!at.ok) return ['unknown', 'Could not compute']
  if (at.value !== null && at.value <= now) return takesAway(cliff) ? ['wrong', 'Reached'] : ['idle', 'Now']
  return takesAway(cliff) && at.value !== null && at.value <= now + SOON
    ? ['unknown', 'Soon']
    : ['idle', 'Ahead']
}

/** The runbook beside the button. */
function PauseHere({ rows, model }: { readonly rows: readonly VaultRow[]; readonly model: ConsoleModel }) {
  const guarded = rows.flatMap((row) =>
    row.guardrails === null ? [] : [{ ...row, guardrails: row.guardrails }],
  )
  const [chosen, setChosen] = useState(guarded[0]?.id ?? '')
  const vault = guarded.find(({ id }) => id === chosen) ?? guarded[0]
  const runbook = runbooks.find(({ id }) => id === 'pause-vault')
  if (vault === undefined || runbook === undefined) return null
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <RunbookCard runbook={runbook} />
      <section
        aria-labelledby="pause-here-heading"
        className="space-y-3 rounded-lg bg-surface p-4 ring-1 ring-line"
      >
        <h3 id="pause-here-heading" className="font-semibold">
          Pause a vault now
        </h3>
        <Select
          label="Vault"
          options={guarded.map(({ id, name }) => ({ id, label: name }))}
          value={vault.id}
          onChange={setChosen}
          className="max-w-md"
        />
        <PauseForm
          key={vault.id}
          model={model}
          generator={vault.generator}
          prime={vault.prime}
          guardrails={vault.guardrails}
        />
      </section>
    </div>
  )
}

function columnsOf(model: ConsoleModel): readonly Column<VaultRow>[] {
  return [
    {
      id: 'vault',
      header: 'Vault of',
      minWidth: '6.5rem',
      cell: ({ name, generator, prime }) => (
        <Link
          href={`${fundedHref(model, generator.id, prime)}#guardrails`}
          prefetch={false}
          className="link whitespace-nowrap"
        >
          {name}
        </Link>
      ),
      text: ({ name }) => name,
      sort: ({ name }) => name,
    },
    {
      id: 'paused',
      header: 'Paused',
      minWidth: '8rem',
      cell: (row) => <Paused row={row} />,
      text: (row) => {
        const paused = pausedWords(row)
        return paused.ok ? paused.value : `Unknown: ${paused.reason.message}`
      },
    },
    usds('idle', 'Idle', '5.5rem', ({ prime }) => prime.vault.idle),
    usds('buffer', 'Buffer', '5.5rem', ({ guardrails }) => guardrails?.buffer ?? null),
    usds('unsettled', 'Not settled', '6.5rem', ({ guardrails }) => guardrails?.unsettled ?? null),
    usds('policyLeft', 'Policy lets out', '7.5rem', ({ guardrails }) => guardrails?.policyLeft ?? null),
    usds('take', 'Prime can take', '7.5rem', ({ prime }) => map(prime.canTake, ({ amount }) => amount)),
    usds('recall', 'Can be recalled', '7.5rem', ({ prime }) => map(prime.canRecall, ({ amount }) => amount)),
    {
      id: 'policy',
      header: 'Policy',
      minWidth: '13rem',
      cell: ({ guardrails }) =>
        guardrails === null ? (
          'No guardrails'
        ) : (
          <LeafText leaf={policyWords(guardrails)} text={(words) => words} />
        ),
      text: ({ guardrails }) => {
        const words = guardrails === null ? given('No guardrails') : policyWords(guardrails)
        return words.ok ? words.value : `Unknown: ${words.reason.message}`
      },
    },
  ]
}

function pausedWords({ guardrails }: VaultRow): Leaf<string> {
  if (guardrails === null) return given('No')
  return combine(
    { takes: guardrails.takesPaused, withdrawals: guardrails.withdrawalsPaused },
    ({ takes, withdrawals }) => {
      if (takes && withdrawals) return 'Takes and withdrawals'
      if (takes) return 'Takes'
      return withdrawals ? 'Withdrawals' : 'No'
    },
  )
}

function Paused({ row }: { readonly row: VaultRow }) {
  const words = pausedWords(row)
  if (!words.ok || words.value === 'No') return <LeafText leaf={words} text={(text) => text} />
  return <StateBadge state="wrong" word={words.value} plain />
}

function usds(
  id: string,
  header: string,
  minWidth: string,
  of: (row: VaultRow) => Leaf<Wad> | null,
): Column<VaultRow> {
  return {
    id,
    header,
    unit: 'USDS',
    numeric: true,
    minWidth,
    cell: (row) => {
      const leaf = of(row)
      return leaf === null ? <span className="text-faint">none</span> : <UsdsAmount in="wad" leaf={leaf} />
    },
    text: (row) => {
      const leaf = of(row)
      if (leaf === null) return 'None'
      return leaf.ok ? formatExact(leaf.value, 18).replaceAll(',', '') : `Unknown: ${leaf.reason.message}`
    },
    sort: (row) => {
      const leaf = of(row)
      return leaf?.ok ? leaf.value : null
    },
  }
}
