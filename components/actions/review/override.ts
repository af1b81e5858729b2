import { confirmWord, type Warning } from './finding'

/** What somebody typed, and the warnings that were in sight while it was typed. */
export interface Override {
  readonly typed: string
  readonly of: readonly string[]
}

export const noOverride: Override = { typed: '', of: [] }

/** What is typed counts for the warnings that are shown while it is typed. */
export function overriding(typed: string, warnings: readonly Warning[]): Override {
  return { typed, of: warnings.map(({ key }) => key) }
}

/** Whether another warning came up since: then what was typed no longer counts. */
export function isOvertaken({ typed, of }: Override, warnings: readonly Warning[]): boolean {
  return typed !== '' && warnings.some(({ key }) => !of.includes(key))
}

/** Whether every warning that stands there now was overridden. */
export function isOverridden(override: Override, warnings: readonly Warning[]): boolean {
  if (warnings.length === 0) return true
  return override.typed.trim() === confirmWord && !isOvertaken(override, warnings)
}
