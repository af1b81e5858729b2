import type { ComponentType } from 'react'
import type { FormKind } from '@/lib/actions'
import { EnterForm } from './enter-form'
import { AddForm, RecallForm, ReturnForm, TakeForm } from './flow-form'
import { LimitForm } from './limit-form'
import { MigrateForm } from './migrate-form'
import { PairForm, UnpairForm } from './pair-form'
import { PauseForm, UnpauseForm } from './pause-form'
import { BufferForm, PolicyForm } from './policy-form'
import { PublishForm } from './publish-form'
import { ReplaceFreezerForm, ReplaceRelayerForm } from './replace-form'
import { ScheduleForm } from './schedule-form'
import { SetLimitsForm } from './set-limits-form'
import { UnregisterForm } from './unregister-form'

/**
 * The form of every action for which an operator fills something in. One that is declared to have a form and has none
 * does not compile; one without needs no more than an `ActionButton`.
 */
export const forms = {
  'raise-limit': LimitForm,
  'lower-limit': LimitForm,
  migrate: MigrateForm,
  'migrate-back': MigrateForm,
  'pair-cbeam': PairForm,
  'unpair-cbeam': UnpairForm,
  'pause-vault': PauseForm,
  'unpause-vault': UnpauseForm,
  'replace-relayer': ReplaceRelayerForm,
  'replace-freezer': ReplaceFreezerForm,
  'schedule-operation': ScheduleForm,
  'set-withdrawal-policy': PolicyForm,
  'set-limits': SetLimitsForm,
  'set-liquidity-buffer': BufferForm,
  'take-from-vault': TakeForm,
  'return-to-vault': ReturnForm,
  'recall-from-vault': RecallForm,
  'add-to-vault': AddForm,
  'enter-queue': EnterForm,
  'publish-settlement': PublishForm,
  unregister: UnregisterForm,
} as const satisfies Readonly<Record<FormKind, ComponentType<never>>>
