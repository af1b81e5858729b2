import type { Action } from '@/lib/actions'
import { ended } from '@/lib/format'

/**
 * What an action lacks before it can be reviewed, in a sentence: the first requirement that is known not to hold, else
 * one that could not be checked, unless the action is for an emergency. Who may take it is said apart.
 */
export function refusalOf({
  requirements,
  emergency,
}: Pick<Action, 'requirements' | 'emergency'>): string | undefined {
  const binding = requirements.filter(({ weight }) => weight === 'blocks')
  const broken = binding.find(({ holds }) => holds.ok && !holds.value)
  if (broken) return ended(broken.says.fails)
  const unsure = emergency ? undefined : binding.find(({ holds }) => !holds.ok)
  return unsure && `Could not be checked: ${ended(unsure.says.holds)}`
}

/** Why an account cannot take an action; undefined when it can, when that could not be read, or when none is connected. */
export function notAllowed(
  action: Pick<Action, 'permission'> | null,
  account: string | null,
  without: string,
): string | undefined {
  if (account === null || action === null) return undefined
  const { holds } = action.permission
  return holds.ok && !holds.value ? without : undefined
}
