'use client'

import Link from 'next/link'
import { useState } from 'react'
import type { Address } from 'viem'
import { PauseForm } from '@/components/actions/forms/pause-form'
import { fundedHref } from '@/components/model/places'
import { Select } from '@/components/ui/select'
import type { ConsoleModel } from '@/lib/console/model'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { operatorsOf } from './may'

interface VaultCardProps {
  readonly control: Control
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Pausing what leaves the vault of a Prime, for a time. */
export function VaultCard({ control, model, account }: VaultCardProps) {
  const guarded = model.generators.flatMap((generator) =>
    generator.primes.flatMap((prime) => {
      const { guardrails } = prime.vault
      return guardrails ? [{ id: `${generator.id}-${prime.id}`, generator, prime, guardrails }] : []
    }),
  )
  const [chosen, setChosen] = useState(guarded[0]?.id ?? '')
  const vault = guarded.find(({ id }) => id === chosen)
  if (vault === undefined) return null
  const { prime, guardrails, generator } = vault
  const several = model.generators.length > 1
  return (
    <ControlCard
      control={control}
      title="Pause a vault"
      authority={operatorsOf(prime, guardrails, account)}
      action={null}
      undo="A holder of GUARDRAIL_ROLE ends it at once, and it ends by itself."
    >
      <p className="text-sm">
        Stops what a Prime takes, what the Generator recalls, or both; and with it debt that moves over or
        back. Deposits and returned funds still come in.
      </p>
      <Select
        label="Vault"
        options={guarded.map((one) => ({
          id: one.id,
          label: several ? `${one.prime.name} at ${one.generator.name}` : one.prime.name,
        }))}
        value={chosen}
        onChange={setChosen}
        className="max-w-md"
      />
      <PauseForm key={chosen} model={model} generator={generator} prime={prime} guardrails={guardrails} />
      <p className="text-sm">
        <Link href={`${fundedHref(model, generator.id, prime)}#guardrails`} prefetch={false} className="link">
          Guardrails of {prime.name}'s vault
        </Link>
      </p>
    </ControlCard>
  )
}
