'use client'

import type { ReactNode } from 'react'
import { type Address, keccak256 } from 'viem'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { HexGroups } from '@/components/ui/hex-groups'
import { StateBadge } from '@/components/ui/state-badge'
import type { ActionRequest, ReadBack } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { calldataDigest } from '@/lib/safe'
import { argumentNote } from './argument-note'

interface TransactionsProps {
  readonly from: Address
  readonly request: ActionRequest
  readonly readBack: readonly ReadBack[]
  readonly model: ConsoleModel
}

/** What is handed to the wallet, told from its bytes. */
export function Transactions({ from, request, readBack, model }: TransactionsProps) {
  const { isSafe } = useWallet()
  return (
    <section aria-labelledby="review-transactions" className="space-y-3">
      <h3 id="review-transactions" className="font-semibold">
        What is signed
        {readBack.length > 1 && (
          <span className="font-normal text-muted">
            {isSafe
              ? `, ${readBack.length} calls of one transaction, which is proposed in the Safe interface`
              : `, ${readBack.length} transactions one after the other, each confirmed in the wallet`}
          </span>
        )}
      </h3>
      {readBack.map((back, index) => (
        <div key={back.call.data} className="rounded-lg p-3 ring-1 ring-line ring-inset">
          {readBack.length > 1 && (
            <p className="mb-1.5 font-medium text-sm">
              {isSafe ? 'Call' : 'Transaction'} {index + 1} of {readBack.length}
            </p>
          )}
          <TransactionBody from={from} request={request} back={back} model={model} />
        </div>
      ))}
      {readBack.length === 0 && <p className="text-muted">Nothing is to be signed by this account now.</p>}
    </section>
  )
}

interface TransactionBodyProps extends Pick<TransactionsProps, 'from' | 'request' | 'model'> {
  readonly back: ReadBack
  /** Where the bytes go, where that is not the wallet. */
  readonly bytesOf?: string | undefined
}

/** One call, told from its bytes. */
export function TransactionBody({
  from,
  request,
  back,
  model,
  bytesOf = 'Bytes handed to the wallet',
}: TransactionBodyProps) {
  const { call, decoded, faults, inner = [] } = back
  // What an agent is told to call; what a Safe calls is shown by itself.
  const agentCall = decoded?.signature === AGENT_CALL ? inner[0]?.decoded : null
  return (
    <div className="space-y-2.5">
      {faults.map((fault) => (
        <StateBadge key={fault} plain state="wrong" word={fault} />
      ))}
      <dl className="grid gap-x-4 text-sm sm:grid-cols-[minmax(5rem,auto)_1fr] sm:gap-y-1.5">
        <Term name="From">
          <ShownName address={from} />
        </Term>
        <Term name="To">
          <ShownName address={call.to} />
          <Hex text={call.to} />
        </Term>
        <Term name="Function">
          <code className="break-all font-mono">{decoded?.signature ?? 'unknown'}</code>
        </Term>
        <Arguments decoded={decoded} request={request} model={model} />
        {agentCall && (
          <>
            <Term name="Calls">
              <code className="break-all font-mono">{agentCall.signature}</code>
            </Term>
            <Arguments decoded={agentCall} request={request} model={model} />
          </>
        )}
      </dl>
      <Disclosure summary={`${bytesOf} (${(call.data.length - 2) / 2})`} className="text-sm">
        <div className="flex items-start gap-2">
          <HexGroups hex={call.data} size={8} perLine={4} />
          <CopyButton text={call.data} label="Copy bytes" />
        </div>
        <p className="mt-2 text-muted">keccak256 of these bytes</p>
        <HashText hash={keccak256(call.data)} label="hash of the bytes" />
        <p className="mt-2 text-muted">Calldata Digest of these bytes (ERC-8213)</p>
        <HashText hash={calldataDigest(call.data)} label="Calldata Digest of the bytes" />
      </Disclosure>
    </div>
  )
}

const AGENT_CALL = 'call(address,bytes)'

interface ArgumentsProps extends Pick<TransactionsProps, 'request' | 'model'> {
  readonly decoded: ReadBack['decoded']
}

function Arguments({ decoded, request, model }: ArgumentsProps) {
  return decoded?.arguments.map(({ name, value }) => (
    <Term key={name} name={name}>
      <Argument value={value} />
      <ArgumentNote value={value} note={argumentNote(request, name, value, model)} />
    </Term>
  ))
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="max-sm:pb-1.5 sm:contents">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function Argument({ value }: { readonly value: string }) {
  if (/^0x.{65,}$/.test(value)) return <Hex text={value} />
  if (value.startsWith('0x')) return <EvidenceText text={value} />
  return <code className="break-all font-mono">{value}</code>
}

function ArgumentNote({ value, note }: { readonly value: string; readonly note: string | undefined }) {
  if (value.length === 42) return <Hex text={value} />
  return (
    note !== undefined && (
      <span className="block text-muted">
        <EvidenceText text={note} />
      </span>
    )
  )
}

function Hex({ text }: { readonly text: string }) {
  return <code className="block break-all font-mono text-xs">{text}</code>
}
