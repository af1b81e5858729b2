'use client'

import { Play, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { fundedHref } from '@/components/model/places'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { WRAPS } from '@/components/ui/button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { StateBadge } from '@/components/ui/state-badge'
import { type ApprovedCall, approvedCalls } from '@/lib/console/approved-calls'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { capital, ended, plural } from '@/lib/format'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { tellCall } from '@/lib/words/calls'
import { byLogs } from '@/lib/words/coverage'
import { approvalSentence, isInForce, rolledBackBy, runOffers } from './approved-rows'
import { CallDetails } from './call-details'
import { councilOffer } from './council-offer'

/** The calls that cBEAMs may make on controllers, each with the act that makes it. */
export function ApprovedCalls({ model }: { readonly model: ConsoleModel }) {
  return (
    <div className="space-y-5">
      {model.units.map((unit) => (
        <CallsOf key={unit.id} unit={unit} model={model} />
      ))}
      <p className="text-muted text-sm">
        BeamState keeps the hash of an approved call and lists none: these are known {byLogs(model.coverage)}.
      </p>
    </div>
  )
}

interface CallsOfProps {
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
}

function CallsOf({ unit, model }: CallsOfProps) {
  const calls = approvedCalls(model, unit)
  const standing = calls.filter(isInForce)
  const over = calls.filter((call) => !isInForce(call))
  const of = (label: string) => inUnit(model, unit, label)
  return (
    <section aria-label={of('Approved calls')} data-approved-calls={unit.id} className="space-y-3">
      {model.units.length > 1 && <h3 className="font-semibold">{unit.name}</h3>}
      {standing.length === 0 ? (
        <p className="text-muted">No call is approved.</p>
      ) : (
        <Calls label={of('Calls in force')} calls={standing} unit={unit} model={model} />
      )}
      {over.length > 0 && (
        <Disclosure summary={plural(over.length, 'deleted approval')}>
          <Calls label={of('Deleted approvals')} calls={over} unit={unit} model={model} />
        </Disclosure>
      )}
    </section>
  )
}

interface CallsProps extends CallsOfProps {
  readonly label: string
  readonly calls: readonly ApprovedCall[]
}

function Calls({ label, calls, ...of }: CallsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {calls.map((call) => (
        <li key={call.id} data-approval={call.id} className="py-3 first:pt-0 last:pb-0">
          <Call call={call} {...of} />
        </li>
      ))}
    </ul>
  )
}

interface CallProps extends CallsOfProps {
  readonly call: ApprovedCall
}

function Call({ call, unit, model }: CallProps) {
  const { nameOf } = useNames()
  const { account } = useWallet()
  const { key, controller, data, active } = call
  const target = controller === zeroAddress ? (model.generators[0]?.id ?? controller) : controller
  const words = data === null ? null : tellCall({ target, data }, model.generators, nameOf)
  return (
    <div className="gap-x-6 md:grid md:grid-cols-[18rem_1fr]">
      <div>
        <span className="inline-flex items-center gap-2">
          {active.ok ? (
            <StateBadge state="idle" word={active.value ? 'Approved' : 'Deleted'} />
          ) : (
            <StateBadge state="unknown" word="Could not check" />
          )}
          <Provenance leaf={active} of={`Approval of ${key}`} />
        </span>
        {isInForce(call) && (
          <>
            <Acts call={call} unit={unit} model={model} account={account} />
            <Deletion call={call} unit={unit} model={model} account={account} />
          </>
        )}
      </div>
      <div className="min-w-0 max-md:mt-1.5">
        <p className="font-medium">
          {words === null ? 'What it calls was not seen' : <EvidenceText text={capital(words.text)} />}
        </p>
        <p className="text-sm">
          {controller === zeroAddress ? (
            <span className="font-medium">On every controller</span>
          ) : (
            <>
              On <ShownName address={controller} />
            </>
          )}
          . <span className="text-muted">{approvalSentence(call, model.block.number)}</span>
        </p>
        <Disclosure summary="Call and hash" className="mt-1 text-sm">
          <DefinitionList
            items={[
              {
                term: 'Approved hash',
                value: <HashText hash={key} label="approved hash" />,
                note: data === null ? undefined : 'keccak256 of the bytes below, computed here',
              },
              ...(data === null || words === null
                ? []
                : [
                    {
                      term: 'Call',
                      value: <CallDetails target={target} data={data} value={0n} words={words} />,
                    },
                  ]),
            ]}
          />
        </Disclosure>
      </div>
    </div>
  )
}

/** What a cBEAM can do with an approved call. */
function Acts({ call, unit, model, account }: CallProps & { readonly account: Address | null }) {
  const rolledBack = rolledBackBy(call, unit, model)
  if (rolledBack) {
    return (
      <p className="mt-1 text-sm">
        <Link
          href={fundedHref(model, rolledBack.generator, rolledBack.prime)}
          prefetch={false}
          className="link inline-block min-h-6 content-center"
        >
          Roll back on the page of {rolledBack.prime.name}
        </Link>
      </p>
    )
  }
  return (
    <div className="mt-2 flex flex-wrap items-start gap-2">
      {runOffers(call, unit, model, account).map(({ request, reason, on }) => (
        <ActionButton
          key={request.controller}
          size="sm"
          icon={Play}
          className={WRAPS}
          request={request}
          reason={reason && ended(reason)}
        >
          Run on {on ?? <ShownName address={request.controller} />}
          <span className="sr-only">: {call.key}</span>
        </ActionButton>
      ))}
    </div>
  )
}

/** What the Core Council can do about it. */
function Deletion({ call, unit, model, account }: CallProps & { readonly account: Address | null }) {
  const { key, controller } = call
  const { request, reason } = councilOffer(
    { kind: 'delete-approval', unit: unit.id, key, controller } as const,
    model,
    account,
  )
  return (
    <div className="mt-2">
      <ActionButton
        size="sm"
        variant="danger"
        icon={Trash2}
        request={request}
        reason={reason && ended(reason)}
      >
        Delete approval<span className="sr-only">: {key}</span>
      </ActionButton>
    </div>
  )
}
