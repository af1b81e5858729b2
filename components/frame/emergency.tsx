'use client'

import { Siren } from 'lucide-react'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Sheet } from '@/components/ui/dialog'
import { KeyHint } from '@/components/ui/key-hint'
import { useHotkey } from '@/components/ui/use-hotkey'

const KEY = 'e'

const Open = createContext<{ readonly open: () => void } | null>(null)

interface EmergencyProviderProps {
  /** The panel's content. Part of every page, so that it opens when the server is gone. */
  readonly panel: ReactNode
  readonly children: ReactNode
}

/** Holds the emergency panel; `e` opens it, and so does every `EmergencyButton` inside. */
export function EmergencyProvider({ panel, children }: EmergencyProviderProps) {
  const [shown, setShown] = useState(false)
  const control = useMemo(() => ({ open: () => setShown(true) }), [])
  useHotkey(KEY, control.open)
  return (
    <Open value={control}>
      {children}
      <Sheet
        open={shown}
        onOpenChange={setShown}
        title="Emergency"
        description="What is frozen, paused and stopped, who may act, and the actions."
      >
        {panel}
      </Sheet>
    </Open>
  )
}

interface EmergencyButtonProps {
  /** `rail` stands in the navigation at the left, `dock` in the bar at the bottom of a phone. */
  readonly place: 'rail' | 'dock'
}

/** Opens the emergency panel. */
export function EmergencyButton({ place }: EmergencyButtonProps) {
  const control = useContext(Open)
  if (control === null) throw new Error('EmergencyButton needs an EmergencyProvider around it')
  const rail = place === 'rail'
  return (
    <button
      type="button"
      onClick={control.open}
      aria-haspopup="dialog"
      aria-keyshortcuts={KEY}
      className={cn(
        'flex items-center rounded-md bg-ink font-medium text-canvas hover:bg-ink/85',
        rail ? 'h-9 w-full gap-2.5 px-3 text-base' : 'h-12 flex-col justify-center gap-0.5 px-3 text-xs',
      )}
    >
      <Siren aria-hidden className={cn('shrink-0', rail ? 'size-4' : 'size-5')} />
      Emergency
      {rail && <KeyHint keys={KEY} className="ml-auto" />}
    </button>
  )
}
