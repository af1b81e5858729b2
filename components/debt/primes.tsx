'use client'

import { Prose } from '@/components/handbook/prose'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { NothingRead } from '@/components/model/nothing-read'
import { PageHeader } from '@/components/ui/page-header'
import { useModel } from '@/lib/react/context'
import { primesSentence } from './debt-words'
import { PrimesTable } from './primes-table'
import { primeRows } from './rows'
import { UnfundedPrimes } from './unfunded-primes'

/** Every Prime, each with a link to its page. */
export function Primes() {
  const model = useModel()
  if (model === null) {
    return (
      <NothingRead
        noun="Primes"
        columns={['Prime', 'Legacy debt', 'Generator funding', 'Idle', 'Can draw now', 'State']}
      />
    )
  }
  const rows = primeRows(model)
  const { block, generators, unfunded } = model
  if (generators.length === 0) {
    return (
      <>
        <PageHeader noun="Primes" answer={NO_GENERATOR} />
        {unfunded.length === 0 ? (
          <NoGenerator title="No Prime is read" />
        ) : (
          <UnfundedPrimes primes={unfunded} />
        )}
      </>
    )
  }
  return (
    <>
      <PageHeader
        noun="Primes"
        answer={primesSentence(rows)}
        detail={
          <Prose text="What lies idle in the vault of a Prime is there for it to take, as far as its take limit goes." />
        }
      />
      <PrimesTable rows={rows} several={generators.length > 1} fileName={`primes-at-block-${block.number}`} />
      {unfunded.length > 0 && <UnfundedPrimes primes={unfunded} />}
    </>
  )
}
