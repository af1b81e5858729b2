/**
 * The result; null where the work fails or does not end in time.
 * @param limit [ms]
 */
export function within<T>(limit: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limit)
  })
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer))
}
