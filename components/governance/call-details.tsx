'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { CopyButton } from '@/components/ui/copy-button'
import { formatExact } from '@/lib/format'
import type { CallDescription } from '@/lib/words/operations'

interface CallDetailsProps {
  readonly target: `0x${string}`
  readonly data: `0x${string}`
  /** [wei] */
  readonly value: bigint
  readonly words: CallDescription
}

/** One call of a decision: the contract, the function, its arguments and the bytes. */
export function CallDetails({ target, data, value, words }: CallDetailsProps) {
  return (
    <div className="space-y-1">
      <p>
        <ShownName address={target} />{' '}
        <code className="break-all font-mono">
          {words.kind === 'decoded' ? words.signature : (words.selector ?? 'no function')}
        </code>
      </p>
      {words.kind === 'decoded' && words.args.length > 0 && (
        <ul>
          {words.args.map(({ name, type, text }) => (
            <li key={name}>
              <span className="text-muted">
                {name} <span className="text-faint">{type}</span>
              </span>{' '}
              <EvidenceText text={text} />
            </li>
          ))}
        </ul>
      )}
      {value > 0n && <p>With {formatExact(value, 18)} ETH</p>}
      <p className="flex items-start gap-2">
        <code className="break-all font-mono text-xs">{data}</code>
        <CopyButton text={data} label="Copy calldata" />
      </p>
    </div>
  )
}

/** With a capital first letter. */
