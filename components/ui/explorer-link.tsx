import { ExternalLink } from 'lucide-react'

interface ExplorerLinkProps {
  /** Page of an address or transaction; undefined where the deployment names no explorer, and then nothing shows. */
  readonly href: string | undefined
}

/** Leads to a block explorer, in a tab of its own. */
export function ExplorerLink({ href }: ExplorerLinkProps) {
  if (href === undefined) return null
  return (
    <a href={href} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1.5 text-sm">
      Open in explorer
      <ExternalLink aria-hidden className="size-3.5" />
    </a>
  )
}
