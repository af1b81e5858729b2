import type { Address, Hex } from 'viem'

/** What one event leaves in the logs. */
export interface EmittedLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
}

/** An event that an action says will be emitted, in the form of a log. */
export interface ExpectedEvent {
  readonly address: Address
  /** In order; null where a topic may be anything. */
  readonly topics: readonly (Hex | null)[]
  /** Null where the data may be anything. */
  readonly data: Hex | null
  /** Set where only some deployments of the contract emit the event, so that it may be missing. */
  readonly optional?: boolean
}

/** The events of a simulation compared with those that were stated. */
export interface JudgedEvents {
  /** Every event, in order. An event that nothing stated is as serious as a change that nothing stated. */
  readonly emitted: readonly { readonly log: EmittedLog; readonly expected: boolean }[]
  /** Stated, and not emitted. */
  readonly missing: readonly ExpectedEvent[]
}

/** Each stated event accounts for one emitted event, to the last byte. The order is up to the contracts. */
export function judgeEvents(logs: readonly EmittedLog[], expected: readonly ExpectedEvent[]): JudgedEvents {
  const left = [...expected]
  const emitted = logs.map((log) => {
    const index = left.findIndex((event) => isEvent(event, log))
    if (index >= 0) left.splice(index, 1)
    return { log, expected: index >= 0 }
  })
  return { emitted, missing: left.filter(({ optional }) => !optional) }
}

/** Whether every emitted event was stated, and every stated one emitted. */
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
