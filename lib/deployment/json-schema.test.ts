import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { root } from '@/lib/testing/texts'
import { deploymentJsonSchema, fieldsOf } from './json-schema'
import { parseDeployment } from './parse'
import { PUBLISHED_SCHEMA, schemaFrom } from './published'

type Json = Record<string, unknown>
const published = JSON.parse(readFileSync(PUBLISHED_SCHEMA, 'utf8')) as Json

/** What the published schema says of a file, without the parser. */
const validator = z.fromJSONSchema(published)
const takes = (file: unknown) => validator.safeParse(file).success

const examples = path.join(root, 'contracts/deployments')

describe('the published schema', () => {
  it('is the one of the parser: else run npm run schema', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(deploymentJsonSchema())))
  })

  it('describes every field in a sentence', () => {
    const without = fieldsOf(published).filter(({ description }) => !/^[A-Z].*\.$/.test(description))
    expect(without).toEqual([])
    expect(fieldsOf(published).length).toBeGreaterThan(50)
  })

  it('takes every file that the parser takes', () => {
    for (const file of [
      fakeDeployment(),
      fakePrimeDeployment(),
      { $schema: 'x.json', ...fakeDeployment() },
    ]) {
      expect(parseDeployment(file).failed).toBeUndefined()
      expect(takes(file)).toBe(true)
    }
  })

  it('takes the files that lie in the repository, each of which says where the schema is', () => {
    const files = readdirSync(examples).filter((name) => name.endsWith('.json'))
    expect(files).toContain('mainnet.example.json')
    for (const name of files) {
      const file = path.join(examples, name)
      const json = JSON.parse(readFileSync(file, 'utf8')) as Json
      expect(parseDeployment(json, name).failed).toBeUndefined()
      expect(takes(json), name).toBe(true)
      expect(json.$schema).toBe(schemaFrom(file))
    }
  })

  const generator = ['generators', 0]
  const prime = [...generator, 'primes', 0]
  const address = `0x${'12'.repeat(20)}`
  it.each<[path: (string | number)[], value: unknown]>([
    [['name'], undefined],
    [['name'], ''],
    [['chainId'], '1'],
    [['chainId'], 0],
    [['chainId'], 1.5],
    [['blockTimeSeconds'], undefined],
    [['blockTimeSeconds'], 0],
    [['explorer'], 'etherscan.io'],
    [['publicRpc'], 'wss://rpc.example.org'],
    [['startBlock'], -1],
    [['rpc'], 'https://rpc.example.org'],
    [['units', 0, 'mom'], undefined],
    [['configurator'], []],
    [['units'], {}],
    [['units', 0, 'name'], undefined],
    [[...generator, 'unit'], 7],
    [['mcd', 'vat'], null],
    [['mcd', 'autoLine'], null],
    [['governance', 'pause'], undefined],
    [['governance', 'spell'], address],
    [['generators'], {}],
    [[...generator, 'reader'], 'beacon'],
    [[...generator, 'ilk'], 'A'.repeat(33)],
    [[...generator, 'addresses', 'diamond'], '0x12'],
    [[...prime, 'slug'], 'Grove Finance'],
    [[...prime, 'legacyIlks', 0, 'allocatorVault'], 7],
    [[...prime, 'phase'], 'DualRun'],
    [['names'], { '0x12': 'a' }],
    [['names'], { [address]: 5 }],
    [['codeHashes'], { [address]: '0x12' }],
  ])('refuses, as the parser does, %j = %j', (at, value) => {
    const file = JSON.parse(JSON.stringify(fakePrimeDeployment())) as Json
    expect(takes(file)).toBe(true)
    const parent = at.slice(0, -1).reduce<Json>((node, key) => node[key] as Json, file)
    const key = at.at(-1)!
    if (value === undefined) delete parent[key]
    else parent[key] = value
    expect(parseDeployment(file).failed).toBeDefined()
    expect(takes(file)).toBe(false)
  })
})

describe('where a file says that its schema is', () => {
  it('is relative to the file', () => {
    expect(schemaFrom(path.join(root, 'contracts/deployments/x.json'))).toBe(
      '../../public/deployment.schema.json',
    )
    expect(schemaFrom(path.join(root, '.local/deployment.json'))).toBe('../public/deployment.schema.json')
  })
})
