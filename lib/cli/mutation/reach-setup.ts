import { afterAll, beforeEach } from 'vitest'
import { REACH } from './reach'

declare module 'vitest' {
  interface TaskMeta {
    /** Functions that a file of tests ran, by the names that the probes give. */
    reached?: readonly string[]
  }
}

const reached = new Set<string>()
Reflect.set(globalThis, REACH, (place: string) => reached.add(place))

let meta: { reached?: readonly string[] } = {}
beforeEach(({ task }) => {
  meta = task.file.meta
})
afterAll(() => {
  meta.reached = [...reached]
})
