import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'No such page' }

/** Answers every address that has no page, within the frame, so that Emergency is there too. */
export default function UnknownPage() {
  notFound()
}
