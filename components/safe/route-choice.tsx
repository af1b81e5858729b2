'use client'

import { type Address, isAddressEqual } from 'viem'
import { type ActionRequest, freezeRoutes, isFreeze } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { safeTitle } from './safe-title'

interface RouteChoiceProps {
  readonly request: ActionRequest
  readonly model: ConsoleModel
  readonly account: Address
  readonly onChoose: (request: ActionRequest) => void
}

/** The ways on which an account can freeze, where it has more than one: itself, or through a Safe that it owns. */
export function RouteChoice({ request, model, account, onChoose }: RouteChoiceProps) {
  if (!isFreeze(request)) return null
  const generator = model.generators.find(({ id }) => id === request.generator)
  if (!generator) return null
  const { direct, safes } = freezeRoutes(model, generator, account)
  const mayDirectly = !direct.ok || direct.value
  const { through, ...itself } = request
  const ways = [
    ...(mayDirectly ? [{ id: 'direct', label: 'Directly, in one step', request: itself }] : []),
    ...safes.map((safe) => ({
      id: safe.id,
      label: `Through ${safeTitle(safe)}`,
      request: { ...itself, through: safe.id },
    })),
  ]
  if (ways.length < 2) return null
  const isChosen = (id: string) =>
    through === undefined ? id === 'direct' : id !== 'direct' && isAddressEqual(through, id as Address)
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5 rounded-lg px-3 py-2 ring-1 ring-line ring-inset">
      <legend className="sr-only">The way to freeze</legend>
      {ways.map((way) => (
        <label key={way.id} className="inline-flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name="freeze-route"
            checked={isChosen(way.id)}
            onChange={() => onChoose(way.request)}
          />
          {way.label}
        </label>
      ))}
    </fieldset>
  )
}
