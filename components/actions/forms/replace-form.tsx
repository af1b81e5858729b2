'use client'

import { UserCheck } from 'lucide-react'
import { useState } from 'react'
import { type Address, zeroAddress } from 'viem'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { WRAPS } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { type Action, buildAction, type ReplaceKind, routesOf } from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { holdersIn, type Replaceable } from '@/lib/console/replaceable'
import { ended, shortAddress } from '@/lib/format'
import { useConsole } from '@/lib/react/context'
import { useAskAbout } from '@/lib/react/live/use-watch'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { readSuccessor } from './account-input'
import { notAllowed, refusalOf } from './refusal'

export interface ReplaceFormProps {
  readonly model: ConsoleModel
  readonly unit: ConfiguratorUnit
  /** Controllers of which one is chosen; a single one is not asked for. */
  readonly controllers: readonly Replaceable[]
}

const HOLDER: Readonly<Record<ReplaceKind, 'relayer' | 'freezer'>> = {
  'replace-relayer': 'relayer',
  'replace-freezer': 'freezer',
}

export const ReplaceRelayerForm = (props: ReplaceFormProps) => (
  <ReplaceForm kind="replace-relayer" {...props} />
)

export const ReplaceFreezerForm = (props: ReplaceFormProps) => (
  <ReplaceForm kind="replace-freezer" {...props} />
)

/** Who is to hold a role of a controller alone, typed in, with what speaks against that account. */
function ReplaceForm({ kind, model, unit, controllers }: ReplaceFormProps & { readonly kind: ReplaceKind }) {
  const { account } = useWallet()
  const { store } = useConsole()
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const controller = controllers.find(({ id }) => id === chosen) ?? controllers[0]
  const holder = HOLDER[kind]
  const reading = controller && readSuccessor(text, holdersIn(controller, HOLDER[kind]), holder)
  const successor = reading?.account ?? null
  useAskAbout(store, successor === null ? [] : [successor])
  if (controller === undefined) return null
  const request = {
    ...{ kind, unit: unit.id, controller: controller.id, account: successor ?? zeroAddress },
  }
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0
      ? undefined
      : notAllowed(action, account, `Not a cBEAM of ${controller.name}`)
  const missing = successor === null ? 'Enter an address' : undefined
  const reason =
    without ?? missing ?? (action ? refusalOf(action) : 'This deployment has no such controller.')
  return (
    <div className="space-y-3">
      {controllers.length > 1 && (
        <Select
          label={`Whose ${holder}`}
          options={controllers.map(({ id, name }) => ({ id, label: name }))}
          value={controller.id}
          onChange={setChosen}
          className="max-w-md"
        />
      )}
      <Holders kind={kind} controller={controller} successor={successor} />
      <Field
        label={`Address of the new ${holder}`}
        value={text}
        onValueChange={setText}
        error={text.trim() === '' ? undefined : (reading?.error ?? undefined)}
        placeholder="0x"
      />
      {successor !== null && action && <Warnings action={action} />}
      <ActionButton icon={UserCheck} className={WRAPS} request={request} reason={reason}>
        Make {successor === null ? 'it' : shortAddress(successor)} the only {holder} of {controller.name}
      </ActionButton>
    </div>
  )
}

interface HoldersProps {
  readonly kind: ReplaceKind
  readonly controller: Replaceable
  readonly successor: Address | null
}

/** Who holds the role now, and loses it. */
function Holders({ kind, controller, successor }: HoldersProps) {
  const holders = holdersIn(controller, HOLDER[kind])
  const holder = HOLDER[kind]
  if (!holders.ok) {
    return (
      <Notice tone="amber" title={`Not every ${holder} could be read`}>
        {holders.reason.message}
      </Notice>
    )
  }
  return (
    <p className="text-sm">
      {holders.value.length === 0 ? (
        <>
          {controller.name} has no {holder} now.
        </>
      ) : (
        <>
          It takes the role from <Names accounts={holders.value.filter((one) => one !== successor)} />.
        </>
      )}
    </p>
  )
}

const Names = ({ accounts }: { readonly accounts: readonly Address[] }) =>
  accounts.map((one, index) => (
    <span key={one}>
      {index > 0 && ', '}
      <ShownName address={one} />
    </span>
  ))

/** What speaks against the account and does not stand in the way. */
function Warnings({ action }: { readonly action: Action }) {
  const broken = action.requirements.filter(
    ({ weight, holds }) => weight === 'warn' && (holds.ok ? !holds.value : holds.reason.kind !== 'not-read'),
  )
  return broken.map(({ id, says, holds }) => (
    <Notice key={id} tone="amber" title={holds.ok ? 'Think about this first' : 'This could not be checked'}>
      <EvidenceText text={ended(holds.ok ? says.fails : says.holds)} />
    </Notice>
  ))
}
