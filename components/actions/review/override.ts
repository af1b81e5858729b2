import { confirmWord, type Warning } from './finding'

/** What somebody typed, and of which warnings it was typed with those in sight. */
export interface Override {
  readonly typed: string
  readonly of: readonly string[]
}

export const noOverride: Override = { typed: '', of: [] }

/** What is typed counts for the warnings that stand there while it is typed. */
export function overriding(typed: string, warnings: readonly Warning[]): Override {
  return { typed, of: warnings.map(({ key }) => key) }
}

/** Whether another warning came up since: then nothing of what was typed counts. */
export function isOvertaken({ typed, of }: Override, warnings: readonly Warning[]): boolean {
  return typed !== '' && warnings.some(({ key }) => !of.includes(key))
}

/** Whether every warning that stands there now was overridden. */
export function isOverridden(override: Override, warnings: readonly Warning[]): boolean {
  if (warnings.length === 0) return true
  return override.typed.trim() === confirmWord && !isOvertaken(override, warnings)
}
