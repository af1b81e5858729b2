import type { Metadata } from 'next'
import { Diamond } from '@/components/diamond/diamond'

export const metadata: Metadata = { title: 'Diamond' }

export default function DiamondPage() {
  return <Diamond />
}
