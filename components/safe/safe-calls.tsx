'use client'

import { TransactionBody } from '@/components/actions/review/transaction'
import { ShownName } from '@/components/model/shown-name'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { HexGroups } from '@/components/ui/hex-groups'
import { type ActionRequest, readBackInner, type SafeProposal, type SafeRoute } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { DELEGATE_CALL } from '@/lib/safe'

interface SafeCallsProps {
  readonly route: SafeRoute
  readonly request: ActionRequest
  readonly model: ConsoleModel
}

/** What a Safe calls once its transaction is executed, and the transaction in full. Renders nothing without one. */
export function SafeCalls({ route, request, model }: SafeCallsProps) {
  const { safe, proposal } = route
  if (!proposal) return null
  const inner = readBackInner(route, request, model)
  return (
    <section aria-labelledby="review-safe-calls" className="space-y-3">
      <h3 id="review-safe-calls" className="font-semibold">
        What {safe.name} calls
        {inner.length > 1 && (
          <span className="font-normal text-muted">
            , {inner.length} calls by MultiSendCallOnly, all or none
          </span>
        )}
      </h3>
      {inner.map((back) => (
        <div key={back.call.data} data-inner-call className="rounded-lg p-3 ring-1 ring-line ring-inset">
          <TransactionBody
            from={safe.id}
            request={request}
            back={back}
            model={model}
            bytesOf="Bytes of the call"
          />
        </div>
      ))}
      <Fields proposal={proposal} />
    </section>
  )
}

/** The ten fields that the owners approve, as a device lists them. */
function Fields({ proposal: { transaction } }: { readonly proposal: SafeProposal }) {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce } =
    transaction
  const plain = [
    ['value', value],
    ['operation', `${operation} (${operation === DELEGATE_CALL ? 'delegate call' : 'call'})`],
    ['safeTxGas', safeTxGas],
    ['baseGas', baseGas],
    ['gasPrice', gasPrice],
    ['gasToken', gasToken],
    ['refundReceiver', refundReceiver],
    ['nonce', nonce],
  ] as const
  return (
    <Disclosure summary="All fields of the Safe's transaction" className="text-sm">
      <dl className="space-y-1.5">
        <div>
          <dt className="text-muted">to</dt>
          <dd>
            <ShownName address={to} />
            <code className="block break-all font-mono text-xs">{to}</code>
          </dd>
        </div>
        {plain.map(([name, text]) => (
          <div key={name} className="flex flex-wrap gap-x-3">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all font-mono">{String(text)}</dd>
          </div>
        ))}
        <div>
          <dt className="text-muted">data ({(data.length - 2) / 2} bytes)</dt>
          <dd className="flex items-start gap-2">
            <HexGroups hex={data} size={8} perLine={4} />
            <CopyButton text={data} label="Copy data" />
          </dd>
        </div>
      </dl>
    </Disclosure>
  )
}
