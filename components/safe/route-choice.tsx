'use client'

import { type Address, isAddressEqual } from 'viem'
import { Choice } from '@/components/ui/choice'
import { type ActionRequest, isFreeze, isRouted, routesOf } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { safeTitle } from './safe-title'

interface RouteChoiceProps {
  readonly request: ActionRequest
  readonly model: ConsoleModel
  readonly account: Address
  readonly onChoose: (request: ActionRequest) => void
}

/** The ways on which an account can act, where it has more than one: itself, or through a Safe that it owns. */
export function RouteChoice({ request, model, account, onChoose }: RouteChoiceProps) {
  if (!isRouted(request)) return null
  const routes = routesOf(request, model, account)
  if (!routes) return null
  const { direct, safes } = routes
  const mayDirectly = !direct.ok || direct.value
  // What owners signed is signed for one Safe.
  const { through, carried, ...itself } = request
  const ways = [
    ...(mayDirectly
      ? [
          {
            id: 'direct',
            label: isFreeze(request) ? 'Directly, in one step' : 'Directly, call by call',
            request: itself,
          },
        ]
      : []),
    ...safes.map((safe) => ({
      id: safe.id,
      label: `Through ${safeTitle(safe)}`,
      request: { ...itself, through: safe.id },
    })),
  ]
  if (ways.length < 2) return null
  const chosen = ways.find(({ id }) =>
    through === undefined ? id === 'direct' : id !== 'direct' && isAddressEqual(through, id as Address),
  )
  const choose = (id: string) => {
    const way = ways.find((one) => one.id === id)
    if (way) onChoose(way.request)
  }
  return (
    <Choice
      legend={isFreeze(request) ? 'The way to freeze' : 'The way to do it'}
      legendHidden
      options={ways}
      value={chosen?.id ?? null}
      onChange={choose}
      className="rounded-lg px-3 py-2 ring-1 ring-line ring-inset"
    />
  )
}
