import type { Metadata } from 'next'
import { EmergencyPage } from '@/components/emergency/emergency-page'

export const metadata: Metadata = { title: 'Emergency' }

export default function Page() {
  return <EmergencyPage />
}
