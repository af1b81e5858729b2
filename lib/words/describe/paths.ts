import type { ConsoleModel } from '@/lib/console/model'
import type { NameOf } from '../limits'
import type { ValueWords } from '../values'

/** A leaf in words: what it is, and how its values are told. */
export interface PathWords extends ValueWords {
  /** "Spark vault deposit limit, maximum". */
  readonly label: string
}

/** What is left of a path below the part that was told already. */
export type Rest = readonly string[]

/** A label with the name of what it is of. */
export type Of = (label: string | undefined) => string | undefined

/** Leaves by their path below a part: what each is, and how its values are told. */
export type Parts = Readonly<Record<string, readonly [label: string, words: ValueWords]>>

export interface DescribeContext {
  readonly model: ConsoleModel
  readonly nameOf: NameOf
}

/** Words for a label; null where there is none. */
export function say(label: string | undefined, words: ValueWords | undefined): PathWords | null {
  return label === undefined || words === undefined ? null : { ...words, label }
}
