import type { Metadata } from 'next'
import { CutoverRoom } from '@/components/cutover/cutover-room'

export const metadata: Metadata = { title: 'Cutover' }

export default function CutoverPage() {
  return <CutoverRoom />
}
