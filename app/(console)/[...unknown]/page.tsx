import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

export const metadata: Metadata = { title: 'No such page' }

/** Every address that no page has: answered within the frame, so that Emergency stands there too. */
export default function UnknownPage() {
  notFound()
}
