'use client'

import Link from 'next/link'
import { Bubble } from '@/components/ui/bubble'
import { type TermId, termHref, termOf } from '@/lib/handbook'

interface TermProps {
  readonly id: TermId
  /** The words that stand for the term here; its name if left out. */
  readonly children?: string
}

/** A word of the field that explains itself on hover, focus and tap, and leads to its entry in the handbook. */
export function Term({ id, children }: TermProps) {
  const { name, means } = termOf(id)
  const words = children ?? name
  return (
    <Bubble label={words} trigger={words} className="text-left underline">
      <dl>
        <dt className="font-semibold">{name}</dt>
        <dd className="mt-1 text-pretty">{means.replaceAll('`', '')}</dd>
      </dl>
      <p className="mt-2 border-line border-t pt-2 text-sm">
        <Link href={termHref(id)} prefetch={false} className="link inline-block min-h-6 content-center">
          {name} in the handbook
        </Link>
      </p>
    </Bubble>
  )
}
