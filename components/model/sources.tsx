'use client'

import { type Address, isAddress } from 'viem'
import { formatDuration, formatExact, formatUtc } from '@/lib/format'
import type { SourceId } from '@/lib/leaf'
import type { Source } from '@/lib/leaf/source'
import { useModel } from '@/lib/react/context'
import { useLiveState } from '@/lib/react/live/hooks'
import { accruedAt } from './as-of'
import { useNames } from './use-names'

/** How many reads a popover has room for. */
const SHOWN = 8

interface SourcesProps {
  readonly from: readonly SourceId[]
  /** The read that failed, of a value that is not known: it stands first, and is marked. */
  readonly failed?: SourceId | undefined
}

/**
 * What a value rests on, so that anyone can read it again: block with hash and age, then each read with contract,
 * function and arguments.
 */
export function Sources({ from, failed }: SourcesProps) {
  const model = useModel()
  const { source, problem } = useLiveState()
  const { nameOf } = useNames()
  if (!model) return null
  const { block, time } = model
  const failing = failed === undefined ? undefined : model.sources[failed]
  const others = from.filter((id) => id !== failed).flatMap((id) => model.sources[id] ?? [])
  const reads = failing ? [failing, ...others] : others
  return (
    <div className="space-y-1.5">
      <p>
        Block {formatExact(block.number, 0)} of {formatUtc(block.timestamp)},{' '}
        {formatDuration(time - block.timestamp)} old
        {source && `, from ${source.label}`}; {accruedAt(model)}.{problem && ` ${problem}`}
      </p>
      {reads.length === 0 ? (
        <p>From the deployment file and the events of the deployment, not from a read at this block.</p>
      ) : (
        <ul className="space-y-1.5" aria-label="Reads">
          {reads.slice(0, SHOWN).map((read) => (
            <li key={`${read.address} ${read.signature} ${read.args.join()}`}>
              <Read source={read} failed={read === failing} name={nameOf(read.address)} nameOf={nameOf} />
            </li>
          ))}
        </ul>
      )}
      {reads.length > SHOWN && <p>and {reads.length - SHOWN} more reads</p>}
    </div>
  )
}

interface ReadProps {
  readonly source: Source
  readonly failed: boolean
  readonly name: string | undefined
  readonly nameOf: (address: Address) => string | undefined
}

function Read({ source: { address, signature, args }, failed, name, nameOf }: ReadProps) {
  return (
    <>
      <span className="block font-medium text-ink">
        {failed && 'This failed: '}
        {name ?? 'Unnamed contract'}, {signature}
      </span>
      <code className="block break-all font-mono text-xs">{address}</code>
      {args.length > 0 && (
        <ol>
          {namedArguments(args, nameOf).map(({ key, argument, name: named }) => (
            <li key={key} className="break-all pl-3 font-mono text-xs">
              {argument}
              {named !== undefined && <span className="font-sans"> {named}</span>}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Keyed by position, since two arguments may be equal. */
function namedArguments(args: readonly string[], nameOf: ReadProps['nameOf']) {
  return args.map((argument, index) => ({
    key: `${index} ${argument}`,
    argument,
    name: isAddress(argument) ? nameOf(argument) : undefined,
  }))
}
