import { explain, termFor } from '@/lib/handbook'
import { Term } from './term'

interface ProseProps {
  readonly text: string
  /** Leaves out the bubbles, where the explanation is at hand. */
  readonly plain?: boolean | undefined
}

/** A text whose terms explain themselves, each at its first mention, and whose code stands in backticks. */
export function Prose({ text, plain = false }: ProseProps) {
  const parts = explain(text).map((part) => {
    if (part.kind === 'code') return <code key={`at-${part.at}`}>{part.text}</code>
    if (part.kind !== 'term' || plain) return part.text
    return (
      <Term key={`at-${part.at}`} id={part.term}>
        {part.text}
      </Term>
    )
  })
  // In a fragment, not as a bare list: so every text gets an element of its own.
  return <>{parts}</>
}

/** A label: a term where its words as a whole are one, else just the words. */
export function Label({ text }: { readonly text: string }) {
  const id = termFor(text)
  return id === null ? <Prose text={text} plain /> : <Term id={id}>{text}</Term>
}
