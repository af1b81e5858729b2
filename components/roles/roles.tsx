'use client'

import { useMemo } from 'react'
import { NothingRead } from '@/components/model/nothing-read'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { RightsList } from '@/components/wallet/rights-list'
import type { ConsoleModel } from '@/lib/console/model'
import { useModel } from '@/lib/react/context'
import { useCodeSizes } from '@/lib/react/live/use-code-sizes'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { PeopleTable } from './people-table'
import { PowersTable } from './powers-table'
import { holdersOf, personRows, powerRows, rolesSentence } from './rows'

/** Who can do what to which contract, through how many keys, how fast, and who can take it away. */
export function Roles() {
  const model = useModel()
  if (model === null) {
    return <NothingRead noun="Roles" columns={['Account', 'Through', 'Powers', 'Which']} />
  }
  return <AllRoles model={model} />
}

const NONE = new Map()

function AllRoles({ model }: { readonly model: ConsoleModel }) {
  const { account, rights } = useWallet()
  const holders = useMemo(() => holdersOf(model), [model])
  const { latest, problem } = useCodeSizes(holders)
  const rows = useMemo(() => powerRows(model, latest?.value ?? NONE), [model, latest])
  const file = (what: string) => `${what}-at-block-${model.block.number}`
  return (
    <>
      <PageHeader
        noun="Roles"
        answer={rolesSentence(rows)}
        detail="What the contracts say of who may do what. A power that nobody holds is not listed."
      />
      {problem !== null && (
        <Notice
          tone="amber"
          title="By how many keys accounts act could not be read."
          holds="Everything else on this page is from the picture."
          todo={problem}
        />
      )}
      {account !== null && (
        <Section id="yours" title="Your powers" note="What the connected account may do now.">
          {rights.length === 0 ? (
            <p className="text-muted">Nothing was read of it yet.</p>
          ) : (
            <RightsList rights={rights} />
          )}
        </Section>
      )}
      <Section
        id="accounts"
        title="By account"
        note="Everybody who holds something: keys, Safes and contracts."
        bare
      >
        <PeopleTable rows={personRows(rows)} fileName={file('accounts')} />
      </Section>
      <Section
        id="contracts"
        title="By contract"
        note="At rest is what is held and cannot be used now; left behind is what should no longer be held."
        bare
      >
        <PowersTable rows={rows} fileName={file('powers')} />
      </Section>
    </>
  )
}
