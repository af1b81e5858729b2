'use client'

import { hexParts } from '@/components/ui/hex'
import { Value } from '@/components/ui/value'
import { cutFigure, evidenceParts } from './evidence'
import { ShownName } from './shown-name'

interface EvidenceTextProps {
  readonly text: string
  /** Shows figures with six decimals, and the exact one on hover, focus and press. */
  readonly figures?: boolean | undefined
}

/** A sentence in which every full address stands by its name and every hash in full, in groups. */
export function EvidenceText({ text, figures }: EvidenceTextProps) {
  return (
    <>
      {evidenceParts(text, { figures }).map((part) => {
        if (part.kind === 'words') return <span key={part.at}>{part.text}</span>
        if (part.kind === 'address') return <ShownName key={part.at} address={part.address} />
        if (part.kind === 'figure')
          return <Value key={part.at} text={cutFigure(part.exact)} exact={part.exact} />
        return <InlineHash key={part.at} hash={part.hash} />
      })}
    </>
  )
}

/** The gaps are margins, so that selecting it gives the hash without them. */
function InlineHash({ hash }: { readonly hash: string }) {
  return (
    <code className="font-mono font-normal text-[0.92em]">
      {hexParts(hash, 8).map(({ at, text: digits }) => (
        <span key={at} className={digits === '0x' ? 'inline-block' : 'mr-[0.5ch] inline-block'}>
          {digits}
        </span>
      ))}
    </code>
  )
}
