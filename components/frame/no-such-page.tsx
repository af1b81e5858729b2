import Link from 'next/link'
import { PageHeader } from '@/components/ui/page-header'

/** The address names nothing that this console has. */
export function NoSuchPage() {
  return (
    <>
      <PageHeader
        noun="Console"
        answer="This console has no page at that address"
        detail="The address may be mistyped, or come from another version of the console."
      />
      <p>
        <Link href="/" className="link">
          Go to the overview
        </Link>
      </p>
    </>
  )
}
