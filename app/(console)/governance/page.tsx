import type { Metadata } from 'next'
import { Governance } from '@/components/governance/governance'

export const metadata: Metadata = { title: 'Governance' }

export default function GovernancePage() {
  return <Governance />
}
