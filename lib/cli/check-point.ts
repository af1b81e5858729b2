/**
 * `pass` and `wrong`: what has to be so is, or is not. `look`: what somebody has to judge, as the console shows it amber or
 * neutral. `read`: what stands on the chain and nothing in the file can contradict. `unchecked`: nobody knows.
 */
export type PointState = 'pass' | 'wrong' | 'look' | 'read' | 'unchecked'

/** One thing that was looked at. */
export interface Point {
  /** "wiring": what the point is about. */
  readonly part: string
  readonly state: PointState
  /** What is so, or has to be where nobody knows. */
  readonly says: string
  /** What was found, and what to do about it; null where nothing is to be said. */
  readonly found: string | null
}
