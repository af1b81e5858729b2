import type { Metadata } from 'next'
import { Limits } from '@/components/limits/limits'

export const metadata: Metadata = { title: 'Limits' }

export default function LimitsPage() {
  return <Limits />
}
