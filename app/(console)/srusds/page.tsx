import type { Metadata } from 'next'
import { SrUsds } from '@/components/srusds/srusds'

export const metadata: Metadata = { title: 'srUSDS' }

export default function SrUsdsPage() {
  return <SrUsds />
}
