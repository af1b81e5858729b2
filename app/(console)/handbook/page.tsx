import type { Metadata } from 'next'
import { Handbook } from '@/components/handbook/handbook'

export const metadata: Metadata = { title: 'Handbook' }

export default function HandbookPage() {
  return <Handbook />
}
