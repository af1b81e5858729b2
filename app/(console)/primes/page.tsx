import type { Metadata } from 'next'
import { Primes } from '@/components/debt/primes'

export const metadata: Metadata = { title: 'Primes' }

export default function PrimesPage() {
  return <Primes />
}
