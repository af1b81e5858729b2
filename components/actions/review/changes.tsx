'use client'

import { useId } from 'react'
import { differWhenCut } from '@/components/model/evidence'
import { EvidenceText } from '@/components/model/evidence-text'
import { Change } from '@/components/ui/change'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { StateBadge } from '@/components/ui/state-badge'
import { plural } from '@/lib/format'
import type { EffectRow, EffectRows } from './effect-rows'

/** As many are shown at once, so that a review stays one screen; more are behind a press. */
const SHOWN = 3

interface ChangesProps {
  readonly rows: EffectRows
  readonly title?: string | undefined
}

/** Every number of the console that would change: what nobody stated first, then what was stated, then what follows. */
export function Changes({ rows, title = 'What changes' }: ChangesProps) {
  const headingId = useId()
  const { basis, unexpected, stated, consequences } = rows
  return (
    <section aria-labelledby={headingId} className="space-y-3">
      <h3 id={headingId} className="font-semibold">
        {title}
        {basis === 'stated' && <span className="font-normal text-unknown">, as stated; not simulated</span>}
        {basis === 'reverts' && (
          <span className="font-normal text-wrong">
            , as stated; the simulation reverts, so nothing of it happens
          </span>
        )}
      </h3>
      {unexpected.length > 0 && (
        <div role="alert" className="space-y-2 rounded-lg bg-wrong-soft p-3 ring-1 ring-wrong/25 ring-inset">
          <StateBadge
            plain
            state="wrong"
            word={`${plural(unexpected.length, 'change')} that nothing stated explains`}
          />
          <Rows rows={unexpected} />
        </div>
      )}
      <Stated rows={stated} basis={basis} />
      {consequences.length > 0 && <Consequences rows={consequences} />}
    </section>
  )
}

/** What is not as stated always stands; of the rest, what the action is about, which an action states first. */
function Stated({
  rows,
  basis,
}: {
  readonly rows: readonly EffectRow[]
  readonly basis: EffectRows['basis']
}) {
  if (rows.length === 0) return <p className="text-muted">No change can be stated.</p>
  const faults = rows.filter(({ fault }) => fault !== null)
  const asStated = rows.filter(({ fault }) => fault === null)
  const shown = asStated.length === SHOWN + 1 ? asStated : asStated.slice(0, SHOWN)
  const more = asStated.length - shown.length
  return (
    <>
      <Rows rows={[...faults, ...shown]} />
      {more > 0 && (
        <Disclosure
          summary={`${plural(more, 'more change')}${basis === 'simulated' ? `, ${more === 1 ? '' : 'all '}as stated` : ''}`}
        >
          <Rows rows={asStated.slice(shown.length)} />
        </Disclosure>
      )}
    </>
  )
}

function Consequences({ rows }: { readonly rows: readonly EffectRow[] }) {
  const title = `${plural(rows.length, 'number')} of the console ${rows.length === 1 ? 'follows' : 'follow'} from it`
  if (rows.length > SHOWN) {
    return (
      <Disclosure summary={title}>
        <Rows rows={rows} />
      </Disclosure>
    )
  }
  return (
    <div>
      <p className="mb-1 text-muted text-sm">{title}</p>
      <Rows rows={rows} />
    </div>
  )
}

function Rows({ rows }: { readonly rows: readonly EffectRow[] }) {
  return (
    <ul className="space-y-2">
      {rows.map((row) => (
        <li key={row.path} data-effect={row.path} className="min-w-0">
          <p className={cn('text-sm', row.fault === null ? 'text-muted' : 'font-medium text-wrong')}>
            <EvidenceText text={row.label} />
          </p>
          {row.before === row.after ? (
            <p>
              <EvidenceText figures text={row.after} />
              <span className="text-muted">, {row.fault === null ? 'already so' : 'unchanged'}</span>
            </p>
          ) : (
            <Change
              before={<EvidenceText figures={differWhenCut(row.before, row.after)} text={row.before} />}
              after={<EvidenceText figures={differWhenCut(row.before, row.after)} text={row.after} />}
              difference={
                row.difference === null ? undefined : <EvidenceText figures text={row.difference} />
              }
            />
          )}
          {row.timed && <p className="text-faint text-xs">Depends on the second of its block.</p>}
          {row.fault !== null && <StateBadge plain state="wrong" word={row.fault} className="mt-0.5" />}
        </li>
      ))}
    </ul>
  )
}
