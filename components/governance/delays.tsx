'use client'

import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import type { Delay, Shortener } from '@/lib/console/derive/delays'
import { capital, formatDuration, formatDurationExact } from '@/lib/format'
import { delayMeaning, delayTitle, shortenerWords } from '@/lib/words/delays'

interface DelaysProps {
  readonly delays: readonly Delay[]
  readonly fileName: string
}

/** Every delay, what it means and who can shorten it. */
export function Delays({ delays, fileName }: DelaysProps) {
  const names = useNames()
  return (
    <DataTable
      id="delays"
      caption="Delays"
      columns={columnsOf(names)}
      rows={delays}
      rowKey={({ id }) => id}
      empty="No delay is read."
      filter={false}
      fileName={fileName}
    />
  )
}

const columnsOf = (names: Names): readonly Column<Delay>[] => [
  {
    id: 'what',
    header: 'What waits',
    minWidth: '13rem',
    cell: delayTitle,
    text: delayTitle,
    sort: delayTitle,
  },
  {
    id: 'delay',
    header: 'Delay',
    minWidth: '7rem',
    cell: ({ length }) => (
      <LeafText
        leaf={length}
        text={(time) => (time === 0n ? 'none' : formatDuration(time))}
        exact={(time) => (time === 0n ? 'none' : formatDurationExact(time))}
      />
    ),
    text: ({ length }) =>
      length.ok ? formatDurationExact(length.value) : `Unknown: ${length.reason.message}`,
    sort: ({ length }) => (length.ok ? length.value : null),
  },
  {
    id: 'meaning',
    header: 'Which is',
    minWidth: '15rem',
    cell: (delay) => capital(delayMeaning(delay)),
    text: (delay) => capital(delayMeaning(delay)),
  },
  {
    id: 'by',
    header: 'Who can shorten it',
    minWidth: '18rem',
    cell: (delay) => <Shorteners delay={delay} />,
    text: ({ shortenedBy }) =>
      shortenedBy.length === 0 ? NOBODY : shortenedBy.map((one) => shortenerText(one, names)).join('; '),
  },
]

const NOBODY = 'Nobody who is known'

const shortenerText = (one: Shortener, { fullOf }: Names): string => {
  const { who } = one
  const words = shortenerWords(one)
  return who.kind === 'account' ? `${fullOf(who.account)}: ${words}${who.holds.ok ? '' : UNREAD}` : words
}

const UNREAD = ', if it holds that: it could not be read'

function Shorteners({ delay: { shortenedBy } }: { readonly delay: Delay }) {
  if (shortenedBy.length === 0) return NOBODY
  return (
    <ul className="space-y-0.5">
      {shortenedBy.map((one) => {
        const { id, who } = one
        const words = shortenerWords(one)
        return (
          <li key={id}>
            {who.kind === 'account' ? (
              <>
                <ShownName address={who.account} /> <span className="text-muted">{words}</span>
                {!who.holds.ok && <span className="text-unknown">{UNREAD}</span>}
              </>
            ) : (
              capital(words)
            )}
          </li>
        )
      })}
    </ul>
  )
}
