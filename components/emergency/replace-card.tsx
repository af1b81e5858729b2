'use client'

import { type Address, zeroAddress } from 'viem'
import { ReplaceForms } from '@/components/actions/forms/replace-forms'
import { Prose } from '@/components/handbook/prose'
import { safeTitle } from '@/components/safe/safe-title'
import { SafeTraits } from '@/components/safe/safe-traits'
import { buildAction, operatorSafes } from '@/lib/actions'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { replaceableIn } from '@/lib/console/replaceable'
import { ControlCard } from './control-card'
import { waysToReplace } from './ways'

interface ReplaceCardProps {
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** The way back after a freeze: a cBEAM names who operates a controller, or who freezes it, alone from then on. */
export function ReplaceCard({ unit, model, account }: ReplaceCardProps) {
  const controllers = replaceableIn(model, unit)
  const [first] = controllers
  if (first === undefined || unit.configurator.addresses.operators === null) return null
  const action = buildAction(
    { kind: 'replace-relayer', unit: unit.id, controller: first.id, account: zeroAddress },
    model,
    account ?? zeroAddress,
  )
  const held = [...new Set(controllers.flatMap(({ id }) => operatorSafes(model, unit, id)))]
  const { authority, onlyThrough } = waysToReplace(model, unit, account)
  return (
    <ControlCard
      control={null}
      title={inUnit(model, unit, 'Replace a relayer or a freezer')}
      authority={authority}
      action={null}
      undo={action?.undo}
    >
      <p className="text-sm">
        <Prose text="After a freeze a cBEAM brings a relayer back, at once: the account that it names holds the role alone from then on, and whoever held it before loses it." />
      </p>
      {held.map((safe) => (
        <SafeTraits key={safe.id} safe={safe} faultsOnly />
      ))}
      {onlyThrough && (
        <p>Replaced through {safeTitle(onlyThrough)}: its owners approve, then anyone executes.</p>
      )}
      <ReplaceForms model={model} unit={unit} controllers={controllers} />
    </ControlCard>
  )
}
