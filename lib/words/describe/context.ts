import type { ConsoleModel } from '@/lib/console/model'
import type { NameOf } from '../limits'

/** The model that the leaves belong to, and the names of its addresses. */
export interface DescribeContext {
  readonly model: ConsoleModel
  readonly nameOf: NameOf
}

/** Adds to a label the name of the thing that it belongs to. */
export type Of = (label: string) => string
