import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPublicClient, http, keccak256 } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diamondLoupeFacetAbi } from '@/lib/abi'
import { httpRpc } from '@/lib/chain/rpc'
import type { Deployment } from '@/lib/deployment'
import { readDeployment } from '@/lib/deployment/file'
import { writeHashes } from './hashes'
import { startSavedScenario } from './saved-scenario'
import type { ScenarioChain } from './scenario-chain'

let chain: ScenarioChain
let folder: string
let file: string
beforeAll(async () => {
  chain = await startSavedScenario()
  folder = mkdtempSync(path.join(tmpdir(), 'generator-pau-hashes-'))
  file = path.join(folder, 'deployment.json')
})
afterAll(async () => {
  await chain.stop()
  rmSync(folder, { recursive: true })
})

const write = (codeHashes: Deployment['codeHashes']) =>
  writeFileSync(
    file,
    JSON.stringify({ $schema: './deployment.schema.json', ...chain.deployment, codeHashes }),
  )

describe('npm run hashes', () => {
  it('writes the code hash of every contract, and leaves the rest of the file as it was', async () => {
    write({})
    const count = await writeHashes(file, chain.url)
    const { codeHashes, ...rest } = readDeployment(file).ok!
    expect({ ...rest, codeHashes: chain.deployment.codeHashes }).toEqual(chain.deployment)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ $schema: './deployment.schema.json' })
    const entries = Object.entries(codeHashes)
    expect(entries.length).toBe(count)
    const rpc = httpRpc(chain.url, { timeout: 60_000 })
    for (const [contract, hash] of entries) {
      const code = await rpc.request<`0x${string}`>('eth_getCode', [contract, 'latest'])
      expect(keccak256(code), contract).toBe(hash)
    }
    // The file has everything that the scenario wrote for itself.
    expect(codeHashes).toMatchObject(chain.deployment.codeHashes)
    const { diamond, almProxy } = chain.deployment.generators[0]!.addresses
    for (const contract of [
      diamond,
      almProxy,
      chain.deployment.mcd.vat,
      chain.deployment.safes[0]!.address,
    ]) {
      expect(codeHashes[contract], contract).toMatch(/^0x[0-9a-f]{64}$/)
    }
    // A freeze enters the facets of the Primes, which are others than those of the Generator.
    const keel = chain.deployment.generators[0]!.primes.find(({ slug }) => slug === 'keel')!
    const facets = await createPublicClient({ transport: http(chain.url) }).readContract({
      address: keel.controllers[0].controller,
      abi: diamondLoupeFacetAbi,
      functionName: 'facetAddresses',
    })
    expect(facets.filter((facet) => codeHashes[facet] === undefined)).toEqual([])
    // A second run finds the hashes of the first.
    expect(await writeHashes(file, chain.url)).toBe(count)
  })

  it('refuses a hash that the chain contradicts, and writes nothing', async () => {
    const { vat } = chain.deployment.mcd
    for (const [contract, hash] of [
      [vat, `0x${'ab'.repeat(32)}`],
      // There is no code at this address.
      ['0x00000000000000000000000000000000000000AA', `0x${'cd'.repeat(32)}`],
    ] as const) {
      write({ [contract]: hash })
      const before = readFileSync(file, 'utf8')
      await expect(writeHashes(file, chain.url)).rejects.toThrow(
        `${file}: codeHashes.${contract}: the file says ${hash}, 127.0.0.1:`,
      )
      expect(readFileSync(file, 'utf8')).toBe(before)
    }
  })

  it('names a file that is not a deployment file', async () => {
    await expect(writeHashes(`${folder}/none.json`, chain.url)).rejects.toThrow('none.json: no such file')
  })
})
