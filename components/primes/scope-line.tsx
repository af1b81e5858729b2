import { Fragment } from 'react'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import type { ConsoleModel } from '@/lib/console/model'
import type { PrimeModel, UnfundedModel } from '@/lib/console/model/primes'
import { byLogs } from '@/lib/words/coverage'
import { scopeOf } from './paired'

interface ScopeLineProps {
  readonly prime: Pick<PrimeModel | UnfundedModel, 'unit' | 'controllers'>
  readonly model: ConsoleModel
}

const WHAT = { rateLimits: 'limits', controller: 'controller actions' } as const

/** Who may change limits of a Prime through the Configurator of its Unit; nothing where no Unit is known. */
export function ScopeLine({ prime, model }: ScopeLineProps) {
  const scope = scopeOf(prime, model)
  if (scope === null) return null
  const { unit, paired } = scope
  const { stopped } = unit.configurator
  return (
    <p className="mt-2.5 text-sm" data-unit={unit.id}>
      In {unit.name}, whose Configurator{' '}
      <LeafText leaf={stopped} text={(is) => (is ? 'is stopped' : 'runs')} />.{' '}
      {paired.length === 0 ? (
        `No cBEAM is paired with it, ${byLogs(model.coverage)}.`
      ) : (
        <>
          Paired with it:{' '}
          {paired.map(({ id, cBeam, kind, active }, index) => (
            <Fragment key={id}>
              {index > 0 && ', '}
              <ShownName address={cBeam} /> for {WHAT[kind]}{' '}
              {!active.ok && <LeafText leaf={active} text={String} />}
            </Fragment>
          ))}
          .
        </>
      )}
    </p>
  )
}
