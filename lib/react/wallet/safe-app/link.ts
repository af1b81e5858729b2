import { openParent, type ParentPage } from '../../page/browser'
import { answerIn, type Method, question } from './messages'

/** Opens the way to the page around this one; a test puts a page of its own in its place. */
export type OpenParent = typeof openParent

/** A conversation with the Safe interface around this page. */
export interface SafeLink {
  /**
   * Asks it. Only an interface at an allowed origin is heard, and from its first answer on it alone is spoken to.
   * @param limit how long an answer may take [ms]; without it a person decides there
   * @throws where it says that something is wrong, or answers too late
   */
  ask(method: Method, params: unknown, limit?: number): Promise<unknown>
  close(): void
}

interface Waiting {
  readonly resolve: (data: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * @param origins those of the interfaces that may show this console
 * @returns null where no page shows this one
 */
export function openSafeLink(
  origins: readonly string[],
  newId: () => string,
  open: OpenParent = openParent,
): SafeLink | null {
  const waiting = new Map<string, Waiting>()
  /** Who answered first. Before that nobody knows which of the allowed it is: what is asked then is no secret. */
  let heard: string | null = null
  const receive = (message: unknown, origin: string) => {
    if (!origins.includes(origin) || (heard !== null && heard !== origin)) return
    const answer = answerIn(message)
    const asked = answer && waiting.get(answer.id)
    if (!answer || !asked) return
    heard = origin
    waiting.delete(answer.id)
    if ('error' in answer) asked.reject(failure(answer.error))
    else asked.resolve(answer.data)
  }
  const parent: ParentPage | null = open(receive)
  if (!parent) return null
  return {
    ask: (method, params, limit) => {
      if (heard === null && method !== 'getSafeInfo') {
        return Promise.reject(failure('the Safe interface has not said who it is'))
      }
      const id = newId()
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        parent.post(question(id, method, params), heard ?? '*')
        if (limit === undefined) return
        setTimeout(() => {
          if (!waiting.delete(id)) return
          reject(failure('the Safe interface did not answer'))
        }, limit)
      })
    },
    close: () => parent.close(),
  }
}

/** As wallets throw it: a refusal of its owner has a code of its own (EIP-1193). */
function failure(problem: string): Error {
  const error = new Error(problem)
  return /\breject/i.test(problem) ? Object.assign(error, { code: 4001 }) : error
}
