import type { GeneratorModel, LimitModel } from '@/lib/console/model'

/** A limit with the Generator that it binds. */
export interface LimitRow {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
}

/** Search parameters that open the detail of a limit; the Generator is named only where there are several. */
export function openLimit({ generator, limit }: LimitRow, several: boolean) {
  return { key: limit.id, generator: several ? generator.id : null }
}

/** Identity of a row: two Generators may have the same key. */
export function keyOf({ generator, limit }: LimitRow): string {
  return `${generator.id}-${limit.id}`
}
