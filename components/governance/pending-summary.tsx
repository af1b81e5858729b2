'use client'

import Link from 'next/link'
import { Section } from '@/components/ui/section'
import type { ConsoleModel } from '@/lib/console/model'
import { pendingSentence } from './queue-rows'

/** What is decided and not yet done, in one sentence, with the page that shows it. */
export function PendingSummary({ model }: { readonly model: ConsoleModel }) {
  return (
    <Section id="governance" title={pendingSentence(model)} bare>
      <Link href="/governance" className="link">
        Queue, plans, spells, delays and who holds which power
      </Link>
    </Section>
  )
}
