'use client'

import { Fragment } from 'react'
import { guarded } from '@/components/frame/guarded'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { ShownName } from '@/components/model/shown-name'
import { FundsCard } from '@/components/paus/funds-card'
import { Notice } from '@/components/ui/notice'
import { WalletButton } from '@/components/wallet/wallet-button'
import { WrongChain } from '@/components/wallet/wrong-chain'
import type { ConsoleModel } from '@/lib/console/model'
import { useLiveState } from '@/lib/react/live/hooks'
import { useRuns } from '@/lib/react/run/use-runs'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { controlsOf, controlsOfUnit } from './controls'
import { FreezeCard } from './freeze-card'
import { GuardianCard } from './guardian-card'
import { ReplaceCard } from './replace-card'
import { RevokeCard } from './revoke-card'
import { PauseCard, StopCard } from './switch-cards'
import { VaultCard } from './vault-card'

interface ControlsProps {
  readonly model: ConsoleModel
}

function Freeze({ model }: ControlsProps) {
  const { account } = useWallet()
  const { runs } = useRuns()
  const controls = controlsOf(model, runs)
  if (model.generators.length === 0)
    return <NoGenerator title={`${NO_GENERATOR}, and so no relayer of one to freeze`} />
  return model.generators.map((generator) => {
    const control = controls.find(({ id }) => id === generator.id)
    return (
      control && (
        <FreezeCard
          key={generator.id}
          control={control}
          generator={generator}
          model={model}
          account={account}
        />
      )
    )
  })
}

function Guardian({ model }: ControlsProps) {
  const { account } = useWallet()
  return model.units.map((unit) => {
    const { guardians } = unit.configurator
    const { beams } = controlsOfUnit(model, unit)
    if (guardians === null || beams === null) return null
    return (
      <GuardianCard
        key={unit.id}
        control={beams}
        guardians={guardians}
        unit={unit}
        model={model}
        account={account}
      />
    )
  })
}

function Vault({ model }: ControlsProps) {
  const { account } = useWallet()
  const { runs } = useRuns()
  const control = controlsOf(model, runs).find(({ id }) => id === 'vaults')
  return control && <VaultCard control={control} model={model} account={account} />
}

function Revoke({ model }: ControlsProps) {
  const { account } = useWallet()
  return model.units.map((unit) => <RevokeCard key={unit.id} unit={unit} model={model} account={account} />)
}

function Switch({ model }: ControlsProps) {
  const { account } = useWallet()
  return model.units.map((unit) => {
    const { timelock, configurator } = controlsOfUnit(model, unit)
    return (
      <Fragment key={unit.id}>
        <PauseCard control={timelock} unit={unit} model={model} account={account} />
        <StopCard control={configurator} unit={unit} model={model} account={account} />
      </Fragment>
    )
  })
}

function Replace({ model }: ControlsProps) {
  const { account } = useWallet()
  return model.units.map((unit) => <ReplaceCard key={unit.id} unit={unit} model={model} account={account} />)
}

/** What is in the way of acting: the source of the picture, the wallet, its chain. */
export function EmergencyReadiness() {
  const { problem } = useLiveState()
  const { account } = useWallet()
  return (
    <>
      {problem !== null && (
        <Notice
          tone="amber"
          title={problem}
          holds="Actions are signed by the wallet and sent by it: they need no server."
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {account === null ? (
          <p className="text-muted">No wallet is connected. A button below leads to connecting one.</p>
        ) : (
          <p>
            Acting as <ShownName address={account} className="font-medium" />
          </p>
        )}
        <WalletButton />
      </div>
      <WrongChain />
    </>
  )
}

/** Freezing, for each Generator. */
export const FreezeControls = guarded('Freezing', Freeze)

/** Freezing a BEAM, by any one guardian. */
export const GuardianControls = guarded('Freezing a BEAM', Guardian)

/** Pausing the vault of a Prime, by its operator. */
export const VaultControls = guarded('Pausing a vault', Vault)

/** Revoking a cBEAM, by the Core Council. */
export const RevokeControls = guarded('Revoking a cBEAM', Revoke)

/** Replacing a relayer or a freezer, by a cBEAM. */
export const ReplaceControls = guarded('Replacing a relayer', Replace)

/** Who can move the funds of the Primes. */
export const FundsOfPrimes = guarded('Funds of the Primes', FundsCard)

/** Pausing and stopping, for each Unit. */
export const SwitchControls = guarded('Pausing and stopping', Switch)
