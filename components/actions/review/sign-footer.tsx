'use client'

import { PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { StateBadge } from '@/components/ui/state-badge'
import { WrongChain } from '@/components/wallet/wrong-chain'
import { type Action, verbOf } from '@/lib/actions'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { confirmWord, type SigningVerdict } from './finding'
import { isOverridden, isOvertaken, noOverride, type Override, overriding } from './override'

/** What signing it is: sending it, several times, proposing it as a Safe, or a step of a Safe's owners. */
function signWord({ calls, through }: Action, isSafe: boolean): string {
  if (isSafe) return 'Propose'

  if (through?.step === 'approve') return 'Sign approval'
  if (through?.step === 'execute') return 'Sign execution'
  return calls.length > 1 ? `Sign ${calls.length} times` : 'Sign'
}

interface SignFooterProps {
  readonly action: Action
  readonly verdict: SigningVerdict
  /** @param override what was typed, and of which warnings */
  readonly onSign: (override: Override) => void
  /** Stands beside the button. @param reason why it cannot be pressed now */
  readonly beside?: (reason: string | undefined) => ReactNode
}

/** The button that signs, with what stands in its way beside it. */
export function SignFooter({ action, verdict, onSign, beside }: SignFooterProps) {
  const { isSafe } = useWallet()
  const [override, setOverride] = useState(noOverride)
  const { blocked, confirm, findings } = verdict
  const unsure = findings.some(({ state }) => state === 'unknown')
  // What was typed for one warning says nothing of another that came up since.
  const overtaken = isOvertaken(override, confirm)
  const typed = overtaken ? '' : override.typed
  const reason = blocked ?? (isOverridden(override, confirm) ? undefined : `Type ${confirmWord} first.`)
  return (
    <div className="space-y-3">
      <WrongChain />
      {blocked === null && confirm.length > 0 && (
        <div className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-[1fr_15rem]">
          <ul className="min-w-0 space-y-0.5 text-sm">
            {confirm.map(({ key, text }) => (
              <li key={key} className="break-words">
                <EvidenceText text={text} />
              </li>
            ))}
          </ul>
          <Field
            label={`Type ${confirmWord} to sign anyway`}
            value={typed}
            onValueChange={(text) => setOverride(overriding(text, confirm))}
            hint={overtaken ? 'Another warning came up since you typed: read it, and type again.' : undefined}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant={action.emergency ? 'danger' : 'primary'}
          size="lg"
          icon={PenLine}
          onClick={() => onSign(override)}
          reason={reason}
        >
          {`${signWord(action, isSafe)}: ${verbOf(action.request)}`}
        </Button>
        {beside?.(reason)}
        {reason === undefined && unsure && (
          <StateBadge plain state="unknown" word="Not everything could be checked" />
        )}
      </div>
    </div>
  )
}
