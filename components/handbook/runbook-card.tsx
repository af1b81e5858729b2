import Link from 'next/link'
import { buttonLook } from '@/components/ui/button'
import type { Runbook } from '@/lib/handbook'
import { Prose } from './prose'

/** What to do, step by step, with what to mind. */
export function RunbookCard({ runbook }: { readonly runbook: Runbook }) {
  const { id, title, when, steps, mind, link } = runbook
  const heading = `runbook-${id}-heading`
  return (
    <section
      id={`runbook-${id}`}
      aria-labelledby={heading}
      className="mb-4 break-inside-avoid space-y-3 rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <h3 id={heading} className="font-semibold text-md">
        {title}
      </h3>
      <p className="text-muted">
        <Prose text={when} />
      </p>
      <ol className="list-decimal space-y-1.5 pl-5 marker:text-muted">
        {steps.map((step) => (
          <li key={step}>
            <Prose text={step} />
          </li>
        ))}
      </ol>
      <p className="font-medium">Mind</p>
      <ul className="list-disc space-y-1 pl-5 text-sm marker:text-faint">
        {mind.map((line) => (
          <li key={line}>
            <Prose text={line} />
          </li>
        ))}
      </ul>
      <Link href={link.href} prefetch={false} className={buttonLook('secondary', 'sm')}>
        Open {link.label}
      </Link>
    </section>
  )
}
