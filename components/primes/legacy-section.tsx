'use client'

import { Term } from '@/components/handbook/term'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { UsdsAmount } from '@/components/model/usds-amount'
import { DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { Column } from '@/components/ui/table-model'
import type { McdFacts } from '@/lib/console/facts/primes'
import type { IlkModel, PrimeModel } from '@/lib/console/model/primes'
import { type DecimalsOf, formatExact } from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { sumOf } from '@/lib/math'
import { ceilingOutlook, ceilingWords } from './ceiling'
import { DripButton } from './drip-button'
import { ExecButton } from './exec-button'
import { feesNotBooked } from './fees'
import { growthWords } from './growth'

interface LegacySectionProps {
  readonly prime: Pick<PrimeModel, 'name' | 'legacy' | 'legacyDebt'>
  readonly mcd: McdFacts
  /** Time of the chain [unix s]. */
  readonly now: bigint
  readonly blockNumber: bigint
  readonly fileName: string
}

/** The ilks on which the Prime owed before the Generator. */
export function LegacySection({ prime, mcd, now, blockNumber, fileName }: LegacySectionProps) {
  return (
    <Section
      id="legacy"
      title="Legacy debt"
      note={
        <>
          <UsdsAmount leaf={prime.legacyDebt} in="rad" withUnit className="font-medium text-ink" /> owed on{' '}
          <Term id="legacy-ilk">legacy ilks</Term> now, fees before the next <Term id="drip">drip</Term>{' '}
          included.
        </>
      }
      bare
    >
      <DataTable
        id="ilks"
        caption={`Legacy ilks of ${prime.name}`}
        columns={columns(mcd, now, blockNumber)}
        exported={[...columns(mcd, now, blockNumber), notBooked(mcd, now)]}
        rows={prime.legacy}
        rowKey={({ id }) => id}
        filter={false}
        empty={`${prime.name} has no legacy ilk.`}
        fileName={fileName}
      />
      <p className="mt-2 text-muted text-sm">
        Ceiling of all debt in the Vat <UsdsAmount leaf={mcd.Line} in="rad" withUnit />, of which{' '}
        <UsdsAmount leaf={mcd.debt} in="rad" withUnit /> is used as dripped.
      </p>
    </Section>
  )
}

function columns(mcd: McdFacts, now: bigint, blockNumber: bigint): readonly Column<IlkModel>[] {
  const next = (ilk: IlkModel) => ceilingOutlook(ilk, mcd, now, blockNumber)
  const outlook = (ilk: IlkModel) => map(next(ilk), (known) => ceilingWords(known, now))
  const accrued = (ilk: IlkModel) => feesNotBooked(ilk, mcd, now)
  const fee = ({ duty }: IlkModel) =>
    growthWords(
      attempt(
        combine({ duty, base: mcd.base }, (read) => read),
        (read) => sumOf([read.duty, read.base]),
      ),
    )
  return [
    {
      id: 'ilk',
      header: 'Ilk',
      minWidth: '11rem',
      cell: ({ id, allocatorVault }) => (
        <>
          {id}
          <span className="block font-normal text-faint text-xs">
            AllocatorVault <ShownName address={allocatorVault} short />
          </span>
        </>
      ),
      text: ({ id }) => id,
    },
    {
      id: 'debt',
      header: 'Debt now',
      unit: 'USDS',
      numeric: true,
      minWidth: '8rem',
      cell: (ilk) => (
        <span className="flex flex-col items-end gap-1">
          <UsdsAmount leaf={ilk.debtNow} in="rad" />
          <span className="font-normal text-muted text-xs">
            <UsdsAmount leaf={accrued(ilk)} in="rad" /> not booked
          </span>
          <DripButton ilk={ilk.id} fees={accrued(ilk)} live={mcd.live} />
        </span>
      ),
      text: ({ debtNow }) => said(debtNow, 45),
    },
    {
      id: 'art',
      header: 'Art',
      numeric: true,
      cell: ({ Art }) => <UsdsAmount leaf={Art} in="wad" />,
      text: ({ Art }) => said(Art, 18),
    },
    {
      id: 'rate',
      header: 'Rate',
      numeric: true,
      cell: ({ rate }) => (
        <LeafText
          leaf={rate}
          text={(value) => `×${formatExact(value / 10n ** 23n, 4)}`}
          exact={(value) => `×${formatExact(value, 27)}, at the last drip`}
        />
      ),
      text: ({ rate }) => said(rate, 27),
    },
    {
      id: 'fee',
      header: 'Fee',
      numeric: true,
      cell: (ilk) => <LeafText leaf={fee(ilk)} text={({ yearly }) => yearly} exact={({ exact }) => exact} />,
      text: (ilk) => words(map(fee(ilk), ({ exact }) => exact)),
    },
    {
      id: 'ceiling',
      header: 'Ceiling',
      unit: 'USDS',
      numeric: true,
      cell: ({ line }) => <UsdsAmount leaf={line} in="rad" />,
      text: ({ line }) => said(line, 45),
    },
    {
      id: 'headroom',
      header: 'Headroom',
      unit: 'USDS',
      numeric: true,
      cell: ({ headroom }) => <UsdsAmount leaf={headroom} in="wad" />,
      text: ({ headroom }) => said(headroom, 18),
    },
    {
      id: 'auto-line',
      header: 'AutoLine',
      minWidth: '9rem',
      cell: (ilk) => (
        <span className="flex flex-col items-start gap-1">
          <LeafText leaf={outlook(ilk)} text={({ short }) => short} full={({ exact }) => exact} />
          <ExecButton ilk={ilk.id} outlook={next(ilk)} now={now} />
        </span>
      ),
      text: (ilk) => words(map(outlook(ilk), ({ exact }) => exact)),
    },
  ]
}

/** What the table shows below the debt stands apart in an export. */
const notBooked = (mcd: McdFacts, now: bigint): Column<IlkModel> => ({
  id: 'not-booked',
  header: 'Fees not booked',
  unit: 'USDS',
  cell: () => null,
  text: (ilk) => said(feesNotBooked(ilk, mcd, now), 45),
})

const said = <A extends bigint>(leaf: Leaf<A>, decimals: DecimalsOf<A>): string =>
  words(map(leaf, (value) => formatExact(value, decimals)))

const words = (leaf: Leaf<string>): string => (leaf.ok ? leaf.value : `Unknown: ${leaf.reason.message}`)
