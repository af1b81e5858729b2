'use client'

import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { download } from '@/components/ui/csv'
import { Disclosure } from '@/components/ui/disclosure'
import { QrCode } from '@/components/ui/qr-code'
import { type Proposal, proposalText } from '@/lib/react/proposal'
import { fragmentOf, PROPOSAL_PATH } from '@/lib/react/proposal/link'

interface HandOnProps {
  readonly proposal: Proposal
}

/** A proposal with its signatures to hand on: as a link, a QR code and a file. No server learns of it. */
export function HandOn({ proposal }: HandOnProps) {
  const link = useLink(proposal)
  const { carried, through } = proposal.request
  const name = `safe-${through.slice(2, 8).toLowerCase()}-nonce-${carried.transaction.nonce}.json`
  return (
    <section
      aria-label="Hand it on"
      data-hand-on
      className="space-y-2 rounded-lg p-3 ring-1 ring-line ring-inset"
    >
      <p className="font-medium">Hand it on to the other owners</p>
      <p className="text-muted text-sm">
        The link carries the transaction and its signatures behind the #, so no server sees them. Whoever
        opens it reads the Safe anew and trusts nothing in it. Keep the file: it needs no server either.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {link !== null && (
          <span data-proposal-link={link}>
            <CopyButton text={link} label="Copy the link" labelled />
          </span>
        )}
        <Button
          size="sm"
          icon={Download}
          onClick={() => download(name, 'application/json', proposalText(proposal))}
        >
          Save as a file
        </Button>
      </div>
      {link !== null && (
        <Disclosure summary="QR code" className="text-sm">
          <QrCode text={link} label="QR code of the link to this proposal" />
        </Disclosure>
      )}
    </section>
  )
}

/** The link of a proposal; null until it is packed. */
function useLink(proposal: Proposal): string | null {
  const text = proposalText(proposal)
  const [packed, setPacked] = useState<{ readonly of: string; readonly link: string } | null>(null)
  useEffect(() => {
    let current = true
    fragmentOf(text).then((fragment) => {
      const link = `${window.location.origin}${PROPOSAL_PATH}#${fragment}`
      if (current) setPacked({ of: text, link })
    })
    return () => {
      current = false
    }
  }, [text])
  return packed?.of === text ? packed.link : null
}
