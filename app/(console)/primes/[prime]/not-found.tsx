import Link from 'next/link'
import { PageHeader } from '@/components/ui/page-header'
import { primesOf } from '@/lib/deployment'
import { chainService } from '@/lib/server/console-server'

/** The address names a Prime that this deployment does not have. */
export default function NotFound() {
  const primes = primesOf(chainService().deployment)
  return (
    <>
      <PageHeader
        noun="Primes"
        answer="This deployment has no Prime by that name"
        detail="The name in the address is not in the deployment file that this console watches."
      />
      {primes.length > 0 && (
        <nav aria-label="Primes of this deployment">
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {primes.map(({ slug, name }) => (
              <li key={slug}>
                <Link href={`/primes/${slug}`} className="link">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}
