'use client'

import { ArrowRightLeft, Play } from 'lucide-react'
import Link from 'next/link'
import { zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { notAllowed, refusalOf } from '@/components/actions/forms/refusal'
import { fundedHref } from '@/components/model/places'
import { buildAction } from '@/lib/actions'
import type { RunLine, RunStep } from '@/lib/console/cutover/run-sheet'
import type { ConsoleModel } from '@/lib/console/model'
import { orElse } from '@/lib/leaf'
import { useWallet } from '@/lib/react/wallet/use-wallet'

interface StepActionProps {
  readonly line: RunLine
  readonly step: RunStep
  readonly model: ConsoleModel
}

/** The button of the next call: the step of a relayer, or the plan of governance that makes it; else where it is decided. */
export function StepAction({ line, step, model }: StepActionProps) {
  const { account } = useWallet()
  const { prime, generator, migration } = line
  if (!step.turn.ok || step.turn.value !== 'now') return null
  if (step.by === 'relayer') {
    const moves = migration.steps.filter(({ canMigrate }) => canMigrate.ok && canMigrate.value.amount > 0n)
    const [first] = moves
    if (first === undefined) {
      return (
        <Link href={`${fundedHref(model, generator.id, prime)}#migration`} prefetch={false} className="link">
          What stops a step of {prime.name}
        </Link>
      )
    }
    const amount = orElse(first.canMigrate, null)?.amount
    if (amount === undefined) return null
    const request = {
      ...({ kind: 'migrate', generator: generator.id, prime: prime.id, ilk: first.id, amount } as const),
    }
    const action = buildAction(request, model, account ?? zeroAddress)
    const reason =
      action === null
        ? 'This deployment has no such ilk.'
        : (notAllowed(action, account, `Not a relayer of ${generator.name}, or frozen by guardians`) ??
          refusalOf(action))
    return (
      <ActionButton size="sm" icon={ArrowRightLeft} request={request} reason={reason}>
        Migrate debt of {prime.name}
      </ActionButton>
    )
  }
  if (step.plan !== null) {
    const request = { kind: 'execute-plan', plan: step.plan.id } as const
    const action = buildAction(request, model, account ?? zeroAddress)
    return (
      <ActionButton
        size="sm"
        icon={Play}
        request={request}
        reason={action === null ? 'The plan is not known any more.' : refusalOf(action)}
      >
        Execute its plan
      </ActionButton>
    )
  }
  return (
    <Link href="/governance" prefetch={false} className="link">
      No plan is pending: governance plots it
    </Link>
  )
}
