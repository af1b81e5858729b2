import type { ConsoleModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'

/** How governance does something, with the delay of its pause where that is known: "by spell, 1 d after it is plotted". */
export function bySpell({ governance }: Pick<ConsoleModel, 'governance'>): string {
  const delay = governance?.pause?.delay
  return delay?.ok ? `by spell, ${formatDuration(delay.value)} after it is plotted` : 'by spell'
}
