import type { ComponentType } from 'react'
import type { FormKind } from '@/lib/actions'
import { LimitForm } from './limit-form'
import { MigrateForm } from './migrate-form'
import { PauseForm, UnpauseForm } from './pause-form'
import { BufferForm, PolicyForm } from './policy-form'
import { ReplaceFreezerForm, ReplaceRelayerForm } from './replace-form'

/**
 * The form of every action for which an operator fills something in. One that is declared to have a form and has none
 * does not compile; one without needs no more than an `ActionButton`.
 */
export const forms = {
  'raise-limit': LimitForm,
  'lower-limit': LimitForm,
  migrate: MigrateForm,
  'migrate-back': MigrateForm,
  'pause-vault': PauseForm,
  'unpause-vault': UnpauseForm,
  'replace-relayer': ReplaceRelayerForm,
  'replace-freezer': ReplaceFreezerForm,
  'set-withdrawal-policy': PolicyForm,
  'set-liquidity-buffer': BufferForm,
} as const satisfies Readonly<Record<FormKind, ComponentType<never>>>
