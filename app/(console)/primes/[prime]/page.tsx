import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PrimePage } from '@/components/primes/prime-page'
import { primesOf } from '@/lib/deployment'
import { chainService } from '@/lib/server/console-server'

interface PageProps {
  readonly params: Promise<{ readonly prime: string }>
}

/** The name of a Prime of the deployment file, null for a slug that no Prime has. */
async function nameOf({ params }: PageProps): Promise<{ slug: string; name: string } | null> {
  const { prime: slug } = await params
  const primes = primesOf(chainService().deployment)
  const found = primes.find((prime) => prime.slug === slug)
  return found ? { slug, name: found.name } : null
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: (await nameOf(props))?.name ?? 'No such Prime' }
}

export default async function Page(props: PageProps) {
  const prime = await nameOf(props)
  if (prime === null) notFound()
  return <PrimePage slug={prime.slug} name={prime.name} />
}
