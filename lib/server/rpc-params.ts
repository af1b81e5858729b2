/** Whether a parameter has the form that it must have. */
export type Check = (value: unknown) => boolean

export const isBoolean: Check = (value) => typeof value === 'boolean'
export const isAddress: Check = (value) => typeof value === 'string' && /^0x[0-9a-f]{40}$/i.test(value)
export const isHash: Check = (value) => typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value)
export const isData: Check = (value) => typeof value === 'string' && /^0x([0-9a-f]{2})*$/i.test(value)

/** A number in hex, at most `most`. Leading zeros are allowed, since some wallets and nodes write them. */
export function isQuantity(value: unknown, most: bigint): boolean {
  return typeof value === 'string' && /^0x[0-9a-f]{1,64}$/i.test(value) && BigInt(value) <= most
}

/** A parameter that is either missing or passes the check. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

export const listOf =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check)

/** Parameters by position, and no further ones. */
export const tuple =
  (checks: readonly Check[]) =>
  (params: readonly unknown[]): boolean =>
    params.length <= checks.length && checks.every((check, index) => check(params[index]))

/** An object with these fields, and no others. */
export function hasOnly(fields: Readonly<Record<string, Check>>): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const given = value as Readonly<Record<string, unknown>>
    return (
      Object.keys(given).every((name) => Object.hasOwn(fields, name)) &&
      Object.entries(fields).every(([name, check]) => check(given[name]))
    )
  }
}
