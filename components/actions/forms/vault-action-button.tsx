'use client'

import type { ComponentProps } from 'react'
import { zeroAddress } from 'viem'
import { buildAction } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { notAllowed, refusalOf } from './refusal'

const NOT_AN_OPERATOR = 'Not a holder of GUARDRAIL_ROLE'
const NO_SUCH_VAULT = 'This deployment has no such vault.'

interface VaultActionButtonProps
  extends Pick<ComponentProps<typeof ActionButton>, 'request' | 'variant' | 'icon' | 'children'> {
  readonly model: ConsoleModel
  /** What of the form has to be mended first, if anything. */
  readonly unread?: string | null
}

/** Opens the review of an act on a vault's guardrails, or says what it lacks: the role, then the form, then what has to hold. */
export function VaultActionButton({ model, request, unread, ...button }: VaultActionButtonProps) {
  const { account } = useWallet()
  const action = buildAction(request, model, account ?? zeroAddress)
  const refusal = () => (action === null ? NO_SUCH_VAULT : refusalOf(action))
  const reason = notAllowed(action, account, NOT_AN_OPERATOR) ?? unread ?? refusal()
  return <ActionButton request={request} reason={reason} {...button} />
}
