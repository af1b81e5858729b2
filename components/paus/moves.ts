import type { State } from '@/components/ui/state'
import { canMove } from '@/lib/console/derive/pau'
import type { PauFacts } from '@/lib/console/facts/pau'

/** Whether a controller can move the funds of its ALMProxy now, in a word. */
export function movesLook(pau: PauFacts): { readonly state: State; readonly word: string } {
  const moves = canMove(pau)
  if (!moves.ok) return { state: 'unknown', word: 'Whether it can move funds is not known' }
  if (moves.value) return { state: 'ok', word: 'Can move funds' }
  return pau.controllerOnProxy.ok && pau.controllerOnProxy.value
    ? { state: 'wrong', word: 'Nobody operates it' }
    : { state: 'idle', word: 'Does not control the ALMProxy' }
}
