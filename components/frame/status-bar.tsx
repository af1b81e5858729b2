'use client'

import { Box, ChevronDown, Clock, Hourglass } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { LiveRegion } from '@/components/ui/live-region'
import { LiveText } from '@/components/ui/live-text'
import { type State, worst } from '@/components/ui/state'
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
    /** Changes with every block, which makes the heart beat. */
    readonly id: string
    /** "12,345", or null while none was read. */
    readonly number: string | null
    /** "3 s", or null where age says nothing. */
    readonly age: string | null
    /** What is not well with it: "stale", "no new block for 4 min". */
    readonly trouble?: { readonly state: State; readonly word: string } | undefined
  }
  readonly rpc: StatusReading
  /** What is wrong with the page itself; undefined when nothing is. */
  readonly page?: StatusReading | undefined
  /** UTC clock with the daily window, by the time of the chain; null while no block was read. */
  readonly clock: {
    /** "12:03:22". */
    readonly time: string
    readonly window: 'Active' | 'Processing'
    /** "56 min left". */
    readonly left: string
  } | null
  /** Freeze, pause, stop, each with its state. */
  readonly controls: readonly StatusReading[]
  /** Said when all `controls` are ok: "Nothing frozen, paused or stopped". */
  readonly allClear: string
  /** The connected account with its roles, or the button that connects one. */
  readonly account: ReactNode
  /** Shown with the details on a phone, where the navigation has no foot: the theme toggle. */
  readonly settings?: ReactNode
}

/** The state of everything, on every page. On a phone one line, with the details on a tap. */
export function StatusBar(props: StatusBarProps) {
  const { deployment, chain, block, rpc, page, clock, controls, allClear, account, settings } = props
  const [open, setOpen] = useState(false)
  const detailsId = useId()
  const bar = useRef<HTMLElement>(null)
  const readings: StatusReading[] = [
    ...(block.trouble === undefined ? [] : [{ id: 'block', ...block.trouble }]),
    ...(page === undefined ? [] : [page]),
    rpc,
    ...controls,
  ]
  const troubles = [
    ...readings.filter(({ state }) => state === 'wrong'),
    ...readings.filter(({ state }) => state === 'unknown'),
  ]

  useEffect(() => {
    if (!open) return
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !bar.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onPointerDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onPointerDown)
    }
  }, [open])

  return (
    <header ref={bar} className="sticky top-0 z-30 border-line border-b bg-surface">
      <LiveRegion>{troubles.map(({ word }) => word).join(', ')}</LiveRegion>
      <div className="flex h-[calc(var(--bar-height)-1px)] items-center gap-x-3 px-3 md:gap-x-5 text-sm md:px-4">
        <div className="flex shrink-0 items-center gap-x-5 max-md:hidden">
          <Deployment deployment={deployment} chain={chain} compact />
          <Block block={block} />
          <WindowClock clock={clock} compact />
          {troubles.length === 0 && (
            <StateBadge state={rpc.state} word={rpc.word} plain className="shrink-0 max-xl:hidden" />
          )}
        </div>
        <div className="min-w-0 max-md:flex-1 md:relative">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={detailsId}
            onClick={() => setOpen(!open)}
            className="touch flex w-full items-center gap-2 py-1 text-left text-sm focus-visible:-outline-offset-2"
          >
            <span className="md:hidden">
              <Block block={block} />
            </span>
            <Summary troubles={troubles} allClear={allClear} controls={controls} />
            <span className="sr-only">, details of the status</span>
            <ChevronDown
              aria-hidden
              className={cn('ml-auto size-4 shrink-0 text-accent transition-transform', open && 'rotate-180')}
            />
          </button>
          <div
            id={detailsId}
            hidden={!open}
            className="absolute inset-x-0 top-full max-h-[calc(100dvh-var(--bar-height)-var(--dock-height))] overflow-y-auto bg-raised px-4 py-3.5 shadow-overlay md:right-auto md:-left-4 md:mt-2.5 md:w-[26rem] md:rounded-lg"
          >
            <div className="mb-3 space-y-2">
              <Deployment deployment={deployment} chain={chain} />
              <span className="block lg:hidden">
                <WindowClock clock={clock} />
              </span>
            </div>
            <ul className="space-y-2">
              {[...troubles, ...readings.filter((reading) => !troubles.includes(reading))].map((reading) => (
                <Reading key={reading.id} {...reading} />
              ))}
            </ul>
            <div className="mt-3 border-line border-t pt-3 md:hidden">{settings}</div>
          </div>
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-2">{account}</div>
      </div>
    </header>
  )
}

function Reading({ state, word, detail }: Omit<StatusReading, 'id'>) {
  return (
    <li>
      <StateBadge state={state} word={word} plain />
      {detail !== undefined && <p className="pl-5 text-muted text-sm">{detail}</p>}
    </li>
  )
}

/** Where room is short, the bar leaves out what the details repeat. */
interface Compact {
  readonly compact?: boolean | undefined
}

function Deployment({ deployment, chain, compact }: Pick<StatusBarProps, 'deployment' | 'chain'> & Compact) {
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 whitespace-nowrap">
      <span className="sr-only">Deployment </span>
      <span className={cn('truncate font-semibold', compact && 'max-w-24 lg:max-w-48')}>{deployment}</span>
      <span className={cn('text-muted', compact && 'max-lg:hidden')}>{chain}</span>
    </span>
  )
}

function Block({ block: { id, number, age } }: Pick<StatusBarProps, 'block'>) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Box key={id} aria-hidden className="size-3.5 shrink-0 animate-beat text-muted opacity-70" />
      <span className="sr-only">Block </span>
      <LiveText text={number ?? '—'} className="font-medium" />
      {number === null && <span className="sr-only">not read yet</span>}
      {age !== null && <LiveText text={age} className="min-w-[6ch] text-muted" />}
    </span>
  )
}

function WindowClock({ clock, compact }: Pick<StatusBarProps, 'clock'> & Compact) {
  if (clock === null) return null
  const { time, window, left } = clock
  const Icon = window === 'Active' ? Clock : Hourglass
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      <LiveText text={`${time} UTC`} />
      <span className="font-medium">{window}</span>
      <LiveText text={left} className={cn('min-w-[13ch] text-muted', compact && 'max-lg:hidden')} />
    </span>
  )
}

interface SummaryProps extends Pick<StatusBarProps, 'controls' | 'allClear'> {
  readonly troubles: readonly StatusReading[]
}

/** The gravest troubles in words, as many as there is room for, and how many more there are. */
function Summary({ troubles, controls, allClear }: SummaryProps) {
  if (troubles.length === 0) {
    return (
      <StateBadge
        state={worst(controls.map(({ state }) => state))}
        word={allClear}
        plain
        className="min-w-0"
      />
    )
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {troubles.slice(0, 2).map(({ id, state, word }, index) => (
        <StateBadge
          key={id}
          state={state}
          word={word}
          className={cn('min-w-0', index > 0 && 'max-xl:hidden')}
        />
      ))}
      {troubles.length > 1 && <More count={troubles.length - 1} className="xl:hidden" />}
      {troubles.length > 2 && <More count={troubles.length - 2} className="max-xl:hidden" />}
    </span>
  )
}

function More({ count, className }: { readonly count: number; readonly className: string }) {
  return (
    <span className={cn('shrink-0 whitespace-nowrap font-medium text-muted', className)}>
      and {count} more
    </span>
  )
}
