'use client'

import { HashText } from '@/components/ui/hash-text'
import { evidenceParts } from './evidence'
import { ShownName } from './shown-name'

/** A sentence in which every full address stands by its name and every hash in groups. */
export function EvidenceText({ text }: { readonly text: string }) {
  return (
    <>
      {evidenceParts(text).map((part) => {
        if (part.kind === 'words') return <span key={part.at}>{part.text}</span>
        if (part.kind === 'address') return <ShownName key={part.at} address={part.address} />
        return <HashText key={part.at} hash={part.hash} label="hash" />
      })}
    </>
  )
}
