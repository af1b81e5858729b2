'use client'

import { Rewind } from 'lucide-react'
import { zeroAddress } from 'viem'
import { buildAction, routesOf } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { notAllowed, refusalOf } from './refusal'

interface RollbackFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
}

/** The way back from a cutover, with what it reopens. */
export function RollbackForm({ model, generator, prime }: RollbackFormProps) {
  const { account } = useWallet()
  const request = { kind: 'rollback', generator: generator.id, prime: prime.id } as const
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0
      ? undefined
      : notAllowed(action, account, `Not a cBEAM of the Diamond of ${generator.name}`)
  return (
    <div className="space-y-4">
      <p>
        Puts {prime.name} back into dual-run and restores the ceilings of its legacy ilks to at most what was
        recorded. It works at any hour, also inside the Processing Window.
      </p>
      <ActionButton
        variant="danger"
        icon={Rewind}
        request={request}
        reason={action === null ? 'This deployment has no such Prime.' : (without ?? refusalOf(action))}
      >
        Roll back the cutover of {prime.name}
      </ActionButton>
    </div>
  )
}
