import type { Metadata } from 'next'
import { Roles } from '@/components/roles/roles'

export const metadata: Metadata = { title: 'Roles' }

export default function RolesPage() {
  return <Roles />
}
