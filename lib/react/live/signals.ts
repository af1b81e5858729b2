/** A signal that ends when any of several others ends, for as long as it is used. */
export interface Joined {
  readonly signal: AbortSignal
  readonly abort: () => void
  /** Stops listening to the others, which may live much longer. */
  readonly release: () => void
}

/** `AbortSignal.any` for browsers that do not have it yet. */
export function joined(...signals: readonly AbortSignal[]): Joined {
  const controller = new AbortController()
  const abort = () => controller.abort()
  for (const signal of signals) {
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
  }
  return {
    signal: controller.signal,
    abort,
    release: () => {
      for (const signal of signals) signal.removeEventListener('abort', abort)
    },
  }
}

/**
 * The result of `work` within a time; null when it fails, takes longer or is ended.
 * @param ms [ms]
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T | null>,
): Promise<T | null> {
  const limit = joined(signal)
  const timer = setTimeout(limit.abort, ms)
  const late = new Promise<null>((resolve) =>
    limit.signal.addEventListener('abort', () => resolve(null), { once: true }),
  )
  try {
    return limit.signal.aborted ? null : await Promise.race([work(limit.signal).catch(() => null), late])
  } finally {
    clearTimeout(timer)
    limit.release()
  }
}

/** Resolves after a time, at once when the signal ends. @param ms [ms] */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
