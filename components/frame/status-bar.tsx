'use client'

import { Box, ChevronDown, Clock, Hourglass } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { LiveRegion } from '@/components/ui/live-region'
import { STATE_LOOK, type State, worst } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'

/** One thing the bar reports, in a word or two, with a sentence for the details. */
export interface StatusReading {
  readonly id: string
  readonly state: State
  /** "RPC answers", "Relayer frozen", "Timelock: could not read". */
  readonly word: string
  readonly detail?: string | undefined
}

export interface StatusBarProps {
  readonly deployment: string
  readonly chain: string
  readonly block: {
    /** Changes with every block; the heart beats then. */
    readonly id: string
    /** "12,345", or null while none was read. */
    readonly number: string | null
    /** "3 s", or null where age says nothing. */
    readonly age: string | null
    /** What is not well with it: "stale", "no new block for 4 min". */
    readonly trouble?: { readonly state: State; readonly word: string } | undefined
  }
  readonly rpc: StatusReading
  /** UTC clock with the daily window. */
  readonly clock: {
    /** "12:03:22". */
    readonly time: string
    readonly window: 'Active' | 'Processing'
    /** "56 min left". */
    readonly left: string
  }
  /** Freeze, pause, stop, each with its state. */
  readonly controls: readonly StatusReading[]
  /** Said when all `controls` are ok: "Nothing frozen, paused or stopped". */
  readonly allClear: string
  /** The connected account with its roles, or the button that connects one. */
  readonly account: ReactNode
}

/** The state of everything, on every page. On a phone one line, with the details on a tap. */
export function StatusBar(props: StatusBarProps) {
  const { deployment, chain, block, rpc, clock, controls, allClear, account } = props
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const troubles = [
    ...(block.trouble === undefined ? [] : [{ id: 'block', ...block.trouble }]),
    ...(rpc.state === 'ok' || rpc.state === 'idle' ? [] : [rpc]),
    ...controls.filter(({ state }) => state === 'wrong' || state === 'unknown'),
  ]

  useEffect(() => {
    if (!open) return
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [open])

  return (
    <header className="sticky top-0 z-30 border-line border-b bg-surface">
      <LiveRegion>{troubles.map(({ word }) => word).join(', ')}</LiveRegion>

      <div className="flex h-[calc(var(--bar-height)-1px)] items-center gap-x-5 px-4 text-sm max-md:hidden">
        <Deployment deployment={deployment} chain={chain} />
        <Block block={block} />
        {block.trouble !== undefined && <StateBadge {...block.trouble} />}
        <StateBadge state={rpc.state} word={rpc.word} plain={rpc.state === 'ok'} className="max-lg:hidden" />
        <WindowClock clock={clock} />
        <Controls controls={controls} allClear={allClear} />
        <div className="ml-auto flex min-w-0 items-center gap-2">{account}</div>
      </div>

      <button
        type="button"
        aria-expanded={open}
        aria-controls={detailsId}
        onClick={() => setOpen(!open)}
        className="flex h-[calc(var(--bar-height)-1px)] w-full items-center gap-3 px-4 text-left text-sm focus-visible:-outline-offset-2 md:hidden"
      >
        <Block block={block} />
        <Summary troubles={troubles} allClear={allClear} />
        <span className="sr-only">Details of the status</span>
        <ChevronDown
          aria-hidden
          className={cn('ml-auto size-5 shrink-0 text-accent transition-transform', open && 'rotate-180')}
        />
      </button>
      <div
        id={detailsId}
        hidden={!open}
        className="absolute inset-x-0 top-full max-h-[calc(100dvh-var(--bar-height)-var(--dock-height))] space-y-3 overflow-y-auto border-line border-y bg-raised px-4 py-3.5 shadow-overlay md:hidden"
      >
        <Deployment deployment={deployment} chain={chain} />
        <WindowClock clock={clock} />
        <ul className="space-y-1.5">
          {[rpc, ...controls].map(({ id, state, word, detail }) => (
            <li key={id}>
              <StateBadge state={state} word={word} plain />
              {detail !== undefined && <span className="text-muted text-sm"> {detail}</span>}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-2 border-line border-t pt-3">{account}</div>
      </div>
    </header>
  )
}

function Deployment({ deployment, chain }: Pick<StatusBarProps, 'deployment' | 'chain'>) {
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 whitespace-nowrap">
      <span className="sr-only">Deployment </span>
      <span className="truncate font-semibold">{deployment}</span>
      <span className="text-muted">{chain}</span>
    </span>
  )
}

function Block({ block: { id, number, age } }: Pick<StatusBarProps, 'block'>) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Box key={id} aria-hidden className="size-3.5 shrink-0 animate-beat text-muted opacity-70" />
      <span className="sr-only">Block </span>
      <span className="font-medium">{number ?? '—'}</span>
      {number === null && <span className="sr-only">not read yet</span>}
      {age !== null && <span className="min-w-[5ch] text-muted">{age}</span>}
    </span>
  )
}

function WindowClock({ clock: { time, window, left } }: Pick<StatusBarProps, 'clock'>) {
  const Icon = window === 'Active' ? Clock : Hourglass
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span>{time} UTC</span>
      <span className="font-medium">{window}</span>
      <span className="text-muted">{left}</span>
    </span>
  )
}

function Controls({ controls, allClear }: Pick<StatusBarProps, 'controls' | 'allClear'>) {
  const raised = controls.filter(({ state }) => state === 'wrong' || state === 'unknown')
  if (raised.length === 0) {
    return <StateBadge state={worst(controls.map(({ state }) => state))} word={allClear} plain />
  }
  return (
    <span className="flex min-w-0 gap-1.5">
      {raised.map(({ id, state, word }) => (
        <StateBadge key={id} state={state} word={word} />
      ))}
    </span>
  )
}

interface SummaryProps {
  readonly troubles: readonly { readonly id: string; readonly state: State; readonly word: string }[]
  readonly allClear: string
}

/** The gravest trouble in words and how many more there are. */
function Summary({ troubles, allClear }: SummaryProps) {
  const gravest = worst(troubles.map(({ state }) => state))
  const first = troubles.find(({ state }) => state === gravest)
  const { text } = STATE_LOOK[gravest]
  if (first === undefined) return <span className="truncate text-muted">{allClear}</span>
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StateBadge state={first.state} word={first.word} className="min-w-0" />
      {troubles.length > 1 && (
        <span className={cn('shrink-0 font-medium', text)}>+{troubles.length - 1}</span>
      )}
    </span>
  )
}
