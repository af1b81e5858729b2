/** How the file is named in an error. */
export const FILE = 'contracts/deployments/x.json'
export const at = (n: number) => `0x${n.toString(16).padStart(40, '0')}`

/** Of some code. */
export const hash = `0x${'ab'.repeat(32)}`

/** A deployment file as it is written, with every part. */
export const valid = () => ({
  name: 'local',
  chainId: 31337,
  blockTimeSeconds: 12 as number | null,
  explorer: null as string | null,
  publicRpc: 'https://rpc.example.org/path' as string | null,
  startBlock: 0,
  configurator: {
    beamState: at(0x11),
    configurator: at(0x12),
    operators: at(0x16),
    timelock: at(0x13),
    mom: at(0x14),
    freezeRegistry: at(0x17),
    guardianCouncil: at(0x15),
  },
  mcd: {
    vat: at(0x21),
    jug: at(0x22),
    usdsJoin: at(0x23),
    usds: at(0x24),
    chainlog: at(0x25),
    autoLine: at(0x26),
  },
  governance: {
    pause: at(0xa1),
    pauseProxy: at(0xa2),
    chief: at(0xa3),
    protego: null as string | null,
    facetAllowlist: at(0xa5),
    migrationMom: at(0xa6),
  },
  generators: [
    {
      name: 'Generator',
      reader: 'eip2535',
      ilk: 'ALLOCATOR-GENERATOR-A',
      addresses: {
        diamond: at(0x31),
        almProxy: at(0x32),
        rateLimits: at(0x33),
        allocatorVault: at(0x34),
        allocatorBuffer: at(0x35),
      },
      facets: [
        { name: 'Admin', address: at(0x41) },
        { name: 'UsdsFacet', address: at(0x42) },
      ],
      primes: [
        {
          name: 'Spark',
          slug: 'spark',
          vault: at(0x51),
          almProxy: at(0x52),
          rateLimits: at(0x53),
          controller: at(0x54),
          legacyIlks: [{ ilk: 'ALLOCATOR-SPARK-A', allocatorVault: at(0x55) }],
        },
        {
          name: 'Grove',
          slug: 'grove',
          vault: at(0x61),
          almProxy: at(0x62),
          rateLimits: at(0x63),
          controller: at(0x64),
          legacyIlks: [
            { ilk: 'ALLOCATOR-BLOOM-A', allocatorVault: at(0x65) },
            { ilk: 'ALLOCATOR-GROVE-A', allocatorVault: at(0x66) },
          ],
        },
      ],
    },
  ],
  safes: [{ name: 'Freezer', address: at(0x71) }],
  names: { [at(0x81)]: 'Operator' } as Record<string, string>,
  codeHashes: { [at(0x31)]: hash } as Record<string, string>,
})

/** The valid file with one field replaced, or removed if the value is undefined. */
export function withField(path: (string | number)[], value: unknown): unknown {
  const json: unknown = valid()
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => Reflect.get(node as object, key), json)
  const key = path.at(-1) ?? ''
  if (value === undefined) Reflect.deleteProperty(parent as object, key)
  else Reflect.set(parent as object, key, value)
  return json
}
