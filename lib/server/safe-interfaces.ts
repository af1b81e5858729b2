import { ConfigError } from './config'

/** The Safe interface in which the console is an app where nobody names others. */
const SAFE_INTERFACE = 'https://app.safe.global'

/**
 * Origins of the Safe interfaces that may show the console in a frame, as SAFE_INTERFACES lists them with commas; an empty
 * text is none. What is no origin allows nobody: `checkSafeInterfaces` reports it at the start.
 */
export const safeInterfaces = (text: string | undefined): readonly string[] =>
  entriesOf(text).filter(isOrigin)

/** @throws ConfigError where an entry is no origin */
export function checkSafeInterfaces(text: string | undefined): void {
  const strange = entriesOf(text).find((entry) => !isOrigin(entry))
  if (strange !== undefined) {
    throw new ConfigError(`SAFE_INTERFACES: ${strange} is no origin, such as ${SAFE_INTERFACE}`)
  }
}

const entriesOf = (text: string | undefined): readonly string[] =>
  (text ?? SAFE_INTERFACE)
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** Without path, and as a browser names it: a wildcard, or two in one, would be read otherwise by a policy. */
const isOrigin = (entry: string): boolean =>
  /^https?:\/\/[a-z0-9.:[\]-]+$/.test(entry) && URL.canParse(entry) && new URL(entry).origin === entry
