'use client'

import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { Guarded } from '@/components/frame/guarded'
import type { ConsoleModel } from '@/lib/console/model'
import type { Run } from '@/lib/react/run'
import type { Act } from './acts'
import { controlsOf, controlsOfUnit } from './controls'
import { FreezeBeams } from './freeze-beams'
import { FreezeFunds } from './freeze-funds'
import { FreezeRelayers } from './freeze-relayers'
import { LiftCard } from './lift-card'
import { ReplaceCard } from './replace-card'
import { RevokeCard } from './revoke-card'
import { PauseCard, StopCard } from './switch-cards'
import { VaultCard } from './vault-card'

export interface ActProps {
  readonly model: ConsoleModel
  readonly runs: readonly Run[]
  readonly account: Address | null
  /** Whether each act has its anchor here: the panel may be open over the page. */
  readonly linked: boolean
}

/** One act, with its anchor, which may fail without those beside it. */
export function ActCard({ act, linked, ...props }: ActProps & { readonly act: Act }) {
  return (
    <div id={linked ? act.id : undefined} data-act={act.kind} className="scroll-mt-20">
      <Guarded what={WHAT[act.kind]}>
        <Card act={act} {...props} />
      </Guarded>
    </div>
  )
}

const WHAT: Readonly<Record<Act['kind'], string>> = {
  relayers: 'Freezing relayers',
  funds: 'Funds of the Primes',
  beams: 'Freezing a BEAM',
  pause: 'Pausing the timelock',
  stop: 'Stopping the Configurator',
  vaults: 'Pausing a vault',
  revoke: 'Revoking a cBEAM',
  replace: 'Replacing a relayer',
  lift: 'Lifting a freeze',
}

function Card({ act, model, runs, account }: Omit<ActProps, 'linked'> & { readonly act: Act }): ReactNode {
  switch (act.kind) {
    case 'relayers': {
      const control = controlsOf(model, runs).find(({ id }) => id === act.where.id)
      return (
        control && <FreezeRelayers control={control} generator={act.where} model={model} account={account} />
      )
    }
    case 'funds':
      return <FreezeFunds model={model} account={account} />
    case 'beams': {
      const { beams } = controlsOfUnit(model, act.where)
      const { guardians } = act.where.configurator
      return (
        guardians &&
        beams && (
          <FreezeBeams
            control={beams}
            guardians={guardians}
            unit={act.where}
            model={model}
            account={account}
          />
        )
      )
    }
    case 'pause':
      return (
        <PauseCard
          control={controlsOfUnit(model, act.where).timelock}
          unit={act.where}
          model={model}
          account={account}
        />
      )
    case 'stop':
      return (
        <StopCard
          control={controlsOfUnit(model, act.where).configurator}
          unit={act.where}
          model={model}
          account={account}
        />
      )
    case 'vaults': {
      const control = controlsOf(model, runs).find(({ id }) => id === 'vaults')
      return control && <VaultCard control={control} model={model} account={account} />
    }
    case 'revoke':
      return <RevokeCard unit={act.where} model={model} account={account} />
    case 'replace':
      return <ReplaceCard unit={act.where} model={model} account={account} />
    case 'lift': {
      const { guardians } = act.where.configurator
      return guardians && <LiftCard guardians={guardians} unit={act.where} model={model} account={account} />
    }
  }
}
