import type { Address, Hex } from 'viem'

/** What one event leaves in the logs. */
export interface EmittedLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
}

/** An event that an action says will be emitted, as it stands in the logs. */
export interface ExpectedEvent {
  readonly address: Address
  /** In order; null where it may say anything. */
  readonly topics: readonly (Hex | null)[]
  /** Null where it may say anything. */
  readonly data: Hex | null
  /** Set where some deployments of the contract emit it and others do not: it may be missing. */
  readonly optional?: boolean
}

/** The events of a simulation held against those that were stated. */
export interface JudgedEvents {
  /** Every one, in order. One that nothing stated is as loud as a change that nothing stated. */
  readonly emitted: readonly { readonly log: EmittedLog; readonly expected: boolean }[]
  /** Stated, and not emitted. */
  readonly missing: readonly ExpectedEvent[]
}

/** Each stated event accounts for one that was emitted, to the last byte; their order is left to the contracts. */
export function judgeEvents(logs: readonly EmittedLog[], expected: readonly ExpectedEvent[]): JudgedEvents {
  const left = [...expected]
  const emitted = logs.map((log) => {
    const index = left.findIndex((event) => isEvent(event, log))
    if (index >= 0) left.splice(index, 1)
    return { log, expected: index >= 0 }
  })
  return { emitted, missing: left.filter(({ optional }) => !optional) }
}

/** Whether everything that was emitted was stated, and the reverse. */
export function isEmittedAsStated({ emitted, missing }: JudgedEvents): boolean {
  return missing.length === 0 && emitted.every(({ expected }) => expected)
}

function isEvent(event: ExpectedEvent, log: EmittedLog): boolean {
  return (
    isSame(event.address, log.address) &&
    event.topics.length === log.topics.length &&
    event.topics.every((topic, index) => topic === null || isSame(topic, log.topics[index] ?? '')) &&
    (event.data === null || isSame(event.data, log.data))
  )
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
