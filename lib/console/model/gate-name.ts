/** A step of a migration that gates stand before. */
export type Transition = 'dualRun' | 'cutover' | 'rollback' | 'retirement'

/** Which gate, of which transition, of which Prime. */
export interface GateName {
  readonly of: Transition
  readonly id: string
  /** Name of the Prime. */
  readonly prime: string
}
