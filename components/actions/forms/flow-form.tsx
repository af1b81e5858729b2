'use client'

import { type LucideIcon, PackageMinus, PackagePlus, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type Address, zeroAddress } from 'viem'
import { useNames } from '@/components/model/use-names'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { buildAction, leastShares, mostShares, type RoutedRequest, routesOf } from '@/lib/actions'
import { operatesVault } from '@/lib/console/authority'
import { askFunnel, funnelOf } from '@/lib/console/derive/funnel'
import { askReturn } from '@/lib/console/derive/returning'
import { workingBy } from '@/lib/console/derive/working'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { type Leaf, map, orElse } from '@/lib/leaf'
import { excess, sharesOf, type Wad, wad } from '@/lib/math'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { type Capacity, canReturn, canTake } from '@/lib/vaults'
import type { AnyConstraintId } from '@/lib/words/constraint-table'
import { bindingOf, bindingWords, usds } from '@/lib/words/funnel'
import { pauWords } from '@/lib/words/paus'
import { ActionButton } from '../action-button'
import { readFlow } from './flow-input'
import { notAllowed, refusalOf } from './refusal'

export interface FlowFormProps {
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
}

/** Lets somebody choose by which controller of a Prime, where it has several: each has limits and operators of its own. */
function ByController({ prime, children }: ByControllerProps) {
  const { account } = useWallet()
  const { titleOf } = useNames()
  const [chosen, setChosen] = useState<string | null>(null)
  const ways = prime.controllers.flatMap(({ id }) => workingBy(prime, id) ?? [])
  // Whoever operates only one of them means that one.
  const own = ways.find((way) => {
    const operates = account && operatesVault(way, account)
    return operates?.ok && operates.value
  })
  const working = ways.find(({ addresses }) => addresses.controller === chosen) ?? own ?? prime
  return (
    <div className="space-y-4">
      {ways.length > 1 && (
        <Select
          label="By which controller"
          options={ways.map(({ addresses: { controller }, controllers: [{ reader }] }) => ({
            id: controller,
            label: `${titleOf(controller)}, ${pauWords(reader).stage}`,
          }))}
          value={working.addresses.controller}
          onChange={setChosen}
          className="max-w-md"
        />
      )}
      {children(
        working,
        working.addresses.controller === prime.addresses.controller
          ? {}
          : { controller: working.addresses.controller },
      )}
    </div>
  )
}

interface ByControllerProps {
  readonly prime: PrimeModel
  /** @param by names the controller, where it is not the first */
  readonly children: (working: PrimeModel, by: { readonly controller?: Address }) => ReactNode
}

/** A relayer of a Prime takes USDS out of its vault. */
export function TakeForm({ model, generator, prime }: FlowFormProps) {
  return (
    <ByController prime={prime}>
      {(working, by) => <TakeBy model={model} generator={generator} prime={working} by={by} />}
    </ByController>
  )
}

interface FlowByProps extends FlowFormProps {
  readonly by: { readonly controller?: Address }
}

function TakeBy({ model, generator, prime, by }: FlowByProps) {
  const [controller] = prime.controllers
  const { takes, operator } = pauWords(controller.reader)
  return (
    <Form
      model={model}
      answer={askFunnel(funnelOf(prime, generator, model.mcd), (inputs) => canTake(inputs, model.time))}
      label="Amount to take"
      icon={PackageMinus}
      done="taken"
      lacking={(id) =>
        controller.reader === null || id === 'take-function'
          ? `The controller of ${prime.name} has no ${takes}: nothing can be taken by a button here.`
          : null
      }
      without={notOperator(operator, prime)}
      request={(amount) => ({
        ...({ kind: 'take-from-vault', generator: generator.id, prime: prime.id, amount } as const),
        ...by,
      })}
    >
      Take from {prime.name}'s vault
    </Form>
  )
}

/** A relayer of a Prime sends USDS back to its vault: no more than it has out of it. */
export function ReturnForm({ model, generator, prime }: FlowFormProps) {
  return (
    <ByController prime={prime}>
      {(working, by) => <ReturnBy model={model} generator={generator} prime={working} by={by} />}
    </ByController>
  )
}

function ReturnBy({ model, generator, prime, by }: FlowByProps) {
  const [controller] = prime.controllers
  const { returns, operator } = pauWords(controller.reader)
  return (
    <Form
      model={model}
      answer={askReturn(prime, generator, model.mcd, (inputs) => canReturn(inputs, model.time))}
      useful={prime.vault.outstanding}
      label="Amount to return"
      icon={PackagePlus}
      done="returned"
      lacking={(id) =>
        controller.reader === null || id === 'return-function'
          ? `The controller of ${prime.name} has no ${returns}: nothing can be returned by a button here.`
          : null
      }
      without={notOperator(operator, prime)}
      request={(amount) => ({
        ...({ kind: 'return-to-vault', generator: generator.id, prime: prime.id, amount } as const),
        ...by,
      })}
    >
      Return to {prime.name}'s vault
    </Form>
  )
}

/** For how long the bound on the shares of a deposit holds: owners of a Safe may take days to sign [s]. */
const A_WEEK = 7n * 86_400n

/** A relayer of the Generator adds to the vault of a Prime, and mints before what its ALMProxy lacks. */
export function AddForm({ model, generator, prime }: FlowFormProps) {
  const where = { generator, prime, time: model.time + A_WEEK }
  const lacking = (amount: Wad) => map(generator.proxyIdle, (idle) => excess(amount, idle))
  return (
    <Form
      model={model}
      answer={prime.canAdd}
      label="Amount to add"
      icon={PackagePlus}
      done="added"
      lacking={(id) =>
        id === 'deposit-function' || id === 'mint-function'
          ? `The Diamond of ${generator.name} has no ${id === 'mint-function' ? 'mintUSDS' : 'depositERC4626'}: nothing can be added by a button here.`
          : null
      }
      without={`Not a relayer of ${generator.name}, or frozen`}
      note={(amount) => {
        const minted = lacking(amount)
        return minted.ok && minted.value > 0n
          ? `${usds(minted.value)} of it is minted first: the ALMProxy has too little.`
          : null
      }}
      request={(amount) => ({
        ...({ kind: 'add-to-vault', generator: generator.id, prime: prime.id, amount } as const),
        minted: orElse(lacking(amount), wad(0n)),
        leastShares: orElse(leastShares(where, amount), sharesOf(0n)),
      })}
    >
      Add to {prime.name}'s vault
    </Form>
  )
}

/** A relayer of the Generator withdraws from the vault of a Prime. */
export function RecallForm({ model, generator, prime }: FlowFormProps) {
  const where = { generator, prime, time: model.time }
  return (
    <Form
      model={model}
      answer={prime.canRecall}
      label="Amount to recall"
      icon={Undo2}
      done="recalled"
      lacking={(id) =>
        id === 'withdraw-function'
          ? `The Diamond of ${generator.name} has no withdrawERC4626: nothing can be recalled by a button here.`
          : null
      }
      without={`Not a relayer of ${generator.name}, or frozen`}
      request={(amount) => ({
        ...({ kind: 'recall-from-vault', generator: generator.id, prime: prime.id, amount } as const),
        // A share only becomes worth more, so what it takes now is enough later.
        mostShares: orElse(mostShares(where, amount), sharesOf(0n)),
      })}
    >
      Recall from {prime.name}'s vault
    </Form>
  )
}

const notOperator = (operator: string, { name }: PrimeModel): string =>
  `Not ${/^a/.test(operator) ? 'an' : 'a'} ${operator} of ${name}, or frozen`

interface FormProps<Id extends AnyConstraintId> {
  readonly model: ConsoleModel
  /** What goes through in one go now. */
  readonly answer: Leaf<Capacity<Id>>
  /** The most that is useful, where that is less than goes through [wad]. */
  readonly useful?: Leaf<Wad>
  readonly label: string
  readonly icon: LucideIcon
  /** What is done with the amount: "taken". */
  readonly done: string
  /** What is said in the place of the form, where the controller has no such function; else null. */
  readonly lacking: (binding: Id | null) => string | null
  /** What an account is told that may not. */
  readonly without: string
  /** What else happens with this amount; null for nothing. */
  readonly note?: (amount: Wad) => string | null
  readonly request: (amount: Wad) => RoutedRequest
  readonly children: ReactNode
}

/** How much is to move in one go, in exact text, held against what goes through now. */
function Form<Id extends AnyConstraintId>(props: FormProps<Id>) {
  const { model, answer, label, icon, done, children } = props
  const { account } = useWallet()
  const [text, setText] = useState('')
  const lacking = props.lacking(answer.ok ? answer.value.binding : null)
  if (lacking !== null) return <p className="text-muted">{lacking}</p>
  const most = map(answer, ({ amount }) => amount)
  const greatest = leastOf(most, props.useful)
  const reading = readFlow(text, most)
  const request = props.request(reading.amount ?? wad(0n))
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without = routes && routes.safes.length > 0 ? undefined : notAllowed(action, account, props.without)
  const note = reading.amount === null ? null : (props.note?.(reading.amount) ?? null)
  const refusal =
    reading.amount === null
      ? (reading.error ?? 'Enter an amount.')
      : action === null
        ? 'This deployment has no such vault.'
        : refusalOf(action)
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Field
          label={label}
          kind="amount"
          unit="USDS"
          value={text}
          onValueChange={setText}
          error={text.trim() === '' ? undefined : (reading.error ?? undefined)}
          hint={
            answer.ok
              ? `At most ${usds(answer.value.amount)} can be ${done} now: ${bindingWords(bindingOf(answer.value))}.`
              : `How much can be ${done} could not be read: ${answer.reason.message}`
          }
          className="w-full sm:w-80"
        />
        {greatest !== null && greatest > 0n && (
          <Button size="sm" className="sm:mt-8" onClick={() => setText(formatExact(greatest, 18))}>
            Use the most
          </Button>
        )}
      </div>
      {note !== null && <p className="text-muted">{note}</p>}
      <ActionButton variant="primary" icon={icon} request={request} reason={without ?? refusal}>
        {children}
      </ActionButton>
    </div>
  )
}

function leastOf(most: Leaf<Wad>, useful: Leaf<Wad> = most): Wad | null {
  if (!most.ok) return null
  return useful.ok && useful.value < most.value ? useful.value : most.value
}
